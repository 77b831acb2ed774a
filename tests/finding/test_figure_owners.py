"""Whose a figure is and what it measures where writing leaves words out: letters, talk, notes."""

from __future__ import annotations

import pytest

from bakhmut_data.extraction import extract, text_document
from bakhmut_data.finding.figures.finder import find_figures, find_mentions
from bakhmut_data.finding.figures.sides import read_setting
from bakhmut_data.finding.figures.voices import Voices
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Figure, Statement
from tests.timing import growth, processor_seconds

WAR = "The war in Ukraine goes on.\n\n"


def figures(sentence: str) -> tuple[Figure, ...]:
    text = WAR + sentence + "\n"
    return find_figures(text_document(text), analyse(text))


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("The Poles gave 9 million dollars. Donors have given 3 million.", "cost"),
        ("Ten Russians fall for every Ukrainian, one general reckons. Another says six.", "losses_ratio"),
        ("Their losses against ours are twelve for one.", "losses_ratio"),
        ("The medics bandaged seventeen.", "wounded"),
        ("The bus brought out seventeen.", "other"),
        ("The surgeons operated on 30 patients.", "wounded"),
        ("Our men gave up 900 metres.", "advance"),
        ("In the week: plus 3 km in the north.", "advance"),
        ("The cellar hid children under nine.", "age"),
        ("There are sixty people in the cellars.", "population"),
        ("Some 90 people leave the town each week.", "other"),
        ("Ukraine took 25 prisoners.", "other"),
        ("The drive to Lviv once took two hours.", "distance"),
        ("A quarter of Americans think that it matters.", "other"),
    ],
)
def test_what_words_left_out_would_have_told(sentence: str, measure: str) -> None:
    assert figures(sentence)[-1].measure == measure


@pytest.mark.parametrize(
    ("sentence", "abouts"),
    [
        ("We hold the ridge. I had 28 killed.", ["Ukraine"]),
        ("The enemy lost over 300 men on our flank.", ["Russia"]),
        ("The other side has 40 guns.", ["Russia"]),
        ("Prigozhin left. Ten of them surrendered.", ["Wagner"]),
        ("Prigozhin says that he has 300 fighters.", ["Wagner"]),
        ("They were paid 9,000 roubles.", ["Russia"]),
        ("She was paid 9,000 hryvnias.", ["Ukraine"]),
        ("Russia fires 900 shells and Ukraine's 200 shells fall short.", ["Russia", "Ukraine"]),
        ("Ukraine repelled 8 attacks at a price of four dead.", ["Russia", "Ukraine"]),
        ("Ukraine took 25 prisoners.", ["Russia"]),
        ("Our brigade sees 20 attacks a day.", ["Russia"]),
        ("The Germans will send 14 guns.", ["Ukraine"]),
        ("Russia occupies 12 percent of Ukraine.", ["Russia"]),
        ("A company came back with 31 men.", ["Ukraine"]),
    ],
)
def test_whose_it_is_follows_pronouns_verbs_and_money(sentence: str, abouts: list[str]) -> None:
    assert [each.about for each in figures(sentence)] == abouts


def test_the_shells_of_either_side_are_those_of_who_fires_them() -> None:
    found = extract(WAR + "“We fire forty a day, they fire ninety,” said a Ukrainian gunner.\n").figures
    assert [(each.low, each.measure, each.about) for each in found] == [
        (40, "equipment", "Ukraine"),
        (90, "equipment", "Russia"),
    ]


def test_a_ratio_may_be_a_range_and_its_second_number_an_owner_s() -> None:
    [many] = figures("The attacker loses four or five for each defender.")
    [few] = figures("We fire one for their six.")
    assert (many.low, many.high, many.unit) == (4, 5, "ratio")
    assert (few.low, few.high, few.unit) == (6, 6, "ratio")


def test_what_relief_workers_call_theirs_is_of_neither_side() -> None:
    text = WAR + "Humanitarian bulletin. Our donors gave relief. We keep 12 vans in Kramatorsk.\n"
    [found] = find_figures(text_document(text), analyse(text))
    assert (found.measure, found.about) == ("equipment", "none")


def test_the_answers_of_an_interview_are_not_the_reporter_s() -> None:
    text = (
        "By Mia Holm\n\nMajor Petro Lysenko defends Bakhmut in Ukraine. We met him in a cellar.\n\n"
        "How much of the town is yours?\n\nTen per cent.\n\nAre there civilians?\n\nAbout ninety.\n\n"
        "Will you stay?\n\nWe have 40 men.\n"
    )
    found = extract(text).figures
    assert [(each.measure, each.about, each.speaker) for each in found] == [
        ("territory_share", "Ukraine", "Petro Lysenko"),
        ("population", "Ukraine", "Petro Lysenko"),
        ("force_size", "Ukraine", "Petro Lysenko"),
    ]


def test_members_of_a_parliament_speak_under_their_offices_and_seats() -> None:
    text = (
        "Ukraine: Update\n\nThe Minister of Defence (Ada Lund): We have given Ukraine 20 guns.\n\n"
        "Ole Vik (North Bay): How many men has Ukraine lost? I believe that it is 900 a week?\n\n"
        "Ada Lund: I do not know.\n\nOle Vik: The town had 4,000 people?\n\nAda Lund: It had.\n"
    )
    assert [(each.low, each.speaker) for each in extract(text).figures] == [
        (20, "Ada Lund"),
        (900, "Ole Vik"),
        (4000, "Ole Vik"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hanna Maliar said that Russia lost 4,000 men, half of them convicts.",
        "Hanna Maliar said that Russia lost 4,000 men. For Ukraine she gives 200 dead.",
        "The brigade has lost 90 men, Hanna Maliar said on Sunday, with 50 more in hospital.",
    ],
)
def test_who_said_the_first_figure_says_the_one_that_goes_on(sentence: str) -> None:
    assert [each.speaker for each in extract(WAR + sentence + "\n").figures] == ["Hanna Maliar"] * 2


def test_a_long_speech_is_searched_once_however_many_figures_are_in_it() -> None:
    [mention] = find_mentions("They lost 9 tanks.", analyse("They lost 9 tanks."))

    def seconds_for(length: int) -> float:
        surface = ("“" + "they lost " * length)[:length]
        speech = Statement(start=0, end=length, surface=surface, rule="quote", speaker="a man", kind="direct")
        setting, voices = read_setting(WAR), Voices([speech])
        return processor_seconds(lambda: [voices.within(setting, mention) for _ in range(length // 1000)])

    # Four times the speech with four times the figures: 4 where it is searched once, 16 once for each.
    assert growth(seconds_for, 400_000) < 9
