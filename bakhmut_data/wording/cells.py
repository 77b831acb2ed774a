"""What stands in the cells of grids, of pairs and of sources side by side, and why some are empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import grading, positions, subjects
from bakhmut_data.store import counting
from bakhmut_data.tables import word_choices

Claim = Mapping[Any, Any]
GRID_TITLE = "What each outlet prints on each question"
GRID = (
    "A filled mark: the outlet says so in its own voice; an outline alone: only people it quotes do. "
    "Several answers in a cell stand in one outlet. What it only cites as a title, or rejects, has a mark "
    "here and does not count in the sentences above. “Does not say”: its documents have neither a claim "
    "about the question nor any of its words."
)
OWN_TITLE = "What each outlet says in its own voice"
NO_OWN = "no side was read in its own voice"
PAIRS = (
    "A pair is two claims about one thing by two speakers, in one source or two (Compare pairs two sources "
    "alone); the pair furthest apart is shown. Conflict: both cannot hold. Overlap: both can. Not "
    "comparable: they speak for other days or none, or count something else."
)
PROOF = (
    "“Does not say”: its documents hold neither a claim about the question nor any of its words, which can "
    "be unfolded there. “Nothing found”: its words or claims stand there, but no side was read."
)
DEBATES = (
    "A voice is a speaker, in any outlet, or an outlet in its own voice; a group and the one of it who is "
    "named beside it are one. Who gives several answers stands under each; titles that an outlet only cites, "
    "and words that are rejected where they stand, are left out. How divided they are is from 0 (all give "
    "one answer) to 1 (as many give each answer there is); the most divided question comes first."
)
# Measures of the battle itself; the least and the most of an age or a distance say nothing.
COMPARED = (
    "casualties", "killed", "wounded", "losses_ratio", "force_size", "population", "territory_share",
    "duration_of_battle", "attacks", "front_length",
)  # fmt: skip
MOST_EXTREMES = 3
KINDS = {
    "figure": ("figure", ""),
    "statement": ("reported statement", ""),
    "control": ("claim", " of who holds a place"),
    "position": ("position", " of an outlet in its own voice"),
}
NOTHING = "nothing found"
BLANKS = {"words": "none of these words", "voices": "nobody of these is reported"}
FEW = "too few to say how divided"
SHOWN_WORDS = 6  # of a question, that stand in an outlet's documents
MOST_WORDS = 8  # of a question, that are named where no side was read


def answered(question: str, found: positions.Answered) -> dict[str, Any]:
    """An answer in a grid: its `word`, how often the outlet itself (`own`) and others give it."""
    own = f"own voice {found.own}" if found.own else ""
    quoted = f"quoted {found.quoted}" if found.quoted else ""
    return {
        "id": found.claim_id,
        "word": sentences.answer(question, found.answer),
        "who": ", ".join(part for part in (own, quoted) if part),
        "own": bool(found.own),
    }


def own_voices(
    stands: Mapping[Any, Mapping[str, positions.Stand | None]], sources: Sequence[str]
) -> list[tuple[str, str]]:
    """Each outlet with its own answers in one line, in the order of the questions.

    `stands` are those of `positions.find_stands` without what outlets only cite or reject.
    """
    names = reference.read_toml("labels.toml")["question_short"]
    lines: dict[str, list[str]] = {source: [] for source in sources}
    for question, by_source in stands.items():
        for source in sources:
            stand = by_source[source]
            if stand and stand.own:
                name, words = names[question], [sentences.answer(question, each) for each in stand.own]
                lines[source].append(name if words == [name] else f"{name}: {' · '.join(words)}")
    return [(source, "; ".join(parts) or NO_OWN) for source, parts in lines.items()]


def row_note(cells: Sequence[positions.Stand | None]) -> str:
    """How many outlets answer a question, and how many answers there are."""
    answers = {answer.answer for stand in cells if stand for answer in stand.answers}
    printed = sum(stand is not None for stand in cells)
    return f"{printed} of {sentences.count(len(cells), 'outlet')}, {sentences.count(len(answers), 'answer')}"


def why_empty(question: str, silence: positions.Silence) -> dict[str, Any]:
    """Why a cell of a grid is empty, in a word (`blank`) and in a sentence (`why`); `proven` where it is."""
    if silence.blank == "does not say":
        looked = ", ".join(positions.words_of(question))
        return {"blank": silence.blank, "proven": True, "why": f"None of these words stands there: {looked}."}
    if silence.blank == "filtered out":
        return {"blank": silence.blank, "why": "It has positions on this, which the filters leave out."}
    parts = []
    if silence.claims:
        topic = sentences.label("topic", reference.read_toml("labels.toml")["question_topic"][question])
        parts.append(f"{sentences.count(silence.claims, 'claim')} on “{topic}”")
    if silence.words:
        more = len(silence.words) - SHOWN_WORDS
        words = ", ".join(word.replace("*", "…") for word in silence.words[:SHOWN_WORDS])
        parts.append(f"words of the question ({words}{f' and {more} more' if more > 0 else ''})")
    there = " and ".join(parts)
    why = f"No side was read there, but {there}." if there else "Nobody looked for the words of the question."
    return {"blank": silence.blank, "why": why}


def blank_beside(question: str, silence: positions.Silence) -> dict[str, str]:
    """Why a source has nothing on a question beside others, with words that prove it or stand there."""
    if silence.blank == "does not say":
        words = ", ".join(positions.words_of(question))
        return {"text": silence.blank, "more": "words looked for", "words": words}
    found = [word.replace("*", "…") for word in silence.words[:MOST_WORDS]]
    if silence.blank == "filtered out" or not found:
        return {"text": silence.blank}
    return {"text": silence.blank, "more": "words that stand there", "words": ", ".join(found)}


def beside(claim: Claim, inside: str, printed: str = "") -> dict[str, str]:
    """A claim beside those of other sources: what it holds, its words where they are at hand, who, and when.

    `inside` is what was found within a statement. One of which neither a side nor anything in it was read
    has its words alone, else its terms.
    """
    start = grading.implied_start(claim) if claim["kind"] == "figure" else None
    implied = f"; implies a start on {sentences.days(*start)}" if start else ""
    times = f"; {claim['times']} times" if claim.get("times", 1) > 1 else ""
    bare = claim["kind"] == "statement" and pd.isna(claim["stands"]) and not inside
    return {
        "id": str(claim["claim_id"]),
        "what": "" if bare and printed else sentences.gist(claim, inside),
        "words": printed,
        "who": f"{sentences.voice(claim)}; {sentences.days(claim['earliest'], claim['latest'])}"
        f"{implied}{times}",
    }


def once(claims: Sequence[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The claims of a cell, a side that one voice takes several times once, with its `times`."""
    found: dict[object, dict[Any, Any]] = {}
    for claim in claims:
        taken = claim["kind"] == "position"
        key = (sentences.voice(claim), claim["answer"], str(claim["place"])) if taken else claim["claim_id"]
        known = found.setdefault(key, {**claim, "times": 0})
        known["times"] += 1
    return list(found.values())


def pair_note(subject: subjects.Subject) -> str:
    """How the pair of a subject that is furthest apart fits together, and how many pairs do so."""
    pair = subject.pairs[0]
    badge = f"{pair.grade}: {sentences.count(subject.count(pair.grade), 'pair')} of claims"
    return f"{badge}: {pair.reason}"


def alone(claim: Claim) -> dict[str, str]:
    """A claim in a cell that no outlet heads."""
    days = sentences.days(claim["earliest"], claim["latest"])
    return {
        "id": str(claim["claim_id"]),
        "what": sentences.describe(claim),
        "who": f"{sentences.voice(claim)}, in {sentences.shorten(str(claim['source']))}; {days}",
    }


def debated(debate: positions.Debate) -> dict[str, str]:
    """The question of a debate, and how many voices are how divided on it."""
    number = len(debate.voices)
    few = number < positions.FEWEST_TO_DIVIDE
    divided = FEW if few else f"divided {debate.division:.2f}"
    title = subjects.ask(debate.question, debate.place)
    return {"title": title, "badge": f"{sentences.count(number, 'voice')}, {divided}"}


def pole(question: str, found: positions.Pole) -> dict[str, str]:
    """An answer of a debate: in a word, as what is held, and by how many voices."""
    return {
        "word": sentences.answer(question, found.answer),
        "held": positions.held(question, found.answer),
        "count": sentences.count(len(found.voices), "voice"),
    }


def taker(found: positions.Taker) -> dict[str, Any]:
    """Who gives an answer, and where and when; `own` for an outlet in its own voice."""
    side = "" if found.own or found.side == sentences.NO_SIDE else f" ({found.side})"
    outlet = sentences.shorten(found.source, 40)
    who = f"{outlet}, in its own voice" if found.own else f"{sentences.shorten(str(found.speaker))}{side}"
    days = sentences.days(found.first, found.last).replace("undated", "no day given")
    times = f", {found.times} times" if found.times > 1 else ""
    place = f", on {found.place}" if found.place else ""
    return {
        "id": found.claim_id,
        "who": who,
        "where": f"{days}{times}{place}" if found.own else f"in {outlet}; {days}{times}{place}",
        "own": found.own,
    }


def thing_counted(measure: str, about: str, unit: str) -> str:
    """What numbers of one measure, side and unit count: "Killed, Russian side, in people"."""
    name = f"{sentences.label('measure', measure)}, {sentences.label('about', about)}"
    return f"{name[:1].upper()}{name[1:]}, in {sentences.unit_name(unit, 2) or 'numbers'}".replace(
        ", not said whose", ""
    )


def count_kind(kind: str, number: int) -> str:
    """A number of claims of one kind: "3 claims of who holds a place"."""
    noun, of = KINDS[kind]
    return f"{sentences.count(number, noun)}{of}"


def counts(found: counting.Tally, most: int) -> list[tuple[str, str]]:
    """How many claims there are, of which kinds, and how many say who and when: pieces of a sentence.

    `most` is how many a search leaves for the place that most are about. With each piece comes which
    claims it counts: a kind, "named", "dated", "place", or "" for words between.
    """
    counted, profile, places = found.counts, found.profile, found.by["place"]
    parts = [(sentences.count(counted.sources, "source"), "")]
    if profile.earliest:
        parts.append((f", published {sentences.days(profile.earliest, profile.latest)},", ""))
    make = "makes" if counted.sources == 1 else "make"
    parts.append((f" {make} {sentences.count(counted.claims, 'claim')}: ", ""))
    for at, name in enumerate(KINDS):
        parts.append(("" if not at else ", " if at < len(KINDS) - 1 else " and ", ""))
        parts.append((count_kind(name, int(found.by["kind"].get(name, 0))), name))
    parts += [(". ", ""), (f"{profile.named:,}", "named"), (" name who says it, ", "")]
    parts += [(f"{profile.dated:,}", "dated"), (" say for which day.", "")]
    if len(places):
        parts += [(" Most are about ", ""), (f"{places.index[0]} ({most:,})", "place"), (".", "")]
    return parts


def word_rows(words: pd.DataFrame, sources: Sequence[str], selected: str = "") -> list[dict[str, Any]]:
    """A row for each concept, a cell for each source: its words with how often they stand there.

    `words` are `concept, form, source, times, word_id`; the one whose id is `selected` is `on`.
    """
    rows = []
    for concept in word_choices.concepts():
        of_concept = words[words["concept"] == concept]
        if of_concept.empty:
            continue
        cells = [_words_chosen(of_concept[of_concept["source"] == source], selected) for source in sources]
        rows.append({"label": f"{concept[:1].upper()}{concept[1:]}", "cells": cells})
    return rows


def _words_chosen(said: pd.DataFrame, selected: str) -> list[dict[str, Any]]:
    """The words of a source as they are printed; those that say the same together, most frequent first."""
    items = []
    ordered = said.sort_values("times", ascending=False, kind="stable")
    for _, alike in ordered.groupby(ordered["form"].map(word_choices.groups()), sort=False):
        times = int(alike["times"].sum())
        item = {
            "id": alike["word_id"].iloc[0],
            "what": ", ".join(alike["form"]),
            "who": sentences.count(times, "time"),
            "on": selected in set(alike["word_id"]),
        }
        items.append((times, item))
    return [item for _, item in sorted(items, key=lambda each: -each[0])]
