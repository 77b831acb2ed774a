"""Everything in `assets/` that others made is named with version and licence, and is unchanged."""

from __future__ import annotations

import hashlib

import pytest

from tests.conftest import ROOT
from tests.supply.licences import is_allowed
from tests.supply.vendored import ASSETS, Vendored, read_vendored

pytestmark = pytest.mark.fast
OURS = {"ORIGIN.md", "style_dark.json", "style_light.json"}


@pytest.mark.parametrize("vendored", read_vendored(), ids=lambda each: each.name)
def test_what_is_vendored_is_what_is_named(vendored: Vendored) -> None:
    assert vendored.version
    assert vendored.origin
    assert vendored.kind in {"library", "data"}
    assert is_allowed(vendored.licence)
    for name, known in vendored.files.items():
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == known, name


def test_nothing_that_is_vendored_is_not_named() -> None:
    named = {name for each in read_vendored() for name in each.files}
    there = {
        path.relative_to(ASSETS).as_posix()
        for folder in ("vendor", "basemap")
        for path in (ASSETS / folder).rglob("*")
        if path.is_file() and path.name not in OURS
    }
    assert named == there


def test_the_files_of_origin_say_the_same() -> None:
    origin = (ASSETS / "vendor" / "deck.gl" / "ORIGIN.md").read_text(encoding="utf-8")
    (deck,) = [each for each in read_vendored() if each.kind == "library"]
    assert deck.version in origin
    assert deck.files["vendor/deck.gl/deck.min.js"] in origin
    assert "assets/vendored.toml" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
