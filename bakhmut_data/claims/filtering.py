"""What a reader's filters leave of the tables, as one frame of claims, and the counts a chart needs."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.records import Side
from bakhmut_data.tables.files import Tables

WhichDate = Literal["happened", "published"]
SIDES: tuple[str, ...] = (*get_args(Side), sentences.OUTLET_ITSELF, sentences.NO_SIDE)
LONGEST_SEARCH = 200  # characters
EXCHANGED = "The last day was before the first day; both were exchanged."
NO_COPIES: Mapping[str, str] = MappingProxyType({})

AS_OF = {"as_of_earliest": "earliest", "as_of_latest": "latest"}
SAID = {"said_earliest": "earliest", "said_latest": "latest", "kind": "directness"}
# kind of claim, table, letter in its id, columns that are called otherwise in the table
KINDS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("figure", "figures", "f", {**AS_OF, "speaker_side": "side"}),
    ("statement", "statements", "s", {**SAID, "speaker_side": "side"}),
    ("control", "control", "c", AS_OF),
    ("date", "dates", "d", {}),
    ("mention", "mentions", "m", {}),
)
CLAIM_KINDS = ("figure", "statement", "control")
TEXT_COLUMNS = (
    "document_id", "speaker", "side", "topic", "place_id", "measure", "about", "qualifier", "unit",
    "controller", "event", "status", "part", "directness", "cue", "surface", "role", "value", "rule",
)  # fmt: skip
NUMBER_COLUMNS = ("start", "end", "low", "high", "share_low", "share_high")
DATE_COLUMNS = ("earliest", "latest")
DOWNLOADED = (
    "claim_id", "kind", "source", "title", "speaker", "side", "earliest", "latest", "published", "place",
    "topic", "measure", "about", "low", "high", "qualifier", "unit", "controller", "event", "status", "part",
    "directness", "document_id", "start", "end", "rule",
)  # fmt: skip
SEARCHED = (
    "source",
    "title",
    "speaker",
    "side",
    "place",
    "measure",
    "topic",
    "about",
    "controller",
    "cue",
    "surface",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader asked to see; an empty field leaves everything in."""

    sources: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    date: WhichDate = "happened"
    earliest: dt.date | None = None
    latest: dt.date | None = None
    search: str = ""

    @property
    def dated(self) -> bool:
        """Whether a range of days is asked for."""
        return self.earliest is not None or self.latest is not None

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.sources or self.sides or self.dated or self.search)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims there are, from how many sources and documents, and how many have no day."""

    claims: int
    sources: int
    documents: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Filters read from outside, with one note for each field that made no sense."""

    filters: Filters
    notes: tuple[str, ...] = field(default=())


def read_filters(values: Mapping[str, Sequence[str]], sources: Iterable[str]) -> Request:
    """Filters from the raw values of a URL (`src side by from to q`), nonsense left out field by field."""
    notes: list[str] = []
    known = set(sources)
    chosen = _known(values.get("src", ()), known, "source", notes)
    sides = _known(values.get("side", ()), set(SIDES), "speaker side", notes)
    by = _known(values.get("by", ())[:1], set(get_args(WhichDate)), "kind of date", notes)
    written = [" ".join(values.get(end, ())[:1]) for end in ("from", "to")]
    first, last = order_days(*written)
    if [first, last] != written:
        notes.append(EXCHANGED)
    earliest = _day(first, "first day", notes, last=False)
    latest = _day(last, "last day", notes, last=True)
    return Request(
        filters=Filters(
            sources=chosen,
            sides=sides,
            date="published" if by == ("published",) else "happened",
            earliest=earliest,
            latest=latest,
            search=" ".join(" ".join(values.get("q", ())[:1])[:LONGEST_SEARCH].split()),
        ),
        notes=tuple(notes),
    )


def order_days(first: str, last: str) -> tuple[str, str]:
    """Two days as they are written, exchanged where the last is before the first."""
    earliest, latest = parse_day(first, last=False), parse_day(last, last=True)
    return (last, first) if earliest and latest and latest < earliest else (first, last)


def parse_day(text: str, *, last: bool) -> dt.date | None:
    """The first (or last) day of "2023", "2023-03" or "2023-03-08"; None for anything else."""
    found = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text.strip()[:20])
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
        if day is None:
            return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def outlets(documents: pd.DataFrame) -> pd.Series[str]:
    """The outlet of each document, by document id; one without a publisher is told by its title."""
    names: dict[str, str] = {}
    told: set[str] = set()
    for row in documents.to_dict("records"):
        if not pd.isna(row["publisher"]):
            name = sentences.shorten(str(row["publisher"]))
        else:
            told_by = row["file"] if pd.isna(row["title"]) else row["title"]
            name = f"unknown publisher ({sentences.shorten(str(told_by), 40)})"
            if name in told:
                name = f"{name} {str(row['document_id'])[:4]}"
            told.add(name)
        names[str(row["document_id"])] = name
    return pd.Series(names, dtype="str", name="source")


def build_claims(tables: Tables, copies: Mapping[str, str] = NO_COPIES) -> pd.DataFrame:
    """Every row that stands in a text under one set of columns: oldest document first, in reading order.

    `claim_id` is stable while the text and the span are. `claim` is true for figures
    about the war, statements and claims of control; dates, place names and other
    numbers are only marked in the reader. `story` is the document that a document copies
    (`copies`, by its id), else the document itself.
    """
    frames = []
    for kind, table, letter, renamed in KINDS:
        frame = getattr(tables, table).rename(columns=renamed)
        frame = frame.assign(
            claim_id=_ids(frame, letter),
            kind=kind,
            row=range(len(frame)),
            claim=frame["core"].fillna(value=False).astype(bool) if "core" in frame else kind in CLAIM_KINDS,
        )
        frames.append(_typed(frame))
    claims = pd.concat(frames, ignore_index=True)
    claims["side"] = _sides(claims)
    topics = reference.read_toml("labels.toml")["measure_topic"]
    from_measure = claims["measure"].map(topics).fillna("other")
    claims["topic"] = claims["topic"].fillna(from_measure.where(claims["kind"] == "figure"))
    claims.loc[claims["kind"] == "control", "topic"] = "control"
    placed = _with_places(claims, tables.places)
    placed["story"] = placed["document_id"].replace(dict(copies))
    return _with_documents(placed, tables.documents)


def narrow_claims(claims: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The claims the filters leave; undated ones only while no range of days is asked for."""
    kept = pd.Series(data=True, index=claims.index)
    if filters.sources:
        kept &= claims["source"].isin(filters.sources)
    if filters.sides:
        kept &= claims["side"].isin(filters.sides)
    if filters.dated:
        first, last = claim_days(claims, filters.date)
        kept &= first.notna()
        if filters.earliest:
            kept &= last >= pd.Timestamp(filters.earliest)
        if filters.latest:
            kept &= first <= pd.Timestamp(filters.latest)
    if words := fold(filters.search).split():
        kept &= _found(claims, words)
    return claims[kept]


def narrow(tables: Tables, filters: Filters) -> Tables:
    """The rows of each table that the filters leave, with the documents and places they need."""
    claims = narrow_claims(build_claims(tables), filters)
    left = {
        table: getattr(tables, table).iloc[claims.loc[claims["kind"] == kind, "row"].sort_values()]
        for kind, table, _, _ in KINDS
    }
    documents = tables.documents
    if filters.active:
        documents = documents[documents["document_id"].isin(claims["document_id"])]
    places = tables.places[tables.places["place_id"].isin(claims["place_id"].dropna())]
    return Tables(documents=documents, places=places, **left)


def claim_days(
    claims: pd.DataFrame, which: WhichDate
) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    """First and last day of each claim; where only one end is known, that day is both."""
    if which == "published":
        return claims["published"], claims["published"]
    return claims["earliest"].fillna(claims["latest"]), claims["latest"].fillna(claims["earliest"])


def count_facets(claims: pd.DataFrame, filters: Filters) -> dict[str, pd.Series[int]]:
    """Claims per source, side and month, each counted under all filters but its own."""
    counts: dict[str, pd.Series[int]] = {}
    for name, freed in (("source", "sources"), ("side", "sides")):
        left = narrow_claims(claims, without(filters, freed))
        counts[name] = left[name].value_counts()
    left = narrow_claims(claims, without(filters, "earliest", "latest"))
    first, _ = claim_days(left, filters.date)
    counts["month"] = first.dropna().dt.strftime("%Y-%m").value_counts().sort_index()
    return counts


def count_by_day(claims: pd.DataFrame, which: WhichDate) -> pd.DataFrame:
    """Claims per source and day on which they begin: `source, day, claims, claim_id` (of the first)."""
    first, _ = claim_days(claims, which)
    dated = claims.assign(day=first).dropna(subset=["day"])
    grouped = dated.groupby(["source", "day"], sort=True)["claim_id"].agg(["size", "first"]).reset_index()
    return grouped.rename(columns={"size": "claims", "first": "claim_id"})


def count_claims(claims: pd.DataFrame, which: WhichDate) -> Counts:
    """How many claims there are, and from where."""
    first, _ = claim_days(claims, which)
    sources, documents = claims["source"].nunique(), claims["document_id"].nunique()
    return Counts(len(claims), sources, documents, int(first.isna().sum()))


def summarise(everything: Counts, left: Counts, filters: Filters) -> str:
    """How many of how many claims are left: "34 of 210 claims, 4 of 5 sources, 1–12 March 2023"."""
    parts = [
        f"{left.claims:,} of {sentences.count(everything.claims, 'claim')}",
        f"{left.sources:,} of {sentences.count(everything.sources, 'source')}",
    ]
    if filters.dated:
        parts.append(f"{filters.date} {sentences.days(filters.earliest, filters.latest)}")
    if left.undated:
        parts.append(f"{left.undated:,} without a day")
    return ", ".join(parts)


def claims_csv(claims: pd.DataFrame) -> bytes:
    """Claims as CSV for a spreadsheet, with their generated lines; no cell begins a formula."""
    frame = claims[list(DOWNLOADED)].copy()
    frame["line"] = [sentences.line(claim) for claim in claims.to_dict("records")]
    for column in frame.columns[frame.dtypes == "str"]:
        formula = frame[column].str.match(r"[=+\-@\t\r]").fillna(value=False).astype(bool)
        frame[column] = frame[column].where(~formula, "'" + frame[column])
    return frame.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """The text as searching compares it: no case, no accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _found(claims: pd.DataFrame, words: Sequence[str]) -> pd.Series[bool]:
    """Where every word stands in some column; names repeat, so that each is looked at once."""
    found = pd.Series(data=True, index=claims.index)
    values = {
        column: {value: fold(str(value)) for value in claims[column].dropna().unique()} for column in SEARCHED
    }
    for word in words:
        anywhere = pd.Series(data=False, index=claims.index)
        for column, folded in values.items():
            anywhere |= claims[column].isin([value for value, text in folded.items() if word in text])
        found &= anywhere
    return found


def without(filters: Filters, *names: str) -> Filters:
    """The filters with some fields empty."""
    values = {name: getattr(filters, name) for name in Filters.__dataclass_fields__ if name not in names}
    return Filters(**values)


def _known(values: Sequence[str], known: set[str], what: str, notes: list[str]) -> tuple[str, ...]:
    notes.extend(
        f"No {what} is called “{sentences.shorten(value, 40)}”; it was left out."
        for value in values
        if value not in known and value
    )
    return tuple(dict.fromkeys(value for value in values if value in known))


def _day(text: str, what: str, notes: list[str], *, last: bool) -> dt.date | None:
    found = parse_day(text, last=last)
    if text.strip() and found is None:
        notes.append(
            f"“{sentences.shorten(text, 40)}” is no {what} (2023, 2023-03 or 2023-03-08); it was left out."
        )
    return found


def _ids(frame: pd.DataFrame, letter: str) -> pd.Series[str]:
    ids = frame["document_id"].astype("str") + f"-{letter}" + frame["start"].astype("str")
    ids = ids + "-" + frame["end"].astype("str")
    # One clause about two places is two rows with one span: the second is told apart by its number.
    nth = ids.groupby(ids).cumcount()
    return ids.where(nth == 0, ids + "." + (nth + 1).astype("str"))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns of every kind, so that frames of all kinds can be joined."""
    columns: dict[str, Any] = {name: frame[name] for name in ("claim_id", "kind", "row", "claim")}
    for names, kind in ((TEXT_COLUMNS, "str"), (NUMBER_COLUMNS, "Float64"), (DATE_COLUMNS, "datetime64[s]")):
        for name in names:
            values: Any = frame.get(
                name, pd.Series(pd.NaT if names is DATE_COLUMNS else pd.NA, index=frame.index)
            )
            columns[name] = values.astype(kind)
    return pd.DataFrame(columns)


def _sides(claims: pd.DataFrame) -> pd.Series[str]:
    """The side of each claim's speaker; claims of control take it from the speaker's other claims."""
    known = claims.dropna(subset=["speaker", "side"]).drop_duplicates("speaker").set_index("speaker")["side"]
    of_speaker = claims["speaker"].map(known).astype("str")
    sides = claims["side"].fillna(of_speaker).fillna(sentences.NO_SIDE)
    return sides.where(claims["speaker"].notna(), sentences.OUTLET_ITSELF)


def _with_places(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    named = places.rename(columns={"name": "place", "kind": "place_kind"})
    columns = ["place_id", "place", "place_kind", "latitude", "longitude"]
    return claims.merge(named[columns], on="place_id", how="left", validate="many_to_one")


def _with_documents(claims: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    known = documents.assign(
        order=range(len(documents)), source=documents["document_id"].map(outlets(documents))
    )
    columns = [
        "document_id", "order", "source", "title", "file", "sha256",
        "published", "published_earliest", "published_latest",
    ]  # fmt: skip
    joined = claims.merge(known[columns], on="document_id", how="left", validate="many_to_one")
    joined[["start", "end"]] = joined[["start", "end"]].astype("int64")
    return joined.sort_values(["published", "order", "start", "end"], kind="stable", ignore_index=True)
