"""How many seconds a megabyte of hostile text takes to read, for many kinds of it.

    python tests/benchmarks/hostile.py [--characters N] [--limit SECONDS] [--only WORD]

A text is a few characters again and again, or pieces of many kinds in random order so that none of it
stands twice. Each is read in a process of its own, so that a slow one can be ended; seconds are those of
one processor. Texts shorter than a megabyte tell the speed of a whole one, for time grows with the text
alone (`tests/finding/test_hostile.py`). The exit status is 1 when a megabyte would take over a minute.
"""

from __future__ import annotations

import argparse
import io
import math
import multiprocessing
import multiprocessing.connection
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bakhmut_data import extract  # the folder above is no package
from bakhmut_data.reference.gazetteer import gazetteer, read_world

MEGABYTE = 1_000_000
SEEDS: dict[str, str] = {
    "digits": "1",
    "different digits": "3141592653589793238462643383279502884197",
    "spaces": " ",
    "line feeds": "\n",
    "tabs and spaces": "\t \t",
    "no-break spaces": "\u00a0",
    "a letter": "a",
    "letters and spaces": "a ",
    "digits and spaces": "1 ",
    "numbers of a year": "2023 ",
    "thousands": "1,",
    "decimals": "1.",
    "large numbers": "1,500,000 ",
    "number words": "one hundred and ",
    "ranges": "1-2-",
    "fractions": "1/2 of ",
    "percent": "70% ",
    "money": "$1.5bn ",
    "distances": "12 km ",
    "counts": "500 soldiers ",
    "counts and killed": "about 500 soldiers were killed and ",
    "points": ".",
    "commas": ",",
    "brackets": "(",
    "both brackets": "()",
    "dashes": "- ",
    "long dashes": "—",
    "opening quotes": "“",
    "straight quotes": '"',
    "both quotes": "“”",
    "short quotes": "“a” ",
    "apostrophes": "'",
    "said": "said ",
    "he said and quote": "he said “x” ",
    "quote and said": "“x,” he said. ",
    "that he said": "he said that ",
    "according to": "according to ",
    "days": "3 March ",
    "full days": "3 March 2023, ",
    "ISO days": "2023-03-08 ",
    "months": "March ",
    "weekdays": "Tuesday ",
    "clock times": "10:00 ",
    "since": "since last ",
    "days ago": "3 days ago ",
    "place": "Bakhmut ",
    "places": "Bakhmut, Soledar, ",
    "place and of": "Bakhmut of ",
    "captured": "Russian forces captured Bakhmut ",
    "not captured": "did not capture Bakhmut and ",
    "names": "Colonel Petrenko ",
    "initials": "A. B. ",
    "sentences": "He said that. ",
    "short lines": "a\n",
    "short paragraphs": "a b\n\n",
    "headings": "By Ada Stone\n\n",
    "addresses": "https://example.org/a?b=1 ",
    "tags": "<br><b>",
    "opened tags": "<div>",
    "NUL": "\x00",
    "lone surrogates": "\ud800",
    "surrogates and words": "\udfff word ",
    "right to left": "\u202eabc\u202c ",
    "marks of direction": "\u200f\u200e",
    "combining accents": "\u0301",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Cyrillic": "Бахмут ",
    "Arabic digits": "٣٠٠ ",
    "ideographs": "巴赫穆特",
}


NAMES = ["Colonel Petrenko", "the ministry", "Ivan Sydorenko", "the governor", "a soldier", "General Orlov"]
REPORTS = [
    "On {day} March {name} said about {number} soldiers were killed near {place}. ",
    "Russian forces captured {number} villages south of {place}, {name} told reporters on Tuesday. ",
    "“We hold {place},” {name} said. “There are {number} of them for each of us.”\n\n",
    "It took {day} weeks to take {place}, and {number} km of the road to {other} are under fire. ",
]


def _mixture(chosen: random.Random) -> Iterator[str]:
    while True:
        yield chosen.choice(list(SEEDS.values())) + " "


def _words(chosen: random.Random) -> Iterator[str]:
    words = [seed.strip() + " " for seed in SEEDS.values() if re.search("[a-z]{3}", seed)]
    while True:
        yield chosen.choice(words)


def _places(chosen: random.Random) -> Iterator[str]:
    names = [line.split("\t")[1] for line in read_world().places]
    while True:
        yield chosen.choice(names) + ", "


def _reports(chosen: random.Random) -> Iterator[str]:
    places = [place.name for place in gazetteer().by_id.values()]
    while True:
        place, other = chosen.choices(places, k=2)
        day, number, name = chosen.randint(1, 31), chosen.randint(2, 9000), chosen.choice(NAMES)
        yield chosen.choice(REPORTS).format(day=day, number=number, name=name, place=place, other=other)


MIXTURES: dict[str, Callable[[random.Random], Iterator[str]]] = {
    "all of these": _mixture,
    "those with words": _words,
    "different places": _places,
    "different reports": _reports,
}


def hostile_text(name: str, characters: int) -> str:
    """So many characters of a seed or a mixture."""
    if name in SEEDS:
        return SEEDS[name] * (characters // len(SEEDS[name]))
    text = io.StringIO()
    for piece in MIXTURES[name](random.Random(1)):  # noqa: S311 - no secret
        if text.tell() >= characters:
            break
        text.write(piece)
    return text.getvalue()[:characters]


def read(text: str, patience: int, answer: multiprocessing.connection.Connection) -> None:
    """Sends the seconds of one processor that a text takes."""
    extract("One sentence, so that everything is loaded.")
    started = time.process_time()
    limit = math.ceil(started) + patience
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    extract(text)
    answer.send(time.process_time() - started)


def measure(text: str, patience: int) -> float | None:
    """The seconds that a text takes, None for more than `patience`."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=read, args=(text, patience, theirs))
    process.start()
    theirs.close()
    try:
        return float(ours.recv())
    except EOFError:  # its time was up
        return None
    finally:
        process.join()


def main() -> int:
    """Print seconds a megabyte, slowest last."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--characters", type=int, default=50_000)
    parser.add_argument("--limit", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--only", default="", metavar="WORD")
    options = parser.parse_args()
    extract("Load the model once.")
    scale = MEGABYTE / options.characters
    slow = 0
    names = [name for name in (*SEEDS, *MIXTURES) if options.only in name]
    for name in names:
        text = hostile_text(name, options.characters)
        seconds = measure(text, math.ceil(options.limit / scale * 4))
        much = f"over {options.limit * 4:.0f}" if seconds is None else f"{seconds * scale:.1f}"
        over = seconds is None or seconds * scale > options.limit
        slow += over
        print(f"{name:<24}{much:>9} s/MB{'  too slow' if over else ''}", flush=True)
    print(f"{slow} of {len(names)} over {options.limit:.0f} s a megabyte")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
