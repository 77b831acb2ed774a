"""The tables: their columns, types, allowed values and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import pyarrow as pa

from bakhmut_data import records

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "signature": pa.list_(pa.uint32()),
}
PANDAS: dict[str, Any] = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "signature": "object",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `allowed` lists what it may hold, empty for anything."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    allowed: tuple[str, ...] = ()


PLACE_KINDS = ("settlement", "district", "facility", "region", "country", "river", "road", "other")
UNITS = (
    "people", "km", "metre", "mile", "yard", "sq_km", "sq_mile", "hectare", "acre", "percent", "ratio", "usd",
    "gbp", "second", "minute", "hour", "day", "week", "month", "year", "attack", "view", "vehicle",
    "side", "other",
)  # fmt: skip
MEASURES = (
    "casualties", "killed", "wounded", "losses_ratio", "force_size", "population", "territory_share",
    "advance", "distance", "front_length", "duration_of_battle", "duration_other", "attacks", "cost", "views",
    "age", "equipment", "other",
)  # fmt: skip
TOPICS = (
    "control", "casualties", "strategic_value", "symbolism", "hold_or_withdraw", "ammunition", "forces",
    "next_moves", "diplomacy", "other",
)  # fmt: skip
SIDES = get_args(records.Side)

_SPAN = (
    Column("document_id", "string", "The document the row was found in.", required=True),
    Column("start", "integer", "First character of the span, a Python string index.", required=True),
    Column("end", "integer", "One past the last character of the span.", required=True),
)
_SURFACE = Column("surface", "string", "The words of the span, as written.", required=True)
_RULE = Column("rule", "string", "The rule or model that made the row.", required=True)
_PLACE = "The place, an entry of the table places; null where it could not be resolved."


def _as_of(what: str) -> tuple[Column, Column]:
    return (
        Column("as_of_earliest", "date", f"First day that {what} can speak for."),
        Column("as_of_latest", "date", f"Last day that {what} can speak for."),
    )


SCHEMAS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("document_id", "string", "The first twelve digits of the text's sha256.", required=True),
        Column("file", "string", "Path of the file below the folder that was read.", required=True),
        Column("title", "string", "The headline."),
        Column("publisher", "string", "The outlet that printed it."),
        Column("author", "string", "Who signed it."),
        Column("published", "date", "The likeliest day of publication."),
        Column("published_earliest", "date", "The first day on which it can have been published."),
        Column("published_latest", "date", "The last day on which it can have been published."),
        Column("published_basis", "string", "Why: stated, or inferred from what."),
        Column("language", "string", "ISO 639-1 code of the text's language."),
        Column("sha256", "string", "Hash of the text (UTF-8), which claims are matched by.", required=True),
        Column("characters", "integer", "Length of the text in code points.", required=True),
        Column("words", "integer", "Length of the text in words.", required=True),
        Column(
            "genre",
            "string",
            "What sort of text it is: news, opinion, explainer, aggregation (made of other reports), "
            "bulletin (items of a day or an hour), transcript, other.",
            allowed=get_args(records.Genre),
        ),
        Column("genre_basis", "string", 'The signs the genre is told by, joined by "; ".'),
        Column("url", "string", "Where it was published, http or https; null where nothing tells it."),
    ),
    "places": (
        Column("place_id", "string", "Gazetteer key.", required=True),
        Column("name", "string", "Today's usual English spelling.", required=True),
        Column("kind", "string", "What sort of place it is.", required=True, allowed=PLACE_KINDS),
        Column("latitude", "number", "Degrees north, WGS 84.", required=True),
        Column("longitude", "number", "Degrees east, WGS 84.", required=True),
        Column("country", "string", "ISO 3166-1 alpha-2 code, by international recognition."),
        Column("admin1", "string", "Oblast, state or province."),
        Column("origin", "string", "Where the entry comes from.", required=True),
    ),
    "mentions": (
        *_SPAN,
        _SURFACE,
        Column(
            "role",
            "string",
            "location, or actor where the name stands for a government or an army.",
            required=True,
            allowed=get_args(records.Role),
        ),
        Column("place_id", "string", _PLACE),
        _RULE,
    ),
    "dates": (
        *_SPAN,
        _SURFACE,
        Column("timex_type", "string", "TIMEX3 type.", required=True, allowed=get_args(records.TimexType)),
        Column("value", "string", "TIMEX3 value.", required=True),
        Column("earliest", "date", "First day it covers; null for durations and vague references."),
        Column("latest", "date", "Last day it covers."),
        _RULE,
    ),
    "figures": (
        *_SPAN,
        _SURFACE,
        Column("low", "number", "Lower end of the reported number."),
        Column("high", "number", "Upper end; null where unbounded or unknown."),
        Column(
            "qualifier",
            "string",
            "How the text qualifies the number.",
            required=True,
            allowed=get_args(records.Qualifier),
        ),
        Column("unit", "string", "What is counted or measured in.", required=True, allowed=UNITS),
        Column("measure", "string", "What the number is a measure of.", required=True, allowed=MEASURES),
        Column(
            "about",
            "string",
            "Whose people or things are counted.",
            required=True,
            allowed=get_args(records.About),
        ),
        Column("place_id", "string", _PLACE),
        Column("speaker", "string", "Source of the figure in the text; null where the article asserts it."),
        Column("speaker_side", "string", "The side the speaker is on.", allowed=SIDES),
        *_as_of("the figure"),
        Column(
            "core",
            "boolean",
            "false for numbers that are not about the battle or the war.",
            required=True,
        ),
        Column(
            "counts",
            "string",
            'What became of those counted, joined by "; ", where it is more than killed and wounded: '
            "captured, deserted, killed, missing, sick, surrendered, wounded.",
        ),
        _RULE,
    ),
    "statements": (
        *_SPAN,
        Column("speaker", "string", "Who is reported to say it.", required=True),
        Column("speaker_side", "string", "The side the speaker is on.", allowed=SIDES),
        Column(
            "kind",
            "string",
            "Quoted, reported, or partly quoted.",
            required=True,
            allowed=get_args(records.StatementKind),
        ),
        Column("cue", "string", "The word or words that attribute it."),
        Column("topic", "string", "What it is about.", required=True, allowed=TOPICS),
        Column("said_earliest", "date", "First day on which it can have been said."),
        Column("said_latest", "date", "Last day on which it can have been said."),
        Column(
            "terms",
            "string",
            "Up to five noun phrases by which it can be found, in alphabetical order, joined by semicolons.",
        ),
        _RULE,
    ),
    "control": (
        *_SPAN,
        Column("place_id", "string", "The place the claim is about.", required=True),
        Column("part", "string", "The part of the place it is limited to; null for the whole."),
        Column(
            "controller",
            "string",
            "The side that holds or gains under the claim.",
            required=True,
            allowed=get_args(records.Controller),
        ),
        Column(
            "event",
            "string",
            "What is said to happen: a side holds, takes or surrounds the place, advances on it, repels an "
            "attack, withdraws, or there is fighting. Only hold, take, withdraw and fight say who holds it.",
            required=True,
            allowed=get_args(records.ControlEvent),
        ),
        Column("share_low", "number", "Least share of the place, in percent."),
        Column("share_high", "number", "Greatest share of the place, in percent."),
        Column(
            "status",
            "string",
            "Asserted by the article, claimed by a speaker, denied, predicted, hypothetical, or past.",
            required=True,
            allowed=get_args(records.Status),
        ),
        Column("speaker", "string", "Who claims it; null where the article asserts it."),
        *_as_of("the claim"),
        _RULE,
    ),
    "positions": (
        *_SPAN,
        Column(
            "question",
            "string",
            "What a side is taken on: value (does the place matter militarily), symbol (is it a symbol), "
            "hold (should or will the defenders stay), fall (will the attackers take it), after (what "
            "follows if it falls), losses (who pays more), supply (who is short of ammunition, men or arms), "
            "momentum (who has the upper hand), next (what comes next).",
            required=True,
            allowed=get_args(records.Question),
        ),
        Column(
            "answer",
            "string",
            "The side taken. value: matters, little, disputed; symbol: symbol, not_symbol; hold: hold, "
            "leave, either; fall: falls, holds, open; after: opens_way, changes_little, hollow; losses: "
            "Russia, Ukraine, both; supply: Russia, Ukraine, both, none (nobody, or a shortage is denied); "
            "momentum: Russia, Ukraine, neither; next: Russia_advances, Ukraine_attacks, talks, goes_on.",
            required=True,
            allowed=get_args(records.Answer),
        ),
        Column("place_id", "string", "The place the question is asked of; null for the war as a whole."),
        Column("speaker", "string", "Who takes the side; null where the article does so in its own voice."),
        Column("speaker_side", "string", "The side the speaker is on.", allowed=SIDES),
        Column("said_earliest", "date", "First day on which it can have been said."),
        Column("said_latest", "date", "Last day on which it can have been said."),
        _RULE,
    ),
    "retellings": (
        Column(
            "utterance_id",
            "string",
            "The utterance: the document and the first character of the version that was published first.",
            required=True,
        ),
        *_SPAN,
        Column(
            "similarity",
            "number",
            "How much of the shorter version's words the likest other version has, each weighted by how rare "
            "it is, 0 to 1; low where they share the day and the stand taken rather than words.",
            required=True,
        ),
        Column(
            "basis",
            "string",
            'What ties it to another version, joined by "; ": its speaker, its day, and the words, the '
            "phrase or the stand that both have.",
            required=True,
        ),
        Column(
            "via",
            "string",
            "From whom the document has it: the outlet it was told to, or whose report is quoted.",
        ),
        Column("terms", "string", "The index terms of this version, as in statements."),
    ),
}

# Tables that folders built before there were such have not; they are read as tables without rows.
ADDED = frozenset({"positions", "retellings"})

# Which words documents choose (`word_choices.py`), a file beside the tables.
WORD_COLUMNS = (
    Column("document_id", "string", "The document the word stands in.", required=True),
    Column("start", "integer", "First character of the word, a Python string index.", required=True),
    Column("end", "integer", "One past its last character.", required=True),
    Column("concept", "string", "What there are several words for.", required=True),
    Column("form", "string", "The word chosen, as the list of choices spells it.", required=True),
)

# Which words of the nine questions stand in documents (`question_words.py`), a file beside the tables.
QUESTION_WORD_COLUMNS = (
    Column("document_id", "string", "The document the word stands in.", required=True),
    Column(
        "question",
        "string",
        "The question of positions that the word belongs to; a document with none of its words, and no claim "
        "about it, is silent on it.",
        required=True,
        allowed=get_args(records.Question),
    ),
    Column("word", "string", "The word as it is looked for; * stands for any ending.", required=True),
    Column("times", "integer", "How often it stands there.", required=True),
)
BESIDE: dict[str, tuple[Column, ...]] = {"words": WORD_COLUMNS, "question_words": QUESTION_WORD_COLUMNS}

# The columns and their types of every table, and of the files beside them.
COLUMN_TYPES: dict[str, dict[str, str]] = {
    **{name: {column.name: column.type for column in columns} for name, columns in SCHEMAS.items()},
    **{name: {column.name: column.type for column in columns} for name, columns in BESIDE.items()},
    "copies": {"document_id": "string", "copy_of": "string", "similarity": "number"},
    "signatures": {"document_id": "string", "signature": "signature"},
    "statement_words": {
        "document_id": "string",
        "start": "integer",
        "end": "integer",
        "stems": "signature",
        "pairs": "signature",
        "via": "string",
    },
}
