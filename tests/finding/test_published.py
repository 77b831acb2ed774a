"""The publication day: stated, implied, or unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from bakhmut_data.extraction import extract
from bakhmut_data.finding.published.evidence import Evidence
from bakhmut_data.finding.published.finder import date_document
from bakhmut_data.finding.published.solving import solve
from bakhmut_data.language.analysis import analyse
from bakhmut_data.language.events import discussed_battle, mentioned_events
from bakhmut_data.records import Document


def dated(text: str, published: dt.date | None = None) -> Document:
    document = Document(document_id="t", file="t", text=text, sha256="t", published=published)
    return date_document(document, analyse(text))


def test_a_stated_day_is_left_as_it_is() -> None:
    day = dt.date(2021, 1, 2)
    assert dated("Published: 3 March 2023\n\nA bridge fell.", day).published == day


@pytest.mark.parametrize(
    "text",
    [
        "A bridge falls\n\nPublished: 3 March 2023\n\nNobody was hurt.",
        "A bridge falls\n\nThis page was last edited on 3 March 2023, at 18:20.\n\nNobody was hurt.",
        "A bridge falls\n\nBy Ann Example\nUpdated 4:05 p.m. ET, March 3, 2023\n\nNobody was hurt.",
        "A bridge falls\n\nThe Example | 2023-03-03\n\nNobody was hurt.",
        "A bridge falls, March 3, 2023\n\nNobody was hurt.",
        "ODESA, March 3, 2023 (Example Wire) - A bridge fell on Thursday. Nobody was hurt.",
        "A bridge falls\n\nExample Courier\nFri 3 March 2023\n\n21.04 GMT\nNobody was hurt.",
        "EXAMPLE NEWSROOM\n\nAired March 3, 2023 - 10:00 ET\n\nHOST: A bridge fell.",
        "Posted by the editor on 3 March 2023\n\nA bridge fell. Nobody was hurt.",
        "Summary as of 06.00 on 03.03.2023\n\nA bridge fell. Nobody was hurt.",
        "3 March 2023. A bridge fell and nobody was hurt, the mayor said.",
        "March 3, 2023 – The mayor said that a bridge fell and nobody was hurt.",
    ],
)
def test_stamps_bylines_and_datelines_give_the_day(text: str) -> None:
    document = dated(text)
    assert (
        document.published == document.published_earliest == document.published_latest == dt.date(2023, 3, 3)
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "KYIV, Dec 12 (Example) - Bakhmut was shelled on Monday. Bakhmut is cold. Bakhmut is dark.",
            "2022-12-12",
        ),
        (
            "LUHANSK, April 4. /Example/. Artyomovsk was shelled on Tuesday. Artyomovsk, yes, Artyomovsk.",
            "2023-04-04",
        ),
    ],
)
def test_a_dateline_without_a_year_takes_it_from_weekdays_and_what_is_known(text: str, day: str) -> None:
    assert str(dated(text).published) == day


def test_the_newest_cited_source_dates_an_aggregator() -> None:
    text = (
        "Ships wait.\n\n1. “Queue grows” Port Post, 4 Feb. 2023\n\n2. “Ice comes” Harbour News, 6 Feb. 2023"
    )
    document = dated(text)
    assert str(document.published) == "2023-02-06"
    assert str(document.published_latest) == "2023-02-10"


def test_a_stamp_may_be_followed_by_what_the_note_is_for() -> None:
    text = "Harbour desk\nThursday 9 March 2023 / prepared 06:40 / for clients only\n\nThe ferry is late."
    assert str(dated(text).published) == "2023-03-09"


def test_an_entry_of_a_chronicle_is_no_caption() -> None:
    text = "Last entry 26 May 2023.\n\n7 December. Satellite pictures show the mill."
    assert str(dated(text).published_earliest) == "2023-05-26"


def test_the_first_entry_of_a_chronicle_is_no_stamp() -> None:
    chronicle = "4 March 2023. Shells fell.\n\n5 March 2023. A bridge fell.\n\n9 March 2023. Half was lost."
    assert dated(chronicle).published == dt.date(2023, 3, 9)  # its last day


def test_a_month_is_too_long_to_tell_a_day() -> None:
    document = dated("Kherson was liberated last month. Winter came early.")
    bounds = (document.published, str(document.published_earliest), str(document.published_latest))
    assert bounds == (None, "2022-12-01", "2022-12-31")


def test_yesterday_beside_a_weekday_and_a_source_fixes_the_day() -> None:
    text = "Ships sailed yesterday, on Friday.\n\n1. “Queue grows” Port Post, 17 Feb. 2023"
    document = dated(text)
    assert str(document.published_earliest) == "2023-02-18"


def test_a_weekday_beside_a_date_gives_the_year() -> None:
    text = "Last Tuesday, 21 March, I counted ships. Bakhmut was in the news. Bakhmut, always Bakhmut."
    document = dated(text)
    assert document.published is not None
    assert dt.date(2023, 3, 22) <= document.published <= dt.date(2023, 4, 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Three weeks ago President Biden walked through Kyiv.", "2023-03-09", "2023-03-19"),
        ("It is day 373 of the invasion of Ukraine.", "2023-03-03", "2023-03-04"),
    ],
)
def test_a_distance_from_a_known_event_dates_the_text(text: str, first: str, last: str) -> None:
    day = dated(text).published
    assert day is not None
    assert dt.date.fromisoformat(first) <= day <= dt.date.fromisoformat(last)


def test_a_holiday_still_ahead_closes_the_interval() -> None:
    text = (
        "Two days after President Zelensky came to Bakhmut with medals, the baker lit his oven. "
        "By Christmas Eve he will bake forty loaves."
    )
    document = dated(text)
    assert (str(document.published), str(document.published_latest)) == ("2022-12-22", "2022-12-24")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The town is quiet. Children play by the river.",
        "It rained on Tuesday. On 7 March the river rose.",
        "In 1968 the plant opened; it closed on 4 May 1994.",
        # Of 1999 as well as of any later year whose 14 April is no later than a Friday.
        "SKOPJE, April 14 (Example) - Buses crossed the border on Wednesday. In 1999, 40 had done so.",
    ],
)
def test_nothing_is_guessed_without_support(text: str) -> None:
    assert dated(text).published is None


def test_an_open_battle_gives_an_interval_but_no_day() -> None:
    document = dated("Bakhmut is under fire. Bakhmut's streets are empty. Bakhmut's trees are gone.")
    assert document.published is None
    assert document.published_latest == dt.date(2023, 5, 20)


def test_the_basis_is_one_sentence() -> None:
    basis = dated("Published: 3 March 2023\n\nA bridge fell.").published_basis
    assert basis is not None
    assert basis[0].isupper()
    assert basis.endswith(".")


def test_events_and_battles_are_told_from_the_words() -> None:
    names = [event.name for event in mentioned_events("Russia began its full-scale invasion that winter.")]
    assert names == ["the full-scale invasion"]
    battle = discussed_battle("Mariupol held. Mariupol starved. Mariupol fell.")
    assert battle is not None
    assert battle.name == "the siege of Mariupol"


@pytest.mark.parametrize("text", ["Bakhmut", "Bakhmut.", "Soledar, Bakhmut"])
def test_a_name_by_itself_dates_no_text(text: str) -> None:
    document = dated(text)
    assert (document.published_earliest, document.published_latest) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Ferry Letter\n\nGood morning, it's Friday, March 17. Bakhmut was shelled again.", "2023-03-17"),
        (
            "State of the front to Thursday, 16 May\n\nRussian troops entered a street on Tuesday.",
            "2024-05-16",
        ),
        (
            "Vigil on Sunday 6 November.\n\nTwo weeks ago, on 19 October, a Ukrainian ferry sank.",
            "2022-10-31",
        ),
        (
            "From a cellar in Nikopol, Orthodox Christmas, a Sunday.\n\nIra, the Russian guns are quiet.",
            "2024-01-07",
        ),
        ("The war, said the mayor of Kyiv, is in its 68th day.", "2022-05-02"),
    ],
)
def test_greetings_cut_offs_counted_days_and_feasts_give_the_day(text: str, day: str) -> None:
    assert str(dated(text).published) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Boris Johnson resigned on Thursday, and the pound fell. On Friday it rose.", "2022-07-08"),
        ("Last week Russia and Ukraine signed nothing. Queen Elizabeth died on Thursday.", "2022-09-08"),
        ("NATO leaders will gather in Vilnius on Tuesday for a summit.", "2023-07-11"),
    ],
)
def test_a_known_event_beside_its_weekday_dates_the_news(text: str, day: str) -> None:
    best = dated(text).published
    assert best is not None
    assert abs((best - dt.date.fromisoformat(day)).days) <= 6


@pytest.mark.parametrize(
    "text",
    [
        "It was quiet in Kyiv. Raids last week did no harm. Russia invaded Ukraine on 24 February 2022.",
        "Sanctions imposed last week over the invasion of Ukraine hurt trade.",
        "The president said on Friday that he hoped for peace in Ukraine.",
    ],
)
def test_an_invasion_long_known_dates_no_later_text(text: str) -> None:
    assert dated(text).published is None


def test_an_invasion_that_is_only_feared_has_not_begun() -> None:
    document = dated("Officials fear that Russia could invade Ukraine within weeks.")
    assert document.published_latest == dt.date(2022, 2, 23)


def test_who_holds_an_office_bounds_the_days() -> None:
    document = dated("Prime Minister Liz Truss spoke to reporters about the pound.")
    assert (document.published_earliest, document.published_latest) == (
        dt.date(2022, 9, 6),
        dt.date(2022, 10, 25),
    )
    assert dated("Former Prime Minister Liz Truss spoke to reporters.").published_latest is None


def test_a_text_that_counts_the_days_of_the_war_in_letters_is_of_that_day() -> None:
    # 24 February 2022 is the first day: the 374th is 4 March 2023.
    found = extract("It was the 374th day of the war in Ukraine. Bakhmut held.").document
    assert found.published_earliest is not None
    assert found.published_latest is not None
    assert found.published_earliest <= dt.date(2023, 3, 4) <= found.published_latest
    assert found.published_latest - found.published_earliest <= dt.timedelta(days=2)


def test_days_that_only_bounds_tell_are_told_where_they_are_few() -> None:
    def bound(first: dt.date, last: dt.date) -> Evidence:
        return Evidence(kind="event_ahead", days=((first, last),), reason="it is still to come")

    no_weekday = [0.0] * 7
    few = solve([bound(dt.date(2023, 3, 1), dt.date(2023, 3, 9))], no_weekday)
    assert few is not None
    assert (few.best, few.earliest, few.latest) == (
        dt.date(2023, 3, 1),
        dt.date(2023, 3, 1),
        dt.date(2023, 3, 9),
    )
    many = solve([bound(dt.date(2023, 3, 1), dt.date(2023, 4, 9))], no_weekday)
    assert many is not None
    assert (many.best, many.earliest, many.latest) == (None, dt.date(2023, 3, 1), dt.date(2023, 4, 9))
