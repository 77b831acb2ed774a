"""A reviewer's correction reaches its row, and marks it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bakhmut_data import reference
from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.linking import reviews
from bakhmut_data.records import Document, Extraction, Figure, Position

FIGURE = Figure(
    start=0,
    end=2,
    surface="40",
    rule="number",
    low=40.0,
    high=40.0,
    qualifier="exact",
    unit="people",
    measure="other",
)
EXTRACTION = Extraction(
    document=Document(document_id="a", file="a", text="40", sha256="a"), figures=(FIGURE,)
)

TWO_STANDS = Extraction(
    document=EXTRACTION.document,
    positions=(
        Position(start=0, end=2, surface="40", rule="words", question="value", answer="little"),
        Position(start=0, end=2, surface="40", rule="words", question="losses", answer="both"),
    ),
)


def reviewed(
    monkeypatch: pytest.MonkeyPatch, extraction: Extraction = EXTRACTION, /, **row: str
) -> Extraction:
    line: dict[str, Any] = {
        "sha256": "a",
        "table": "figures",
        "start": "0",
        "end": "2",
        "reason": "read again",
    }
    monkeypatch.setattr(reference, "read_csv", lambda _: ({**line, **row},))
    return reviews.review(extraction)


def test_a_correction_changes_its_field_and_marks_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    [figure] = reviewed(monkeypatch, field="high", value="60").figures
    assert (figure.low, figure.high, figure.rule) == (40.0, 60.0, "reviewed")


def test_an_empty_value_makes_a_field_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    [figure] = reviewed(monkeypatch, field="high", value="").figures
    assert figure.high is None


def test_a_row_can_be_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reviewed(monkeypatch, field="removed", value="").figures == ()


def test_a_row_that_no_rule_found_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    values = "speaker=Olena Hai; kind=direct; topic=losses; said_latest=2023-03-09"
    (made,) = reviewed(monkeypatch, table="statements", field="added", value=values).statements
    assert (made.surface, made.speaker, made.kind, made.rule) == ("40", "Olena Hai", "direct", "reviewed")
    assert (made.said_earliest, made.said_latest) == (None, dt.date(2023, 3, 9))


def test_a_stand_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    values = "question=fall; answer=open; place=geonames:713174; speaker_side=West"
    (made,) = reviewed(monkeypatch, table="positions", field="added", value=values).positions
    assert (made.question, made.answer, made.speaker_side, made.rule) == ("fall", "open", "West", "reviewed")
    assert made.place is not None


def test_a_place_is_named_by_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    [figure] = reviewed(monkeypatch, field="place", value="geonames:713174").figures
    assert figure.place is not None
    assert figure.place.name == "Bakhmut"


def test_one_of_several_rows_on_a_span_can_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"table": "positions:question=losses", "field": "answer", "value": "Russia"}
    stands = reviewed(monkeypatch, TWO_STANDS, **row).positions
    assert [(stand.answer, stand.rule) for stand in stands] == [("little", "words"), ("Russia", "reviewed")]


def test_only_the_row_that_is_meant_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"table": "positions:question=value", "field": "removed", "value": ""}
    assert [stand.question for stand in reviewed(monkeypatch, TWO_STANDS, **row).positions] == ["losses"]


def test_without_a_condition_every_row_on_the_span_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"table": "positions", "field": "speaker_side", "value": "West"}
    stands = reviewed(monkeypatch, TWO_STANDS, **row).positions
    assert [stand.speaker_side for stand in stands] == ["West", "West"]


def test_a_stand_can_be_marked_as_a_title_that_is_only_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    found = reviewed(monkeypatch, TWO_STANDS, table="positions:question=value", field="rule", value="title")
    assert [each.rule for each in found.positions] == ["reviewed_title", "words"]


def test_a_rule_cannot_be_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReferenceDataError, match="'words' is not one of rejected, title"):
        reviewed(monkeypatch, TWO_STANDS, table="positions", field="rule", value="words")


def test_another_text_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reviewed(monkeypatch, sha256="b", field="high", value="60").figures == (FIGURE,)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"field": "colour", "value": "red"}, "'colour' is not a field"),
        ({"field": "high", "value": "1", "start": "1"}, "no record of figures stands at 1-2"),
        ({"field": "high", "value": "1", "table": "moods"}, "table 'moods'"),
        ({"field": "place", "value": "geonames:0"}, "the gazetteer has no place 'geonames:0'"),
        (
            {"field": "high", "value": "1", "table": "figures:unit=km"},
            "no record of figures:unit=km stands at 0-2",
        ),
        (
            {"field": "high", "value": "1", "table": "figures:colour=red"},
            "'colour' is not a field",
        ),
        ({"field": "added", "value": "low=4; high=5"}, "the row cannot be added"),
    ],
)
def test_a_correction_that_fits_nothing_names_its_line(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, str], message: str
) -> None:
    with pytest.raises(ReferenceDataError, match=rf"reviews\.csv:2: {message}"):
        reviewed(monkeypatch, **row)
