"""Measures the extraction against annotation by hand and public corpora.

    python -m tests.evaluation [--errors] [--write FILE]

The annotation lies in `tests/gold`, with ten texts written for it; the texts of three annotated articles are
taken from the documents (`BAKHMUT_DOCUMENTS`, or `documents/`) where they are there. Public corpora are
scored, by their own scorers, where a folder `bench` lies beside the documents. Tables are built raw: without
stated facts and reviews. `unseen` are twenty texts that no rule was made for: their errors are not printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bakhmut_data.building import build
from bakhmut_data.finding.figures.finder import find_mentions
from bakhmut_data.finding.places.finder import find_toponyms
from bakhmut_data.finding.statements.all_attributions import find_attributions
from bakhmut_data.finding.times.finder import find_timexes
from bakhmut_data.language.analysis import Analysis, analyse
from bakhmut_data.language.numbers.quantities import find_quantities
from bakhmut_data.reading.documents import document_from_text
from bakhmut_data.records import Document
from bakhmut_data.tables.rows import rows_of
from tests.scoring import Fault, Scoring

Row = dict[str, Any]
Scores = dict[str, dict[str, Any]]

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
UNSEEN = GOLD / "unseen"  # texts that no rule was made for: read them for scores, never for rules
KEPT = 120  # texts: as many as MEANTIME has, which stand in two corpora


def documents_folder() -> Path:
    """Where the documents of a reader lie, be they there or not."""
    return Path(os.environ.get("BAKHMUT_DOCUMENTS") or ROOT / "documents").resolve()


def annotated_texts(gold: Path) -> dict[str, Path]:
    """The files that may have been annotated, each by the SHA-256 of its text."""
    paths = [*(gold / "texts").glob("*.txt"), *documents_folder().rglob("*.txt")]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}


def measure_tables(gold: Path = GOLD) -> tuple[Scores, list[str]]:
    """Per kind of row its scores, 0 to 1, and a line for each thing that differs from the annotation."""
    files = sorted(gold.glob("*.json"))
    annotations = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    there = annotated_texts(gold)
    texts = [there.get(annotation["document"]["sha256"]) for annotation in annotations]
    rows = _build([path for path in texts if path])
    documents = {document["sha256"]: document for document in rows["documents"]}
    scoring = Scoring(rows)
    faults: list[str] = []
    for annotation, path in zip(annotations, texts, strict=True):
        if path:
            found = scoring.add(annotation, documents[annotation["document"]["sha256"]])
            faults += _lines(found, path)
        else:
            scoring.pass_over()
    return scoring.scores(), faults


def _build(texts: list[Path]) -> dict[str, list[Row]]:
    """The rows of every table of some documents."""
    with tempfile.TemporaryDirectory() as scratch:
        copies, out = Path(scratch) / "texts", Path(scratch) / "tables"
        copies.mkdir()
        for path in texts:
            shutil.copy(path, copies)
        built = build.build(copies, out, build.Options(raw=True)).tables
    return {name: rows_of(name, frame) for name, frame in built.items()}


def _lines(faults: list[Fault], path: Path) -> Iterator[str]:
    """The faults in a text, each with the words it is about."""
    text = path.read_text(encoding="utf-8")
    for fault in faults:
        differs = f" {fault.expected}, found {fault.found}" if fault.expected is not None else ""
        span = f"[{fault.start}:{fault.end}] {text[fault.start : fault.end]!r}"
        yield f"{path.name} {fault.kind} {fault.what} {span}{differs}"


def _document(row: Row) -> Document:
    """A corpus row as a document published on its creation day."""
    text = document_from_text(row["text"], raw=True)
    return Document(
        document_id=text.document_id, file="row", text=row["text"], sha256=text.sha256, published=_day(row)
    )


def _day(row: Row) -> dt.date | None:
    stated = str(row.get("dct") or row.get("published") or "")
    for shape in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(stated[:10], shape).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


@functools.lru_cache(maxsize=KEPT)
def _analysis(text: str) -> Analysis:
    """The analysis of a text, made once for all that are scored on it."""
    return analyse(text)


def _times(row: Row) -> list[Row]:
    document = _document(row)
    found = find_timexes(document, _analysis(document.text))
    return [{"start": t.start, "end": t.end, "type": t.timex_type, "value": t.value} for t in found]


def _places(row: Row) -> list[Row]:
    document = _document(row)
    found = find_toponyms(document, analyse(document.text))
    return [
        {
            "start": t.start,
            "end": t.end,
            "lat": t.place.latitude if t.place else None,
            "lon": t.place.longitude if t.place else None,
        }
        for t in found
    ]


def _amounts(row: Row) -> list[Row]:
    """Numbers with their units; the corpus leaves out times, ages and plain years."""
    found = (mention.quantity for mention in find_mentions(row["text"], _analysis(row["text"])))
    return [
        {"start": q.start, "end": q.end, "low": q.low, "high": q.high}
        for q in found
        if not (q.unit and q.unit.kind in {"time", "age"})
        and not _is_year(row["text"][q.number_start : q.number_end])
    ]


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and number[:2] in {"19", "20"}


def _units(row: Row) -> list[Row]:
    """Numbers with a unit; the corpus leaves out times and percentages."""
    return [
        {
            "start": q.bare_start,
            "end": q.end,
            "value": q.low if q.low == q.high else None,
            "unit": q.unit.name,
        }
        for q in find_quantities(row["text"])
        if q.unit and q.unit.kind not in {"time", "percent", "index"}
    ]


def _attributions(row: Row) -> list[Row]:
    return [
        {
            "content": [list(stretch) for stretch in found.contents],
            "source": [list(found.source)] if found.source else [],
            "cue": [list(found.cue)],
        }
        for found in find_attributions(analyse(row["text"]))
        if not found.nested
    ]


CORPORA: dict[str, tuple[str, str, Callable[[Row], list[Row]], tuple[str, ...]]] = {
    "MEANTIME time expressions": ("meantime_timex", "score_time.py", _times, ()),
    "MEANTIME numbers with units": ("meantime_value", "score_figures.py", _amounts, ()),
    "Recognizers units": ("rec_unit", "score_figures.py", _units, ()),
    "GeoVirus": ("geovirus", "score_geo.py", _places, ()),
    "PolNeAR quotations, all": ("polnear_dev", "score_quotes.py", _attributions, ()),
    "PolNeAR quotations, direct": ("polnear_dev", "score_quotes.py", _attributions, ("--subset", "direct")),
}


def measure_corpora(bench: Path) -> Scores:
    """The public corpora's scores as their scorers name them, in percent."""
    scores: Scores = {}
    predicted: dict[str, list[Row]] = {}
    for title, (name, scorer, predict, more) in CORPORA.items():
        gold = bench / f"{name}.jsonl"
        if name not in predicted:
            rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
            predicted[name] = [{"id": row["id"], "pred": predict(row)} for row in rows]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in predicted[name])
            file.flush()
            command = [sys.executable, str(bench / scorer), str(gold), file.name, *more]
            answer = subprocess.run(command, capture_output=True, check=True, cwd=bench)
        scores[title] = json.loads(answer.stdout)
    return scores


def measure() -> tuple[dict[str, Scores], list[str]]:
    """All that can be measured with what is there, and what differs from the annotation."""
    scored, faults = measure_tables()
    scores = {"tables": scored, "unseen": measure_tables(UNSEEN)[0]}
    bench = documents_folder().parent / "bench"
    if bench.is_dir():
        scores["corpora"] = measure_corpora(bench)
    return scores, faults


def show(scores: dict[str, Scores]) -> None:
    """Print one line per table and corpus."""
    for part in scores.values():
        for name, row in part.items():
            print(f"{name:<28}", "  ".join(f"{key} {value}" for key, value in row.items()))


def main() -> int:
    """Measure, print and perhaps write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--errors", action="store_true", help="print all that differs from the annotation")
    parser.add_argument("--write", type=Path, help="write the scores as JSON")
    options = parser.parse_args()
    scores, faults = measure()
    if options.errors:
        print(*faults, sep="\n")
    show(scores)
    if options.write:
        options.write.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
