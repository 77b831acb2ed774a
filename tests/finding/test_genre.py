"""The genre of a text is told by its layout and its writer's own voice, with the signs found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data.extraction import extract
from bakhmut_data.reading.documents import document_from_text
from tests.genres import judge_genres

GOLD_TEXTS = Path(__file__).parents[1] / "gold" / "texts"

REPORT = (
    "The mayor said on Monday that the bridge was closed. Police said two carts had fallen into the river. "
    "“Nobody was hurt,” Inspector Ada Stone told reporters. The council promised that a ferry would run by "
    "Thursday, a spokesman said. Engineers said the pier had moved by an inch. "
)
NEWS = (
    f"Bridge closed after pier moves\n\nBy Bo Reed\n\nRIVERTON, March 6 (Valley Wire) - {REPORT}\n\n{REPORT}"
)
OPINION = (
    "Our bridge, our shame\n\n"
    "I have crossed this bridge every morning of my life. I will not cross it again. "
    "The council must rebuild it, and it must do so before the winter. We deserve better than a rope and a "
    "promise. Those who let the pier rot should pay for it. Sadly, nobody will. How long are we to wait? And "
    "who will carry my basket until then?\n\nThe money is there. It lies in a vault beneath the town hall."
)
EXPLAINER = (
    f"Why the bridge is closed\n\nHere's what to know about it.\n\n"
    f"What has happened to the pier?\n\n{REPORT}\n\n"
    f"When will carts cross again?\n\n{REPORT}"
)
AGGREGATION = (
    f"The bridge in the news\n\n"
    f"The pier has moved by an inch.[0] A ferry will run by Thursday.[1] The council "
    f"is divided.[0] {REPORT}\n\n0. “Pier moves” Valley Wire, 6 March 2023\n1. “A ferry at last” River Post\n"
)
BULLETIN = (
    "River Situation Report, March 6, 2023\n\nKey Takeaways\n\n- The bridge is closed to carts.\n"
    f"- The ferry is to run by Thursday.\n- The river has risen by an inch.\n\n{REPORT}"
)
LIVE = f"Bridge closure: as it happened\n\n21.04 GMT\n{REPORT}\n\n20.30 GMT\n{REPORT}\n\n19:15\n{REPORT}"
TRANSCRIPT = (
    "The Evening Hour\n\nADA STONE, HOST: Good to have you here.\nBO REED, ENGINEER: Thank you.\n"
    "STONE: Has the pier moved?\n"
    "REED: By an inch, perhaps two.\nSTONE: And the carts?\nREED: They have to wait."
)


@pytest.mark.parametrize(
    ("text", "genre", "sign"),
    [
        (NEWS, "news", "dateline"),
        (OPINION, "opinion", "first person"),
        (f"Opinion\n\nThe bridge and the council\n\n{REPORT}", "opinion", "heading: opinion"),
        (EXPLAINER, "explainer", "questions as headings"),
        (AGGREGATION, "aggregation", "numbered sources; their list"),
        (BULLETIN, "bulletin", "heading: situation report"),
        (LIVE, "bulletin", "entries by the hour"),
        (f"Good evening. The bridge is closed.\n\n{REPORT}", "bulletin", "a greeting"),
        (TRANSCRIPT, "transcript", "2 speakers take turns"),
        ("Bread, salt, two candles.", "other", "no sign of another genre"),
    ],
)
def test_signs_of_layout_and_voice_tell_the_genre(text: str, genre: str, sign: str) -> None:
    document = extract(document_from_text(text, raw=True)).document
    assert document.genre == genre
    assert document.genre_basis is not None
    assert sign in document.genre_basis


def test_what_others_are_quoted_to_say_is_not_the_writers_voice() -> None:
    said = "“I cross it every day. I must. We deserve better, and our council should be ashamed of itself,”"
    text = f"Bridge closed\n\n{said} Ada Stone said. {said} Bo Reed said.\n\n{REPORT}"
    assert extract(document_from_text(text, raw=True)).document.genre == "news"


def test_no_word_of_the_text_stands_in_the_reason() -> None:
    basis = extract(document_from_text(OPINION, raw=True)).document.genre_basis
    assert basis is not None
    assert all(len(sign.split()) <= 5 for sign in basis.split("; "))


def test_genres_of_the_texts_written_for_testing_agree_with_a_readers() -> None:
    judged = [row for rows in judge_genres([GOLD_TEXTS]).values() for row in rows]
    assert len(judged) == 10
    assert sum(genre == found for _, genre, found in judged) >= 9
