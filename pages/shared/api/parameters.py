"""What an address may ask for: every parameter as it is described, and read as it is described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import QueryParams

from bakhmut_data import reference
from bakhmut_data.claims import filtering, sentences
from bakhmut_data.limits import answers_from
from pages.shared.api.problems import Problem
from pages.shared.state import address

MOST_NAMED = 200  # values that are named one by one where a parameter is described
FARTHEST = 100_000_000
YEAR = "[12][0-9]{3}"
LEAP = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:12|16|20|24|28)00)"
# Days that there are; Z stands for the zero before a single digit.
DAYS = (
    f"(?:{YEAR}-(?:(?:Z[13578]|1[02])-(?:Z[1-9]|[12][0-9]|3[01])|(?:Z[469]|11)-(?:Z[1-9]|[12][0-9]|30)"
    f"|Z2-(?:Z[1-9]|1[0-9]|2[0-8]))|{LEAP}-Z2-29)"
)
DAY = DAYS.replace("Z", "0")
# As pages take them: days, months and years, with that zero or without it.
SOME_DAYS = f"{DAYS.replace('Z', '0?')}|{YEAR}-(?:0?[1-9]|1[0-2])|{YEAR}"
TEXT = "[^\\u0000-\\u001f\\u007f]*"  # a line of it: nothing that moves the cursor
DAY_HINT = "2023, 2023-03 or 2023-03-08"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: its name, what it does, and the schema that its values are described and read by.

    `schema` is JSON Schema with one of `enum`, `pattern`, or `minimum` and `maximum`. With `many` the
    parameter may be repeated, with `listed` its values stand behind one another with commas; a standard knows
    the values that are `unmade`, and what they ask for is not made here. `words` say what values mean.
    """

    name: str
    says: str
    schema: Mapping[str, Any]
    hint: str = ""
    many: bool = False
    listed: bool = False
    required: bool = False
    unmade: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> tuple[str, ...]:
        """The values that it takes, none where they are not a few."""
        allowed = tuple(str(each) for each in self.schema.get("enum", ()))
        return allowed if len(allowed) <= MOST_NAMED else ()

    def read(self, values: Sequence[str]) -> Any:
        """What was asked for: a list, a number, or words, "" where it is not said; `Problem` for nonsense."""
        if self.many:
            return [self._check(value) for value in values]
        if len(values) > 1:
            raise Problem(400, f"{self.name}: give it once, not {len(values)} times.", self.name)
        if self.listed:
            return [self._check(each) for value in values if value for each in value.split(",")]
        if not values and self.required:
            raise Problem(400, f"{self.name}: is missing; give {self.hint}.", self.name)
        if not values:
            return self.schema.get("default", "")
        return self._number(values[0]) if self.schema["type"] == "integer" else self._check(values[0])

    def _check(self, value: str) -> str:
        allowed = self.schema.get("enum")
        longest = self.schema.get("maxLength", len(value))
        if value in self.unmade:
            raise Problem(
                501, f"{self.name}: {value} is not made here; ask for {self.schema['default']}.", self.name
            )
        if allowed is not None and value not in allowed:
            raise self._nonsense(
                value, f"one of {sentences.some_of([str(each) for each in allowed if each], 30)}"
            )
        if "pattern" in self.schema and not re.fullmatch(self.schema["pattern"], value):
            raise self._nonsense(value, self.hint)
        if len(value) > longest:
            raise self._nonsense(value, f"at most {longest} characters")
        return value

    def _number(self, value: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        # Digits of other scripts are digits to Python, and thousands of them a number that takes seconds.
        if not re.fullmatch("[0-9]{1,12}", value) or not least <= int(value) <= most:
            raise self._nonsense(value, f"a whole number from {least} to {most}")
        return int(value)

    def _nonsense(self, value: str, wanted: str) -> Problem:
        shown = sentences.shorten(value, 40)
        return Problem(400, f"{self.name}: “{shown}” is not what is asked for; write {wanted}.", self.name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: the value of every parameter by name, and the names that say nothing here."""

    named: Mapping[str, Any]
    ignored: tuple[str, ...] = field(default=())


def read(query: QueryParams, parameters: Iterable[Parameter], *, passing: bool = False) -> Asked:
    """What a query asks of an address that takes these parameters; `Problem` names what makes no sense.

    What a page has in its address beside the filters, and what others append to links, says nothing here and
    is passed over; with `passing` everything else is, too.
    """
    known = {each.name: each for each in parameters}
    names = dict.fromkeys(query.keys())
    for name in names:
        if name not in known and not address.is_known(name) and not passing:
            shown = sentences.shorten(name, 40)
            raise Problem(400, f"“{shown}” means nothing here; this address takes {', '.join(known)}.", shown)
    values = {name: each.read(query.getlist(name)) for name, each in known.items()}
    return Asked(values, tuple(name for name in names if name not in known))


def filters(sources: Sequence[str]) -> tuple[Parameter, ...]:
    """The filters of the pages, for claims of some outlets."""
    return (
        _some("src", "Outlets; those of all where none is named.", sources),
        _some("side", "Sides of speakers; those of all where none is named.", filtering.SIDES),
        Parameter(
            name="by",
            says="Whether from and to are the days that a claim speaks for, or those of publication.",
            schema={"type": "string", "enum": ["happened", "published"], "default": "happened"},
        ),
        *days(),
        Parameter(
            name="q",
            says="Words that stand in outlet, speaker, place, topic or index terms, not in the running text.",
            schema={
                "type": "string",
                "pattern": f"^{TEXT}$",
                "maxLength": filtering.LONGEST_SEARCH,
            },
            hint="one line of text",
        ),
    )


def days() -> tuple[Parameter, Parameter]:
    """The first and the last day, both included."""
    first, last = (
        Parameter(
            name=name,
            says=f"The {which} day, or all of a month or year: {DAY_HINT}.",
            schema={"type": "string", "pattern": f"^(?:{SOME_DAYS})?$"},
            hint=DAY_HINT,
        )
        for name, which in (("from", "first"), ("to", "last"))
    )
    return first, last


def paging() -> tuple[Parameter, Parameter]:
    """How many rows, and from which on."""
    most = answers_from().rows
    return (
        _number("limit", f"How many rows at most; no more than {most}.", 1, most, min(100, most)),
        _number("offset", "How many rows to pass over; the header Link leads on.", 0, FARTHEST, 0),
    )


def order(names: Iterable[str], usual: str) -> Parameter:
    """By which column rows are sorted."""
    both = [way for name in names for way in (name, f"-{name}")]
    says = f"The column to sort by, downwards after a minus; unknown values come last. Else {usual}."
    return Parameter(name="sort", says=says, schema={"type": "string", "enum": ["", *both], "default": ""})


def columns(names: Sequence[str]) -> Parameter:
    """Which columns the rows have."""
    return Parameter(
        name="fields",
        says="The columns wanted, with commas between them; all where none is named.",
        schema={"type": "string", "enum": [*names]},
        listed=True,
    )


def kinds(names: Sequence[str]) -> Parameter:
    """Which kinds of claims."""
    return _some("kind", "Kinds of claims; all where none is named.", names)


def one_of(name: str, says: str, words: Mapping[str, str]) -> Parameter:
    """One of some values, which `words` have with what they mean, or all of them."""
    schema = {"type": "string", "enum": ["", *words], "default": ""}
    return Parameter(name=name, says=f"{says} All where none is named.", schema=schema, words=words)


def measure() -> Parameter:
    """What figures count."""
    return one_of("m", "The measure: what is counted.", reference.read_toml("labels.toml")["measure"])


def question() -> Parameter:
    """One of the nine questions."""
    return one_of("qn", "The question, one of nine.", reference.read_toml("labels.toml")["question"])


def answer() -> Parameter:
    """An answer to any of the nine questions."""
    words: dict[str, list[str]] = {}
    for answers in reference.read_toml("labels.toml")["answer"].values():
        for name, means in answers.items():
            words.setdefault(name, []).append(str(means))
    said = {name: ", or ".join(dict.fromkeys(means)) for name, means in words.items()}
    return one_of("an", "The answer to the question.", said)


def document() -> Parameter:
    """One document, or all of them."""
    return Parameter(
        name="doc",
        says="The document_id of a document. All where none is named.",
        schema={"type": "string", "pattern": f"^(?:{address.DOCUMENT_ID.pattern})?$"},
        hint="a document_id such as the table of documents has",
    )


def choice(name: str, says: str, values: Sequence[str]) -> Parameter:
    """One of a few values, the first where none is named."""
    schema = {"type": "string", "enum": [*values], "default": values[0]}
    return Parameter(name=name, says=says, schema=schema)


def _some(name: str, says: str, values: Sequence[str]) -> Parameter:
    return Parameter(name=name, says=says, schema={"type": "string", "enum": [*values]}, many=True)


def _number(name: str, says: str, least: int, most: int, usual: int) -> Parameter:
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": usual}
    return Parameter(name=name, says=says, schema=schema)
