"""The command line: `python -m bakhmut_data build DOCUMENTS --out DIR`, and more."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from tqdm import tqdm

from bakhmut_data.building import build, engines
from bakhmut_data.errors import BakhmutError
from bakhmut_data.front import files
from bakhmut_data.publishing import edition
from bakhmut_data.reading import documents
from bakhmut_data.tables.rows import build_tables

NOTHING_READ = 1
SOME_REFUSED = 3


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when nothing could be done, 3 when files were refused."""
    parser = argparse.ArgumentParser(
        prog="python -m bakhmut_data",
        description="Tables of places, dates, figures, statements and claims of control from documents.",
        epilog="Exit status: 0 all read; 1 nothing read or written; 2 wrong arguments; 3 some files refused.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_extract(commands)
    _add_front(commands)
    _add_publish(commands)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except BakhmutError as error:
        print(f"error: {error}", file=sys.stderr)
        return NOTHING_READ
    return status


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("build", help="tables from a folder of documents")
    parser.add_argument("documents", type=Path, help="folder with the documents")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--csv", action="store_true", help="write CSV as well as Parquet")
    parser.add_argument(
        "--raw", action="store_true", help="leave out stated facts and reviews (to measure quality)"
    )
    parser.add_argument(
        "--geocode",
        type=Path,
        metavar="CACHE",
        help="ask OpenStreetMap's Nominatim, online, for names the gazetteer has not; answers stay in CACHE",
    )
    parser.add_argument(
        "--progress",
        choices=tuple(PROGRESS),
        default="bar",
        help='on standard error: a bar, or lines of JSON ({"done": DOCUMENTS, "files": FILES})',
    )
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    parser.add_argument("--engine", choices=("local", "dask"), default="local", help="who extracts")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a running Dask scheduler, as tcp://host:port")
    parser.set_defaults(run=_build)


def _positive(argument: str) -> int:
    number = int(argument)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _build(options: argparse.Namespace) -> int:
    try:
        with PROGRESS[options.progress]() as report:
            how = build.Options(options.raw, options.csv, report, _engine(options), options.geocode)
            built = build.build(options.documents, options.out, how)
    except OSError as error:
        print(f"error: {options.out}: tables cannot be written ({error.strerror})", file=sys.stderr)
        return NOTHING_READ
    for refusal in built.refusals:
        print(f"{'error' if refusal.fatal else 'warning'}: {refusal}", file=sys.stderr)
    print(f"read anew {built.extracted:>5,}")
    for name, frame in built.tables.items():
        print(f"{name:<11}{len(frame):>7,}")
    return SOME_REFUSED if any(refusal.fatal for refusal in built.refusals) else 0


@contextlib.contextmanager
def _bar() -> Iterator[build.Report]:
    """Draws how far a build is, on standard error."""
    # Archives and tables hold more documents than files; the bar then goes on without an end.
    with tqdm(desc="reading", unit=" documents") as bar:

        def report(done: int, files: int) -> None:
            bar.total = files
            bar.update(done - bar.n)

        yield report


@contextlib.contextmanager
def _lines() -> Iterator[build.Report]:
    """Writes how far a build is, a line of JSON each time, on standard error."""

    def report(done: int, files: int) -> None:
        print(json.dumps({"done": done, "files": files}), file=sys.stderr, flush=True)

    yield report


PROGRESS: Mapping[str, Callable[[], AbstractContextManager[build.Report]]] = {"bar": _bar, "json": _lines}


def _engine(options: argparse.Namespace) -> engines.Engine:
    if options.engine == "dask" or options.scheduler:
        return engines.on_dask(options.scheduler, options.jobs)
    return engines.in_processes(options.jobs) if options.jobs > 1 else engines.in_this_process


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("extract", help="what stands in one document, as JSON on standard output")
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=_extract)


def _extract(options: argparse.Namespace) -> int:
    from bakhmut_data.extraction import extract  # noqa: PLC0415 - it loads the language model

    found = build_tables([extract(documents.read_document(options.file))])
    rows = {
        name: json.loads(frame.to_json(orient="records", date_format="iso")) for name, frame in found.items()
    }
    print(json.dumps(rows, indent=2, ensure_ascii=False))
    return 0


def _add_front(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("front", help="the estimated front of each day, as GeoJSON")
    files.add_front_arguments(parser)
    parser.set_defaults(run=files.run_front)


def _add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("publish", help="tables as pages that need no server, with the data beside")
    edition.add_publish_arguments(parser)
    parser.set_defaults(run=edition.run_publish)


def run() -> None:
    """The command `bakhmut-data`."""
    sys.exit(main())


if __name__ == "__main__":
    run()
