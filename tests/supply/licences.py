"""The licence of everything that is installed: `python -m tests.supply.licences` lists and checks them."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from license_expression import AND, OR, LicenseSymbol, get_spdx_licensing
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

RULES = Path(__file__).with_name("licences.toml")
LIST = ROOT / "build" / "licences.txt"
SPDX = get_spdx_licensing()
JOINED = re.compile(r" (?:AND|OR) ")


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package in its version with its licence as an SPDX expression, "" where none is known."""

    name: str
    version: str
    licence: str


def installed() -> list[Licensed]:
    """Everything in the environment of this Python."""
    found = {str(canonicalize_name(each.metadata["Name"])): each for each in distributions()}
    return [Licensed(name, each.version, licence_of(each)) for name, each in sorted(found.items())]


def licence_of(package: Distribution) -> str:
    """What a package says of its licence, as an SPDX expression where that is known; "" for nothing."""
    said, unsaid = rules()["said"], rules()["unsaid"]
    metadata = package.metadata
    for expression in metadata.get_all("License-Expression") or []:
        return str(expression)
    first = (metadata.get_all("License") or [""])[0]
    classified = [
        each.rpartition(" :: ")[2]
        for each in metadata.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    for line in (first.strip().partition("\n")[0], *classified):
        if line in said:
            return str(said[line])
        if all(part in SPDX.known_symbols for part in JOINED.split(line)):
            return str(line)
    return str(unsaid.get(canonicalize_name(metadata["Name"]), ""))


def is_allowed(licence: str) -> bool:
    """Whether an expression leaves a way that the list allows: one of alternatives, all that are joined."""
    return bool(licence) and _allows(SPDX.parse(licence, simple=True))


def refused(packages: Iterable[Licensed]) -> list[Licensed]:
    """Those whose licence is not on the list, or not known."""
    return [each for each in packages if not is_allowed(each.licence)]


def rules() -> dict[str, Any]:
    """The list of what is allowed, and how packages say it."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def _allows(expression: Any) -> bool:
    if isinstance(expression, LicenseSymbol):
        return str(expression.key) in rules()["allowed"]
    parts = [_allows(each) for each in expression.args]
    if isinstance(expression, OR):
        return any(parts)
    return isinstance(expression, AND) and all(parts)


def main() -> int:
    """Write a line for each package; 1, and those printed, when some are not allowed."""
    packages = installed()
    LIST.parent.mkdir(exist_ok=True)
    lines = [f"{each.name} {each.version}: {each.licence or 'nothing said'}" for each in packages]
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(packages)} packages in {LIST}")
    for each in (wrong := refused(packages)):
        print(f"{each.name} {each.version}: {each.licence or 'nothing said'} is not allowed in {RULES.name}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
