"""The page on which the API can be tried: plain HTML whose forms work without any script."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

from bakhmut_data.answers import about
from bakhmut_data.claims import files
from pages.shared.api.endpoints import Endpoint
from pages.shared.api.parameters import Parameter
from pages.shared.paths import API
from pages.shared.plain_page import plain_page

FEW = 12  # values that are ticked; of more, lines of a list are chosen
DAY = "2023-03-09"
HEAD = '<link rel="service-desc" type="application/json" href="openapi.json" />'
MAIN = """<p>{note}</p>
<p>Each address below gives data under the filters of the pages: the address of a page and that of its data
differ in the path. <a href="openapi.json">openapi.json</a> describes them for programs. Tables of version
<code>{version}</code>, under the <a href="{licence}">MIT licence</a>. Texts of documents are not part of it,
nor are documents that you or others added on the pages.</p>
<nav aria-label="Addresses">
<ul>
{contents}
</ul>
</nav>
{sections}"""


def page(endpoints: Iterable[Endpoint], above: str, version: str) -> str:
    """The page for some addresses, of tables of a version."""
    known = list(endpoints)
    main = MAIN.format(
        note=html.escape(about.NOTE),
        version=html.escape(version),
        licence=html.escape(about.licence()),
        contents="\n".join(
            f'<li><a href="#{_id(each)}">{html.escape(each.path)}</a>: {html.escape(each.says)}</li>'
            for each in known
        ),
        sections="\n".join(_section(each) for each in known),
    )
    return plain_page("The claims as data", above.removesuffix(f"{API}/"), HEAD, main)


def _section(endpoint: Endpoint) -> str:
    named = _id(endpoint)
    head = (
        f'<section aria-labelledby="{named}">\n<h2 id="{named}">{html.escape(endpoint.path)}</h2>\n'
        f"<p>{html.escape(endpoint.says)}</p>\n"
    )
    if endpoint.within:  # a form cannot write into a path
        address = f"{endpoint.path.format(day=DAY)}.{next(iter(endpoint.answers))}"
        links = "".join(
            f'<li><a href="{address}{query}">{address}{query}</a></li>' for query in ("", "?from=documents")
        )
        return f"{head}<ul>{links}</ul>\n</section>"
    fields = "\n".join(_field(named, each) for each in endpoint.parameters)
    buttons = "\n".join(
        f'<button formaction="{endpoint.path}.{suffix}">{files.NAMES.get(suffix, suffix.upper())}</button>'
        for suffix in endpoint.answers
    )
    first = next(iter(endpoint.answers))
    action = f'<form method="get" action="{endpoint.path}.{first}">'
    return f"{head}{action}\n{fields}\n<p>{buttons}</p>\n</form>\n</section>"


def _field(within: str, parameter: Parameter) -> str:
    named, says = f"{within}-{parameter.name}", html.escape(parameter.says)
    allowed = parameter.named
    if parameter.many and 0 < len(allowed) <= FEW:
        boxes = " ".join(
            f'<label><input type="checkbox" name="{parameter.name}" value="{html.escape(each)}" /> '
            f"{html.escape(each)}</label>"
            for each in allowed
        )
        return f"<fieldset><legend>{parameter.name}</legend>\n{boxes}\n<small>{says}</small></fieldset>"
    label = f'<label for="{named}">{parameter.name}</label>'
    known = f'id="{named}" name="{parameter.name}" aria-describedby="{named}-says"'
    if allowed and not parameter.listed:
        several = ' multiple="multiple" size="5"' if parameter.many else ""
        control = f"<select {known}{several}>{''.join(_options(parameter, allowed))}</select>"
    else:
        control = f"<input {known} {_kind(parameter)} />"
    return f'<div>{label} {control}\n<small id="{named}-says">{says}</small></div>'


def _options(parameter: Parameter, allowed: Sequence[str]) -> Iterator[str]:
    for each in allowed:
        chosen = ' selected="selected"' if each == parameter.schema.get("default") else ""
        means = parameter.words.get(each, "")
        shown = f"{each}: {means}" if means else each
        yield f'<option value="{html.escape(each)}"{chosen}>{html.escape(shown) or "as it comes"}</option>'


def _kind(parameter: Parameter) -> str:
    """The attributes of a field that numbers or words are typed into."""
    schema = parameter.schema
    if schema["type"] == "integer":
        return (
            f'type="number" required="required" min="{schema["minimum"]}" max="{schema["maximum"]}" '
            f'value="{schema["default"]}"'
        )
    longest = f' maxlength="{schema["maxLength"]}"' if "maxLength" in schema else ""
    required = ' required="required"' if parameter.required else ""
    return f'type="text"{longest}{required}'


def _id(endpoint: Endpoint) -> str:
    return endpoint.path.replace("/", "-").replace("{", "").replace("}", "")
