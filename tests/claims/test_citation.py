"""The words of a citation and the version of some tables."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from bakhmut_data.claims import citation


def test_a_citation_names_what_version_and_day() -> None:
    assert citation.citation("Killed", "0123456789ab", dt.date(2023, 3, 8)) == (
        "“Killed”, in: Bakhmut, as reported, tables of version 0123456789ab, seen on 8 March 2023"
    )


def test_the_version_is_twelve_digits_of_the_hash_of_the_tables_hashes(tmp_path: Path) -> None:
    package = {"resources": [{"hash": "sha256:aa"}, {"hash": "sha256:bb"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert citation.table_version(tmp_path) == hashlib.sha256(b"sha256:aa\nsha256:bb").hexdigest()[:12]
