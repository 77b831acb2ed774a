"""The reading process of `apart`: a job as JSON on its input, one JSON answer a line on its output."""

from __future__ import annotations

import base64
import dataclasses
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

from bakhmut_data import documents, formats, tables
from bakhmut_data.documents import Refusal
from bakhmut_data.limits import Limits
from bakhmut_data.records import Document

MEMORY = 6_000_000_000  # bytes of addresses; reading a megabyte needs about two


def main() -> None:
    """Read the files of one job and answer."""
    documents.detect_language("")  # its model is unpacked by way of a file
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
        for item in documents.read_bytes(base64.b64decode(content), name, limits=limits):
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
    # Here, because a job of nothing but refusals need not wait for the language model.
    from bakhmut_data import reviews  # noqa: PLC0415
    from bakhmut_data.extraction import extract  # noqa: PLC0415

    total = sum(len(document.text) for document in read)
    done = 0
    for document in read:
        _answer({"file": document.file, "share": done / total})
        built = tables.build_tables([reviews.review(extract(document))])
        rows = {name: tables.rows_of(name, frame) for name, frame in built.items()}
        done += len(document.text)
        _answer({"file": document.file, "rows": rows, "text": document.text})
        _answer({"file": document.file, "share": done / total})


def _answer(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
