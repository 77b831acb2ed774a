"""How long a build takes with one process and with more, and when nothing changed.

    python tests/benchmark_build.py [--documents N] [--unchanged N] [--jobs N [N ...]]

The documents are made here, each of its own words; the figures are seconds on the clock, best on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bakhmut_data import building, engines

SENTENCES = (
    "On {day} March 2023 the mayor of {place} said that {count} people had left the town.",
    "Russian forces captured {place}, the ministry claimed on {day} April.",
    "Colonel {name} told reporters that about {count} soldiers were killed or wounded.",
    "“We hold {place},” {name} said, “and the road to it is open.”",
    "Fighting went on north of {place} for {count} hours, according to the General Staff.",
    "Nobody could say how many houses were left.",
)
PLACES = ("Bakhmut", "Soledar", "Chasiv Yar", "Kramatorsk", "Kostiantynivka", "Ivanivske", "Kurdiumivka")
NAMES = ("Petrenko", "Sirko", "Melnyk", "Stone", "Volkov", "Hrytsenko")
SENTENCES_A_DOCUMENT = 60


def write_documents(folder: Path, number: int, sentences: int = SENTENCES_A_DOCUMENT) -> Path:
    """So many documents of invented sentences, never the same twice."""
    choose = random.Random(8)  # noqa: S311 - no secret
    folder.mkdir()
    for at in range(number):
        made = [
            choose.choice(SENTENCES).format(
                day=choose.randint(1, 28),
                count=choose.randint(2, 9_000),
                place=choose.choice(PLACES),
                name=choose.choice(NAMES),
            )
            for _ in range(sentences)
        ]
        paragraphs = [" ".join(made[start : start + 4]) for start in range(0, len(made), 4)]
        (folder / f"{at:05}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return folder


def seconds_of(source: Path, out: Path, jobs: int = 1) -> tuple[float, int]:
    """Seconds of a build, and how many documents it read anew."""
    engine = engines.in_processes(jobs) if jobs > 1 else engines.in_this_process
    started = time.perf_counter()
    built = building.build(source, out, building.Options(engine=engine))
    return time.perf_counter() - started, built.extracted


def main() -> int:
    """Print the seconds of each build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--unchanged", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    print(
        f"load of the machine over the last minute: {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors"
    )
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        if options.jobs:
            source = write_documents(top / "documents", options.documents)
            size = sum(path.stat().st_size for path in source.iterdir())
            print(f"{options.documents:,} documents, {size / 1e6:.2f} MB")
            seconds_of(write_documents(top / "first", 1), top / "warm")  # the model is loaded once
        first = 0.0
        for jobs in options.jobs:
            taken, number = seconds_of(source, top / f"out{jobs}", jobs)
            first = first or taken
            print(f"{jobs} jobs: {number:,} read in {taken:6.1f} s, {first / taken:.2f} times as fast")
        if options.unchanged:
            source = write_documents(top / "many", options.unchanged, sentences=2)
            taken, number = seconds_of(source, top / "unchanged")
            print(f"{options.unchanged:,} short documents: {number:,} read in {taken:6.1f} s")
            taken, number = seconds_of(source, top / "unchanged")
            print(f"the same again, unchanged: {number:,} read in {taken:6.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
