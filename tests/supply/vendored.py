"""What others made and ships in `assets/`, as `assets/vendored.toml` names it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

ASSETS = ROOT / "assets"


@dataclass(frozen=True, slots=True)
class Vendored:
    """One thing in its version, with its licence and the SHA-256 of each of its files below `assets/`."""

    name: str
    kind: str
    version: str
    licence: str
    origin: str
    files: dict[str, str]


def read_vendored(path: Path = ASSETS / "vendored.toml") -> list[Vendored]:
    """Everything that is named; KeyError for an entry that leaves something out."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["vendored"]
    return [
        Vendored(
            each["name"], each["kind"], each["version"], each["licence"], each["from"], dict(each["files"])
        )
        for each in entries
    ]
