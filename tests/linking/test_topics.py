"""Topics: what a statement is about, by the learned weights of its words and surroundings."""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bakhmut_data import extract, reference
from bakhmut_data.finding.statements.topic_model import GROUPS, TOPICS, group_scores, likeliest, stems
from bakhmut_data.making import topic_model


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The ministry said that 200 soldiers had been killed and 400 wounded.", "casualties"),
        ("Petro Bilyk said his guns had run out of shells and ammunition.", "ammunition"),
        ("Petro Bilyk said that NATO and the EU should discuss new sanctions.", "diplomacy"),
        ("Petro Bilyk said that Russian forces had captured the village of Opytne.", "control"),
    ],
)
def test_a_statement_is_about_what_its_words_tell(text: str, topic: str) -> None:
    assert [s.topic for s in extract(text).statements] == [topic]


def test_the_rule_says_where_the_model_decided_against_the_lexicon() -> None:
    found = extract("Petro Bilyk said that NATO and the EU should discuss new sanctions.").statements
    assert {s.rule.removesuffix("_model_topic") for s in found} == {"verb_clause"}


def test_words_are_told_without_their_endings() -> None:
    assert stems("Sanctions weakened Moscow’s banking.") == ["sanction", "weaken", "moscow", "bank"]


def test_unknown_words_add_nothing() -> None:
    assert group_scores("said", ["xyzzy"]) == (0.0,) * len(TOPICS)


def test_the_topic_is_the_one_with_the_greatest_sum() -> None:
    heavy = tuple(100.0 if topic == "symbolism" else 0.0 for topic in TOPICS)
    assert likeliest([heavy]) == "symbolism"


def test_every_feature_is_one_word_or_the_name_of_something_found() -> None:
    rows = reference.read_csv("topic_model.csv")
    assert {row["group"] for row in rows} == {"", *GROUPS}
    assert all(" " not in row["feature"] for row in rows if row["group"] not in ("found", ""))


def test_labels_are_topics_of_stretches_that_follow_one_another() -> None:
    with topic_model.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["topic"] for row in rows} <= set(TOPICS)
    keys = [(row["sha256"], int(row["start"]), int(row["end"])) for row in rows]
    assert max(Counter(keys).values()) == 1
    assert all(first <= second for first, second in pairwise([key[:2] for key in keys]))


def test_a_model_learns_which_word_tells_which_topic() -> None:
    examples = [
        topic_model.Example({"said": [word], "found": []}, topic, f"{word}{number}", judges=True)
        for word, topic in (("shell", "ammunition"), ("dead", "casualties"))
        for number in range(20)
    ]
    table = topic_model.Table(examples)
    weights = topic_model.learn(table.rows(examples), [example.topic for example in examples])
    asked = [topic_model.Example({"said": ["dead"]}, "casualties", "new", judges=True)]
    assert TOPICS[int((table.rows(asked) @ weights).argmax())] == "casualties"
    assert topic_model.judge(examples)["model"] == 1.0


def test_a_model_learns_from_written_texts_once_and_never_from_unseen_ones(tmp_path: Path) -> None:
    text = "Petro Bilyk said that NATO and the EU should discuss new sanctions."
    statement = {"start": 22, "end": 66, "topic": "diplomacy"}
    for folder, file in (("gold", "a"), ("written", "a"), ("written", "b"), ("unseen", "c")):
        (tmp_path / folder / "texts").mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "texts" / f"{file}.txt").write_text(text, encoding="utf-8")
        row = {"document": {"file": f"{file}.txt"}, "statements": [statement]}
        (tmp_path / folder / f"{file}.json").write_text(json.dumps(row), encoding="utf-8")
    examples = topic_model.read_examples([tmp_path])
    assert [each.document for each in examples] == ["a.txt", "b.txt"]
    assert {each.topic for each in examples} == {"diplomacy"}
