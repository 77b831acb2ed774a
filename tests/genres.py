"""How often genres agree with a reader's, in both halves of `finding/genres.csv`.

`python -m tests.genres FOLDER …` reads the texts of the folders; rules were made on one half
and not the other.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from bakhmut_data.extraction import extract
from bakhmut_data.reading.documents import document_from_text

GENRES = Path(__file__).parent / "finding" / "genres.csv"


def judge_genres(folders: Iterable[Path]) -> dict[str, list[tuple[str, str, str | None]]]:
    """By half, the file, the reader's genre and the finder's of each annotated text of the folders."""
    judged: dict[str, list[tuple[str, str, str | None]]] = {}
    files = {path.name: path for folder in folders for path in folder.glob("*.txt")}
    with GENRES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["file"] in files:
                text = files[row["file"]].read_text(encoding="utf-8")
                found = extract(document_from_text(text, raw=True)).document.genre
                judged.setdefault(row["half"], []).append((row["file"], row["genre"], found))
    return judged


if __name__ == "__main__":
    for half, rows in judge_genres(map(Path, sys.argv[1:])).items():
        print(f"{half}: {sum(genre == found for _, genre, found in rows)} of {len(rows)}")
        for name, genre, found in rows:
            if genre != found:
                print(f"  {name}: {genre}, found {found}")
