"""Builds the tables of a folder of documents beside those that ship, in a process of its own.

The tables that are there stay in use until new ones are whole, and when none can be made.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bakhmut_data.errors import BakhmutError, DocumentError
from bakhmut_data.limits import limits_from
from bakhmut_data.paths import ABOVE
from bakhmut_data.reading import documents
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.reading.guard import GUARD
from bakhmut_data.tables import files

CACHE = ABOVE / ".cache"
NOTHING_READ = 1

Phase = Literal["looking", "resting", "building", "built", "failed"]


@dataclass(frozen=True, slots=True)
class State:
    """How far a build is: which tables to use, documents done of all, and in a line why it failed."""

    folder: Path
    phase: Phase = "resting"
    done: int = 0
    total: int = 0
    line: str = ""


class Refresh:
    """The build of one folder of documents, in the background; `state` may be read at any time."""

    def __init__(self, source: Path, shipped: Path, cache: Path | None = None) -> None:
        self._source, self._shipped = source, shipped
        self._cache = cache or Path(os.environ.get("BAKHMUT_CACHE", CACHE))
        self._process: subprocess.Popen[str] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refresh", daemon=True)
        self.state = State(shipped)

    def start(self) -> None:
        """Look at the folder and build its tables where others are needed than those that ship."""
        self.state = State(self._shipped, "looking")
        self._thread.start()

    def wait(self, seconds: float | None = None) -> State:
        """The state when all is done, or when the seconds are over."""
        self._thread.join(seconds)
        return self.state

    def stop(self) -> None:
        """End the build; the next one goes on where it stopped."""
        self._ended.set()
        if self._process is not None:
            self._process.terminate()

    def _run(self) -> None:
        try:
            if not needs_tables(self._source, self._shipped):
                self.state = State(self._shipped)
                return
            out = self._cache / "tables" / hashlib.sha256(bytes(self._source.resolve())).hexdigest()[:16]
            out.mkdir(parents=True, exist_ok=True)
            self.state = State(out if _is_whole(out) else self._shipped, "building")
            # Another dashboard of the same documents waits, and then finds nothing left to do.
            with (out / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._build(out)
        except (OSError, BakhmutError) as error:
            self._fail(str(error))

    def _build(self, out: Path) -> None:
        command = [sys.executable, "-m", "bakhmut_data", "build", str(self._source.resolve())]
        jobs = max(1, (os.cpu_count() or 1) - 1)  # one is left for readers
        with subprocess.Popen(  # noqa: S603 - a folder that the operator named
            [*command, "--out", str(out), "--jobs", str(jobs), "--progress", "json"],
            cwd=ABOVE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as self._process:
            assert self._process.stderr is not None
            said = ""
            for line in self._process.stderr:
                if line.startswith("{"):
                    progress = json.loads(line)
                    self.state = State(self.state.folder, "building", progress["done"], progress["files"])
                elif line.startswith("error: "):
                    said = line.removeprefix("error: ").strip()
        if self._process.returncode < 0 or self._process.returncode == NOTHING_READ or not _is_whole(out):
            self._fail(said or "the build was ended")
        else:
            self.state = State(out, "built")

    def _fail(self, why: str) -> None:
        if not self._ended.is_set():
            # Readers see it, and where things lie on this machine is none of their business.
            line = why.replace(str(self._source.resolve()), self._source.name).replace(f"{self._cache}/", "")
            self.state = State(self.state.folder, "failed", line=line)


def needs_tables(source: Path, shipped: Path) -> bool:
    """Whether a folder holds a document, or says something of one, that the shipped tables do not have."""
    try:
        paths = documents.find_files(source)
    except DocumentError:
        return False
    known = set(files.read_table(shipped, "documents")["sha256"])
    limits = limits_from()
    for path in paths:
        if documents.side_path(path).is_file():
            return True
        for item in GUARD.read_file(path, path.name, raw=True, limits=limits):
            if not isinstance(item, Refusal) and item.sha256 not in known:
                return True
    return False


def _is_whole(folder: Path) -> bool:
    return files.is_whole(folder) and (folder / files.MANIFEST).is_file()
