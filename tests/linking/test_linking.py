"""Linking: dates, places and sources of figures, statements and claims of control."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bakhmut_data.extraction import extract
from bakhmut_data.language.analysis import analyse
from bakhmut_data.linking.linker import link
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.records import (
    ControlClaim,
    Document,
    Extraction,
    Figure,
    Place,
    Span,
    Statement,
    Timex,
    Toponym,
)

PUBLISHED = dt.date(2023, 3, 10)
BAKHMUT = Place(
    place_id="bakhmut",
    name="Bakhmut",
    kind="settlement",
    latitude=48.6,
    longitude=38.0,
    country="UA",
    origin="t",
    population=73_000,
)
SOLEDAR = replace(BAKHMUT, place_id="soledar", name="Soledar")


def where(text: str, surface: str) -> dict[str, Any]:
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "surface": surface, "rule": "test"}


def figure(text: str, surface: str, measure: str = "killed") -> Figure:
    return Figure(
        **where(text, surface), low=500.0, high=500.0, qualifier="exact", unit="people", measure=measure
    )


def claim(text: str, surface: str, place: Place = BAKHMUT) -> ControlClaim:
    return ControlClaim(
        **where(text, surface), place=place, controller="Russia", event="take", status="asserted"
    )


def statement(text: str, surface: str, cue: str = "said", speaker: str = "Ivan Petrenko") -> Statement:
    start = text.index(cue)
    return Statement(
        **where(text, surface),
        speaker=speaker,
        speaker_side="Ukraine",
        kind="indirect",
        cue=cue,
        cue_start=start,
        cue_end=start + len(cue),
    )


def timex(text: str, surface: str, first: dt.date, last: dt.date | None = None) -> Timex:
    return Timex(
        **where(text, surface),
        timex_type="DATE",
        value=first.isoformat(),
        earliest=first,
        latest=last or first,
    )


def linked(text: str, **found: Any) -> Extraction:
    document = Document(
        document_id="t",
        file="t.txt",
        text=text,
        sha256="",
        published=PUBLISHED,
        published_earliest=PUBLISHED,
        published_latest=PUBLISHED,
    )
    toponyms = tuple(
        Toponym(**where(text, place.name), role="location", place=place)
        for place in (BAKHMUT, SOLEDAR)
        if place.name in text
    )
    return link(Extraction(document=document, toponyms=toponyms, **found), analyse(text))


def test_a_figure_inside_a_statement_has_its_speaker() -> None:
    text = "Petrenko said that 500 men had died. Another 500 left."
    first = figure(text, "500 men")
    other = figure(text, "Another 500", measure="other")
    said = statement(text, "500 men had died")
    found = linked(text, figures=(first, other), statements=(said,)).figures
    assert [(f.speaker, f.speaker_side) for f in found] == [("Ivan Petrenko", "Ukraine"), (None, None)]


def test_a_repeated_figure_keeps_the_speaker_it_had() -> None:
    text = "Petrenko said that 500 men had died. If 500 died in a day, it was a bad day."
    figures = (figure(text, "500 men"), replace(figure(text, "500 died"), surface="500 died"))
    found = linked(text, figures=figures, statements=(statement(text, "500 men had died"),)).figures
    assert [f.speaker for f in found] == ["Ivan Petrenko", "Ivan Petrenko"]


def test_the_rows_of_a_table_have_the_source_above_it() -> None:
    text = "Losses, according to the Ukrainian General Staff\n\n| killed | 500 men |\n\n| tanks | 20 |"
    (found,) = linked(text, figures=(figure(text, "500 men"),)).figures
    assert (found.speaker, found.speaker_side) == ("General Staff of the Armed Forces of Ukraine", "Ukraine")


@pytest.mark.parametrize(
    ("cue", "status"),
    [("said", "claimed"), ("claimed", "claimed"), ("denied", "denied"), ("rejects", "denied")],
)
def test_a_claim_inside_a_statement_is_claimed_or_denied(cue: str, status: str) -> None:
    text = f"Petrenko {cue} that Bakhmut had fallen."
    said = statement(text, "Bakhmut had fallen", cue)
    (found,) = linked(text, control=(claim(text, "Bakhmut had fallen"),), statements=(said,)).control
    assert (found.status, found.speaker) == (status, "Ivan Petrenko")


def test_a_claim_of_the_text_itself_is_of_the_day_it_was_published() -> None:
    text = "Bakhmut has fallen."
    (found,) = linked(text, control=(claim(text, "Bakhmut has fallen"),)).control
    assert (found.status, found.speaker, found.as_of_latest) == ("asserted", None, PUBLISHED)


def test_a_claim_about_an_earlier_day_is_past() -> None:
    text = "Soledar fell in January."
    january = timex(text, "January", dt.date(2023, 1, 1), dt.date(2023, 1, 31))
    (found,) = linked(text, control=(claim(text, "Soledar fell", SOLEDAR),), timexes=(january,)).control
    assert (found.status, found.as_of_earliest) == ("past", dt.date(2023, 1, 1))


def test_the_day_on_which_something_is_told_yields_to_the_day_that_is_told_of() -> None:
    text = "In January, as they tell today, Soledar fell."
    times = (
        timex(text, "January", dt.date(2023, 1, 1), dt.date(2023, 1, 31)),
        timex(text, "today", PUBLISHED),
    )
    (found,) = linked(text, control=(claim(text, "Soledar fell", SOLEDAR),), timexes=times).control
    assert (found.status, found.as_of_latest) == ("past", dt.date(2023, 1, 31))


@pytest.mark.parametrize(
    ("between", "status", "first"),
    [
        ("The army was slow.", "past", dt.date(2022, 6, 1)),
        ("The army is slow.", "asserted", PUBLISHED),
    ],
)
def test_what_a_past_story_goes_on_to_tell_of_another_place_is_of_its_days(
    between: str, status: str, first: dt.date
) -> None:
    text = f"They hold Bakhmut. It was so last summer. {between} They took Soledar."
    summer = timex(text, "last summer", dt.date(2022, 6, 1), dt.date(2022, 8, 31))
    (found,) = linked(text, control=(claim(text, "They took Soledar", SOLEDAR),), timexes=(summer,)).control
    assert (found.status, found.as_of_earliest) == (status, first)


def test_since_reaches_to_the_day_of_publication() -> None:
    text = "Since January they have held Soledar."
    january = timex(text, "January", dt.date(2023, 1, 1), dt.date(2023, 1, 31))
    (found,) = linked(
        text, control=(claim(text, "they have held Soledar", SOLEDAR),), timexes=(january,)
    ).control
    assert (found.as_of_earliest, found.as_of_latest) == (dt.date(2023, 1, 1), PUBLISHED)
    assert found.status == "asserted"


def test_a_time_in_another_clause_dates_nothing() -> None:
    text = "They attacked in January, and Soledar fell."
    january = timex(text, "January", dt.date(2023, 1, 1), dt.date(2023, 1, 31))
    (found,) = linked(text, control=(claim(text, "Soledar fell", SOLEDAR),), timexes=(january,)).control
    assert found.as_of_earliest == PUBLISHED


def test_words_are_said_on_the_day_beside_the_cue() -> None:
    text = "Petrenko said on Monday that Bakhmut had fallen."
    monday = timex(text, "Monday", dt.date(2023, 3, 6))
    said = statement(text, "Bakhmut had fallen")
    (found,) = linked(text, statements=(said,), timexes=(monday,)).statements
    assert (found.said_earliest, found.said_latest) == (dt.date(2023, 3, 6), dt.date(2023, 3, 6))


def test_the_population_before_the_war_is_of_no_speaker() -> None:
    text = "Of the 500 people who lived in Soledar before the war, few remain, Petrenko said."
    said = statement(text, "Of the 500 people who lived in Soledar before the war, few remain")
    (found,) = linked(text, figures=(figure(text, "500 people", "population"),), statements=(said,)).figures
    assert found.as_of_latest == dt.date(2022, 2, 23)


def test_a_figure_has_the_place_beside_it_or_just_before_or_the_one_the_text_is_about() -> None:
    text = "Bakhmut is in ruins. In Soledar 500 men died. Some 40 fled. It was cold. Then 30 came back."
    figures = (figure(text, "500 men"), figure(text, "40", "other"), figure(text, "30", "other"))
    found = linked(text, figures=figures).figures
    assert [f.place and f.place.name for f in found] == ["Soledar", "Soledar", "Bakhmut"]


def test_what_is_counted_since_the_war_began_is_of_the_whole_country() -> None:
    text = "Bakhmut is in ruins. So far 500 men have died since the invasion."
    (found,) = linked(text, figures=(figure(text, "500 men"),)).figures
    assert found.place is not None
    assert found.place.kind == "country"


def test_the_lines_of_a_loss_list_count_from_the_first_day_of_the_war_and_its_brackets_the_last() -> None:
    text = "Bakhmut is in ruins.\nTotal losses since the invasion:\ntanks – 700 (+4)\nguns – 850 (+9)"
    figures = (figure(text, "700", "equipment"), figure(text, "+9", "equipment"))
    found = linked(text, figures=figures).figures
    assert [(f.as_of_earliest, f.as_of_latest) for f in found] == [
        (dt.date(2022, 2, 24), PUBLISHED),
        (PUBLISHED - dt.timedelta(days=1), PUBLISHED),
    ]


def test_a_distance_is_of_no_day() -> None:
    text = "On Friday Bakhmut was 500 km away."
    time = timex(text, "Friday", PUBLISHED)
    (found,) = linked(text, timexes=(time,), figures=(figure(text, "500 km", "distance"),)).figures
    assert (found.as_of_earliest, found.as_of_latest) == (None, None)


def test_an_unpublished_text_dates_nothing() -> None:
    text = "Bakhmut has fallen."
    document = Document(document_id="t", file="t.txt", text=text, sha256="")
    extraction = Extraction(document=document, control=(claim(text, "Bakhmut has fallen"),))
    (found,) = link(extraction, analyse(text)).control
    assert (found.as_of_earliest, found.as_of_latest, found.status) == (None, None, "asserted")


def test_the_innermost_span_is_found_around_a_stretch() -> None:
    spans = [Span(start=a, end=b, surface="", rule="") for a, b in ((0, 100), (10, 50), (60, 90))]
    found = SpanIndex(spans).around(20, 30)
    assert found is not None
    assert (found.start, found.end) == (10, 50)


def test_a_year_before_the_conflict_dates_nothing_of_it() -> None:
    text = "Bakhmut, led since 1990 by one mayor, lost 500 men."
    found = linked(
        text, figures=(figure(text, "500"),), timexes=(timex(text, "1990", dt.date(1990, 1, 1)),)
    ).figures[0]
    assert (found.as_of_earliest, found.as_of_latest) == (PUBLISHED, PUBLISHED)


def test_those_beside_others_are_of_the_same_day_and_place() -> None:
    text = "On Sunday 500 men died at Soledar. Six more were hurt. Bakhmut held, Bakhmut stood."
    sunday = dt.date(2023, 3, 5)
    found = linked(
        text,
        figures=(figure(text, "500"), figure(text, "Six more")),
        timexes=(timex(text, "Sunday", sunday),),
    ).figures
    assert [(each.place, each.as_of_latest) for each in found] == [(SOLEDAR, sunday)] * 2


def test_where_people_live_is_told_only_of_those_who_live_there() -> None:
    text = "Bakhmut is cold.\n\nDonations help 500 families. In all 500 residents remain."
    asked = linked(text, figures=(figure(text, "500 families", "population"),)).figures[0]
    lived = linked(text, figures=(figure(text, "500 residents", "population"),)).figures[0]
    assert (asked.place, lived.place) == (None, BAKHMUT)


def test_losses_beyond_one_town_are_of_the_country() -> None:
    text = "Bakhmut is cold. The army has lost 200000 men."
    many = replace(figure(text, "200000"), low=200_000.0, high=200_000.0)
    place = linked(text, figures=(many,)).figures[0].place
    assert place is not None
    assert place.name == "Ukraine"


def test_how_long_a_capture_took_is_of_no_day_where_the_text_says_the_place_stands() -> None:
    text = "Bakhmut has not fallen. It took a year to take Bakhmut."
    start = text.rindex("take Bakhmut")
    stands = replace(claim(text, "Bakhmut has not fallen"), controller="Ukraine")
    took = replace(
        claim(text, "take Bakhmut"), start=start, end=start + len("take Bakhmut"), rule="took_time"
    )
    assert linked(text, control=(took,)).control[0].as_of_latest == PUBLISHED
    assert linked(text, control=(stands, took)).control[1].as_of_latest is None


def test_a_daily_briefing_counts_the_day_before() -> None:
    text = "Ukraine lost 500 men at Bakhmut, the spokesman said."
    said = statement(text, "Ukraine lost 500 men at Bakhmut", speaker="Igor Konashenkov")
    found = linked(text, figures=(figure(text, "500"),), statements=(said,)).figures[0]
    assert (found.as_of_earliest, found.as_of_latest) == (PUBLISHED - dt.timedelta(days=1), PUBLISHED)


@pytest.mark.parametrize(
    "likened", ["Much like the siege of Soledar", "Unlike Soledar", "In memories of Soledar"]
)
def test_a_place_that_another_is_likened_to_is_no_place_of_its_figures(likened: str) -> None:
    text = f"Bakhmut is cold. Bakhmut stands. {likened}, it is a symbol. The army lost 500 men."
    assert linked(text, figures=(figure(text, "500"),)).figures[0].place == BAKHMUT


def test_many_more_people_than_a_town_has_live_in_the_country() -> None:
    text = "Bakhmut is cold. There 2000000 people remain."
    many = replace(figure(text, "2000000", "population"), low=2_000_000.0, high=2_000_000.0)
    place = linked(text, figures=(many,)).figures[0].place
    assert place is not None
    assert place.name == "Ukraine"


def test_a_share_is_of_the_side_that_is_said_to_hold_it() -> None:
    text = "Prigozhin said 80 percent of Bakhmut is ours."
    share = figure(text, "80 percent", measure="territory_share")
    held = replace(claim(text, "80 percent of Bakhmut is ours"), controller="Russia")
    (found,) = linked(text, figures=(share,), control=(held,)).figures
    assert found.about == "Russia"


def test_between_two_days_is_from_the_first_to_the_last() -> None:
    text = "Between 2 February and 5 March some 500 men died in Bakhmut."
    days = (
        timex(text, "2 February", dt.date(2023, 2, 2)),
        timex(text, "5 March", dt.date(2023, 3, 5)),
    )
    (found,) = linked(text, figures=(figure(text, "500 men"),), timexes=days).figures
    assert (found.as_of_earliest, found.as_of_latest) == (dt.date(2023, 2, 2), dt.date(2023, 3, 5))


def test_what_a_number_is_set_against_dates_nothing() -> None:
    text = "Some 500 men died in Bakhmut, more than in January."
    january = timex(text, "January", dt.date(2023, 1, 1), dt.date(2023, 1, 31))
    (found,) = linked(text, figures=(figure(text, "500 men"),), timexes=(january,)).figures
    assert found.as_of_latest == PUBLISHED


def test_a_title_in_a_list_of_sources_is_no_younger_than_its_source() -> None:
    text = 'Bakhmut holds.\n\n2. "Shell kills 500 men in Bakhmut". Eastern Mail. 4 January 2023.'
    day = timex(text, "4 January 2023", dt.date(2023, 1, 4))
    (found,) = linked(text, figures=(figure(text, "500 men"),), timexes=(day,)).figures
    assert (found.as_of_earliest, found.as_of_latest) == (None, dt.date(2023, 1, 4))


def test_an_undated_past_on_another_front_is_not_of_the_day_of_writing() -> None:
    text = "Bakhmut holds. Russia took Soledar."
    far = replace(SOLEDAR, latitude=46.6, longitude=32.6)
    (found,) = linked(text, control=(claim(text, "Russia took Soledar", far),)).control
    assert (found.status, found.as_of_earliest, found.as_of_latest) == ("past", None, None)


@pytest.mark.parametrize("aside", ["a welder from Soledar", "north of Soledar"])
def test_a_place_that_somebody_is_from_or_another_lies_beside_is_no_place_of_figures(aside: str) -> None:
    text = f"Bakhmut holds. There, {aside}, Petrenko saw that 500 men died."
    (found,) = linked(text, figures=(figure(text, "500 men"),)).figures
    assert found.place == BAKHMUT


def test_a_front_of_hundreds_of_miles_is_that_of_the_whole_country() -> None:
    text = "Bakhmut holds. Along the 600-mile front the armies wait."
    front = replace(figure(text, "600-mile", measure="front_length"), low=600.0, unit="mile")
    (found,) = linked(text, figures=(front,)).figures
    assert found.place is not None
    assert found.place.kind == "country"


def test_a_place_told_in_passing_within_a_report_is_described_by_the_reporter() -> None:
    text = "Kyiv said the shells came from occupied Soledar."
    passing = replace(claim(text, "occupied Soledar"), rule="attribute_occupied")
    said = statement(text, "the shells came from occupied Soledar")
    (found,) = linked(text, control=(passing,), statements=(said,)).control
    assert (found.status, found.speaker) == ("asserted", None)


def test_an_event_of_the_newest_day_that_a_text_tells_of_is_not_past() -> None:
    text = "In May 2022 Russia took Soledar. On 3 January 2023 Russia took Bakhmut."
    days = (
        timex(text, "May 2022", dt.date(2022, 5, 1), dt.date(2022, 5, 31)),
        timex(text, "3 January 2023", dt.date(2023, 1, 3)),
    )
    told = (claim(text, "Russia took Soledar", SOLEDAR), claim(text, "Russia took Bakhmut"))
    found = linked(text, control=told, timexes=days).control
    assert [each.status for each in found] == ["past", "asserted"]


def test_a_source_goes_on_to_the_end_of_its_sentence_but_not_behind_a_turn() -> None:
    text = (
        "Petrenko said one house burned and 500 men had died. Petrenko said two houses burned, but 500 died."
    )
    first, second = figure(text, "500 men"), figure(text, "500 died")
    said = (
        statement(text, "one house burned"),
        replace(
            statement(text, "two houses burned"),
            cue_start=text.rindex("said"),
            cue_end=text.rindex("said") + len("said"),
            speaker="Olena Koval",
        ),
    )
    found = linked(text, figures=(first, replace(second, low=400.0, high=400.0)), statements=said).figures
    assert [f.speaker for f in found] == ["Ivan Petrenko", None]


def test_losses_right_after_a_closing_source_are_that_sources() -> None:
    text = "Five houses burned, Petrenko said. Some 500 men did not get out."
    found = linked(
        text, figures=(figure(text, "500 men"),), statements=(statement(text, "Five houses burned"),)
    ).figures
    assert [f.speaker for f in found] == ["Ivan Petrenko"]


def test_how_far_a_place_lies_from_the_front_is_the_texts_own_word() -> None:
    text = "A house in Soledar, 14 km from the front, burned down, Petrenko said."
    said = statement(text, "A house in Soledar, 14 km from the front, burned down")
    away = replace(figure(text, "14 km", "distance"), unit="km", low=14.0, high=14.0)
    (found,) = linked(text, figures=(away,), statements=(said,)).figures
    assert found.speaker is None


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("By 9 March, Russian forces had captured Soledar.", None, dt.date(2023, 3, 9)),
        ("Russian forces had captured Soledar by the end of 9 March.", None, dt.date(2023, 3, 9)),
        ("Russian forces captured Soledar on 9 March.", dt.date(2023, 3, 9), dt.date(2023, 3, 9)),
        ("Soledar was captured by Russian forces on 9 March.", dt.date(2023, 3, 9), dt.date(2023, 3, 9)),
    ],
)
def test_by_a_day_sets_only_the_last(sentence: str, earliest: dt.date | None, latest: dt.date) -> None:
    claims = extract(f"Kyiv, Ukraine.\n\n{sentence}\n", published=dt.date(2023, 3, 12)).control
    assert {(claim.as_of_earliest, claim.as_of_latest) for claim in claims} == {(earliest, latest)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Withdrawing from Soledar would be a mistake, the general said.",
        "A retreat from Soledar would be wrong, the minister said.",
        "Giving up Soledar would be madness.",
        "To abandon Soledar now would be a gift to the enemy.",
    ],
)
def test_what_would_be_a_mistake_tells_nothing_of_who_holds_a_place(sentence: str) -> None:
    claims = extract(f"Kyiv, Ukraine.\n\n{sentence}\n", published=dt.date(2023, 3, 12)).control
    assert all(claim.status == "hypothetical" and claim.event == "withdraw" for claim in claims)


def test_a_claim_goes_on_with_its_source_on_both_sides_of_the_attribution() -> None:
    before = "Six raids were beaten off, half of them at Bakhmut, Petrenko said."
    said = statement(before, "Six raids were beaten off")
    (found,) = linked(before, control=(claim(before, before[:-16]),), statements=(said,)).control
    assert (found.status, found.speaker) == ("claimed", "Ivan Petrenko")
    behind = "The mine is shut, Petrenko said; Bakhmut will fall."
    said = statement(behind, "The mine is shut")
    (found,) = linked(behind, control=(claim(behind, "Bakhmut will fall"),), statements=(said,)).control
    assert found.speaker == "Ivan Petrenko"


def test_after_a_full_stop_the_author_speaks_again() -> None:
    text = "The mine is shut, Petrenko said. Bakhmut has fallen."
    said = statement(text, "The mine is shut")
    (found,) = linked(text, control=(claim(text, "Bakhmut has fallen"),), statements=(said,)).control
    assert found.speaker is None


def test_what_ended_long_before_publication_is_past_though_the_text_tells_of_nothing_newer() -> None:
    text = "By May 2022 Bakhmut belonged to the army."
    told = timex(text, "May 2022", dt.date(2022, 5, 1), dt.date(2022, 5, 31))
    (found,) = linked(text, control=(claim(text, "Bakhmut belonged"),), timexes=(told,)).control
    assert found.status == "past"
