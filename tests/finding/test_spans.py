"""Whatever the text, a record's span is its surface, and the time it takes grows with the text alone."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakhmut_data import extract
from bakhmut_data.records import Extraction, Span
from tests.timing import processor_seconds

PIECES = [
    "Bakhmut",
    "Бахмут",
    "Chasiv Yar",
    "the eastern bank of the Bakhmutka",
    "Ukraine’s General Staff said",
    "the mayor told reporters on Tuesday that",
    "according to the ministry,",
    "“We hold the town,”",
    '"Nobody left"',
    "«Город наш»",
    "Russian forces captured",
    "is still held by",
    "on 9 March 2023",
    "9 березня 2023 року",
    "since last winter",
    "2023-05-20T10:00Z",
    "about 1,500 to 2,000 soldiers",
    "hundreds, perhaps thousands",
    "one in five",
    "70%",
    "$1.5bn",
    "12 km²",
    "killed or wounded",
    "5:1",
    "½",
    "٣٠٠",
    "\U0001f1fa\U0001f1e6",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301",
    "\u202eright to left\u202c",
    "مدينة باخموت",
    "\ud800",
    "\x00",
    "\ufeff",
    "\u00a0",
    "\u2028",
    "\r\n",
    "\n\n",
    "\t",
    ". ",
    ", ",
    "! ",
    " – ",
    "(",
    ")",
    "<br>",
    "https://example.org/a?b=1",
]

texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=()), max_size=12)),
    max_size=40,
).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces)))


def records(extraction: Extraction) -> Iterator[Span]:
    yield from extraction.timexes
    yield from extraction.toponyms
    yield from extraction.figures
    yield from extraction.statements
    yield from extraction.control
    yield from extraction.positions


def assert_spans_are_surfaces(text: str) -> None:
    for record in records(extract(text)):
        assert 0 <= record.start < record.end <= len(text), record
        assert text[record.start : record.end] == record.surface, record


@given(text=texts)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_of_any_text_is_its_surface(text: str) -> None:
    assert_spans_are_surfaces(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800", "\udfff\ud800", "\U0001f600", "\u202e"])
def test_a_text_that_says_nothing_yields_nothing_wrong(text: str) -> None:
    assert_spans_are_surfaces(text)


@pytest.mark.parametrize("mark", ["\x00", "\ud800", "\u200f", "\U0001f600", "\r\n", "\u00a0"])
def test_a_strange_mark_between_words_moves_no_offset(mark: str) -> None:
    sentence = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
    extraction = extract(f"{mark} {sentence} {mark}{mark} {sentence} {mark}")
    assert list(records(extraction))
    assert_spans_are_surfaces(extraction.document.text)


def seconds_of(text: str) -> float:
    return processor_seconds(lambda: extract(text))


# What the parser takes for one word is cheap; where every character is a word, 12,000 of them tell as much.
CHEAP, DEAR = 200_000, 12_000


@pytest.mark.parametrize(
    ("unit", "characters"),
    [
        ("1", CHEAP),
        (" ", CHEAP),
        ("\n", CHEAP),
        ("a", CHEAP),
        (".", CHEAP),
        ("1,", DEAR),
        ("\u00a0", CHEAP),
        ("“", DEAR),
        ('"', DEAR),
        (",", DEAR),
        ("(", DEAR),
        ("1 ", DEAR),
        ("- ", DEAR),
        ("of 1 ", DEAR),
        ("Bakhmut ", DEAR),
        ("He said that. ", DEAR),
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str, characters: int) -> None:
    long = unit * (characters // len(unit))
    short = long[: characters // 4]
    extract(short[:100])
    ratio = seconds_of(long) / max(seconds_of(short), 0.02)
    # Four times the text: linear is 4, quadratic 16.
    assert ratio < 9
