"""The reading process that `client` starts: loads all that reading needs, then forks itself for each job.

A job is JSON on the connection that came with it; its answers are a line of JSON each.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import gc
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from typing import Any

from bakhmut_data import extraction
from bakhmut_data.limits import Limits
from bakhmut_data.linking import review
from bakhmut_data.processes import end_with
from bakhmut_data.reading import documents, formats, limited
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.records import Document
from bakhmut_data.tables import question_words
from bakhmut_data.tables.rows import build_tables, rows_of

ID_BYTES = 8  # of a process, the first that it sends
MEMORY = 6_000_000_000  # bytes of addresses; reading a megabyte needs about two
IDLE = 900.0  # seconds without a job, after which the memory is given back


def main() -> None:
    """Fork for each connection that comes by the socket on standard input, until it is closed or idle."""
    documents.detect_language("")  # its model is unpacked by way of a file
    extraction.extract("Russian forces captured Soledar on 12 January 2023, the ministry said.")
    gc.freeze()  # a collection in a fork need not copy what all of them share
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended forks leave nothing behind
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as control:
        control.settimeout(IDLE)
        own = os.getpid()
        while job := _next(control):
            if os.fork() == 0:
                end_with(own)
                control.close()
                os.dup2(job, sys.stdin.fileno())
                os.dup2(job, sys.stdout.fileno())
                os.close(job)
                _read_job()
                return
            os.close(job)


def _next(control: socket.socket) -> int | None:
    """The connection of the next job as a file's number; none when there will be no other."""
    try:
        _, connections, _, _ = socket.recv_fds(control, 1, 1)
    except TimeoutError:
        return None
    return connections[0] if connections else None


def _read_job() -> None:
    """Read the files of one job and answer."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)  # a fork of this one is stopped and ended with it
    sys.stdout.buffer.write(os.getpid().to_bytes(ID_BYTES))
    sys.stdout.flush()
    # Whatever a library tries, nothing of a reader's document reaches the disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    job = json.load(sys.stdin)
    limits = Limits(**job["limits"])
    read: list[Document] = []
    for item in _admitted(_documents(job["files"], limits), set(job["known"]), limits):
        if isinstance(item, Refusal):
            _answer(dataclasses.asdict(item))
        else:
            read.append(item)
    _answer({"waiting": [document.file for document in read]})
    _extract_all(read)


def _documents(files: list[tuple[str, str, str]], limits: Limits) -> Iterator[Document | Refusal]:
    for name, content, shown in files:
        _answer({"file": shown or name, "share": 0.0})
        if not formats.is_document(name):
            yield Refusal(name, f"not read; files that are end in {', '.join(sorted(formats.SUFFIXES))}")
            continue
        read = functools.partial(documents.read_bytes, base64.b64decode(content), name, limits=limits)
        for item in limited.read_limited(read, name, limits):
            yield dataclasses.replace(item, file=shown) if shown else item


def _admitted(
    items: Iterator[Document | Refusal], known: set[str], limits: Limits
) -> Iterator[Document | Refusal]:
    """The items, with a refusal for each text that is known or that passes a limit."""
    number = characters = 0
    for item in items:
        if isinstance(item, Refusal):
            yield item
        elif item.sha256 in known:
            yield Refusal(item.file, "its text is here already", fatal=False)
        elif number >= limits.files:
            yield Refusal(item.file, f"more than the {limits.files:,} documents that can be added")
        elif characters + len(item.text) > limits.total_characters:
            most = f"more than the {limits.total_characters:,} characters that can be added in all"
            yield Refusal(item.file, most)
        else:
            known.add(item.sha256)
            number += 1
            characters += len(item.text)
            yield item


def _extract_all(read: list[Document]) -> None:
    total = sum(len(document.text) for document in read)
    done = 0
    for document in read:
        _answer({"file": document.file, "share": done / total})
        built = build_tables([review(extraction.extract(document))])
        rows: dict[str, list[Any]] = {name: rows_of(name, frame) for name, frame in built.items()}
        asked = question_words.question_words_frame([(document.document_id, document.text)])
        rows[question_words.QUESTION_WORDS] = asked.to_dict("records")
        done += len(document.text)
        _answer({"file": document.file, "rows": rows, "text": document.text})
        _answer({"file": document.file, "share": done / total})


def _answer(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
