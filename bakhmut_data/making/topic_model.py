"""Makes `reference/topic_model.csv` from annotated texts: `python -m bakhmut_data.making.topic_model FOLDER`.

The folders hold annotations (`*.json` in `gold` or `written`, anywhere below) with their texts by file
name, and rows of texts (`*.jsonl`), to which `topic_labels.csv` beside this module adds topics by the text's
sha256. With `--judge` nothing is written: every annotated document is read by a model made without it, and
the share of right topics is printed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bakhmut_data.extraction import extract
from bakhmut_data.finding.statements.topic_model import GROUPS, TOPICS
from bakhmut_data.linking import Topics
from bakhmut_data.reading.documents import document_from_text
from bakhmut_data.reference import FOLDER

LABELS = Path(__file__).parent / "topic_labels.csv"
MODEL = FOLDER / "topic_model.csv"
# Where annotation to learn from lies; `unseen` is left to judge what was learned.
ANNOTATED = ("gold", "written")
# A word of a statement is learned from two documents on, one of its surroundings from more.
FEWEST_DOCUMENTS = {"said": 2, "found": 2, "near": 3, "text": 4}
PENALTY = 0.5
ROUNDS = 200
FOLDS = 15
LEAST_WEIGHT = 0.05

Matrix = npt.NDArray[np.float64]
Features = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated statement; `judges` where a model may be judged by it."""

    features: Features
    topic: str
    document: str
    judges: bool


def read_examples(folders: Sequence[Path]) -> list[Example]:
    """Every statement with a topic, document by document; a document in several folders is read once."""
    texts = {path.name: path for folder in folders for path in sorted(folder.rglob("*.txt"))}
    examples: list[Example] = []
    annotated = [path for folder in folders for path in sorted(folder.rglob("*.json"))]
    for path in annotated:
        if path.parent.name not in ANNOTATED:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = gold.get("document", {}).get("file", "")
        if file in texts:
            text = texts.pop(file).read_text(encoding="utf-8")
            rows = [(row["start"], row["end"], row["topic"]) for row in gold.get("statements", ())]
            examples.extend(_examples(text, rows, file, judges=True))
    return [*examples, *_labelled(folders)]


def _labelled(folders: Sequence[Path]) -> Iterator[Example]:
    """The statements of texts that only topics were given for."""
    labels: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels[row["sha256"]].append((int(row["start"]), int(row["end"]), row["topic"]))
    for path in (path for folder in folders for path in sorted(folder.rglob("*.jsonl"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text")
            sha256 = hashlib.sha256(text.encode()).hexdigest() if isinstance(text, str) else ""
            if sha256 in labels:
                yield from _examples(text, labels.pop(sha256), sha256, judges=False)


def _examples(
    text: str, rows: list[tuple[int, int, str]], document: str, *, judges: bool
) -> Iterator[Example]:
    topics = Topics(extract(document_from_text(text, raw=True)))
    known = topics.document_features()
    for start, end, topic in rows:
        features = topics.features(start, end, topics.by_lexicon(start, end))
        yield Example({**features, "text": known}, topic, document, judges)


class Table:
    """Examples as a matrix whose columns are the features that enough documents have."""

    def __init__(self, examples: list[Example]) -> None:
        documents: dict[tuple[str, str], set[str]] = defaultdict(set)
        for example in examples:
            for group, words in example.features.items():
                for word in set(words):
                    documents[group, word].add(example.document)
        held = {key for key, names in documents.items() if len(names) >= FEWEST_DOCUMENTS[key[0]]}
        self.columns = {key: number for number, key in enumerate(sorted(held))}
        count = len({example.document for example in examples})
        # A word that few documents have tells more.
        self.worth = np.array([1 + math.log(count / len(documents[key])) for key in self.columns])

    def rows(self, examples: list[Example]) -> Matrix:
        """A row of features for each example; the last column is one."""
        matrix = np.zeros((len(examples), len(self.columns) + 1))
        matrix[:, -1] = 1.0
        for row, example in enumerate(examples):
            for group, words in example.features.items():
                known = [self.columns[group, word] for word in set(words) if (group, word) in self.columns]
                if known:
                    matrix[row, known] = GROUPS[group] / math.sqrt(len(known)) * self.worth[known]
        return matrix


def learn(matrix: Matrix, topics: list[str]) -> Matrix:
    """Weights of each feature for each topic: logistic regression by accelerated descent."""
    truth = np.eye(len(TOPICS))[[TOPICS.index(topic) for topic in topics]]
    weights = np.zeros((matrix.shape[1], len(TOPICS)))
    ahead, momentum = weights, 1.0
    kept = np.full((matrix.shape[1], 1), PENALTY)
    kept[-1] = 0.0
    step = 1 / (0.5 * float(np.linalg.norm(matrix, 2)) ** 2 + PENALTY)
    for _ in range(ROUNDS):
        scores = matrix @ ahead
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        following = ahead - step * (matrix.T @ (shares - truth) + kept * ahead)
        further = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = following + (momentum - 1) / further * (following - weights)
        weights, momentum = following, further
    return weights


def judge(examples: list[Example]) -> dict[str, float]:
    """The share of right topics by documents left out: of the lexicon, and of the model."""
    names = sorted({example.document for example in examples if example.judges})
    right = total = lexicon = 0
    for fold in range(FOLDS):
        left_out = set(names[fold::FOLDS])
        kept = [example for example in examples if example.document not in left_out]
        asked = [example for example in examples if example.document in left_out]
        table = Table(kept)
        weights = learn(table.rows(kept), [example.topic for example in kept])
        answers = (table.rows(asked) @ weights).argmax(axis=1)
        right += sum(TOPICS[answer] == e.topic for answer, e in zip(answers, asked, strict=True))
        lexicon += sum(f"lexicon {e.topic}" in e.features["found"] for e in asked)
        total += len(asked)
    return {"statements": total, "lexicon": round(lexicon / total, 3), "model": round(right / total, 3)}


def write(examples: list[Example], path: Path = MODEL) -> None:
    """Write the weights of a model learned from all examples."""
    table = Table(examples)
    weights = learn(table.rows(examples), [example.topic for example in examples])
    weights[:-1] *= table.worth[:, None]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["group", "feature", *TOPICS])
        writer.writerow(["", "", *_rounded(weights[-1])])
        for (group, feature), row in zip(table.columns, weights, strict=False):
            if np.abs(row).max() >= LEAST_WEIGHT:
                writer.writerow([group, feature, *_rounded(row)])


def _rounded(row: Matrix) -> list[str]:
    return [f"{value:.2f}".replace("-0.00", "0.00") for value in row]


def main() -> None:
    """Make the model, or judge one made the same way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--judge", action="store_true")
    options = parser.parse_args()
    examples = read_examples(options.folders)
    if options.judge:
        print(judge(examples))
    else:
        write(examples)


if __name__ == "__main__":
    main()
