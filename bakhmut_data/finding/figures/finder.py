"""Reported numbers as low and high, with unit, measure and whom they count."""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bakhmut_data.finding.figures import measures, sides
from bakhmut_data.finding.figures.countries import read_countries
from bakhmut_data.finding.figures.fates import fates_told
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.no_figures import is_reported
from bakhmut_data.finding.figures.passages import NumberInText, Passage, read_passage
from bakhmut_data.finding.figures.unnumbered import closing_single, hurt_singles
from bakhmut_data.finding.figures.voices import Voices
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.language.numbers.quantities import Quantity, find_quantities
from bakhmut_data.records import Document, Figure, Statement, Toponym

# Shares are told in percent to two decimals: two-thirds is 66.67.
SHARE_DECIMALS = 2


def find_figures(
    document: Document,
    analysis: Analysis,
    toponyms: Sequence[Toponym] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Figure, ...]:
    """Every reported quantity in reading order; place, speaker and date are left to linking.

    The places of the text tell whether it is about the war, and whose country people were hurt in; its
    statements tell who "we" and "the enemy" are.
    """
    setting = sides.read_setting(document.text, read_countries(toponyms))
    voices = Voices(statements)
    history = NumbersBefore()
    found: list[Figure] = []
    passage: Passage | None = None
    here = setting
    for mention in find_mentions(document.text, analysis):
        if passage is None or mention.passage.paragraph is not passage.paragraph:
            passage, here = mention.passage, sides.with_heading(setting, mention.passage, analysis)
        meaning = measures.classify(mention, voices.within(here, mention), history)
        found.append(_figure(document.text, mention, meaning))
        if meaning.rule == "converted" and len(found) > 1 and found[-2].qualifier == "about":
            found[-1] = replace(found[-1], qualifier="about")
    return tuple(found)


def find_mentions(text: str, analysis: Analysis) -> Iterator[NumberInText]:
    """The quantities that are reported as such, in reading order, those told without a number among them."""
    hurt = (mention for paragraph in analysis.paragraphs for mention in hurt_singles(paragraph))
    yield from heapq.merge(
        _numbered_mentions(text, analysis), hurt, key=lambda mention: mention.quantity.start
    )


def _numbered_mentions(text: str, analysis: Analysis) -> Iterator[NumberInText]:
    """The quantities told by a number that are reported, with the sentence and noun they belong to."""
    paragraphs = analysis.paragraphs
    starts = [paragraph.start for paragraph in paragraphs]
    passage: Passage | None = None
    for quantity in find_quantities(text):
        index = bisect.bisect_right(starts, quantity.start) - 1
        if index < 0 or quantity.end > paragraphs[index].end:
            continue
        if passage is None or passage.paragraph is not paragraphs[index]:
            passage = read_passage(paragraphs[index])
        mention = _mention(quantity, passage)
        if is_reported(mention):
            yield mention
            yield from closing_single(mention)


def _mention(quantity: Quantity, passage: Passage) -> NumberInText:
    first = max(bisect.bisect_right(passage.offsets, quantity.start) - 1, 0)
    number = max(bisect.bisect_right(passage.offsets, quantity.number_start) - 1, 0)
    last = max(bisect.bisect_left(passage.offsets, quantity.end), number + 1)
    return NumberInText(quantity, passage, first, number, last)


def _figure(text: str, mention: NumberInText, meaning: Meaning) -> Figure:
    quantity = mention.quantity
    low, high = quantity.low, quantity.high
    if quantity.form in ("fraction", "share"):
        low = round(low * 100, SHARE_DECIMALS)
        high = None if high is None else round(high * 100, SHARE_DECIMALS)
    elif quantity.unit is not None:
        low = low * quantity.unit.factor
        high = None if high is None else high * quantity.unit.factor
    elif high is not None and high < 0:
        # "Minus 540" counts what the other side has lost.
        low, high = -low, -high
    start, end = mention.span()
    return Figure(
        start=start,
        end=end,
        surface=text[start:end],
        rule=f"{quantity.form}_{meaning.rule}",
        low=low,
        high=high,
        qualifier=quantity.qualifier,
        unit=meaning.unit,
        measure=meaning.measure,
        about=meaning.about,
        core=meaning.core,
        counts=fates_told(mention, meaning.measure),
    )
