"""What a build changed: compared claim by claim, and never said where nothing was compared."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest

from bakhmut_data.answers import changed
from bakhmut_data.claims import citation
from bakhmut_data.tables import files
from bakhmut_data.tables.rows import Tables
from tests import made_claims as made

pytestmark = pytest.mark.fast
COURIER = str(made.document("courier.txt", made.COURIER)["document_id"])
GAZETTE = str(made.document("gazette.txt", made.GAZETTE)["document_id"])


def later_tables() -> Tables:
    """The small tables: 210 instead of 200 killed, no statement of the colonel's, a claim of control more."""
    small = made.small_tables(
        control=[made.control(made.COURIER, "Soledar", "Ukraine")],
        documents=[made.document("new.txt", "New and without claims.", publisher="Later")],
    )
    killed = small.figures["measure"].eq("killed") & small.figures["low"].eq(200)
    figures = small.figures.assign(
        low=small.figures["low"].mask(killed, 210), rule=small.figures["rule"].fillna("another")
    )
    return dataclasses.replace(small, figures=figures, statements=small.statements.iloc[:0])


def build(folder: Path, tables: Tables) -> None:
    before = changed.read_before(folder)
    files.write_tables(tables, folder)
    changed.write_changes(folder, before, tables)


def id_of(document: str, letter: str, text: str, surface: str) -> str:
    start = text.index(surface)
    return f"{document}-{letter}{start}-{start + len(surface)}"


def test_claims_that_came_changed_and_went_are_named_by_document(tmp_path: Path) -> None:
    build(tmp_path, made.small_tables())
    first = citation.table_version(tmp_path)
    assert changed.read_builds(tmp_path) == ()
    build(tmp_path, later_tables())
    (found,) = changed.read_builds(tmp_path)
    assert (found.before, found.after) == (first, citation.table_version(tmp_path))
    assert found.made == "2026-11-30T00:00:00Z"
    courier, gazette = found.documents
    assert courier == changed.Changed(
        COURIER,
        added=changed.Rows(1, (id_of(COURIER, "c", made.COURIER, "Soledar"),)),
        changed=changed.Rows(1, (id_of(COURIER, "f", made.COURIER, "200 people"),)),
        gone=changed.Rows(0, ()),
    )
    assert gazette.document_id == GAZETTE
    assert gazette.gone == changed.Rows(1, (id_of(GAZETTE, "s", made.GAZETTE, "Soledar is ours"),))
    assert gazette.added == gazette.changed == changed.Rows(0, ())


def test_another_rule_or_number_that_is_no_claim_changes_nothing(tmp_path: Path) -> None:
    small = made.small_tables()
    build(tmp_path, small)
    aside = small.figures["core"].eq(other=False)
    figures = small.figures.assign(rule="another", low=small.figures["low"].mask(aside, 9))
    build(tmp_path, dataclasses.replace(small, figures=figures))
    (found,) = changed.read_builds(tmp_path)
    assert found.documents == ()


def test_builds_that_led_here_are_kept_and_no_others(tmp_path: Path) -> None:
    for tables in (made.small_tables(), later_tables(), made.small_tables()):
        build(tmp_path, tables)
    builds = changed.read_builds(tmp_path)
    assert [each.after for each in builds[1:]] == [each.before for each in builds[:-1]]
    assert len(builds) == 2
    build(tmp_path, made.small_tables())  # the same tables again
    assert changed.read_builds(tmp_path) == builds
    files.write_tables(later_tables(), tmp_path)  # by nobody who compared them
    assert changed.read_builds(tmp_path) == ()
    build(tmp_path, made.small_tables())
    assert len(changed.read_builds(tmp_path)) == 1


def test_a_few_ids_stand_for_many_rows(tmp_path: Path) -> None:
    one = made.small_tables(control=[made.control(made.COURIER, "Soledar", "Ukraine")])
    row = one.control[one.control["document_id"].eq(COURIER)].iloc[:1]
    build(tmp_path, dataclasses.replace(one, control=row))
    many = pd.concat([row] * 30, ignore_index=True)
    build(tmp_path, dataclasses.replace(one, control=many))
    ((found,),) = (each.documents for each in changed.read_builds(tmp_path))
    assert (found.added.number, len(found.added.ids)) == (29, changed.MOST_IDS)


@pytest.mark.parametrize("written", ["", "{}", "[1]", '[{"after": 1}]', "null", '{"a": {"documents": []}}'])
def test_a_record_that_is_none_says_nothing(tmp_path: Path, written: str) -> None:
    build(tmp_path, made.small_tables())
    (tmp_path / changed.NAME).write_text(written, encoding="utf-8")
    assert changed.read_builds(tmp_path) == ()


def test_without_tables_before_there_is_no_record(tmp_path: Path) -> None:
    build(tmp_path, made.small_tables())
    assert not (tmp_path / changed.NAME).exists()
    (tmp_path / "figures.csv").unlink(missing_ok=True)
    (tmp_path / "figures.parquet").write_bytes(b"broken")
    build(tmp_path, later_tables())
    assert not (tmp_path / changed.NAME).exists()


def test_what_is_kept_is_plain_json(tmp_path: Path) -> None:
    build(tmp_path, made.small_tables())
    build(tmp_path, later_tables())
    (stored,) = json.loads((tmp_path / changed.NAME).read_text(encoding="utf-8"))
    assert set(stored) == {"before", "after", "made", "documents"}
    assert stored["documents"][0]["changed"]["number"] == 1
