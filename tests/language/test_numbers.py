"""Numbers, ranges, qualifiers and units in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data.language.numbers.quantities import Quantity, find_quantities
from tests.timing import processor_seconds


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,350 shells", 4350),
        ("12 600 shells", 12600),
        ("12\u202f600 shells", 12600),
        ("30.000 men", 30000),
        ("2.5 million rounds", 2_500_000),
        ("3,5 km", 3.5),
        ("forty-two graves", 42),
        ("one hundred and sixty thousand refugees", 160_000),
        ("two and a half thousand", 2500),
        ("half a dozen trucks", 6),
        ("a quarter of a million people", 250_000),
        ("a hundred metres", 100),
        ("40k volunteers", 40_000),
        ("$3.2bn", 3_200_000_000),
        ("£750m", 750_000_000),
        ("a kilometre and a half", 1.5),
        ("half a mile", 0.5),
        ("ten point five", 10.5),
    ],
)
def test_numbers_have_their_value(text: str, value: float) -> None:
    quantity = only(text)
    assert quantity.low == quantity.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12,000-15,000 troops", 12_000, 15_000),
        ("from 20 to 25 thousand", 20_000, 25_000),
        ("between six and eight thousand", 6000, 8000),
        ("200 to 350 metres", 200, 350),
        ("2–4 km", 2, 4),
        ("five or six drones", 5, 6),
        ("$5 million to $7 million", 5_000_000, 7_000_000),
        ("hundreds, perhaps thousands", 100, 9999),
        ("Thirty, forty of them", 30, 40),
        ("in twos and threes", 2, 3),
    ],
)
def test_ranges_have_two_ends(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "values"),
    [("rose from 40 to 55", [40, 55]), ("fell from 300 shells to 90", [300, 90]), ("lost 12 and 7", [12, 7])],
)
def test_changes_and_lists_are_separate_quantities(text: str, values: list[float]) -> None:
    assert [quantity.low for quantity in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("150 drones", "exact"),
        ("about 150 drones", "about"),
        ("c. 150 drones", "about"),
        ("some 150 drones", "about"),
        ("more than 150 drones", "more_than"),
        (">150 drones", "more_than"),
        ("150+ drones", "more_than"),
        ("well over 150 drones", "more_than"),
        ("at least 150 drones", "at_least"),
        ("no fewer than 150 drones", "at_least"),
        ("150 or more drones", "at_least"),
        ("fewer than 150 drones", "less_than"),
        ("just under 150 drones", "less_than"),
        ("up to 150 drones", "at_most"),
        ("as many as 150 drones", "at_most"),
        ("150-170 drones", "range"),
        ("dozens of drones", "vague"),
        ("a third of them", "about"),
    ],
)
def test_qualifiers_say_how_exactly_a_number_is_meant(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("two-thirds of the town", "fraction", 2 / 3),
        ("one in four houses", "share", 0.25),
        ("nine out of ten windows", "share", 0.9),
        ("a ratio of 1:6", "ratio", 6),
        ("losses of four to one", "ratio", 4),
        ("six attackers for every defender", "ratio", 6),
        ("three times as many guns", "multiple", 3),
        ("twice the number", "multiple", 2),
    ],
)
def test_fractions_shares_and_ratios_are_told_apart(text: str, form: str, value: float) -> None:
    quantity = only(text)
    assert quantity.form == form
    assert quantity.low == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("35 per cent", "percent", "percent"),
        ("80 %", "percent", "percent"),
        ("12 sq km", "square kilometre", "area"),
        ("600 yards", "yard", "length"),
        ("15km", "kilometre", "length"),
        ("40 kg of flour", "kilogram", "weight"),
        ("-5 degrees Celsius", "celsius", "temperature"),
        ("90 km/h", "kilometre per hour", "speed"),
        ("2 million hryvnias", "ukrainian hryvnia", "money"),
        ("€40,000", "euro", "money"),
        ("US$12 million", "united states dollar", "money"),
        ("a 44-year-old baker", "year", "age"),
        ("three weeks", "week", "time"),
    ],
)
def test_units_are_recognised(text: str, unit: str, kind: str) -> None:
    found = only(text).unit
    assert found is not None
    assert (found.name, found.kind) == (unit, kind)


@pytest.mark.parametrize(
    "text",
    [
        "a T-72B3 tank",
        "the 24th Brigade",
        "an F-16",
        "on 9/11",
        "see [12]",
        "at 10:45",
        "version 3.1.4",
        "03.04.2023",
        "2S7",
    ],
)
def test_names_dates_times_and_marks_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_the_span_holds_qualifier_number_and_unit() -> None:
    text = "They were roughly 25 km away."
    quantity = only(text)
    assert text[quantity.start : quantity.end] == "roughly 25 km"
    assert text[quantity.bare_start : quantity.number_end] == "25"


@given(st.text(alphabet=st.sampled_from("0123456789.,:-–%$+ aA¼😀ж\n")) | st.text())
def test_any_text_yields_ordered_spans_within_it(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert (
            end <= quantity.start <= quantity.bare_start <= quantity.number_start < quantity.end <= len(text)
        )
        end = quantity.end


@pytest.mark.parametrize("piece", ["7", "1,", "a ", '"', "x", "5-", " "])
def test_reading_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        return processor_seconds(lambda: find_quantities(text))

    assert seconds(40_000) < 12 * seconds(10_000) + 0.5


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$US5,931,000", 5_931_000, 5_931_000, "united states dollar"),
        ("RM3.06mil", 3_060_000, 3_060_000, "malaysian ringgit"),
        ("Rs 500 crore", 5e9, 5e9, "rupee"),
        ("1.2m tonnes", 1.2e6, 1.2e6, "ton"),
        ("£1-2m", 1e6, 2e6, "pound"),
        ("from $370,000 to $5.5 million", 370_000, 5.5e6, "dollar"),
        ("300p", 300, 300, "pence"),
        ("25 basis points", 25, 25, "basis point"),
    ],
)
def test_letters_on_digits_and_units_at_both_ends_are_read(
    text: str, low: float, high: float, unit: str
) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high) == pytest.approx((low, high))
    assert quantity.unit is not None
    assert quantity.unit.name == unit


@pytest.mark.parametrize(("text", "value"), [("3x the price", 3), ("ten-fold", 10), ("tripled", 3)])
def test_folds_are_multiples(text: str, value: float) -> None:
    quantity = only(text)
    assert (quantity.form, quantity.low) == ("multiple", value)


def test_every_fourth_is_a_share_and_every_second_day_is_none() -> None:
    quantity = only("every fourth of them")
    assert (quantity.form, quantity.low) == ("share", 0.25)
    assert not find_quantities("every second day")


def test_a_unit_said_once_counts_for_two_numbers() -> None:
    found = find_quantities("grew from 60 to 71 percent within 6 and 8 days")
    assert [quantity.unit.name if quantity.unit else None for quantity in found][-2:] == ["day", "day"]


def test_a_change_from_one_amount_to_another_tells_two() -> None:
    found = find_quantities("They agreed to expand the lines from $55 billion to $110 billion.")
    assert [quantity.low for quantity in found] == [55e9, 110e9]


@pytest.mark.parametrize(
    "text",
    [
        "sirens at 0500 GMT and 2130 local time",
        "by 06.03 the road was cut, on 12.05 it rained",
        "at about twenty to nine",
        "a quarter to ten",
        "arms sales in 2016-20",
        "a 3G network",
    ],
)
def test_clock_times_dotted_days_and_spans_of_years_are_no_quantities(text: str) -> None:
    assert not find_quantities(text)
