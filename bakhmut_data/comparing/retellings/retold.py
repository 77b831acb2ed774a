"""What travels between sources, in words: an utterance, and each version of it beside the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.comparing.retellings.differences import Compared, compare_versions

TITLE = "What travels between sources"
HOW = (
    "Each row is one utterance, with a column for each source that reports it: directly or indirectly, whole "
    "or in part, from whom."
)
CORNER = "Said"
NO_VERSION = "no version found"
WHY = {
    "same words": "Tied by the speaker, the days and the words",
    "same phrase": "Tied by the speaker, the days and a phrase that both quote",
    "same stand": "Tied by the speaker, the day and the stand taken",
    "reviewed": "Tied by a reviewer who read both",
}
Row = Mapping[Any, Any]


def compared(versions: Sequence[Row], said: Sequence[str]) -> Compared:
    """What the versions of an utterance share, by their words, "" where these are not at hand, and terms."""
    terms = [_terms(each) for each in versions]
    return compare_versions(said, terms, [str(each["document_id"]) for each in versions])


def utterance(versions: Sequence[Row], found: Compared) -> dict[str, str]:
    """Who said it; when, what all versions have, and what ties them."""
    common = f"In common: {', '.join(found.shared)}. " if found.shared else ""
    return {
        "label": sentences.shorten(str(versions[0]["speaker"])),
        "note": f"{_when(versions)}. {common}{_why(str(versions[0]['basis']))}",
    }


def version(row: Row, said: str, own: Sequence[str]) -> dict[str, str]:
    """One version in a cell: its terms where its words are not at hand, and how it is reported.

    `own` are terms that no other version has.
    """
    facts = [
        sentences.label("directness", row["directness"]),
        f"{len(said.split())} words" if said else f"{row['end'] - row['start']} characters",
    ]
    if not pd.isna(row["via"]):
        facts.append(f"taken from {row['via']}")
    if own:
        facts.append(f"only here: {', '.join(own)}")
    facts.append(f"published {sentences.days(row['published'], row['published'])}")
    return {
        "id": str(row["claim_id"]),
        "what": "" if said else "; ".join(_terms(row)) or sentences.describe(row),
        "who": "; ".join(facts),
    }


def _terms(row: Row) -> list[str]:
    return [] if pd.isna(row["terms"]) else str(row["terms"]).split("; ")


def _when(versions: Sequence[Row]) -> str:
    """The days on which it can have been said, by the version that knows them best."""
    dated = [each for each in versions if not pd.isna(each["earliest"]) and not pd.isna(each["latest"])]
    if not dated:
        return "Day not given"
    best = min(dated, key=lambda each: each["latest"] - each["earliest"])
    return f"Said {sentences.days(best['earliest'], best['latest'])}"


def _why(basis: str) -> str:
    """What ties the versions, in words: what the basis names last."""
    reason, _, _ = basis.rsplit("; ", maxsplit=1)[-1].partition(":")
    return WHY.get(reason, "")
