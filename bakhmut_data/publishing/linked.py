"""What a link to a view says of it: a title, a finding in a sentence made from the tables, and numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data.claims import filtering, sentences
from bakhmut_data.comparing import positions
from bakhmut_data.comparing.disputes import findings
from bakhmut_data.publishing import front_days, small_map
from bakhmut_data.records import Question
from bakhmut_data.store import counting, fetching
from bakhmut_data.store.opening import Store
from bakhmut_data.store.selections import Selection
from bakhmut_data.wording import cells, evidence

NOTHING = "The filters leave no claim."
MOST_POSITIONS = 5_000  # that a finding is made from, in reading order


@dataclass(frozen=True, slots=True)
class View:
    """A view in words; `numbers` have names and are of what is `counted`, a `day` is drawn as a map."""

    title: str
    finding: str
    numbers: tuple[tuple[str, int], ...] = ()
    counted: str = "claim"
    day: dt.date | None = None


def of_front(store: Store, filters: filtering.Filters, asked: str) -> View:
    """The front of the day that is asked for; else of the day of which most is said, as the page has it."""
    period = front_days.fronts()
    day = filtering.parse_day(asked, last=False) if asked else None
    if day is None or not period.first <= day <= period.last:
        spans = counting.spans(store, Selection(filters=filters), "happened")
        best = small_map.best_documented(spans, period.first, period.last)
        day = best[0].date() if best else period.last
    words = sentences.days(day, day)
    measures = front_days.measures(period).loc[pd.Timestamp(day)].to_dict()
    return View(
        f"The front on {words}", f"Estimated for {words}: {small_map.measure(measures)}.", (), "", day
    )


def of_measure(store: Store, filters: filtering.Filters, measure: str) -> View:
    """The figures of a measure: how many, in how many outlets, the lowest and the highest of one unit."""
    name = sentences.label("measure", measure)
    selection = Selection(filters=filters, only=(("kind", ("figure",)), ("measure", (measure,))))
    by_outlet = counting.values(store, selection, "source")
    title = f"How many: {name}"
    if by_outlet.empty:
        return View(title, NOTHING)
    number = sentences.count(int(by_outlet.sum()), "claim")
    finding = f"{number} in {sentences.count(len(by_outlet), 'outlet')}."
    ways = ("It says",) if int(by_outlet.sum()) == 1 else ("The lowest", "The highest")
    units = counting.values(store, selection, "unit")
    if len(units):
        counted = Selection(filters=filters, only=(*selection.only, ("unit", (str(units.index[0]),))))
        ends = [
            sentences.line(row)
            for order in ("low", "-low")
            for row in fetching.claims(store, counted, order=(order,), limit=1).to_dict("records")
        ]
        named = zip(ways, dict.fromkeys(ends), strict=False)
        finding += "".join(f" {which}: {line}." for which, line in named)
    return View(title, finding, _series(by_outlet))


def of_question(store: Store, filters: filtering.Filters, question: Question) -> View:
    """A question: the finding that says most of it, and how many outlets print each answer."""
    title = sentences.label("question", question)
    selection = Selection(
        filters=filters, stands=True, only=(("kind", ("position",)), ("question", (question,)))
    )
    taken = positions.counted(fetching.claims(store, selection, limit=MOST_POSITIONS))
    debates = positions.find_debates(taken)
    if not debates:
        return View(title, "No answer to it stands in what the filters leave.")
    among = counting.tally(store, filters).by["source"].index
    sources = [source for source in store.outlets if source in among]
    stands = positions.find_stands(taken, sources)
    found = findings.find_findings(taken, sources, {})
    (debate,) = debates
    printed = [each for stand in stands[question].values() if stand for each in stand.answers]
    numbers = [
        (
            _capital(sentences.answer(question, pole.answer)),
            sum(each.answer == pole.answer for each in printed),
        )
        for pole in debate.poles
    ]
    said = "; ".join(f"{word}: {number}" for word, number in numbers)
    plain = f"{_capital(cells.debated(debate)['badge'])}. Outlets by answer: {said}."
    return View(title, found[0] if found else plain, tuple(numbers), "outlet")


def of_document(store: Store, document_id: str) -> View | None:
    """A document: its headline, outlet and day, how many claims of each kind it has; None without it."""
    document = fetching.document(store, document_id)
    if document is None:
        return None
    row: Mapping[Any, Any] = document
    selection = fetching.of_document(store, document_id)
    kinds = counting.values(store, dataclasses.replace(selection, marks=False), "kind")
    outlet = sentences.shorten(str(row["source"]))
    claims = "; ".join(cells.count_kind(str(kind), int(number)) for kind, number in kinds.items())
    finding = f"{outlet}, published {sentences.publication(row)}: {claims or 'no claim was found in it'}."
    names = {
        str(kind): _capital(f"{kind}s" if kind != "control" else "who holds what") for kind in kinds.index
    }
    numbers = tuple((names[name], number) for name, number in _series(kinds))
    return View(evidence.headline(row) or str(row["name"]), finding, numbers)


def _series(numbers: pd.Series[int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(number)) for name, number in numbers.items())


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
