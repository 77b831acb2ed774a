"""Reading in limits of time and memory: what one file does to its reader ends with that file.

Each file is read by a fork of its own, which hands back its documents as lines of JSON. A file that takes too
long, needs too much or ends its reader is one line, and the next is read as if it had never been.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import os
import resource
import selectors
import signal
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from bakhmut_data.limits import Limits
from bakhmut_data.processes import end_with
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.records import Document

ENDED = "its reader ended ({how}); it is damaged, save it again or as plain text"
CHUNK = 1 << 16
NO_MEMORY, FAILED = 3, 1  # exit statuses of a fork

Item = Document | Refusal
Read = Callable[[], Iterator[Item]]
DAYS = frozenset({"published", "published_earliest", "published_latest"})


def read_limited(read: Read, file: str, limits: Limits) -> Iterator[Item]:
    """What `read` gives, read in a fork of this process, and a refusal where that does not come to its end.

    This process may have no other threads: a fork has only the one that made it.
    """
    ours, theirs = os.pipe()
    own, child = os.getpid(), os.fork()
    if child == 0:
        end_with(own)
        os.close(ours)
        _read_and_leave(read, theirs, limits)
    os.close(theirs)
    try:
        with contextlib.closing(_lines(ours, limits.file_seconds)) as lines:
            yield from (as_item(json.loads(line)) for line in lines)
        how = _how_it_ended(child, limits)
    except TimeoutError:
        os.kill(child, signal.SIGKILL)
        how = None
        os.waitpid(child, 0)
        yield Refusal(file, f"not read within {limits.file_seconds} seconds; save it as plain text")
    except GeneratorExit:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(ours)
    if how:
        yield Refusal(file, how)


def as_line(item: Item) -> bytes:
    """An item as a line of JSON."""
    return json.dumps(dataclasses.asdict(item), default=dt.date.isoformat).encode("ascii") + b"\n"


def as_item(row: dict[str, Any]) -> Item:
    """The item that a line of JSON stood for."""
    if "reason" in row:
        return Refusal(**row)
    known: dict[str, Any] = row | {name: dt.date.fromisoformat(row[name]) for name in DAYS if row[name]}
    return Document(**known)


def _read_and_leave(read: Read, to: int, limits: Limits) -> None:
    """The life of a fork. It leaves without the clean-up that is its parent's."""
    status = FAILED
    try:
        _limit(limits)
        with open(to, "wb") as answers:
            for item in read():
                answers.write(as_line(item))
                answers.flush()
        status = 0
    except MemoryError:
        status = NO_MEMORY
    finally:
        os._exit(status)


def _limit(limits: Limits) -> None:
    """From now on this process has no more memory, processors and file space than one file may use."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    now = int(pages) * resource.getpagesize()
    most = now + limits.file_memory
    seconds = int(time.process_time()) + limits.file_seconds + 1
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(answers: int, seconds: float) -> Generator[bytes]:
    """The lines that come, all within some seconds; `TimeoutError` when they do not."""
    end, rest = time.monotonic() + seconds, b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(answers, selectors.EVENT_READ)
        while waiting.select(end - time.monotonic()):
            got = os.read(answers, CHUNK)
            if not got:
                return
            *lines, rest = (rest + got).split(b"\n")
            yield from lines
    raise TimeoutError


def _how_it_ended(child: int, limits: Limits) -> str | None:
    """Why a fork ended that had not read its file to the end."""
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == NO_MEMORY:
        return f"reading it needs more than {limits.file_memory / 1e9:g} GB of memory; save it as plain text"
    if status < 0:
        return ENDED.format(how=signal.Signals(-status).name)
    return ENDED.format(how=f"status {status}") if status else None
