"""How long a page takes to answer a filter, and how much memory that needs, as the claims grow.

    python -m tests.benchmarks.store [--claims 100 10000 1000000] [--changes N] [--pages PAGE ...]

Claims are made from the tables in FOLDER (those shipped unless told otherwise): their documents again and
again, twenty claims each, on shifted dates and by other outlets. Each page is then opened in a process
of its own and asked for one set of filters after another; printed are the median and the 95th percentile
of the server's time for an answer, by the clock and of its processors (what else the machine does lies
between the two), and the most memory the process ever held.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bakhmut_data.comparing.subjects import LENSES  # noqa: E402
from bakhmut_data.store import files, opening  # noqa: E402
from bakhmut_data.tables import files as tables_files  # noqa: E402 - the folder above is no package
from bakhmut_data.tables import word_choices  # noqa: E402
from bakhmut_data.tables.rows import Tables  # noqa: E402
from bakhmut_data.tables.schemas import SCHEMAS  # noqa: E402

CLAIMS_A_DOCUMENT = 20
OUTLETS = 400
SHIFTED_DAYS = 730
PAGES = (
    "battle/overview",
    "battle/front",
    "battle/timeline",
    "battle/figures",
    *(f"battle/compare?{lens}" for lens in LENSES),
    "evidence/documents",
    "evidence/method",
    "evidence/add",
)
CHANGES: tuple[dict[str, Any], ...] = (
    {},
    {"side": ["Ukraine"]},
    {"q": "bakhmut"},
    {"from": "2023-03", "to": "2023-03"},
    {"src": ["Outlet 7"]},
    {"by": "published", "from": "2023-01-10", "to": "2023-02"},
    {"q": "russian forces killed", "side": ["Russia", "West"]},
    {"src": ["Outlet 3", "Outlet 11", "Outlet 120"], "from": "2022-06"},
    {"q": "wagner"},
    {"side": ["the outlet itself"], "to": "2023-06-15"},
    {"q": "nobody says this"},
    {"from": "2023-05-02", "to": "2023-05-02", "q": "soledar"},
)


def resample(base: Tables, claims: int, words: pd.DataFrame) -> tuple[Tables, pd.DataFrame]:
    """Tables and choices of words with about so many claims: the same documents on other days, elsewhere."""
    there = int(base.figures["core"].fillna(value=False).sum()) + len(base.statements) + len(base.control)
    copies = max(1, round(claims / CLAIMS_A_DOCUMENT / len(base.documents)))
    kept = min(1.0, claims / copies / there)
    random = np.random.default_rng(20230308)
    made: dict[str, pd.DataFrame] = {}
    for name, whole in {**dict(base.items()), word_choices.WORDS: words}.items():
        if name == "places":
            made[name] = whole
            continue
        frame = whole
        copy = np.repeat(np.arange(copies), len(frame))
        frame = pd.concat([frame] * copies, ignore_index=True)
        if name != "documents":
            sampled = random.random(len(frame)) < kept
            frame, copy = frame[sampled].reset_index(drop=True), copy[sampled]
        made[name] = _moved(name, frame, copy)
    words = made.pop(word_choices.WORDS)
    return Tables(**made), words


def _moved(name: str, frame: pd.DataFrame, copy: np.ndarray[Any, np.dtype[np.int64]]) -> pd.DataFrame:
    """Rows of copies with ids, days and outlets of their own."""
    number = pd.Series(copy, index=frame.index)
    hexed = number.map({at: f"{at:06x}" for at in number.unique()}).astype("str")
    shift = pd.to_timedelta((copy * 37) % SHIFTED_DAYS - SHIFTED_DAYS // 2, unit="D")
    changed: dict[str, Any] = {"document_id": frame["document_id"].str[:6] + hexed}
    for column in SCHEMAS.get(name, ()):
        if column.type == "date":
            changed[column.name] = (frame[column.name] + shift).astype("datetime64[s]")
    if name == "documents":
        outlet = (copy * 7 + np.arange(len(frame)) % 5 * 81) % OUTLETS
        changed["publisher"] = pd.Series([f"Outlet {at}" for at in outlet], dtype="str")
        changed["file"] = hexed + "/" + frame["file"]
        changed["sha256"] = frame["sha256"].str[:-6] + hexed
    return frame.assign(**changed)


def make(base: Path, claims: int, folder: Path) -> None:
    """Tables and store of about so many claims in a folder."""
    made, words = resample(tables_files.read_tables(base), claims, word_choices.read_words(base))
    tables_files.write_tables(made, folder)
    word_choices.write_words(words, folder)
    files.write_store(made, folder)


def serve(folder: Path, changes: int, pages: list[str]) -> dict[str, Any]:
    """Seconds of each answer by page, and the most memory held, in this process."""
    os.environ["BAKHMUT_TABLES"] = str(folder)
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only the serving process needs a screen

    seconds: dict[str, list[tuple[float, float]]] = {}
    failed: list[str] = []
    start = time.perf_counter()
    for page in pages:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        script, _, lens = page.partition("?")
        if lens:
            app.query_params["lens"] = lens
        app.switch_page(f"pages/{script}.py")
        seconds[page] = []
        app.run()  # the first visit reads what all later ones share
        if page == pages[0]:
            first = time.perf_counter() - start
        for at in range(changes):
            _ask(app, CHANGES[(at + 1) % len(CHANGES)])
            start, worked = time.perf_counter(), time.process_time()
            app.run()
            seconds[page].append((time.perf_counter() - start, time.process_time() - worked))
            if app.exception:
                failed.append(page)
                break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "first": first, "peak": peak, "failed": failed}


def _ask(app: Any, change: dict[str, Any]) -> None:
    """Sets the filters, and forgets what was answered before."""
    from pages.shared.state import datasets, views  # noqa: PLC0415 - only the serving process needs a screen

    views._view.cache_clear()
    opening.forget(datasets.load().store)
    asked = {"q": "", "side": [], "src": [], "from": "", "to": "", **change}
    app.text_input(key="q").set_value(asked["q"])
    app.text_input(key="from").set_value(asked["from"])
    app.text_input(key="to").set_value(asked["to"])
    app.multiselect(key="side").set_value(asked["side"])
    options = app.multiselect(key="src").options
    app.multiselect(key="src").set_value([each for each in asked["src"] if each in options])
    app.radio(key="by").set_value(asked.get("by", "happened"))


def percentile(values: list[float], part: float) -> float:
    """The value that so many percent of the values do not pass."""
    return float(np.percentile(values, part, method="higher"))


def report(claims: int, folder: Path, made: float, measured: dict[str, Any]) -> None:
    """Print what one size came to."""
    documents = tables_files.count_rows(folder, "documents")
    print(
        f"\n{claims:,} claims from {documents:,} documents, made in {made:.0f} s; "
        f"first visit {measured['first']:.2f} s; peak memory {measured['peak']:,.0f} MB"
    )
    load = os.getloadavg()[0]
    print(f"load of the machine over the last minute: {load:.1f} of {os.cpu_count()} processors")
    print(f"{'seconds an answer':<24}{'by the clock':>27}{'of processor time':>27}")
    print(f"{'page':<24}" + "p50      p95     most".rjust(27) * 2)
    for page, answers in measured["seconds"].items():
        columns = zip(*answers, strict=True)
        failed = "  failed" if page in measured["failed"] else ""
        print(f"{page:<24}" + "".join(_summary(list(column)) for column in columns) + failed)


def _summary(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):9.3f}{percentile(seconds, 95):9.3f}{max(seconds):9.3f}"


def main() -> int:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--claims", type=int, nargs="*", default=[100, 10_000, 1_000_000])
    parser.add_argument("--changes", type=int, default=12)
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    parser.add_argument("--tables", type=Path, default=ROOT / "bakhmut_data" / "built")
    parser.add_argument("--keep", type=Path, help="a folder to make the claims in, and to find them in again")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.tables, int(options.make[0]), Path(options.make[1]))
        return 0
    if options.serve:
        print(json.dumps(serve(options.serve, options.changes, options.pages)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        for claims in options.claims:
            folder = (options.keep or Path(scratch)) / str(claims)
            start = time.perf_counter()
            if not files.is_current(folder):
                _run("--tables", options.tables, "--make", claims, folder)
            made = time.perf_counter() - start
            printed = _run("--changes", options.changes, "--pages", *options.pages, "--serve", folder)
            report(claims, folder, made, json.loads(printed.splitlines()[-1]))
    return 0


def _run(*arguments: object) -> str:
    """What this script prints in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.store", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


if __name__ == "__main__":
    sys.exit(main())
