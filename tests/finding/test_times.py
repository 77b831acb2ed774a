"""Time expressions: what is found, what it means on a given day, and what is left alone."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.finding.times.finder import find_timexes
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Document, Timex

WEDNESDAY = dt.date(2023, 3, 8)


def timexes_of(text: str, published: dt.date | None = WEDNESDAY) -> tuple[Timex, ...]:
    document = Document(document_id="t", file="t", text=text, sha256="t", published=published)
    return find_timexes(document, analyse(text))


def values_of(text: str, published: dt.date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(timex.surface, timex.value) for timex in timexes_of(text, published)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("The depot burned on 5 March 2023.", "5 March 2023", "2023-03-05"),
        ("The depot burned on March 5, 2023.", "March 5, 2023", "2023-03-05"),
        ("The depot burned on 2023-03-05.", "2023-03-05", "2023-03-05"),
        ("The depot burned on 05.03.2023.", "05.03.2023", "2023-03-05"),
        ("The depot burned on 13/02/2023.", "13/02/2023", "2023-02-13"),
        ("The depot burned on 05/03/2023.", "05/03/2023", "2023-03-05"),
        ("The depot burned on Sunday, 5 March.", "Sunday, 5 March", "2023-03-05"),
        ("The depot burned on the 5th of March.", "the 5th of March", "2023-03-05"),
        ("The depot (05.03) burned.", "05.03", "2023-03-05"),
        ("The next note: Friday, 10.03, at the desk.", "Friday, 10.03", "2023-03-10"),
        ("The plant was built in November 1968.", "November 1968", "1968-11"),
        ("The plant was built in 1968.", "1968", "1968"),
        ("The plant closed in the 1990s.", "1990s", "199"),
        ("It was a fort in the 18th century.", "the 18th century", "17"),
        ("Prices rose in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("The rails were laid in 1998-2001.", "1998-2001", "1998/2001"),
        ("The rails were laid in the first half of 2021.", "the first half of 2021", "2021-H1"),
    ],
)
def test_calendar_dates_gain_their_iso_value(text: str, surface: str, value: str) -> None:
    assert values_of(text) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("The mayor resigned on Monday.", "Monday", "2023-03-06"),
        ("The mayor resigned on Wednesday.", "Wednesday", "2023-03-08"),
        ("The mayor will resign on Monday.", "Monday", "2023-03-13"),
        ("The mayor on Monday is to visit the port.", "Monday", "2023-03-13"),
        ("The council is weaker today than the mayor.", "today", "2023-03-08"),
        ("And today?", "today", "2023-03-08"),
        ("The mayor resigned last Friday.", "last Friday", "2023-03-03"),
        ("The mayor resigned on Tuesday of last week.", "Tuesday of last week", "2023-02-28"),
        ("The mayor resigned in August.", "August", "2022-08"),
        ("The mayor will resign in August.", "August", "2023-08"),
        ("The mayor resigned on December 27.", "December 27", "2022-12-27"),
        ("The mayor has been away since the summer of 2021.", "the summer of 2021", "2021-SU"),
        ("The mayor resigned last autumn.", "last autumn", "2022-FA"),
        ("The mayor resigned yesterday.", "yesterday", "2023-03-07"),
        ("The mayor resigned two weeks ago.", "two weeks ago", "2023-W08"),
        ("The mayor resigned five days ago.", "five days ago", "2023-03-03"),
        ("The mayor resigned a year ago.", "A year ago", "2022"),
        ("The mayor resigned last week.", "last week", "2023-W09"),
        ("The mayor resigned over the weekend.", "the weekend", "2023-W09-WE"),
        ("The mayor resigned last month.", "last month", "2023-02"),
        ("The mayor resigned on 12 January last year.", "12 January last year", "2022-01-12"),
        ("The mayor resigned on New Year's Eve.", "New Year's Eve", "2022-12-31"),
        ("The mayor resigned in the week of 20 February.", "the week of 20 February", "2023-W08"),
    ],
)
def test_relative_dates_hang_on_the_publication_day(text: str, surface: str, value: str) -> None:
    [(found, meaning)] = values_of(text)
    assert (found.lower(), meaning) == (surface.lower(), value)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Sirens sounded at 14:30 on 5 March.", "14:30 on 5 March", "2023-03-05T14:30"),
        ("Sirens sounded on Monday night.", "Monday night", "2023-03-06TNI"),
        ("Sirens sounded this morning.", "this morning", "2023-03-08TMO"),
        ("Sirens sounded overnight.", "overnight", "2023-03-07TNI"),
        ("Sirens sounded at noon today.", "noon today", "2023-03-08T12:00"),
        ("Updated 4:05 p.m. ET, Feb. 2, 2023", "4:05 p.m. ET, Feb. 2, 2023", "2023-02-02T16:05"),
        ("Sirens sounded overnight on 3-4 January.", "overnight on 3-4 January", "2023-01-03TNI"),
        ("Sirens sounded at 0400 GMT.", "0400 GMT", "2023-03-08T04:00Z"),
        ("Sirens sounded in the early hours of Sunday.", "the early hours of Sunday", "2023-03-05TMO"),
    ],
)
def test_clock_times_and_parts_of_the_day_join_their_day(text: str, surface: str, value: str) -> None:
    [timex] = timexes_of(text)
    assert (timex.surface, timex.value, timex.timex_type) == (surface, value, "TIME")


@pytest.mark.parametrize(
    ("text", "surface", "value", "kind"),
    [
        ("The bridge was shut for nine months.", "nine months", "P9M", "DURATION"),
        (
            "The bridge was shut for almost two and a half years.",
            "almost two and a half years",
            "P2.5Y",
            "DURATION",
        ),
        ("The bridge was shut for half an hour.", "half an hour", "PT30M", "DURATION"),
        ("The bridge was shut for weeks.", "weeks", "PXW", "DURATION"),
        ("The bridge was shut for a fortnight.", "a fortnight", "P2W", "DURATION"),
        ("The bridge stays shut for the next fortnight.", "the next fortnight", "P2W", "DURATION"),
        ("The mayor asked for another month.", "another month", "P1M", "DURATION"),
        ("Nine trucks crossed in the past 24 hours.", "the past 24 hours", "PT24H", "DURATION"),
        ("A 12-hour curfew holds.", "12-hour", "PT12H", "DURATION"),
        ("The ferry leaves every day.", "every day", "P1D", "SET"),
        ("The ferry leaves every Monday.", "every Monday", "XXXX-WXX-1", "SET"),
        ("The ferry carries 40 tons a day.", "a day", "P1D", "SET"),
        ("The ferry carries 40 men an hour.", "an hour", "PT1H", "SET"),
        ("The crossing takes an hour.", "an hour", "PT1H", "DURATION"),
        ("The crossing takes a quarter of an hour.", "a quarter of an hour", "PT15M", "DURATION"),
        ("The weekly ferry is full.", "weekly", "P1W", "SET"),
    ],
)
def test_durations_and_sets_have_no_days(text: str, surface: str, value: str, kind: str) -> None:
    [timex] = timexes_of(text)
    assert (timex.surface, timex.value, timex.timex_type) == (surface, value, kind)
    assert timex.earliest is None
    assert timex.latest is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rain fell in early February.", "2023-02-01", "2023-02-10"),
        ("Rain fell in mid-February.", "2023-02-11", "2023-02-20"),
        ("Rain fell at the end of February.", "2023-02-21", "2023-02-28"),
        ("Rain fell last winter.", "2021-12-01", "2022-02-28"),
        ("Rain fell between the lines this week.", "2023-03-06", "2023-03-12"),
    ],
)
def test_parts_of_months_and_seasons_have_their_days(text: str, first: str, last: str) -> None:
    [timex] = timexes_of(text, dt.date(2023, 3, 8) if "winter" not in text else dt.date(2023, 1, 5))
    assert (str(timex.earliest), str(timex.latest)) == (first, last)


def test_coordinated_expressions_are_two_and_share_their_words() -> None:
    assert values_of("Crops failed last summer and fall.") == [
        ("last summer", "2022-SU"),
        ("fall", "2022-FA"),
    ]
    assert values_of("Crops failed on January 10 and 11.") == [
        ("January 10", "2023-01-10"),
        ("11", "2023-01-11"),
    ]


def test_a_day_earlier_counts_from_the_day_last_named() -> None:
    text = "On Sunday the dam broke. Two days earlier engineers had warned of it."
    assert values_of(text)[1] == ("Two days earlier", "2023-03-03")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He left on 20 June 2021 and came back on 2 July.", ["2021-06-20", "2021-07-02"]),
        ("In January the mill burned, the mine closed on the 19th.", ["2023-01", "2023-01-19"]),
        ("In January it rained. The mill burned in the second week of the month.", ["2023-01", "2023-W02"]),
        ("By the start of February it was over; the mill had burned a fortnight earlier.",
         ["2023-02", "2023-W03"]),
        ("He should have left in June.", ["2022-06"]),
        ("It has rained since December. In the first half of the month it burned.", ["2022-12", "2023-03"]),
        ("The miners are to leave on Friday.", ["2023-03-10"]),
        ("For most of the autumn they stood still.", ["2022-FA"]),
    ],
)  # fmt: skip
def test_what_was_told_just_before_gives_the_year_or_month(text: str, values: list[str]) -> None:
    assert [value for _, value in values_of(text)] == values


def test_a_text_of_dates_alone_is_read_from_its_own_dates() -> None:
    text = (
        "The fort fell on 5 June 2019. It was rebuilt in 2020. On 7 August 2020 it burned. The mill opened "
        "on 1 May 2021 and closed on 4 June 2021.\n\nIn September the mine was sold. On 3 January it closed."
    )
    assert [value for _, value in values_of(text)][-2:] == ["2021-09", "2022-01-03"]


def test_a_table_row_hangs_on_the_day_it_begins_with() -> None:
    assert ("Monday", "2023-02-06") in values_of("12 Feb | Harbour office | 40 ships since Monday")


def test_entries_below_a_line_with_a_date_hang_on_that_day() -> None:
    text = "Sunday 26 February 2023\n\nThe road was cleared on Friday."
    assert values_of(text)[1] == ("Friday", "2023-02-24")


DATED_ENTRIES = """The mill: a chronology

2021

9 November. The mill closes. A watchman had heard glass on the 7th.

14 December. At noon the boiler is sold. The rest goes on the 20th.

2022

Odesa, 3 May. The owner said it had stood empty since December. The first buyer came on Monday.
"""


def test_the_entries_of_a_chronicle_are_of_the_year_above_and_date_what_they_say() -> None:
    assert [value for _, value in values_of(DATED_ENTRIES, None)] == [
        "2021", "2021-11-09", "2021-11-07", "2021-12-14", "2021-12-14T12:00", "2021-12-20",
        "2022", "2022-05-03", "2021-12", "2022-05-02",
    ]  # fmt: skip


def test_two_dated_paragraphs_make_no_chronicle() -> None:
    text = "3 March. The mill closes.\n\n5 March. It opened on Monday."
    assert values_of(text)[-1] == ("Monday", "2023-03-06")


def test_a_night_goes_on_into_the_next_day() -> None:
    nights = timexes_of("The dam broke last night. A barge sank on the night of 3 March.")
    assert [(str(night.earliest), str(night.latest)) for night in nights] == [
        ("2023-03-07", "2023-03-08"),
        ("2023-03-03", "2023-03-04"),
    ]


def test_a_month_in_full_ends_its_sentence_before_a_number() -> None:
    assert values_of("It rained on 17 May. The first ferry left.")[0] == ("17 May", "2022-05-17")


def test_a_distance_from_a_known_event_is_a_day() -> None:
    text = "Ten days after the full-scale invasion of Ukraine the school closed."
    assert values_of(text, dt.date(2022, 6, 1))[0] == ("Ten days after", "2022-03-06")


def test_today_is_a_day_in_the_past_tense_and_the_present_otherwise() -> None:
    assert values_of("The council dismissed its head today.") == [("today", "2023-03-08")]
    assert values_of("Today the council is weaker.") == [("Today", "PRESENT_REF")]
    assert values_of("It is an exciting time at today's council.") == [("today", "PRESENT_REF")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rained on 7 March.", "XXXX-03-07"),
        ("It rained in March.", "XXXX-03"),
        ("It rained on Tuesday.", "XXXX-WXX-2"),
        ("It rained last week.", "XXXX-WXX"),
        ("It rained last year.", "XXXX"),
        ("It rained yesterday.", "XXXX-XX-XX"),
    ],
)
def test_without_a_publication_day_the_unknown_stays_open(text: str, value: str) -> None:
    [timex] = timexes_of(text, None)
    assert (timex.value, timex.earliest, timex.latest) == (value, None, None)


def test_a_day_on_which_a_known_event_of_its_sentence_began_has_the_year_of_that_event() -> None:
    invaded = values_of("The mill closed when Russia invaded Ukraine on 24 February.", None)
    assert invaded == [("24 February", "2022-02-24")]
    other = values_of("The mill closed after Russia invaded Ukraine, on 25 February.", None)
    assert other == [("25 February", "XXXX-02-25")]


@pytest.mark.parametrize(
    "text",
    [
        "The troops may march on.",
        "A second brigade arrived.",
        "Three quarters of the hall were empty.",
        "More than 2000 people left.",
        "Prices fell to 16.45 percent.",
        "Dial 2010-2015-86 or ask Mr May.",
        "The tank crossed the T0504 road.",
    ],
)
def test_words_and_numbers_in_other_senses_are_left_alone(text: str) -> None:
    assert timexes_of(text) == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aſıMoy 12390/.:-,–\n“”’Я🌊dhsTuesdayMarchweeks", max_size=60))
def test_every_surface_is_its_slice_and_spans_do_not_overlap(text: str) -> None:
    found = timexes_of(text)
    assert all(text[timex.start : timex.end] == timex.surface for timex in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text", ["5 dayſ ago", "laſt week", "a mınute ago", "İn May 2022", "in the  early  hours of Sunday"]
)
def test_look_alike_letters_do_no_harm(text: str) -> None:
    assert all(text[timex.start : timex.end] == timex.surface for timex in timexes_of(text))


@pytest.mark.parametrize("text", ["The Harbour Daily wrote of it.", "The Evening Ledger wrote of it."])
def test_names_of_papers_and_broadcasts_are_no_times(text: str) -> None:
    document = Document(document_id="t", file="t.txt", text=text, sha256="")
    assert find_timexes(document, analyse(text)) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The barge sank on the night of the twenty-second.", ["2023-02-22TNI"]),
        ("Rent was due on the nineteenth of last month.", ["2023-02-19"]),
        ("Plums were dear in the second full week of July.", ["2022-W28"]),
        ("The ice went out in the last week of January.", ["2023-01"]),
        ("On 3 October the mill was hit. The Monday after, it closed.", ["2022-10-03", "2022-10-10"]),
        ("The mill stood idle from March 2021 to September of the same year.", ["2021-03", "2021-09"]),
        ("On Tuesday, at half past eight in the evening, the lamps went out.", ["2023-03-07T20:30"]),
        ("Bread was dear in July-August.", ["2022-07/2022-08"]),
        ("It rained in the night from the second to the third of March.", ["2023-03-02TNI"]),
        ("Nurses worked between sundown on Monday and first light.", ["2023-03-06TEV", "2023-03-07TMO"]),
        ("The vet comes again on Tuesday week.", ["2023-03-21"]),
        ("In 499 BC the cities rose.", ["BC0499"]),
        ("The mayor will speak later on Wednesday.", ["2023-03-08"]),
        ("The assault could come as soon as Friday.", ["2023-03-10"]),
        ("The invasion is in its 68th day.", ["2022-05-02"]),
        ("He asked for month-long prayers.", ["P1M"]),
    ],
)
def test_rarer_words_for_days_have_their_values(text: str, values: list[str]) -> None:
    assert [value for _, value in values_of(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The Eighth Army is in reserve.",
        "March or stay at home.",
        "The baker decides in the morning what we eat.",
    ],
)
def test_armies_orders_and_habits_are_no_times(text: str) -> None:
    assert values_of(text) == []


def test_numeric_dates_follow_the_spelling_of_the_text() -> None:
    assert values_of("The colour of the lorry changed on 5/9/22.")[0][1] == "2022-09-05"
    assert values_of("The color of the truck changed on 5/9/22.")[0][1] == "2022-05-09"


def test_a_storys_year_carries_on_until_another_is_named() -> None:
    text = "On 14 May 1941 the fleet sailed. In August it lay off a fort. On 3 October it left."
    assert [value for _, value in values_of(text, None)] == ["1941-05-14", "1941-08", "1941-10-03"]


def test_an_open_day_of_writing_still_gives_what_all_its_days_agree_on() -> None:
    document = Document(
        document_id="t", file="t", text="The mill burned on 24 February.", sha256="t",
        published_earliest=dt.date(2022, 3, 1), published_latest=dt.date(2022, 9, 30),
    )  # fmt: skip
    [timex] = find_timexes(document, analyse(document.text))
    assert timex.value == "2022-02-24"


def test_a_history_is_read_from_its_own_years_whatever_the_day_of_writing() -> None:
    text = (
        "The siege began on 5 April 1992. In May the port closed.\n\n"
        "In 1993 a tunnel was dug. In March flour came. The following year a market burned on 5 February. "
        "On Sunday a truce was kept.\n\n"
        "In August 1995 it rained. In November peace was made. In January the force came. "
        "It left on 29 February 1996."
    )
    values = "1992-04-05 1992-05 1993 1993-03 1994 1994-02-05 1994-02-06 1995-08 1995-11 1996-01 1996-02-29"
    assert [value for _, value in values_of(text)] == values.split()


def test_clock_times_that_head_entries_of_a_live_blog_are_of_its_day() -> None:
    text = "20.15\n\nThe gate is shut.\n\n09.05\n\nThe mill burns.\n\n16.02\n\nA barge has come.\n"
    values = ["2023-03-08T20:15", "2023-03-08T09:05", "2023-03-08T16:02"]
    assert [value for _, value in values_of(text)] == values


def test_a_lone_day_and_month_stay_a_day_where_no_clock_time_heads_an_entry() -> None:
    assert values_of("07.03\n\nThe mill burns.\n") == [("07.03", "2023-03-07")]


def test_entries_of_a_diary_that_is_of_one_winter_give_their_days_to_what_they_tell() -> None:
    document = Document(
        document_id="t", file="t", sha256="t", published_earliest=dt.date(2022, 11, 1),
        published_latest=dt.date(2023, 4, 30),
        text=(
            "2 January. The well froze.\n\n5 January. Yesterday a cow was lost. It came back at dawn.\n\n"
            "9 January. The post was here. From noon it snowed.\n"
        ),
    )  # fmt: skip
    values = [timex.value for timex in find_timexes(document, analyse(document.text))]
    assert values == [
        "2023-01-02", "2023-01-05", "2023-01-04", "2023-01-05TMO", "2023-01-09", "2023-01-09T12:00",
    ]  # fmt: skip
