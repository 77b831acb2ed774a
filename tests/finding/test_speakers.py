"""Speakers: one name for every way of naming somebody."""

from __future__ import annotations

import pytest

from bakhmut_data import reference
from bakhmut_data.finding.statements.who.people import employers, names, offices, words_of
from bakhmut_data.finding.statements.who.speakers import SpeakerIndex
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Document, Speaker

SIDES = {"Ukraine", "Russia", "West", "independent", ""}


def resolve(text: str, phrase: str) -> Speaker | None:
    """The speaker of the last place where a phrase stands in a text."""
    document = Document(document_id="d", file="f", text=text, sha256="0")
    start = text.rindex(phrase)
    return SpeakerIndex(document, analyse(text)).resolve(start, start + len(phrase))


@pytest.mark.parametrize(
    "phrase",
    [
        "Zelensky",
        "Zelenskyy",
        "Mr Zelenskiy",
        "Volodymyr Zelensky",
        "The Ukrainian president",
        "Ukraine's president",
    ],
)
def test_every_spelling_and_office_is_one_speaker(phrase: str) -> None:
    assert resolve(f"{phrase} spoke on Monday.", phrase) == Speaker(
        name="Volodymyr Zelenskyy", side="Ukraine"
    )


@pytest.mark.parametrize(
    ("phrase", "name", "side"),
    [
        ("Kyiv", "Government of Ukraine", "Ukraine"),
        ("The Kremlin", "Government of Russia", "Russia"),
        ("The Russian Defense Ministry", "Russian Ministry of Defence", "Russia"),
        ("Britain's Ministry of Defence", "UK Ministry of Defence", "West"),
        ("Ukraine's General Staff", "General Staff of the Armed Forces of Ukraine", "Ukraine"),
        ("The ISW", "Institute for the Study of War", "independent"),
        ("The Wagner boss", "Yevgeny Prigozhin", "Russia"),
        ("Ukrainian officials", "Ukrainian officials", "Ukraine"),
        ("A NATO official", "unnamed NATO official", "West"),
    ],
)
def test_bodies_and_roles_have_a_name_and_a_side(phrase: str, name: str, side: str) -> None:
    assert resolve(f"{phrase} spoke on Monday.", phrase) == Speaker(name=name, side=side)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Jens Stoltenberg came. He spoke.", "He", "Jens Stoltenberg"),
        ("Ivan Bilyk left. Yura, 22, a gunner, stayed. He spoke.", "He", "Yura"),
        ("We met Oksana, who lives near Chasiv Yar. She spoke.", "She", "Oksana"),
        ("A nurse who asked to be called Vira smokes. She spoke.", "She", "Vira (call sign), nurse"),
        ("Jens Stoltenberg came. A retired general was late. He spoke.", "He", "unnamed retired general"),
        ("A medic called Roman spoke.", "A medic called Roman", "Roman"),
        ("The think tank the ISW spoke.", "The think tank the ISW", "Institute for the Study of War"),
        ("Hanna Maliar wrote to Sergei Shoigu. She left.", "She", "Hanna Maliar"),
        ("The ISW saw a gain. It published a map.", "It", "Institute for the Study of War"),
        ("Sergeant Ivan Petrenko waits. The sergeant spoke.", "The sergeant", "Ivan Petrenko"),
        ("Doctor Olha Melnyk waits. Melnyk spoke.", "Melnyk", "Olha Melnyk"),
        ("A gunner with the call sign Fox came. Fox spoke.", "Fox", "Fox (call sign), gunner"),
        ("Ivan Petrenko, call sign Fox, came. Fox spoke.", "Fox", "Ivan Petrenko"),
        ("Putin met Petro Bilyk, who spoke.", "who", "Petro Bilyk"),
    ],
)
def test_later_mentions_mean_whom_the_document_named(text: str, phrase: str, name: str) -> None:
    speaker = resolve(text, phrase)
    assert speaker is not None
    assert speaker.name.startswith(name)


@pytest.mark.parametrize("phrase", ["I", "We", "Some", "Many"])
def test_the_author_and_nobody_in_particular_are_none(phrase: str) -> None:
    assert resolve(f"{phrase} spoke on Monday.", phrase) is None


def test_the_surname_of_a_known_person_can_be_anothers() -> None:
    speaker = resolve("Ihor Danilov, a baker, spoke.", "Ihor Danilov")
    assert speaker is not None
    assert speaker.name == "Ihor Danilov"


def test_the_table_of_speakers_has_known_kinds_and_sides() -> None:
    rows = reference.read_csv("speakers.csv")
    assert {row["side"] for row in rows} <= SIDES
    assert {row["kind"] for row in rows} <= {"person", "body", "media"}
    assert len({row["name"] for row in rows}) == len(rows)


def test_acronyms_are_not_common_words() -> None:
    assert names().longest(words_of("us"), 0) is None
    assert names().longest(words_of("US"), 0) is not None


def test_offices_lead_to_persons_and_persons_to_the_body_they_speak_for() -> None:
    found = offices().longest(words_of("kremlin spokesman"), 0)
    assert found is not None
    assert found[1].name == "Dmitry Peskov"
    assert employers()["Igor Konashenkov"].name == "Russian Ministry of Defence"
