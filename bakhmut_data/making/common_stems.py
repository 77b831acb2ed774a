"""Counts how common words are in reports of the war, for `reference/common_stems.csv`.

`python -m bakhmut_data.making.common_stems DOCUMENTS` reads a folder of documents as `build` does and
writes the stems, and pairs of stems, that stand in the most sentences, with their number in ten thousand.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from bakhmut_data.language.stems import content_stems
from bakhmut_data.limits import limits_from
from bakhmut_data.reading import documents
from bakhmut_data.records import Document
from bakhmut_data.reference import FOLDER

SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+|\n+")
FEWEST_STEMS = 3  # a shorter line is no sentence
RAREST = 10.0  # in ten thousand sentences; what is rarer is as good as new


def count(folder: Path) -> dict[str, float]:
    """How many of ten thousand sentences hold each common stem and each pair, most frequent first."""
    counts: Counter[str] = Counter()
    sentences = 0
    for path in documents.find_files(folder):
        for item in documents.read_file(path, path.name, raw=True, limits=limits_from()):
            for sentence in SENTENCE.split(item.text) if isinstance(item, Document) else ():
                stems = content_stems(sentence)
                if len(stems) >= FEWEST_STEMS:
                    sentences += 1
                    counts.update({*stems, *map(" ".join, pairwise(stems))})
    shares = {stem: 10_000 * number / sentences for stem, number in counts.items()}
    common = [stem for stem, share in shares.items() if share >= RAREST]
    return {stem: round(shares[stem], 1) for stem in sorted(common, key=lambda stem: (-shares[stem], stem))}


if __name__ == "__main__":
    counted = count(Path(sys.argv[1]))
    lines = ["stem,in_10000", *(f"{stem},{share}" for stem, share in counted.items())]
    (FOLDER / "common_stems.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
