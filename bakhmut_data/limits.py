"""How much is read at most; each limit can be set in the environment."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from bakhmut_data.errors import BakhmutError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one build reads at most; `BAKHMUT_MAX_<FIELD>` overrides a field."""

    file_bytes: int = 50_000_000  # one file as it lies on disk
    text_characters: int = 2_000_000  # one document; a book has about a million
    unpacked_bytes: int = 2_000_000_000  # all that one archive may unfold to
    unpacked_ratio: int = 200  # how often its own size an archive member may unfold to; text stays under 20
    files: int = 1_000_000
    total_characters: int = 20_000_000_000
    seconds: int = 0  # of reading; 0 is without end
    file_seconds: int = 120  # of one file, until its documents are there to be extracted
    file_memory: int = 2_000_000_000  # bytes of one file's reader


# What one reader may add in the browser; they share the machine with all others.
ADDED = Limits(
    file_bytes=5_000_000,
    text_characters=500_000,
    unpacked_bytes=50_000_000,
    files=20,
    total_characters=1_000_000,
    seconds=300,
    file_seconds=30,
    file_memory=1_000_000_000,
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a server holds for its visits at most; `BAKHMUT_HELD_MAX_<FIELD>` overrides a field."""

    visit_bytes: int = 40_000_000  # files that one visit has sent and not read yet
    visit_files: int = 100
    server_bytes: int = 160_000_000  # of all visits; and as much again of files made for them
    receive_seconds: int = 120  # for one file to arrive
    upload_seconds: int = 900  # for a file that arrived to be read
    download_seconds: int = 60  # for a file that was made to be fetched
    added_characters: int = 20_000_000  # texts that all visits together have added


@dataclass(frozen=True, slots=True)
class Answers:
    """What one answer of the API costs at most; `BAKHMUT_API_MAX_<FIELD>` overrides a field."""

    rows: int = 5_000  # of one page
    milliseconds: int = 20_000  # until it is there, its turn waited for included
    at_once: int = 2  # answers that are made at a time
    waiting: int = 64  # answers that wait for their turn
    of_one: int = 8  # answers that are made for one client or wait, so that others get their turn
    query_bytes: int = 16_000  # of an address, from its question mark on
    implied_days: int = 14  # of the front that documents imply, of which each takes a fifth of a second


def answers_from(environment: Mapping[str, str] = os.environ) -> Answers:
    """What one answer of the API costs at most, with what the environment sets."""
    return _with_environment(Answers(), "BAKHMUT_API_MAX_", environment)


def held_from(environment: Mapping[str, str] = os.environ) -> Held:
    """What a server holds at most, with what the environment sets."""
    return _with_environment(Held(), "BAKHMUT_HELD_MAX_", environment)


def limits_from(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits with what the environment sets; `BakhmutError` names a value that is no whole number."""
    return _with_environment(Limits(), "BAKHMUT_MAX_", environment)


def upload_limits_from(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits of what a reader adds, `files` counting texts; `BAKHMUT_UPLOAD_MAX_<FIELD>` overrides."""
    return _with_environment(ADDED, "BAKHMUT_UPLOAD_MAX_", environment)


Numbers = TypeVar("Numbers", Limits, Held, Answers)


def _with_environment(limits: Numbers, prefix: str, environment: Mapping[str, str]) -> Numbers:
    found: dict[str, int] = {}
    for field in dataclasses.fields(limits):
        name = f"{prefix}{field.name.upper()}"
        if name not in environment:
            continue
        if not environment[name].isascii() or not environment[name].isdigit():
            raise BakhmutError(f"{name}: {environment[name]!r} is not a whole number")
        found[field.name] = int(environment[name])
    return dataclasses.replace(limits, **found)
