"""Reads files in a process of their own: bytes go in, tables come out, and no disk is written.

The process that asks loads no language model, waits no longer than it said, and outlives
whatever a hostile file does to the process that reads it. That one is a fork of a process which
has loaded the model and never sees a document, so that a job starts at once and knows no other.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import dataclasses
import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import pandas as pd

from bakhmut_data.limits import Limits
from bakhmut_data.paths import ABOVE
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.tables.question_words import QUESTION_WORDS, TYPES
from bakhmut_data.tables.rows import Tables, tables_from_rows
from bakhmut_data.tables.schemas import COLUMN_TYPES

PROCESS = "bakhmut_data.sandbox.server"


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
    """A document that was read: its tables, with one row of documents, its text, and the words in it.

    `question_words` are those of the nine questions, as `question_words.question_words_frame` has them.
    """

    tables: Tables
    text: str
    question_words: pd.DataFrame

    @property
    def document(self) -> dict[Any, Any]:
        """The document's row of its table."""
        row: dict[Any, Any] = self.tables.documents.iloc[0].to_dict()
        return row


def pasted(text: str, *, title: str = "", publisher: str = "", published: str = "") -> File:
    """A text that was pasted, with what its reader states of it."""
    row = {"text": text, "title": title, "publisher": publisher, "published": published}
    return File("pasted.jsonl", json.dumps(row).encode(), "pasted text")


def read_files(
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
    with LOADED.fork() as reading:
        timer = threading.Timer(seconds or threading.TIMEOUT_MAX, _end, [reading, late])
        timer.daemon = True
        timer.start()
        try:
            for answer in reading.ask(job):
                if "waiting" in answer:
                    waiting = answer["waiting"]
                    continue
                event = _event(answer)
                if not isinstance(event, Progress) and answer["file"] in waiting:
                    waiting.remove(answer["file"])
                yield event
        finally:
            timer.cancel()
    why = f"not read within {seconds} seconds; add less at a time" if late.is_set() else "reading it failed"
    yield from (Refusal(file, why) for file in waiting)


def _end(reading: _Reading, late: threading.Event) -> None:
    late.set()
    reading.end()


class _Reading:
    """A process that reads one job; it ends with the block that it is used in."""

    def __init__(self, connection: socket.socket, answers: TextIO, process_id: int) -> None:
        self._connection, self._answers, self._process_id = connection, answers, process_id
        self._ended = threading.Lock()

    def ask(self, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answers of the process to a job, as they come, until it ends."""
        try:
            self._connection.sendall(json.dumps(job).encode("ascii"))
            self._connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            return  # it ended before it had read the job
        with contextlib.suppress(ConnectionResetError):  # it was ended with something unread
            for line in self._answers:
                if line.endswith("\n"):  # the last line of a process that was ended may be cut
                    yield json.loads(line)
        self._ended.acquire(blocking=False)  # its number may be another process's from now on

    def end(self) -> None:
        """Kill the process unless it has ended."""
        if self._ended.acquire(blocking=False):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process_id, signal.SIGKILL)


class Loaded:
    """The process that has loaded the language model and forks itself for each job, started when needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def prepare(self) -> None:
        """Start the process, so that it is ready by the time a job comes."""
        with self._lock:
            self._running()

    @contextlib.contextmanager
    def fork(self) -> Iterator[_Reading]:
        """A process for one job, ended with the block; `RuntimeError` when none can be had."""
        for _ in range(2):  # the loaded one ends when it has been idle, perhaps just now
            connection, theirs = socket.socketpair()
            with connection, connection.makefile(encoding="ascii") as answers:
                with theirs, self._lock, contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    socket.send_fds(self._running(), [b"+"], [theirs.fileno()])
                with contextlib.suppress(ConnectionResetError):
                    if process_id := answers.readline().strip():
                        reading = _Reading(connection, answers, int(process_id))
                        try:
                            yield reading
                        finally:
                            reading.end()
                        return
        raise RuntimeError(f"{PROCESS} does not start; python -m {PROCESS} says why")

    def _running(self) -> socket.socket:
        if self._control is None or self._process is None or self._process.poll() is not None:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - what readers send is never an argument
                    [sys.executable, "-m", PROCESS],
                    cwd=ABOVE,
                    env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # a log lies on a disk, and an error may quote the text
                )
        return self._control

    def close(self) -> None:
        """End the process; the next job starts another."""
        with self._lock:
            if self._control is not None and self._process is not None:
                self._control.close()
                self._process.wait()
                self._control = self._process = None


LOADED = Loaded()
atexit.register(LOADED.close)


def _event(answer: dict[str, Any]) -> Progress | Found | Refusal:
    if "share" in answer:
        return Progress(answer["file"], answer["share"])
    if "reason" in answer:
        return Refusal(answer["file"], answer["reason"], answer["fatal"])
    rows = {name: [_row(name, row) for row in rows] for name, rows in answer["rows"].items()}
    asked = pd.DataFrame(rows.pop(QUESTION_WORDS), columns=list(TYPES)).astype(TYPES)
    return Found(tables_from_rows(rows), answer["text"], asked)


def _row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its days as days."""
    return {
        name: dt.date.fromisoformat(value) if value and COLUMN_TYPES[table][name] == "date" else value
        for name, value in row.items()
    }
