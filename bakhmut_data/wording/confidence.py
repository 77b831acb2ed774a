"""How sure a claim's own fields make it: marks in words and shapes, and its rule in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences

Claim = Mapping[Any, Any]
FULL, HALF, NONE = "●", "◐", "○"
LETTERS = (  # of the marks in a table's cell
    "S whether a speaker is named, D its day, N how exact a number is, F how firmly it is said who holds a "
    f"place, W whether the words are the speaker's own, P its place; {FULL} given, {HALF} in part, {NONE} not"
)
WEEK = 7  # days; a claim for no longer than that is dated well enough to compare
BOUNDS = {"more_than", "at_least", "less_than", "at_most"}


def marks(claim: Claim) -> list[tuple[str, str, str]]:
    """Shape, name and words of each mark: who says it, for which day, how exact, how firmly."""
    found = [_speaker(claim), _date(claim)]
    if claim["kind"] == "figure":
        found.append(_number(claim))
    if claim["kind"] == "control":
        found.append(_status(claim))
    if claim["kind"] == "statement":
        found.append(_directness(claim))
    if claim["kind"] != "statement":
        named = not pd.isna(claim["place"])
        found.append((FULL if named else NONE, "Place", str(claim["place"]) if named else "none given"))
    return found


def rule_words(claim: Claim) -> str:
    """What the rule that found a claim does, in a sentence."""
    rule = str(claim["rule"])
    known: dict[str, str] = reference.read_toml("rules.toml").get(str(claim["kind"]), {})
    begun = [name for name in known if rule == name or rule.startswith(f"{name}_") or not name]
    words = rule.partition("_")[2].replace("_", " ")
    return known[max(begun, key=len)].replace("{word}", words) if begun else ""


def brief(claim: Claim) -> str:
    """The marks for a table's cell, each a shape after the first letter of its name: "S○ D● N◐ P●"."""
    return "\N{NO-BREAK SPACE}".join(f"{name[0]}{shape}" for shape, name, _ in marks(claim))


def score(claim: Claim) -> int:
    """How much a claim gives, to sort by: two for what is precise, one for what is so in part."""
    return sum({FULL: 2, HALF: 1}.get(shape, 0) for shape, _, _ in marks(claim))


def _speaker(claim: Claim) -> tuple[str, str, str]:
    if pd.isna(claim["speaker"]):
        return NONE, "Speaker", "nobody named: the outlet says it itself"
    unnamed = str(claim["speaker"]).casefold().startswith(("unnamed", "anonymous"))
    return (HALF, "Speaker", "quoted without a name") if unnamed else (FULL, "Speaker", "named")


def _date(claim: Claim) -> tuple[str, str, str]:
    first, last = sentences.day(claim["earliest"]), sentences.day(claim["latest"])
    if first is None and last is None:
        return NONE, "Day", "no day given"
    if first is None or last is None:
        return HALF, "Day", "one end of its days is open"
    length = (last - first).days + 1
    if length == 1:
        return FULL, "Day", "one day"
    return (HALF, "Day", f"somewhere within {sentences.count(length, 'day')}") if length > WEEK else (
        FULL, "Day", f"within {sentences.count(length, 'day')}"
    )  # fmt: skip


def _number(claim: Claim) -> tuple[str, str, str]:
    qualifier = str(claim["qualifier"])
    if qualifier in BOUNDS:
        return HALF, "Number", "at least or at most so many"
    shape = {"exact": FULL, "vague": NONE}.get(qualifier, HALF)
    return shape, "Number", sentences.label("exactness", qualifier)


def _status(claim: Claim) -> tuple[str, str, str]:
    shape = {"asserted": FULL, "claimed": HALF, "past": HALF}.get(str(claim["status"]), NONE)
    return shape, "Firmness", sentences.label("status", claim["status"])


def _directness(claim: Claim) -> tuple[str, str, str]:
    shape = {"direct": FULL, "mixed": HALF}.get(str(claim["directness"]), NONE)
    return (
        shape,
        "Words",
        {FULL: "the speaker's own", HALF: "partly the speaker's own"}.get(
            shape, "the outlet's, not the speaker's"
        ),
    )
