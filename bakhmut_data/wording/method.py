"""How the tables are made and how good they are: texts as Markdown, and tables of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.stored import read_object
from bakhmut_data.tables import schemas
from bakhmut_data.wording import evidence
from bakhmut_data.wording.links import Linked

Scores = Mapping[str, Mapping[str, Any]]
WORDED = (
    "measure",
    "topic",
    "about",
    "controller",
    "status",
    "question",
)  # columns whose values pages put into words
COUNTS = {"gold": "Rows by hand", "found": "Rows found"}
SCORES = {"precision": "Of those found, right", "recall": "Of those by hand, found", "f1": "Both together"}
NOT_MEASURED = "The quality of these tables has not been measured."
METHOD = """
1. **Read.** Each file becomes a text with what its heading says of outlet, author and title. The day of
   publication is stated, or inferred from the text as the span of days it can be, with the reason.
2. **Find.** Rules find dates and lengths of time, place names, reported numbers, what somebody is reported to
   say, who is said to hold a place, and who takes which side on nine questions. A rule speaks of the
   language, never of one document; its words and names are lists in `reference/`.
3. **Link.** Each number and claim gets the speaker, the days and the place that its sentence gives it. What
   the text does not say stays empty.
4. **Compare.** Claims of different voices line up when they count the same thing, for the same side and
   place, and their days meet. They *agree*, *overlap* or *conflict*; where bounds, units, places or days do
   not allow that, they are *not comparable*. Who holds a place, whose forces are in it, who holds ground
   around it and whether it will change hands are four things. What is counted or held on no
   known day is compared with nothing.
   “About” is read as a tenth more or less, or one where that is more; a bare length of the battle as half a
   unit more or less: “7 months” as 6.5 to 7.5. Two answers to one question are opposed where both cannot be
   right; on what changes with time (who has the upper hand, whether the place will fall) only those given
   within a month are compared, and one of no known day counts for that of its publication.

**What is counted.** Claims, not sentences: one sentence can count as a statement by its speaker and as a
figure or a claim of who holds a place for what is said in it. What side a quoted speaker takes is read from
the statement, and the statement alone counts; a side that an outlet takes in its own voice is a claim of its
own. Numbers that are not about the war (ages,
reading times) are in the tables, where their column `core` says false, and are counted nowhere.

**What it does not do.** It does not check whether a claim is true, it adds up nothing, and it does not fill
silence: a place nobody speaks of has no colour. Rules miss claims and misread some; the sentence is one
click away.

**Words.** *Russian-held*, *Ukrainian-held* and *contested* are ours; loaded words stand only inside a quote.
A *voice* is a speaker in an outlet; *the outlet itself* is a claim the article makes in its own name.
"""
TEXTS = """
Their texts belong to their publishers and are not shown. Whoever has the documents and runs this dashboard
beside them (in the folder `documents`, or where `BAKHMUT_DOCUMENTS` points) sees every claim in its sentence.
"""
CITE = """
Cite a figure by its tab *Cite*: it holds the title, the version of the tables and a link that opens the very
same view. Cite the whole as:
"""
LICENCES = """
The code and the tables are under the licence in `LICENSE`. The documents belong to their publishers and are
not part of this site. The base map is drawn from Natural Earth (public domain), © OpenStreetMap contributors
(ODbL 1.0), GSHHG (LGPL-3) and GeoNames (CC BY 4.0); `assets/basemap/ORIGIN.md` says which layer comes from
which.
"""
MEANING = """
**Reading the first table.** People annotated thirteen documents by hand; the rules then read the same ones
without stated facts or corrections. *Of those found, right* says how often a row of a table can be trusted to
be there at all; *of those by hand, found* how much the table misses; *both together* is a mean of the two
that is low when either is. (The field calls them precision, recall and F1.) *Columns right* says, of the rows
found in both, in how many percent a column holds what people wrote. 100% would be perfect; at 90% one row in
ten is wrong or missing.

**Expect the second table on other documents.** The rules were tuned on the thirteen. The second table is of
twenty texts of other kinds (transcripts, briefings, features, letters …) that were written and annotated by
people who did not know the rules, and for which no rule was made. Topics are learned from annotated texts,
the thirteen among them: only the second table says how often they are right. So before you rely on a claim,
open its evidence and read its sentence.

**Reading the last table.** The same rules on public collections of annotated news, which they were not made
for: *both together*, by those collections' own rules of what counts as right.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words: its columns in `numbers` are set to the end."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    numbers: tuple[int, ...] = ()


def columns_made() -> Table:
    """How each column is made."""
    rows = [(row["columns"], row["source"]) for row in reference.read_csv("columns_made.csv")]
    return Table("How each column is made", ("Column", "From what"), tuple(rows))


def columns_of(name: str, columns: Iterable[schemas.Column]) -> Table:
    """The data dictionary of one table."""
    rows = tuple((column.name, column.type, _meaning(column)) for column in columns)
    return Table(f"Columns of {name}", ("Column", "Type", "Meaning"), rows)


def documents_read(documents: Iterable[Mapping[Any, Any]]) -> Table:
    """Documents with what is known of each and how much was `found` in it."""
    rows = tuple(
        (
            row["source"],
            Linked(evidence.headline(row), row["url"]),
            sentences.publication(row),
            f"{row['words']:,}",
            f"{row['found']:,}",
        )
        for row in documents
    )
    return Table("Documents read", ("Outlet", "Headline", "Published", "Words", "Claims"), rows, (3, 4))


def measured(path: Path) -> tuple[Table, ...]:
    """The measured quality that a file has; nothing where nothing was measured."""
    scores = read_object(path)
    tables = (
        _scored("Against annotation by hand", scores.get("tables", {})),
        _scored("On texts that no rule was made for", scores.get("unseen", {})),
        _corpora(scores.get("corpora", {})),
    )
    return tuple(table for table in tables if table.rows)


def _meaning(column: schemas.Column) -> str:
    allowed = ", ".join(_worded(column, value) for value in column.allowed) if column.allowed else ""
    return column.description + (f" One of: {allowed}." if allowed else "")


def _worded(column: schemas.Column, value: str) -> str:
    """A value of a column with the words that pages have for it, where those are others."""
    words = sentences.label(column.name, value) if column.name in WORDED else value
    return value if words == value else f"{value} ({words})"


def _scored(title: str, scores: Scores) -> Table:
    rows = []
    for name, row in scores.items():
        columns = [
            f"{sentences.label('score', key)} {_percent(value)}"
            for key, value in row.items()
            if key not in COUNTS and key not in SCORES and isinstance(value, int | float)
        ]
        counts = [_count(row.get(key)) for key in COUNTS]
        shares = (_percent(row.get(key)) for key in SCORES)
        rows.append((sentences.label("scored", name), *counts, *shares, ", ".join(columns)))
    head = ("Rows of", *COUNTS.values(), *SCORES.values(), "Columns right")
    return Table(title, head, tuple(rows), (1, 2, 3, 4, 5))


def _corpora(scores: Scores) -> Table:
    rows = tuple(_of_corpora(scores))
    return Table("On public collections", ("Collection", "What must be right", "Both together"), rows, (2,))


def _of_corpora(scores: Scores) -> Iterator[tuple[str, str, str]]:
    for name, row in scores.items():
        scored = [(key, f1) for key, value in row.items() if (f1 := _f1(value)) is not None]
        for at, (key, f1) in enumerate(scored):
            yield name if at == 0 else "", sentences.label("score", key), f"{f1:.1f}%"


def _f1(value: object) -> float | None:
    """The F1 of a scorer's precision, recall and F1; None for what is no such triple."""
    return float(value["f1"]) if isinstance(value, dict) and "f1" in value else None


def _percent(value: object) -> str:
    """In whole percent, of which only all is 100."""
    if not isinstance(value, int | float):
        return "–"
    rounded = f"{100 * value:.0f}%"
    return "over 99%" if rounded == "100%" and value < 1 else rounded


def _count(value: object) -> str:
    return sentences.number(value) if isinstance(value, int | float) else "–"
