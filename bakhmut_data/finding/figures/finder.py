"""Reported numbers as low and high, with unit, measure and whom they count."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from bakhmut_data.finding.figures import measures, sides
from bakhmut_data.finding.figures.meanings import History, Meaning
from bakhmut_data.finding.figures.passages import Mention, Passage, counted_nouns, read_passage
from bakhmut_data.finding.figures.refusals import is_reported
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.language.numbers.quantities import Quantity, find_quantities
from bakhmut_data.records import Document, Figure

# Shares are told in percent to two decimals: two-thirds is 66.67.
SHARE_DECIMALS = 2


def find_figures(document: Document, analysis: Analysis) -> tuple[Figure, ...]:
    """Every reported quantity in reading order; place, speaker and date are left to linking."""
    setting = sides.read_setting(document.text)
    history = History()
    found: list[Figure] = []
    passage: Passage | None = None
    here = setting
    for mention in find_mentions(document.text, analysis):
        if mention.passage is not passage:
            passage, here = mention.passage, sides.with_heading(setting, mention.passage, analysis)
        meaning = measures.classify(mention, here, history)
        found.append(_figure(document.text, mention, meaning))
        if meaning.rule == "converted" and len(found) > 1 and found[-2].qualifier == "about":
            found[-1] = replace(found[-1], qualifier="about")
    return tuple(found)


def find_mentions(text: str, analysis: Analysis) -> Iterator[Mention]:
    """The quantities that are reported as such, with the sentence and noun they belong to."""
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
            yield from _single_after(mention)


def _mention(quantity: Quantity, passage: Passage) -> Mention:
    first = max(bisect.bisect_right(passage.offsets, quantity.start) - 1, 0)
    number = max(bisect.bisect_right(passage.offsets, quantity.number_start) - 1, 0)
    last = max(bisect.bisect_left(passage.offsets, quantity.end), number + 1)
    return Mention(quantity, passage, first, number, last)


def _single_after(mention: Mention) -> Iterator[Mention]:
    """What closes a list as one: the howitzer of "seven cars and a D-30 howitzer"."""
    noun = mention.noun()
    if noun is None or counted_nouns().get(noun.lemma_.lower(), {}).get("measure") != "equipment":
        return
    doc, paragraph, article = mention.doc, mention.passage.paragraph, noun.i + 1
    while article < len(doc) and article < noun.i + 3 and doc[article].lower_ in (",", "and"):
        article += 1
    if article == noun.i + 1 or article >= len(doc) or doc[article].lower_ not in ("a", "an"):
        return
    for token in doc[article + 1 : article + 5]:
        if token.is_punct and not token.text.isalnum():
            return
        if counted_nouns().get(token.lemma_.lower(), {}).get("measure") == "equipment":
            start, end = paragraph.token_start(doc[article]), paragraph.token_end(doc[article])
            one = Quantity(
                start=start,
                bare_start=start,
                number_start=start,
                number_end=end,
                end=end,
                low=1,
                high=1,
                qualifier="exact",
                form="number",
            )
            yield Mention(one, mention.passage, article, article, article + 1)
            return


def _figure(text: str, mention: Mention, meaning: Meaning) -> Figure:
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
    )
