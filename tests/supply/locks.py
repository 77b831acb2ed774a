"""The locks as data: what is installed, in which version, where, with which sums."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

DASHBOARD = ROOT / ".streamlit" / "requirements.lock"
TESTS = ROOT / "tests" / "requirements.lock"
SUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock with the SHA-256 of each of its files."""

    requirement: Requirement
    sums: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name as the index compares it."""
        return str(canonicalize_name(self.requirement.name))

    @property
    def version(self) -> str:
        """The only version."""
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "=="
        return specifier.version


def read_lock(path: Path) -> list[Locked]:
    """Every package of a lock, those for other systems too; ValueError for a line that is nothing known."""
    lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        stated, *_ = line.partition("--hash")
        sums = tuple(SUM.findall(line))
        if SUM.sub("", line).strip() != stated.strip():
            raise ValueError(f"{path.name}: {line[:80]}")
        found.append(Locked(Requirement(stated.strip()), sums))
    return found
