"""Everything that is installed may be used as it is here, and the bill of it is complete and valid."""

from __future__ import annotations

import json
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tests.supply import licences, sbom
from tests.supply.locks import DASHBOARD, read_lock
from tests.supply.vendored import read_vendored


def test_every_installed_package_has_an_allowed_licence() -> None:
    packages = licences.installed()
    assert len(packages) > 80
    assert licences.refused(packages) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (Apache-2.0 OR GPL-2.0-only)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
    ],
)
def test_an_expression_is_allowed_where_it_leaves_a_way(licence: str, *, allowed: bool) -> None:
    assert licences.is_allowed(licence) is allowed


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("License-Expression: BSD-3-Clause AND MIT", "BSD-3-Clause AND MIT"),
        ("License: Apache License 2.0", "Apache-2.0"),
        ("License: Some words of a lawyer\nClassifier: License :: OSI Approved :: BSD License", "BSD"),
        ("License: Proprietary, do not use", ""),
        ("Summary: nothing said", ""),
    ],
)
def test_what_a_package_says_is_read(tmp_path: Path, said: str, licence: str) -> None:
    folder = tmp_path / "thing-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: thing\nVersion: 1\n{said}\n", encoding="utf-8"
    )
    assert licences.licence_of(Distribution.at(folder)) == licence


def test_the_bill_names_every_package_and_everything_vendored(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bill.json"
    sbom.write_bom(sbom.make_bom(), path)
    bill = json.loads(path.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part for part in bill["components"]}
    here = {
        each.name for each in read_lock(DASHBOARD)
        if not each.requirement.marker or each.requirement.marker.evaluate()
    }  # fmt: skip
    assert set(parts) == here | {each.name for each in read_vendored()}
    assert all(part["licenses"] for part in parts.values())
    (script,) = [each for each in parts["deck.gl"]["components"] if each["name"].endswith("deck.min.js")]
    assert script["hashes"] == [
        {"alg": "SHA-256", "content": "2eb6a1ae0d58604b1378682cd1136f8793478ba801e43dae48b3807e48758a6b"}
    ]
    needs = {each["ref"]: set(each.get("dependsOn", [])) for each in bill["dependencies"]}
    assert {"pypi/spacy", "pypi/streamlit", "assets/deck.gl"} <= needs["bakhmut-as-reported"]
    assert "pypi/thinc" in needs["pypi/spacy"]


def test_a_bill_that_is_no_bill_is_refused(tmp_path: Path) -> None:
    bom = sbom.make_bom()
    assert bom.metadata.component
    with pytest.warns(UserWarning, match="1024"):  # characters at most, says the schema
        bom.metadata.component.version = "1" * 2_000
    with pytest.raises(ValueError, match=r"bill\.json"):
        sbom.write_bom(bom, tmp_path / "bill.json")
    assert not (tmp_path / "bill.json").exists()
