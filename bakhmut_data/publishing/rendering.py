"""Pages from templates: every value stands as text, links are relative, so that a folder can lie anywhere."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup

from bakhmut_data.reading import addresses
from bakhmut_data.wording.links import Linked

TEMPLATES = Path(__file__).parent / "templates"
SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)
# No other host is asked, nothing but the scripts of the page runs, and no form is sent. A page that lies on a
# disk has no origin that could be named, so its scripts stand within it.
POLICY = (
    "default-src 'none'; style-src {style}; img-src 'self' data:; script-src {scripts}; base-uri 'none'; "
    "form-action 'none'"
)


@functools.cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["markdown"] = markdown
    made.filters["linked"] = linked
    made.globals["script"] = script
    return made


def render(template: str, **values: Any) -> bytes:
    """A page as UTF-8; half characters, which no file can have, are replaced."""
    text = _environment().get_template(template).render(**values)
    scripts = " ".join(_hash(each) for each in SCRIPT.findall(text)) or "'none'"
    policy = POLICY.format(style="'self'", scripts=scripts)
    return text.replace("@policy@", policy).encode("utf-8", "replace")


def markdown(text: str) -> Markup:
    """Our own texts, which are Markdown, as HTML; HTML in them is text."""
    return Markup(MarkdownIt("commonmark", {"html": False}).render(text))  # noqa: S704 - written by us


def linked(value: object) -> Markup:
    """A value as text, a link where it leads to an address of the web."""
    if not isinstance(value, Linked):
        return Markup.escape(str(value))
    address = addresses.web_address(value.url) if isinstance(value.url, str) else None
    if address is None:
        return Markup.escape(value.words)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, value.words)


def read_template(name: str) -> str:
    """A template as it lies there."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def script(name: str) -> Markup:
    """A module of the edition as it stands within a page."""
    return Markup(read_template(name))  # noqa: S704 - written by us


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
