"""How fast and how large the extraction is, beside spaCy alone on the same text in the same run.

    python tests/benchmarks/reading.py FOLDER [--rounds N]

FOLDER holds text files. Prints KB of text per CPU second of every finder and of all together,
start-up time, peak memory, and how the cost grows with the length of one text.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bakhmut_data import extraction
from bakhmut_data.finding.control import finder
from bakhmut_data.finding.figures import finder as figures_finder
from bakhmut_data.finding.places import finder as places_finder
from bakhmut_data.finding.positions import finder as positions_finder
from bakhmut_data.finding.published import finder as published_finder
from bakhmut_data.finding.statements import SpeakerIndex
from bakhmut_data.finding.statements import finder as statements_finder
from bakhmut_data.finding.times import finder as times_finder
from bakhmut_data.language.analysis import Analysis, analyse
from bakhmut_data.linking import linker
from bakhmut_data.reading.documents import document_from_text
from bakhmut_data.records import Document, Extraction

START_UP = """
import time
start = time.perf_counter()
from bakhmut_data import extract
extract("Kyiv.")
print(time.perf_counter() - start)
"""


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call on this thread's process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def time_finders(document: Document, analysis: Analysis) -> dict[str, float]:
    """CPU seconds of each step after the analysis."""
    steps: dict[str, float] = {}
    found: dict[str, Any] = {}

    def step(name: str, work: Callable[[], object]) -> None:
        steps[name] = cpu_seconds(lambda: found.update({name: work()}))

    step("publication", lambda: published_finder.date_document(document, analysis))
    step("timexes", lambda: times_finder.find_timexes(document, analysis))
    step("toponyms", lambda: places_finder.find_toponyms(document, analysis))
    step("figures", lambda: figures_finder.find_figures(document, analysis, found["toponyms"]))
    step("statements", lambda: statements_finder.find_statements(document, analysis))
    step("control", lambda: finder.find_control(document, analysis, found["toponyms"]))
    records: dict[str, Any] = {name: made for name, made in found.items() if name != "publication"}
    whole = Extraction(document=document, **records)
    step("linking", lambda: linker.link(whole, analysis))
    who = SpeakerIndex(document, analysis).resolve
    step("positions", lambda: positions_finder.find_positions(found["linking"], analysis, who))
    return steps


def measure(texts: list[str]) -> dict[str, float]:
    """CPU seconds per step over all texts."""
    total: dict[str, float] = {}
    for text in texts:
        document = document_from_text(text, raw=True)
        analyses: list[Analysis] = []
        steps = {"spaCy alone": cpu_seconds(lambda: analyses.append(analyse(text)))}  # noqa: B023 - called at once
        steps |= time_finders(document, analyses[0])
        for name, seconds in steps.items():
            total[name] = total.get(name, 0.0) + seconds
    return total


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.rglob("*.txt"))]
    size = sum(len(text.encode()) for text in texts) / 1000
    extraction.extract(texts[0])
    rounds = [measure(texts) for _ in range(options.rounds)]
    median = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    everything = sum(median.values())
    print(f"{len(texts)} texts, {size:.0f} KB; CPU seconds, median of {options.rounds} rounds")
    for name, seconds in median.items():
        rate, share = size / max(seconds, 1e-9), seconds / everything
        print(f"{name:<14}{seconds:8.2f} s {rate:10.1f} KB/s {share:7.0%}")
    print(f"{'all together':<14}{everything:8.2f} s {size / everything:10.1f} KB/s")
    print(f"all together / spaCy alone: {everything / median['spaCy alone']:.2f}")
    start = [float(subprocess.check_output([sys.executable, "-c", START_UP])) for _ in range(options.rounds)]
    print(f"start-up with the first text: {statistics.median(start):.2f} s")
    joined = "\n\n".join(texts)
    # Parts, for what stands again is not read again.
    for part in (4, 2, 1):
        text = joined[: len(joined) // part]
        seconds = cpu_seconds(lambda: extraction.extract(text))  # noqa: B023 - called at once
        kilobytes = len(text.encode()) / 1000
        print(f"one text of {kilobytes:6.0f} KB: {seconds:6.2f} s, {kilobytes / seconds:5.1f} KB/s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
