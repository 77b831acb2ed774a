"""Everything that stands in the texts as one frame of claims, whatever table it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.claims.filtering import WhichDate
from bakhmut_data.tables.rows import Tables

NO_COPIES: Mapping[str, str] = MappingProxyType({})

AS_OF = {"as_of_earliest": "earliest", "as_of_latest": "latest"}
SAID = {"said_earliest": "earliest", "said_latest": "latest", "kind": "directness"}
TAKEN = {"said_earliest": "earliest", "said_latest": "latest"}
# kind of claim, table, letter in its id, columns that are called otherwise in the table
KINDS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("figure", "figures", "f", {**AS_OF, "speaker_side": "side"}),
    ("statement", "statements", "s", {**SAID, "speaker_side": "side"}),
    ("control", "control", "c", AS_OF),
    ("position", "positions", "p", {**TAKEN, "speaker_side": "side"}),
    ("date", "dates", "d", {}),
    ("mention", "mentions", "m", {}),
)
CLAIM_KINDS = ("figure", "statement", "control", "position")
TEXT_COLUMNS = (
    "document_id", "speaker", "side", "topic", "place_id", "measure", "about", "qualifier", "unit",
    "controller", "event", "status", "part", "directness", "cue", "surface", "role", "value", "rule",
    "question", "answer", "stands", "terms", "counts",
)  # fmt: skip
NUMBER_COLUMNS = ("start", "end", "low", "high", "share_low", "share_high")
DATE_COLUMNS = ("earliest", "latest")
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
    "stands",
    "terms",
)


def build_claims(tables: Tables, copies: Mapping[str, str] = NO_COPIES) -> pd.DataFrame:
    """Every row that stands in a text under one set of columns: oldest document first, in reading order.

    `claim_id` is stable while the text and the span are. `claim` is true for figures
    about the war, statements, claims of control, and positions that outlets take in their own voice;
    dates, place names and other numbers are only marked in the reader. A position that is read in the
    words of a statement is the same utterance, and would count twice: the statement counts, and has what
    it is read as in `stands`, in words. `original_id` is the document that a document copies (`copies`,
    by its id), else the document itself.
    """
    frames = []
    for kind, table, letter, renamed in KINDS:
        frame = getattr(tables, table).rename(columns=renamed)
        frame = frame.assign(
            claim_id=claim_ids(frame, letter),
            kind=kind,
            row=range(len(frame)),
            claim=frame["core"].fillna(value=False).astype(bool) if "core" in frame else kind in CLAIM_KINDS,
        )
        frames.append(_typed(frame))
    claims = pd.concat(frames, ignore_index=True)
    claims["side"] = _sides(claims)
    topics = reference.read_toml("labels.toml")["measure_topic"]
    from_measure = claims["measure"].map(topics).fillna("other")
    asked = claims["question"].map(reference.read_toml("labels.toml")["question_topic"])
    claims["topic"] = claims["topic"].fillna(from_measure.where(claims["kind"] == "figure"))
    claims.loc[claims["kind"] == "control", "topic"] = "control"
    claims["topic"] = claims["topic"].fillna(asked)
    placed = _with_stands(_with_places(claims, tables.places))
    placed["original_id"] = placed["document_id"].replace(dict(copies))
    return _with_documents(placed, tables.documents)


def outlets(documents: pd.DataFrame) -> pd.Series[str]:
    """The outlet of each document, by document id; one without a publisher is known by its title."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for row in documents.to_dict("records"):
        if not pd.isna(row["publisher"]):
            name = sentences.shorten(str(row["publisher"]))
        else:
            known_by = row["file"] if pd.isna(row["title"]) else row["title"]
            name = f"unknown publisher ({sentences.shorten(str(known_by), 40)})"
            if name in taken:
                name = f"{name} {str(row['document_id'])[:4]}"
            taken.add(name)
        names[str(row["document_id"])] = name
    return pd.Series(names, dtype="str", name="source")


def claim_days(
    claims: pd.DataFrame, which: WhichDate
) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    """First and last day of each claim; where only one end is known, that day is both."""
    if which == "published":
        return claims["published"], claims["published"]
    return claims["earliest"].fillna(claims["latest"]), claims["latest"].fillna(claims["earliest"])


def claim_ids(frame: pd.DataFrame, letter: str) -> pd.Series[str]:
    """The `claim_id` of each row of a table, whose kind has that letter in `KINDS`."""
    ids = frame["document_id"].astype("str") + f"-{letter}" + frame["start"].astype("str")
    ids = ids + "-" + frame["end"].astype("str")
    # One clause about two places is two rows with one span: the second is known by its number.
    nth = ids.groupby(ids).cumcount()
    return ids.where(nth == 0, ids + "." + (nth + 1).astype("str"))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns of every kind, so that frames of all kinds can be joined."""
    columns: dict[str, Any] = {name: frame[name] for name in ("claim_id", "kind", "row", "claim")}
    for names, kind in ((TEXT_COLUMNS, "str"), (NUMBER_COLUMNS, "Float64"), (DATE_COLUMNS, "datetime64[s]")):
        nothing: Any = pd.Series(pd.NaT if names is DATE_COLUMNS else pd.NA, index=frame.index)
        unknown = nothing.astype(kind)
        for name in names:
            values: Any = frame.get(name)
            columns[name] = unknown if values is None else values.astype(kind)
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


def _with_stands(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with the positions in them in words; what is read in a statement is no claim of its own."""
    taken = claims[claims["kind"] == "position"]
    if taken.empty:
        return claims
    words = pd.Series([sentences.describe(row) for row in taken.to_dict("records")], index=taken.index)
    claims.loc[taken.index, "stands"] = words
    columns = ["document_id", "speaker", "start", "end"]
    said = claims.loc[claims["kind"] == "statement", columns].reset_index(names="statement")
    read = taken[columns].assign(words=words).reset_index(names="position")
    both = read.merge(said, on=["document_id", "speaker"], suffixes=("", "_said"))
    both = both[(both["start"] < both["end_said"]) & (both["start_said"] < both["end"])]
    claims.loc[both["position"].unique(), "claim"] = False
    stands = both.drop_duplicates(["statement", "words"]).groupby("statement")["words"].agg("; ".join)
    claims.loc[stands.index, "stands"] = stands.astype("str")
    return claims


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
