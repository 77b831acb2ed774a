"""Reads files in a process of their own: bytes go in, tables come out, and no disk is written.

The process that asks loads no language model, waits no longer than it said, and outlives
whatever a hostile file does to the process that reads it.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakhmut_data.documents import Refusal
from bakhmut_data.limits import Limits
from bakhmut_data.tables import COLUMN_TYPES, Tables, tables_from_rows

TOP = Path(__file__).parents[1]
PROCESS = "bakhmut_data.apart_process"


@dataclass(frozen=True, slots=True)
class File:
    """A file as its owner sent it; `shown` is the name its document gets where that is another."""

    name: str
    content: bytes
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being read, and the share of all texts that has been, 0 to 1."""

    file: str
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was read: its tables, with one row of documents, and its text."""

    tables: Tables
    text: str

    @property
    def document(self) -> dict[Any, Any]:
        """The document's row of its table."""
        row: dict[Any, Any] = self.tables.documents.iloc[0].to_dict()
        return row


def pasted(text: str, *, title: str = "", publisher: str = "", published: str = "") -> File:
    """A text that was pasted, with what its reader states of it."""
    row = {"text": text, "title": title, "publisher": publisher, "published": published}
    return File("pasted.jsonl", json.dumps(row).encode(), "pasted text")


def read_apart(
    files: Sequence[File], known: Collection[str], limits: Limits
) -> Iterator[Progress | Found | Refusal]:
    """The documents of some files as they are read; every text that was not is a `Refusal`.

    `known` are the sha256 of texts that need not be read again. When the iterator is closed or the
    seconds of `limits` are over, the reading process ends with it.
    """
    refused = [file for file in files if len(file.content) > limits.file_bytes]
    for file in refused:
        size = f"{len(file.content):,} bytes, more than the {limits.file_bytes:,} read; split it"
        yield Refusal(file.name, size)
    job = {
        "files": [
            [file.name, base64.b64encode(file.content).decode(), file.shown]
            for file in files
            if file not in refused
        ],
        "known": sorted(known),
        "limits": dataclasses.asdict(limits),
    }
    if job["files"]:
        yield from _answers(job, limits.seconds)


def _answers(job: dict[str, Any], seconds: int) -> Iterator[Progress | Found | Refusal]:
    waiting = [shown or name for name, _, shown in job["files"]]
    late = threading.Event()
    yield Progress("", 0.0)
    with _process() as process:
        timer = threading.Timer(seconds or threading.TIMEOUT_MAX, _end, [process, late])
        timer.daemon = True
        timer.start()
        try:
            for answer in _asked(process, job):
                if "waiting" in answer:
                    waiting = answer["waiting"]
                    continue
                event = _event(answer)
                if not isinstance(event, Progress) and answer["file"] in waiting:
                    waiting.remove(answer["file"])
                yield event
        finally:
            timer.cancel()
            process.kill()
    why = f"not read within {seconds} seconds; add less at a time" if late.is_set() else "reading it failed"
    yield from (Refusal(file, why) for file in waiting)


def _process() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - the reader's files are its input, never its arguments
        [sys.executable, "-m", PROCESS],
        cwd=TOP,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a log lies on a disk, and an error may quote the text
        text=True,
        encoding="ascii",
    )


def _end(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    process.kill()


def _asked(process: subprocess.Popen[str], job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The answers of the process to a job, as they come, until it ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin:
            json.dump(job, process.stdin)
    except BrokenPipeError:
        return  # it ended before it had read the job
    for line in process.stdout:
        if line.endswith("\n"):  # the last line of a process that was ended may be cut
            yield json.loads(line)


def _event(answer: dict[str, Any]) -> Progress | Found | Refusal:
    if "share" in answer:
        return Progress(answer["file"], answer["share"])
    if "reason" in answer:
        return Refusal(answer["file"], answer["reason"], answer["fatal"])
    rows = {name: [_row(name, row) for row in rows] for name, rows in answer["rows"].items()}
    return Found(tables_from_rows(rows), answer["text"])


def _row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its days as days."""
    return {
        name: dt.date.fromisoformat(value) if value and COLUMN_TYPES[table][name] == "date" else value
        for name, value in row.items()
    }
