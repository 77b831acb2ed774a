"""Figures in whole sentences: what is counted, of whom, and what is no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.extraction import extract, text_document
from bakhmut_data.finding.figures.finder import find_figures
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Figure, Place, Toponym


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(text_document(text), analyse(text))


@pytest.mark.parametrize(
    ("text", "unit", "measure"),
    [
        ("Russia lost 340 soldiers near Bakhmut.", "people", "casualties"),
        ("Ukrainian gunners killed 12 Russian troops.", "people", "killed"),
        ("The hospital in Bakhmut took in 45 wounded overnight.", "people", "wounded"),
        ("Up to 25 men were killed and wounded in the Russian column.", "people", "casualties"),
        ("Before the war Bakhmut was a town of 71,000.", "people", "population"),
        ("Wagner has 8,200 fighters in Ukraine.", "people", "force_size"),
        ("Russian forces hold 65% of Bakhmut.", "percent", "territory_share"),
        ("Russian troops advanced 700 metres in Bakhmut.", "metre", "advance"),
        ("The village lies 9 km north of Bakhmut.", "km", "distance"),
        ("The battle of Bakhmut has lasted six months.", "month", "duration_of_battle"),
        ("Ukraine repelled 14 attacks near Bakhmut.", "attack", "attacks"),
        ("Russia destroyed three tanks near Bakhmut.", "vehicle", "equipment"),
        ("Ukraine fires 3,000 shells a day.", "other", "equipment"),
        ("The United States sent Ukraine $2.1bn in arms.", "usd", "cost"),
        ("In Bakhmut the ratio of losses is one to four.", "ratio", "losses_ratio"),
        ("The front line in Ukraine is 1,100 km long.", "km", "front_length"),
        ("Two Ukrainian brigades stand near Bakhmut.", "other", "force_size"),
        ("Bakhmut was an industrial hub of some 71,000.", "people", "population"),
        ("The number of soldiers in Bakhmut was put at 900.", "people", "force_size"),
        ("Four pick-up trucks burned near Bakhmut.", "vehicle", "equipment"),
        ("Seven of theirs for one of ours fell at Bakhmut.", "ratio", "losses_ratio"),
        ("One soldier in three was killed in Bakhmut.", "percent", "killed"),
        ("Forty people were evacuated from Bakhmut.", "people", "other"),
        ("Some 4,000 families stayed in Bakhmut.", "other", "other"),
        ("Thousands of mothers will not forget Bakhmut.", "people", "other"),
        ("How many thousands must die for Bakhmut?", "people", "other"),
        ("He lost two friends near Bakhmut.", "people", "killed"),
        ("In Bakhmut 80 soldiers from the brigade were killed.", "people", "killed"),
        ("They shelled positions near Bakhmut 324 times.", "attack", "attacks"),
        ("Of Bakhmut 80 percent is ours.", "percent", "territory_share"),
        ("At least 300 of them dead, they left Bakhmut.", "people", "killed"),
    ],
)
def test_a_figure_has_unit_and_measure(text: str, unit: str, measure: str) -> None:
    assert [(figure.unit, figure.measure) for figure in figures(text)] == [(unit, measure)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ukrainian gunners killed 12 Russian troops.", "Russia"),
        ("Russia has lost 340 soldiers near Bakhmut.", "Russia"),
        ("In Bakhmut, Wagner's losses came to 4,100 dead.", "Wagner"),
        ("Ukraine lost 60 soldiers in Bakhmut.", "Ukraine"),
        ("Some 400 soldiers from both sides died in Bakhmut.", "both"),
        ("Ukrainian forces destroyed four tanks.", "Russia"),
        ("Our brigade lost 30 men in Bakhmut.", "Ukraine"),
        ("Near Bakhmut the enemy lost 75 men.", "Russia"),
        ("Ukrainian forces held their line and destroyed six tanks.", "Russia"),
        ("The enemy carried out 80 attacks on the positions of our troops near Bakhmut.", "Russia"),
        ("Six square kilometres were liberated around Bakhmut.", "Ukraine"),
        ("Per Ukraine: 900 killed at Bakhmut", "Russia"),
        ("Per Wagner: 900 killed at Bakhmut (own forces)", "Wagner"),
        ("Per Wagner: 900 killed at Bakhmut (Ukrainian)", "Ukraine"),
    ],
)
def test_a_figure_tells_whose_people_or_things_it_counts(text: str, about: str) -> None:
    assert [figure.about for figure in figures(text)] == [about]


def test_the_enemy_is_ukraine_in_russian_official_language() -> None:
    text = "In the special military operation near Artyomovsk the enemy lost 75 men."
    assert [figure.about for figure in figures(text)] == ["Ukraine"]


def test_rows_of_a_loss_table_take_label_and_heading() -> None:
    text = "Russian losses near Bakhmut\n\n| tanks | 1,204 | (+3) |\n| helicopters | 88 | (0) |\n"
    found = [(figure.low, figure.unit, figure.measure, figure.about) for figure in figures(text)]
    assert found == [
        (1204, "vehicle", "equipment", "Russia"),
        (3, "vehicle", "equipment", "Russia"),
        (88, "other", "equipment", "Russia"),
        (0, "other", "equipment", "Russia"),
    ]


def test_the_lines_of_a_loss_list_take_the_side_of_its_heading() -> None:
    text = "Losses of the Russian army in Ukraine:\ntanks – 1,200 (+4),\nguns – 850 (+9)."
    assert {figure.about for figure in figures(text)} == {"Russia"}


def test_a_distance_goes_on_in_the_next_number() -> None:
    found = figures("Bakhmut is 90 km from Donetsk, 55 from Sloviansk.")
    assert [(figure.unit, figure.measure) for figure in found] == [("km", "distance")] * 2


def test_a_conversion_in_brackets_is_a_figure_of_its_own() -> None:
    found = figures("The guns stand about 15 km (9 miles) from Bakhmut.")
    assert [(figure.low, figure.unit, figure.qualifier) for figure in found] == [
        (15, "km", "about"),
        (9, "mile", "about"),
    ]


def test_fractions_are_percent_and_a_fortnight_is_two_weeks() -> None:
    found = figures("Two-thirds of Bakhmut fell within a fortnight.")
    assert [(figure.low, figure.unit) for figure in found] == [(66.67, "percent"), (2, "week")]


def test_the_last_of_a_list_of_losses_is_counted_without_a_number() -> None:
    found = figures("The army near Bakhmut lost six trucks and a D-20 howitzer.")
    assert [(figure.low, figure.measure) for figure in found] == [(6, "equipment"), (1, "equipment")]


@pytest.mark.parametrize(
    "text",
    [
        "On 14 January 2023 the 77th Brigade left Bakhmut.",
        "Three days ago the road to Bakhmut was cut.",
        "A 152-mm gun stood near Bakhmut.",
        "One of the bridges near Bakhmut is down.",
        "See Article 5 of the treaty with Ukraine.",
        "He drove a Leopard 2 in Ukraine.",
        "Months of fighting have ruined Bakhmut.",
        "The two leaders spoke about Bakhmut at 4 p.m. in Kyiv.",
    ],
)
def test_dates_names_labels_and_calibres_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Olena Tkach, 52, left Bakhmut.",
        "The video from Bakhmut has 3m views.",
        "5 minute read",
        "In Bakhmut a 19-year-old volunteer waits.",
        "The harvest weighed 40 tons.",
    ],
)
def test_numbers_beside_the_war_are_not_core(text: str) -> None:
    assert [figure.core for figure in figures(text)] == [False]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 ,.%$-|:()\n“”killed men жы😀"), max_size=120))
def test_for_any_text_every_slice_is_its_surface(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.surface


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Russian shelling killed nine people in Bakhmut.", "Ukraine"),
        ("Near Bakhmut the army of Ukraine said it lost six soldiers.", "Ukraine"),
        ("Bakhmut: our guns struck 4 areas of concentration of the enemy.", "Russia"),
        ("Ukraine's withdrawal of two kilometres near Bakhmut was orderly.", "Russia"),
    ],
)
def test_whose_a_figure_is_follows_weapons_pronouns_and_targets(text: str, about: str) -> None:
    assert [figure.about for figure in figures(text)] == [about]


@pytest.mark.parametrize(
    ("text", "unit", "measure"),
    [
        ("Near Bakhmut the line moved 3 km north in a week of Russian attacks.", "km", "advance"),
        ("In Bakhmut the odds for Ukraine were one to five.", "ratio", "force_size"),
        ("Russia lost 15 percent of its armour near Bakhmut.", "percent", "equipment"),
    ],
)
def test_context_tells_what_a_figure_measures(text: str, unit: str, measure: str) -> None:
    assert (figures(text)[0].unit, figures(text)[0].measure) == (unit, measure)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("If Kyiv had left, hundreds of soldiers would have come home from Bakhmut.", [False]),
        ("Had the line broken, Ukraine could have lost 5,000 men.", [False]),
        ("Russia could have lost 30,000 men at Bakhmut, an official said.", [True]),
        ("Donate now: 25 euros buys a stove for a family in Ukraine.", [False]),
        ("Read also: How 3,000 villagers left Avdiivka in Ukraine", [False]),
    ],
)
def test_what_did_not_happen_and_calls_for_money_are_not_core(text: str, core: list[bool]) -> None:
    assert [figure.core for figure in figures(text)] == core


def test_those_who_remain_of_many_are_counted_as_those_were() -> None:
    found = figures("Of the 4,000 convicts sent to Bakhmut, 900 remain at the front.")
    assert [figure.measure for figure in found] == ["force_size", "force_size"]


@pytest.mark.parametrize(
    ("text", "unit", "measure"),
    [
        ("Some 90,000 people crossed into Poland from Ukraine.", "people", "other"),
        ("Ukraine says 1,100 Russian marines surrendered.", "people", "other"),
        ("The deportation of 300 children from Ukraine went on.", "people", "other"),
        ("In Ukraine 9 gendarmes were killed in an ambush.", "people", "killed"),
        ("The Russians lost thirty men dead near Bakhmut.", "people", "killed"),
        ("Two Russian battalions near Bakhmut no longer exist.", "other", "casualties"),
        ("A third of the troops sent to Bakhmut is combat ineffective.", "percent", "casualties"),
        ("In Ukraine the Russians tried nine times on Monday.", "attack", "attacks"),
        ("The shaft near Bakhmut is 210 metres deep.", "metre", "other"),
        ("Bakhmut is 42 sq km in all.", "sq_km", "other"),
        ("Ukraine's foothold in Vovchansk measures three sq km.", "sq_km", "territory_share"),
        ("Bakhmut is twenty minutes by tractor.", "minute", "distance"),
        ("Fifteen weeks on, Bakhmut had not given in.", "week", "duration_of_battle"),
        ("In Bakhmut sat about a platoon of scouts.", "other", "force_size"),
        ("The ration of shells in Bakhmut tripled.", "ratio", "equipment"),
        ("In a poll 42 percent of Germans feared the attack on Ukraine.", "percent", "other"),
        (
            "Russian troops hold the north of Bakhmut; an analyst gives them 30 percent.",
            "percent",
            "territory_share",
        ),
    ],
)
def test_what_is_counted_follows_from_what_is_said_of_it(text: str, unit: str, measure: str) -> None:
    assert [(figure.unit, figure.measure) for figure in figures(text)] == [(unit, measure)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("In Ukraine 19 civilians were killed by Russian forces.", ["Ukraine"]),
        ("Five killed as Russia hits a bridge in Ukraine.", ["Ukraine"]),
        ("A Russian shell hit the stop in Nikopol. Four died.", ["Ukraine"]),
        ("The US will send 3,000 troops to Poland as Russia threatens Ukraine.", ["none"]),
        ("Russia, despite having amassed 90,000 troops, denies that it will invade Ukraine.", ["Russia"]),
        ("Ukraine says it has retaken dozens of villages.", ["Ukraine"]),
        ("A Kyiv flat burned and 12 shells fell as Russia fired.", ["Russia"]),
        ("In Ukraine 12 missiles were launched overnight.", ["Russia"]),
        ("Oil rose above $100 a barrel as Russia invaded Ukraine.", ["none"]),
        ("Olena, 43, left Bakhmut.", ["none"]),
        ("The Russian vanguard is 7 km from Bakhmut.", ["Russia"]),
        ("Russia sent 600 men to Bakhmut, of whom 90 died.", ["Russia", "Russia"]),
    ],
)
def test_whose_a_figure_is_follows_from_who_does_what(text: str, about: list[str]) -> None:
    assert [figure.about for figure in figures(text)] == about


def test_single_victims_are_counted_and_possible_ones_are_not() -> None:
    text = "A mine killed a soldier and a village elder near Bakhmut. Another could kill a farmer."
    found = [(figure.surface, figure.low, figure.measure) for figure in figures(text)]
    assert found == [("a soldier", 1, "killed"), ("a village elder", 1, "killed")]


def test_those_arrested_beside_the_dead_are_told_apart() -> None:
    found = figures("In Bakhmut two were killed and three others arrested.")
    assert [(figure.low, figure.measure) for figure in found] == [(2, "killed"), (3, "other")]


def test_a_number_of_a_larger_number_counts_the_same_things() -> None:
    found = figures("Ukraine's brigade lost 9 of its 31 tanks.")
    assert [(figure.low, figure.unit) for figure in found] == [(9, "vehicle"), (31, "vehicle")]


def test_a_question_tells_what_its_answer_counts() -> None:
    text = "How many are left in Bakhmut? “Fewer than 900, 40 of them children,” the mayor said."
    assert [(figure.low, figure.measure) for figure in figures(text)] == [
        (900, "population"),
        (40, "population"),
    ]


def test_rows_of_dated_shares_take_place_and_side_from_their_heading() -> None:
    text = "How much of Bakhmut is Russian, by our map\n  20 May – 40%\n  10 June – ca. 55%"
    found = [(figure.low, figure.measure, figure.about) for figure in figures(text)]
    assert found == [(40, "territory_share", "Russia"), (55, "territory_share", "Russia")]


def test_a_ratio_takes_what_it_compares_from_the_sentence_before() -> None:
    found = figures("“The Russians outgun us,” he said. “In spring it was eight to one.”")
    assert [(figure.low, figure.measure) for figure in found] == [(8, "equipment")]


def test_those_hurt_abroad_are_of_neither_side() -> None:
    ukraine = Place(
        place_id="1", name="Nikopol", kind="settlement", latitude=0, longitude=0, country="UA", origin="test"
    )
    text = "In Nikopol four people were killed."
    near = Toponym(start=3, end=10, surface="Nikopol", rule="test", role="location", place=ukraine)
    far = replace(near, place=replace(ukraine, country="PL"))
    document, analysis = text_document(text), analyse(text)
    assert [figure.about for figure in find_figures(document, analysis, [near])] == ["Ukraine"]
    assert [figure.about for figure in find_figures(document, analysis, [far])] == ["none"]


@pytest.mark.parametrize(
    "text",
    [
        "Supporting effort 2—Bakhmut; Supporting effort 3—Soledar.",
        "(3/7) Volunteers carry water in Bakhmut.",
        "3.4 Russian brigades. No data from Bakhmut.",
        "The shelling of Bakhmut began at nine.",
        "The general swore that not an inch of Bakhmut would be given up.",
        "In Bakhmut most agreed, but a few claimed otherwise.",
    ],
)
def test_numbered_things_clock_words_and_few_voices_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "measure", "about"),
    [
        ("A survey found that 80% held Russia responsible for the war in Ukraine.", "other", "none"),
        ("The allies have sent billions in military aid to Ukraine.", "cost", "Ukraine"),
        ("All 43 million Ukrainians hope.", "population", "Ukraine"),
        ("In Izyum 59 bodies were found after Russian troops left Ukraine.", "killed", "Ukraine"),
    ],
)
def test_opinions_aid_whole_peoples_and_bodies_are_told_apart(text: str, measure: str, about: str) -> None:
    assert [(figure.measure, figure.about) for figure in figures(text)] == [(measure, about)]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "Some 20,000 of Wagner's 40,000 men have deserted, or been killed or wounded.",
            "deserted; killed; wounded",
        ),
        ("About 500 Russian soldiers were killed, wounded or captured.", "captured; killed; wounded"),
        ("Losses came to 1,200 Russian soldiers: dead, wounded and missing.", "killed; missing; wounded"),
        # What the measure tells, and what another number counts, is not told again.
        ("About 500 Russian soldiers were killed or wounded.", None),
        ("About 500 Russian soldiers were killed and 40 captured.", None),
    ],
)
def test_losses_that_are_more_than_killed_and_wounded_say_so(sentence: str, counts: str | None) -> None:
    found = extract(f"Bakhmut, Ukraine.\n\n{sentence}\n").figures
    assert next(each for each in found if each.measure in {"casualties", "killed"}).counts == counts


@pytest.mark.parametrize(
    "sentence",
    [
        "That decree decides the fate of hundreds of gunners.",
        "He answers for the souls of hundreds of soldiers.",
    ],
)
def test_a_figure_of_speech_counts_nobody(sentence: str) -> None:
    assert extract(f"Bakhmut, Ukraine.\n\n{sentence}\n").figures == ()


def test_numbers_of_a_table_count_what_their_column_is_headed_by() -> None:
    text = (
        "The war in Ukraine, by weeks.\n\n"
        "| | Russian attacks a day | advance, week | killed |\n| Olhivka | 12 to 15 | 300 m | 40 |\n"
        "| Dubove | 7 | 1.5 km | 9 |\n"
    )
    assert [(each.low, each.unit, each.measure, each.about) for each in figures(text)] == [
        (12, "attack", "attacks", "Russia"),
        (300, "metre", "advance", "Russia"),
        (40, "people", "killed", "Russia"),
        (7, "attack", "attacks", "Russia"),
        (1.5, "km", "advance", "Russia"),
        (9, "people", "killed", "Russia"),
    ]


@pytest.mark.parametrize(
    ("sentence", "measure", "about"),
    [
        ("Behind the ridge lie twelve miles of fields.", "distance", "none"),
        ("Ukrainian troops took twelve miles of fields.", "advance", "Ukraine"),
        ("The ministry spoke of 4,000 killed on the Russian side.", "killed", "Russia"),
        ("A girl of two was found in the cellar.", "age", "none"),
        ("Petro, 12 is too young to be a soldier.", "age", "none"),
        ("Our guns fired a third of what they had in May.", "equipment", "Ukraine"),
    ],
)
def test_what_stands_around_a_number_tells_what_and_whose_it_is(
    sentence: str, measure: str, about: str
) -> None:
    [found] = figures(f"The war in Ukraine goes on.\n\n{sentence}\n")
    assert (found.measure, found.about) == (measure, about)


def test_the_clock_times_of_a_live_blog_are_no_figures() -> None:
    assert figures("The war in Ukraine.\n\n20.15\n\nThe gate is shut.\n") == ()


def test_what_a_row_is_of_goes_before_the_heading_of_its_column() -> None:
    text = "The war in Ukraine, by weeks.\n\n| Item | Russian losses |\n| tanks | 12 |\n| mortars | 7 |\n"
    assert [each.measure for each in figures(text)] == ["equipment", "equipment"]
