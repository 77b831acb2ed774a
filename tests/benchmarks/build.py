"""How long a build takes with one process and with more, and when nothing changed.

    python tests/benchmarks/build.py [--documents N] [--unchanged N] [--jobs N [N ...]] [--rounds N]

The documents are made here, each of its own words. Builds with different numbers of processes take turns,
and the best of each counts: what else the machine does must not fall on one of them alone. Processes load
the language model before they begin; how long that takes is measured with one document and told apart,
since it weighs little in a long build. Processor seconds are those of all processes together: they grow
with their number where the processes get in each other's way.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bakhmut_data.building import build, engines

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


@dataclass(frozen=True, slots=True)
class Taken:
    """What a build took: seconds by the clock and of all processors, and how many documents it read anew."""

    clock: float
    worked: float
    number: int


def measure(source: Path, out: Path, jobs: int = 1) -> Taken:
    """What a build with so many processes takes."""
    engine = engines.in_processes(jobs) if jobs > 1 else engines.in_this_process
    started, worked = time.perf_counter(), _worked()
    built = build.build(source, out, build.Options(engine=engine))
    return Taken(time.perf_counter() - started, _worked() - worked, built.extracted)


def _worked() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def compare_jobs(top: Path, documents: int, numbers: list[int], rounds: int) -> None:
    """Print what builds take with different numbers of processes, in turns."""
    source = write_documents(top / "documents", documents)
    size = sum(path.stat().st_size for path in source.iterdir())
    print(f"{documents:,} documents, {size / 1e6:.2f} MB, best of {rounds}")
    one = write_documents(top / "first", 1)
    measure(one, top / "warm")  # the model is loaded once
    starts: dict[int, list[Taken]] = {jobs: [] for jobs in numbers}
    builds: dict[int, list[Taken]] = {jobs: [] for jobs in numbers}
    for turn in range(rounds):
        for jobs in numbers:
            starts[jobs].append(measure(one, top / f"start{turn}-{jobs}", jobs))
            builds[jobs].append(measure(source, top / f"out{turn}-{jobs}", jobs))
    first = _best(builds[numbers[0]])
    for jobs, taken in builds.items():
        best, start = _best(taken), _best(starts[jobs])
        after = (first.clock - _best(starts[numbers[0]]).clock) / (best.clock - start.clock)
        print(
            f"{jobs} jobs: {best.number:,} read in {best.clock:.1f} s ({best.worked:.1f} s of processors), "
            f"{first.clock / best.clock:.2f} times as fast; without the {start.clock:.1f} s for one document "
            f"{after:.2f} times"
        )


def _best(taken: list[Taken]) -> Taken:
    return min(taken, key=lambda each: each.clock)


def main() -> int:
    """Print the seconds of each build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--unchanged", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    print(
        f"load of the machine over the last minute: {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors"
    )
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        if options.jobs:
            compare_jobs(top, options.documents, options.jobs, options.rounds)
        if options.unchanged:
            source = write_documents(top / "many", options.unchanged, sentences=2)
            taken = measure(source, top / "unchanged")
            print(f"{options.unchanged:,} short documents: {taken.number:,} read in {taken.clock:6.1f} s")
            taken = measure(source, top / "unchanged")
            print(f"the same again, unchanged: {taken.number:,} read in {taken.clock:6.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
