"""Text made to be slow costs no more a character for being long, and hides nothing around it."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakhmut_data import extract
from bakhmut_data.extraction import text_document
from bakhmut_data.finding.control.focus import Focus
from bakhmut_data.finding.places.finder import find_toponyms
from bakhmut_data.finding.statements import transcripts
from bakhmut_data.language.analysis import LONGEST_SENTENCE, analyse
from bakhmut_data.language.model import load_model
from tests.benchmarks.hostile import MIXTURES, hostile_text
from tests.timing import growth, processor_seconds

REPORT = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
LONG = 12_000  # characters; the longest paragraph and the longest sentence are far shorter
NOISE = {
    "digits": "".join(random.Random(1).choices("0123456789", k=1_000_000)),  # noqa: S311 - no secret
    "NUL": "\x00" * 200_000,
    "half characters": "\ud800" * 200_000,
    "marks of direction": "\u202e\u202c\u200f" * 70_000,
    "dashes": "-" * 200_000,
    "points": ". " * 100_000,
}


MOST_GROWTH = 9  # see `growth`


def assert_linear(long: str) -> None:
    extract(long[:100])
    assert growth(lambda length: processor_seconds(lambda: extract(long[:length])), len(long)) < MOST_GROWTH


@pytest.mark.parametrize(
    "unit",
    [
        "3 March ",
        "2023 ",
        "12 km ",
        "500 soldiers ",
        "said ",
        "he said “x” ",
        "Colonel Petrenko ",
        "did not capture Bakhmut and ",
        "tanks – 40 (+5)\n\n",
        "| tanks | 40 |\n",
    ],
)
def test_what_repeats_costs_no_more_a_character_for_being_long(unit: str) -> None:
    assert_linear(unit * (LONG // len(unit)))


@pytest.mark.parametrize("name", MIXTURES)
def test_what_never_repeats_costs_no_more_a_character_for_being_long(name: str) -> None:
    assert_linear(hostile_text(name, LONG))


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_much_noise_hides_no_claim_around_it(noise: str) -> None:
    started = time.process_time()
    extraction = extract(f"{REPORT}\n\n{noise}\n\n{REPORT}")
    assert time.process_time() - started < 60
    killed = [figure for figure in extraction.figures if figure.measure == "killed"]
    assert [figure.low for figure in killed] == [500, 500]
    assert all(extraction.document.text[each.start : each.end] == each.surface for each in killed)


pieces = st.sampled_from(
    [
        "1",
        "1,",
        " ",
        "\n",
        "\t",
        "“",
        "”",
        '"',
        "(",
        "|",
        "-",
        ".",
        "a",
        "A",
        "\x00",
        "\ud800",
        "\u202e",
        "٣",
        "½",
    ]
)


@given(parts=st.lists(st.tuples(pieces, st.integers(1, 900)), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_runs_of_any_marks_cost_little_and_keep_their_spans(parts: list[tuple[str, int]]) -> None:
    text = "".join(piece * times for piece, times in parts)
    started = time.process_time()
    extraction = extract(text)
    assert time.process_time() - started < 3
    for record in (*extraction.timexes, *extraction.toponyms, *extraction.figures):
        assert text[record.start : record.end] == record.surface


@pytest.mark.parametrize("unit", ["Ann Lee ", "A", "our own man Ann "])
def test_who_is_introduced_is_looked_for_once_in_a_text_of_names(unit: str) -> None:
    def seconds_for(length: int) -> float:
        text = unit * (length // len(unit))
        return processor_seconds(lambda: [list(shape.finditer(text)) for shape in transcripts.INTRODUCED])

    assert growth(seconds_for, 40_000) < MOST_GROWTH


@pytest.mark.parametrize("unit", ["\n", "- \n", "-", "1. \n"])
def test_headings_are_looked_for_once_among_lines_of_marks(unit: str) -> None:
    headings = "Bakhmut\n\nSoledar\n\n"
    first, second = find_toponyms(text_document(headings), analyse(headings))

    def seconds_for(length: int) -> float:
        marks = unit * (length // len(unit))
        behind = len(headings) + len(marks)
        names = [replace(first, start=behind + at, end=behind + at + 7) for at in range(0, length // 7, 9)]
        text = f"{headings}{marks}{'Bakhmut, ' * len(names)}"
        return processor_seconds(lambda: Focus([first, second, *names], text))

    assert growth(seconds_for, 60_000) < MOST_GROWTH


def test_remembered_rules_give_what_the_models_own_give() -> None:
    plain = load_model()
    texts = [
        REPORT,
        "There is no one there, and we ain't leaving; let's go on.",
        "They said that they'd have held it.",
        "Soldiers' losses rose: 40 of theirs, none of ours, she told me on Monday.",
        REPORT.upper(),
    ]
    for text in (*texts, *texts):
        paragraphs = analyse(text).paragraphs
        told = [
            [(token.pos_, str(token.morph), token.lemma_) for token in doc]
            for doc in (plain(text), paragraphs[0].doc)
        ]
        assert told[0] == told[1]


def test_steps_taken_with_the_lock_kept_are_the_models_own() -> None:
    plain = load_model()
    texts = [REPORT, "On Monday", "NATO and the UN met in Kyiv, 40 km from Bila Tserkva.", REPORT.upper()]
    paragraphs = analyse("\n\n".join(texts)).paragraphs
    assert len(paragraphs) == len(texts)
    for text, paragraph in zip(texts, paragraphs, strict=True):
        told = [
            [
                (token.head.i, token.dep_, token.is_sent_start, token.ent_iob_, token.ent_type_)
                for token in doc
            ]
            for doc in (plain(text), paragraph.doc)
        ]
        assert told[0] == told[1]


def test_a_paragraph_that_stands_twice_is_read_at_both_places() -> None:
    extraction = extract(f"{REPORT}\n\nSoledar fell.\n\n{REPORT}")
    starts = [figure.start for figure in extraction.figures]
    assert [extraction.document.text[start:][:9] for start in starts] == ["about 500"] * 2
    assert len(set(starts)) == 2


def test_no_sentence_is_longer_than_can_be_looked_at_whole() -> None:
    words = " ".join(["soldiers moved and"] * 2_000)
    assert max(len(sentence.tokens) for sentence in analyse(words).sentences()) <= LONGEST_SENTENCE
