"""Versions of one utterance are linked over documents, and what only has the same subject is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from bakhmut_data import reference
from bakhmut_data.comparing.retellings import find_retellings
from bakhmut_data.comparing.retellings.words import outlet_beside, statement_words_frame
from bakhmut_data.tables.rows import Tables, tables_from_rows
from tests.made_claims import document, statement

pytestmark = pytest.mark.fast

MARCH = dt.date(2023, 3, 6)
WEDNESDAY = dt.date(2023, 3, 8)


@dataclass(frozen=True)
class Report:
    """A text in which one passage is what somebody says."""

    text: str
    said: str
    speaker: str = "Lloyd Austin"
    kind: str = "indirect"
    published: dt.date | None = MARCH
    said_on: dt.date | None = None
    publisher: str | None = None
    stand: tuple[str, str] | None = None
    terms: str | None = None

    @property
    def row(self) -> dict[str, Any]:
        """The statement."""
        return statement(
            self.text,
            self.said,
            self.speaker,
            kind=self.kind,
            said_earliest=self.said_on,
            said_latest=self.said_on or self.published,
            terms=self.terms,
            rule="test",
        )

    @property
    def stands(self) -> list[dict[str, Any]]:
        """The position that fills the statement."""
        if self.stand is None:
            return []
        row = {name: self.row[name] for name in ("document_id", "start", "end")}
        question, answer = self.stand
        return [{**row, "question": question, "answer": answer, "place_id": "mill", "rule": "test"}]


def tables_of(*reports: Report) -> Tables:
    """The tables of some texts with a statement each."""
    documents = [
        document(f"{number}.txt", each.text, publisher=each.publisher, published=each.published)
        for number, each in enumerate(reports)
    ]
    return tables_from_rows(
        {
            "documents": list({row["document_id"]: row for row in documents}.values()),
            "statements": [each.row for each in reports],
            "positions": [row for each in reports for row in each.stands],
        }
    )


def retold(*reports: Report, copies: dict[str, str] | None = None) -> pd.DataFrame:
    """The retellings among some reports."""
    tables = tables_of(*reports)
    texts = {each.row["document_id"]: each.text for each in reports}
    return find_retellings(tables, statement_words_frame(texts.items(), tables.statements), copies or {})


QUOTED = Report(
    "“The mill bridge is a velvet staircase for their tanks,” Lloyd Austin told the Financial Times.",
    "The mill bridge is a velvet staircase for their tanks",
    kind="direct",
    terms="mill bridge; tanks; velvet staircase",
)
TRIMMED = Report(
    "Lloyd Austin called that a “velvet staircase” which would tempt any general to march on the harbour.",
    "a “velvet staircase” which would tempt any general to march on the harbour",
    kind="mixed",
    published=dt.date(2023, 3, 9),
)


def test_a_rare_phrase_that_two_outlets_quote_links_them() -> None:
    found = retold(QUOTED, TRIMMED)
    first = QUOTED.row
    assert found["utterance_id"].unique().tolist() == [f"{first['document_id']}-u{first['start']}"]
    assert found["document_id"].tolist() == [QUOTED.row["document_id"], TRIMMED.row["document_id"]]
    assert found["via"].tolist()[0] == "Financial Times"
    assert pd.isna(found["via"][1])
    assert set(found["basis"]) == {"speaker: Lloyd Austin; same phrase: velvet staircase"}
    assert found["similarity"].between(0.4, 0.6).all()


def test_words_reported_directly_and_indirectly_are_one_utterance() -> None:
    told = Report(
        "Lloyd Austin said that engineers would dynamite the quarry sluices before Easter.",
        "engineers would dynamite the quarry sluices before Easter",
    )
    quoted = Report(
        "“Our engineers will dynamite the quarry sluices,” said Lloyd Austin. “Nobody can stop it.”",
        "Our engineers will dynamite the quarry sluices",
        kind="direct",
        published=dt.date(2023, 3, 8),
    )
    found = retold(told, quoted)
    assert len(found) == 2
    assert found["similarity"].tolist() == [1.0, 1.0]
    assert found["basis"].str.contains("same words").all()


@pytest.mark.parametrize(
    ("spelt", "known"), [("Jens Stoltenburg", "Jens Stoltenberg"), ("Yevgeny Prigozhyn", "Yevgeny Prigozhin")]
)
def test_a_name_spelt_another_way_is_the_same_speaker(spelt: str, known: str) -> None:
    found = retold(
        Report(
            "A. The quarry sluices will be dynamited by engineers.",
            "The quarry sluices will be dynamited by engineers",
            known,
        ),
        Report(
            "B. The quarry sluices will be dynamited by engineers.",
            "The quarry sluices will be dynamited by engineers",
            spelt,
        ),
    )
    assert len(found) == 2


def test_one_day_and_one_stand_link_other_words() -> None:
    vow: dict[str, Any] = {"said_on": MARCH, "stand": ("hold", "hold"), "speaker": "Volodymyr Zelenskyy"}
    found = retold(
        Report("He vowed on Monday not to retreat from the mill.", "not to retreat from the mill", **vow),
        Report("His generals told him to withdraw nobody.", "to withdraw nobody", **vow),
    )
    assert (
        found["basis"].tolist()
        == ["speaker: Volodymyr Zelenskyy; said: 2023-03-06; same stand: hold hold"] * 2
    )


SLUICES = "engineers would dynamite the quarry sluices before Easter"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same words on two days that both name.
        (
            Report(f"On Monday he said {SLUICES}.", SLUICES, said_on=MARCH),
            Report(f"On Friday he said {SLUICES}.", SLUICES, said_on=dt.date(2023, 3, 10)),
        ),
        # Two speakers, or nobody in particular.
        (Report(f"A: {SLUICES}.", SLUICES), Report(f"B: {SLUICES}.", SLUICES, speaker="Sergei Shoigu")),
        (
            Report(f"A: {SLUICES}.", SLUICES, speaker="unnamed engineer"),
            Report(f"B: {SLUICES}.", SLUICES, speaker="unnamed engineer"),
        ),
        (
            Report(f"A: {SLUICES}.", SLUICES, speaker="analysts"),
            Report(f"B: {SLUICES}.", SLUICES, speaker="analysts"),
        ),
        # Published a month apart.
        (Report(f"A: {SLUICES}.", SLUICES), Report(f"B: {SLUICES}.", SLUICES, published=dt.date(2023, 4, 9))),
        # An outlet that reports from day to day.
        (
            Report(f"A: {SLUICES}.", SLUICES, publisher="The Evening Bulletin"),
            Report(f"B: {SLUICES}.", SLUICES, publisher="The Evening Bulletin", published=WEDNESDAY),
        ),
        # The same subject.
        (
            Report("A: Russian forces attacked the city.", "Russian forces attacked the city"),
            Report("B: Russian forces shelled the city.", "Russian forces shelled the city"),
        ),
        # A phrase that only one of the two quotes.
        (QUOTED, Report("He said it was a velvet staircase for all poachers of the upper valley.",
                "it was a velvet staircase for all poachers of the upper valley",
            )),
        # Opposite stands.
        (
            Report(f"A: {SLUICES}.", SLUICES, stand=("hold", "hold")),
            Report(f"B: {SLUICES}.", SLUICES, stand=("hold", "leave")),
        ),
    ],
)  # fmt: skip
def test_what_may_be_two_utterances_is_not_linked(one: Report, other: Report) -> None:
    assert retold(one, other).empty


def test_a_copy_retells_nothing() -> None:
    one, other = Report(f"A: {SLUICES}.", SLUICES), Report(f"B: {SLUICES}.", SLUICES)
    assert len(retold(one, other)) == 2
    assert retold(one, other, copies={other.row["document_id"]: one.row["document_id"]}).empty


def test_a_document_that_says_it_twice_has_two_versions() -> None:
    text = f"He said that {SLUICES}. Asked again: “Yes, engineers would dynamite the quarry sluices.”"
    again = "engineers would dynamite the quarry sluices"
    start = text.rindex(again)
    later = Report(text, SLUICES).row | {"start": start, "end": start + len(again)}
    rows = [Report(text, SLUICES).row, later]
    tables = tables_from_rows({"documents": [document("0.txt", text)], "statements": rows})
    words = statement_words_frame([(later["document_id"], text)], tables.statements)
    assert find_retellings(tables, words, {})["start"].tolist() == [rows[0]["start"], start]


def test_what_a_reviewer_ties_is_one_utterance_unless_quality_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = Report("A: engineers would dynamite the sluices.", "engineers would dynamite the sluices")
    other = Report("B: no barge will pass the locks again.", "no barge will pass the locks again")
    row, target = one.row, other.row
    line = {
        "sha256": document("0.txt", one.text)["sha256"],
        "table": "retellings",
        "start": str(row["start"]),
        "end": str(row["end"]),
        "field": "same_as",
        "value": f"{target['document_id']}-s{target['start']}-{target['end']}",
        "reason": "both are of one briefing",
    }
    tables = tables_of(one, other)
    texts = [(each.row["document_id"], each.text) for each in (one, other)]
    words = statement_words_frame(texts, tables.statements)
    read = reference.read_csv
    monkeypatch.setattr(reference, "read_csv", lambda name: (line,) if name == "reviews.csv" else read(name))
    found = find_retellings(tables, words, {})
    assert found["basis"].tolist() == ["speaker: Lloyd Austin; reviewed"] * 2
    assert found["similarity"].tolist() == [0, 0]
    assert find_retellings(tables, words, {}, raw=True).empty


def test_a_remark_between_two_others_does_not_make_all_three_one() -> None:
    first = Report(
        "A: engineers would dynamite the quarry sluices.", "engineers would dynamite the quarry sluices"
    )
    both = Report(
        "B: engineers would dynamite the quarry sluices while cavalry gallops past the lighthouse.",
        "engineers would dynamite the quarry sluices while cavalry gallops past the lighthouse",
    )
    second = Report("C: cavalry gallops past the lighthouse.", "cavalry gallops past the lighthouse")
    found = retold(first, both, second)
    assert found.groupby("utterance_id").size().tolist() == [2]


@pytest.mark.parametrize(
    ("before", "behind", "outlet"),
    [
        ("As the FT reported on Tuesday, ", ".", "Financial Times"),
        ("In an interview with the Guardian newspaper he said: “", ".”", "The Guardian"),
        ("“", ",” he told CNN.", "CNN"),
        ("Austin said: “", ".” (FT’s interpretation)", "Financial Times"),
        ("This is confirmed by FT correspondent Ann Reed: ", ".", "Financial Times"),
        ("He told CNN much else. But ", ".", None),
        ("Austin said that ", " (Photograph: AP).", None),
        ("Time and again he said that ", ".", None),
    ],
)
def test_the_words_beside_a_statement_name_the_outlet_it_is_taken_from(
    before: str, behind: str, outlet: str | None
) -> None:
    text = f"{before}{SLUICES}{behind}"
    assert outlet_beside(text, len(before), len(before) + len(SLUICES)) == outlet


def test_what_an_outlet_quotes_is_taken_from_it() -> None:
    text = f"The Financial Times writes: “Last week Lloyd Austin said {SLUICES}.”"
    outer = statement(text, f"Last week Lloyd Austin said {SLUICES}.", "Financial Times")
    tables = tables_from_rows(
        {"statements": [{**row, "rule": "test"} for row in (outer, statement(text, SLUICES, "Lloyd Austin"))]}
    )
    words = statement_words_frame([(outer["document_id"], text)], tables.statements)
    assert words["via"].tolist()[1] == "Financial Times"
