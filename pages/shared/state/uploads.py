"""The documents a reader added: kept in the session's memory, seen in no other, gone with it."""

from __future__ import annotations

import dataclasses
import functools
import math
import os
import secrets
import weakref
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from bakhmut_data.limits import Limits, held_from, upload_limits_from
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.sandbox import client
from bakhmut_data.sandbox.turns import Account
from bakhmut_data.tables import copies
from bakhmut_data.tables.copies import read_copies
from bakhmut_data.tables.rows import Tables, join_tables

OFF = {"off", "no", "false", "0"}
ANSWERS_KEPT = 8
NOT_IN_LINKS = (
    "A link to this view carries your filters but not the documents you added: whoever opens it sees the "
    "others only."
)
PERHAPS_ADDED = "It may stand in a document that a reader added, which links do not carry."

OVER_SERVER = "the server holds as many added texts as it can; try again in a few minutes"
OVER_VISIT = "this visit has had all the time for reading that there is for one"
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@dataclass(eq=False)
class Shelf:
    """What one reader added, what was refused last, and what was lately made of it for the pages.

    `token` tells these documents, as they are now, from those of all other readers.
    """

    found: tuple[client.Found, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    answers: dict[Hashable, Any] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    token: str = field(default_factory=secrets.token_hex)

    def __post_init__(self) -> None:
        _shelves.add(self)

    @property
    def characters(self) -> int:
        """How long the texts are together."""
        return sum(len(each.text) for each in self.found)

    def put(self, found: tuple[client.Found, ...]) -> None:
        """Hold these documents from now on."""
        self.found = found
        self.token = secrets.token_hex()
        self.answers.clear()

    @property
    def tables(self) -> Tables:
        """The tables of these documents alone."""
        return join_tables([each.tables for each in self.found])


_shelves: weakref.WeakSet[Shelf] = weakref.WeakSet()  # of every visit that goes on


def kept(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A question that keeps its answers on the shelf of the reader who asks, while the documents stay.

    Few are kept; the oldest goes.
    """

    @functools.wraps(question)
    def ask(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        answers = shelf().answers
        key = (question, args, tuple(sorted(named.items())))
        if key not in answers:
            answer = question(*args, **named)
            while len(answers) >= ANSWERS_KEPT:
                answers.pop(next(iter(answers)))
            answers[key] = answer
        found: Answer = answers[key]
        return found

    return ask


def are_allowed() -> bool:
    """Whether the operator lets readers add documents (`BAKHMUT_UPLOADS` is not `off`)."""
    return os.environ.get("BAKHMUT_UPLOADS", "on").strip().lower() not in OFF


def shelf() -> Shelf:
    """The shelf of the reader who asks; an empty one where there is no reader."""
    if get_script_run_ctx() is None:
        return Shelf()
    found: Shelf = st.session_state.setdefault("shelf", Shelf())
    return found


def added() -> tuple[client.Found, ...]:
    """The documents this reader added."""
    return shelf().found if are_allowed() else ()


def text_of(sha256: str) -> str | None:
    """The text of an added document, None for any other."""
    return next((each.text for each in added() if each.document["sha256"] == sha256), None)


def added_tables() -> Tables:
    """The tables of this reader's documents alone."""
    return join_tables([each.tables for each in added()])


def added_question_words() -> pd.DataFrame:
    """The words of the nine questions in this reader's documents."""
    return pd.concat([each.question_words for each in added()], ignore_index=True)


def find_copied(folder: Path) -> dict[str, str]:
    """The original of each added document that copies one whose tables lie in a folder, or another added."""
    new = {str(each.document["document_id"]): copies.text_signature(each.text) for each in added()}
    return copies.link_copies(new, copies.read_signatures(folder), read_copies(folder))


def limits_left() -> Limits:
    """How much this reader may still add."""
    limits = upload_limits_from()
    left = math.ceil(limits.seconds - shelf().account.seconds)
    return dataclasses.replace(
        limits,
        files=max(0, limits.files - len(added())),
        total_characters=max(0, limits.total_characters - shelf().characters),
        seconds=limits.seconds and max(1, left),
    )


def read(files: Sequence[client.File], everybodys: Collection[str]) -> Iterator[client.Progress]:
    """Reads files and puts their documents on the shelf as they come; yields how far that is.

    `everybodys` are the sha256 of texts that all readers see. A page that is left meanwhile keeps
    what was read until then.
    """
    mine = shelf()
    mine.refusals = ()
    if sum(each.characters for each in list(_shelves)) >= held_from().added_characters:
        mine.refusals = tuple(Refusal(file.shown or file.name, OVER_SERVER) for file in files)
        return
    if 0 < upload_limits_from().seconds <= mine.account.seconds:
        mine.refusals = tuple(Refusal(file.shown or file.name, OVER_VISIT) for file in files)
        return
    known = {*everybodys, *(each.document["sha256"] for each in mine.found)}
    for event in client.read_files(files, known, limits_left(), mine.account):
        if isinstance(event, client.Found):
            mine.put((*mine.found, event))
        elif isinstance(event, Refusal):
            mine.refusals = (*mine.refusals, event)
        else:
            yield event


def forget_sent(files: Sequence[UploadedFile]) -> None:
    """Frees what the server keeps of files that a reader sent."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def remove(at: int | None = None) -> None:
    """A callback: takes the document at that place off the shelf, all of them for None."""
    mine = shelf()
    mine.refusals = ()
    mine.put(() if at is None else (*mine.found[:at], *mine.found[at + 1 :]))
