"""Files read in a process that reads nothing else: no file ends whoever asks for its documents.

That process never looks into a file itself: a fork of it does, within limits (`limited`). It is started when
the first file is to be read, and ends with the process that asks.
"""

from __future__ import annotations

import atexit
import dataclasses
import functools
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from bakhmut_data.limits import Limits
from bakhmut_data.paths import ABOVE
from bakhmut_data.reading import documents, limited
from bakhmut_data.reading.documents import Refusal

PROCESS = "bakhmut_data.reading.guard"
DONE = b"done\n"
LOST = Refusal("", "its reader was ended from outside; read it again")


class Guard:
    """The reading process of this one; many threads may ask, one after the other is answered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read_file(self, path: Path, file: str, *, raw: bool, limits: Limits) -> list[limited.Item]:
        """The documents of one file, which is shown as `file`, or why it, or a part of it, has none."""
        job = {
            "path": os.fspath(path.absolute()),
            "file": file,
            "raw": raw,
            "limits": dataclasses.asdict(limits),
        }
        with self._lock:
            for _ in range(2):  # it may have been ended since the last file
                if (items := self._ask(json.dumps(job).encode("ascii") + b"\n")) is not None:
                    return items
        return [dataclasses.replace(LOST, file=file)]

    def close(self) -> None:
        """End the process; the next file starts another."""
        with self._lock:
            self._end()

    def _ask(self, job: bytes) -> list[limited.Item] | None:
        """What the process answers, None when it ended meanwhile."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        items: list[limited.Item] = []
        try:
            process.stdin.write(job)
            process.stdin.flush()
        except BrokenPipeError:
            self._end()
            return None
        for line in process.stdout:
            if line == DONE:
                return items
            if line.endswith(b"\n"):
                items.append(limited.as_item(json.loads(line)))
        self._end()
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 - a module of ours; names of files are sent to it
                [sys.executable, "-m", PROCESS],
                cwd=ABOVE,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # where libraries speak of a file is not where we do
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                _close(pipe)
            self._process.wait()
            self._process = None


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except BrokenPipeError:
            return  # what it had not taken is lost with it


GUARD = Guard()
atexit.register(GUARD.close)


def main() -> None:
    """Answer for each file that is named on standard input, until there is no more."""
    documents.detect_language("")  # once here, or each fork would load its model anew
    for line in sys.stdin.buffer:
        job = json.loads(line)
        file, limits = job["file"], Limits(**job["limits"])
        read = functools.partial(documents.read_file, Path(job["path"]), file, raw=job["raw"], limits=limits)
        for item in limited.read_limited(read, file, limits):
            sys.stdout.buffer.write(limited.as_line(item))
        sys.stdout.buffer.write(DONE)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
