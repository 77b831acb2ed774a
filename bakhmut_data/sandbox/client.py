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
import math
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data.limits import Limits
from bakhmut_data.paths import ABOVE
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.sandbox.turns import LINE, Account, BusyError
from bakhmut_data.tables.question_words import QUESTION_WORDS, TYPES
from bakhmut_data.tables.rows import Tables, tables_from_rows
from bakhmut_data.tables.schemas import COLUMN_TYPES

PROCESS = "bakhmut_data.sandbox.server"
ID_BYTES = 8  # of a process, the first that it sends
CHUNK = 1 << 16
TICK = 0.5  # seconds between two looks at whether a reading may go on, and its owner is still there


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
    files: Sequence[File], known: Collection[str], limits: Limits, account: Account | None = None
) -> Iterator[Progress | Found | Refusal]:
    """The documents of some files as they are read; every text that was not is a `Refusal`.

    `known` are the sha256 of texts that need not be read again, `account` what their owner has had of
    reading. When the iterator is closed or the seconds of `limits` are over, the reading process ends with
    it. Progress comes twice a second, whether there is any or not.
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
        yield from _answers(job, limits.seconds, account or Account())


def _answers(job: dict[str, Any], seconds: int, account: Account) -> Iterator[Progress | Found | Refusal]:
    waiting = [shown or name for name, _, shown in job["files"]]
    why = "reading it failed"
    try:
        with LINE.stand(account) as turn:
            yield (now := Progress("", 0.0))
            while not turn.comes(TICK):
                yield now
            most = account.seconds + (seconds or math.inf)
            with LOADED.fork() as reading:
                for answer in reading.ask(job):
                    reading.go_on() if turn.comes(0) else reading.pause()
                    if account.seconds > most:
                        why = f"not read within {seconds} seconds; add less at a time"
                        break
                    if answer is None:
                        yield now
                    elif "waiting" in answer:
                        waiting = answer["waiting"]
                    else:
                        event = _event(answer)
                        if isinstance(event, Progress):
                            now = event
                        elif answer["file"] in waiting:
                            waiting.remove(answer["file"])
                        yield event
    except BusyError as error:
        why = str(error)
    yield from (Refusal(file, why) for file in waiting)


class _Reading:
    """Processes that read one job; they end with the block that it is used in."""

    def __init__(self, connection: socket.socket, process_id: int) -> None:
        self._connection, self._process_id = connection, process_id
        self._has_ended = self._is_paused = False

    def ask(self, job: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
        """The answers to a job, as they come, until the process ends; None where none came for a moment."""
        try:
            self._connection.sendall(json.dumps(job).encode("ascii"))
            self._connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            return  # it ended before it had read the job
        self._connection.settimeout(TICK)
        rest = b""
        while True:
            try:
                got = self._connection.recv(CHUNK)
            except TimeoutError:
                yield None
                continue
            except ConnectionResetError:
                got = b""  # it was ended with something unread
            if not got:
                break
            *lines, rest = (rest + got).split(b"\n")  # the last line of a process that was ended may be cut
            yield from map(json.loads, lines)
        self._has_ended = True  # its number may be another process's from now on

    def pause(self) -> None:
        """Stop the processes where they are."""
        if not self._is_paused:
            self._is_paused = True
            self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let stopped processes go on."""
        if self._is_paused:
            self._is_paused = False
            self._send(signal.SIGCONT)

    def end(self) -> None:
        """Kill the processes unless they have ended."""
        self._send(signal.SIGKILL)
        self._has_ended = True

    def _send(self, number: signal.Signals) -> None:
        if not self._has_ended:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process_id, number)


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
            with connection:
                with theirs, self._lock, contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    socket.send_fds(self._running(), [b"+"], [theirs.fileno()])
                with contextlib.suppress(ConnectionResetError):
                    if process_id := connection.recv(ID_BYTES):
                        reading = _Reading(connection, int.from_bytes(process_id))
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
