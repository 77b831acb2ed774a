"""What became of those counted: killed or wounded alone, or deserted, captured and missing with them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from bakhmut_data.finding.figures.cues import HARM
from bakhmut_data.finding.figures.passages import NumberInText, words

# What one measure already tells.
TOLD = ({"killed"}, {"wounded"}, {"killed", "wounded"})
# Words to either side of a count that still tell what it is of.
REACH = 14
# "Of Wagner's 50,000": how far behind a count that of the whole may stand.
PARTITIVE = 6


def fates_told(mention: NumberInText, measure: str) -> str | None:
    """The fates that a count of losses is said to be of, joined by "; ", where some are neither of two.

    "30,000 have deserted or been wounded or killed" is "deserted; killed; wounded"; None where only killed
    and wounded are named, which the measure tells.
    """
    if measure not in HARM:
        return None
    passage = mention.passage
    told = {
        fate
        for index in _beside(mention)
        if (fate := _fates().get(passage.words[index]) or _fates().get(passage.lemmas[index])) is not None
    }
    return "; ".join(sorted(told)) if told and told not in TOLD else None


def _beside(mention: NumberInText) -> Iterator[int]:
    """The tokens around a count up to the next one; that of which it is a part does not end them."""
    begin, end = mention.bounds()
    for index in range(mention.last, min(end, mention.last + REACH)):
        partitive = index < mention.last + PARTITIVE and mention.word(0) == "of"
        if mention.doc[index].like_num and not partitive:
            break
        yield index
    for index in range(mention.first - 1, max(begin, mention.first - REACH) - 1, -1):
        if mention.doc[index].like_num:
            break
        yield index


@functools.cache
def _fates() -> Mapping[str, str]:
    """The fate that each word tells of."""
    fates = ("killed", "wounded", "captured", "missing", "deserted", "surrendered", "sick")
    return {word: fate for fate in fates for word in words("fates", fate)}
