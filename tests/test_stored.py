"""Files beside the tables that were damaged say nothing, and stop nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data.building.manifest import Manifest, read_manifest
from bakhmut_data.front.implied import played
from bakhmut_data.stored import read_object
from bakhmut_data.tables import files
from bakhmut_data.wording import method
from tests.made_claims import small_tables

pytestmark = pytest.mark.hostile
DAMAGED = [b"", b"{", b"[]", b"null", b"\xff\xfe no text", b"\x00" * 40, b"[" * 100_000]


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    files.write_tables(small_tables(), tmp_path)
    for name in (files.MANIFEST, played.SHIPPED, "quality.json"):
        (tmp_path / name).write_bytes(content)
    assert read_object(tmp_path / "quality.json") == {}
    assert method.measured(tmp_path / "quality.json") == ()
    assert played.read_shipped(tmp_path, "") is None
    assert read_manifest(tmp_path, "1") == Manifest()


def test_what_is_missing_or_a_folder_says_nothing_and_an_object_is_read(tmp_path: Path) -> None:
    assert read_object(tmp_path / "none.json") == read_object(tmp_path) == {}
    (tmp_path / "some.json").write_text('{"name": "Соледар"}', encoding="utf-8")
    assert read_object(tmp_path / "some.json") == {"name": "Соледар"}
