"""What a reader's filters leave of a dataset; each question is asked once for all who see the same."""

from __future__ import annotations

import dataclasses
import functools
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from bakhmut_data.claims import filtering
from bakhmut_data.comparing import subjects as comparing_subjects
from bakhmut_data.headlines import headlines
from bakhmut_data.store import comparing, counting, fetching, selections
from pages.shared.state import address, datasets, uploads

KEPT_POSITIONS = 5_000  # of a view, in reading order; who takes the others is in their files
KEPT_CLAIMS = 20_000  # of a view; more are asked for anew, or the memory would fill with them
KEPT_ANSWERS = 1_000  # of a view; the oldest goes
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kept(
    question: Callable[Concatenate[View, Asked], Answer],
) -> Callable[Concatenate[View, Asked], Answer]:
    """A question to a view that keeps its answers with the view: one for each thing that is asked.

    Of many who ask the same at once, one finds the answer and the others wait for it.
    """

    @functools.wraps(question)
    def ask(view: View, /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (question, args, tuple(sorted(named.items())))
        kept = view.answers.get(key)
        if kept is None:
            if len(view.answers) >= KEPT_ANSWERS:
                view.answers.pop(list(view.answers)[0], None)  # noqa: RUF015 - others put theirs in meanwhile
            kept = view.answers.setdefault(key, Kept())
        found: Answer = kept.get(lambda: question(view, *args, **named))
        return found

    return ask


def drawn_once(
    draw: Callable[Concatenate[View, Asked], Answer],
) -> Callable[Concatenate[View, Asked], Answer]:
    """What a picture or list is drawn from, kept like an answer: for all who have no evidence open.

    Where one has, its claim is marked. Nobody may change what is kept.
    """
    ask = kept(draw)

    @functools.wraps(draw)
    def give(view: View, /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        return draw(view, *args, **named) if view.selected else ask(view, *args, **named)

    return give


@dataclass(eq=False, slots=True)
class Kept:
    """An answer, once it is found."""

    answer: Any = None
    is_known: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, find: Callable[[], Any]) -> Any:
        """The answer, found by one of those who ask; by the next one where that fails."""
        if not self.is_known:
            with self.lock:
                if not self.is_known:
                    self.answer = find()
                    self.is_known = True
        return self.answer


@dataclass(frozen=True)
class View:
    """What the filters leave of a dataset. Answers are kept, but no frame of many claims."""

    data: datasets.Dataset
    filters: filtering.Filters
    answers: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def selected(self) -> str:
        """The id of the claim whose evidence is open, "" for none."""
        return address.selected()

    @property
    def everything(self) -> View:
        """The view of the same dataset without filters."""
        return everything(self.data)

    @property
    def counts(self) -> filtering.Counts:
        """How many claims there are, from where."""
        return self.tally.counts

    @property
    @kept
    def tally(self) -> counting.Tally:
        """The numbers that every page gives."""
        return counting.tally(self.data.store, self.filters)

    def number_of(self, column: str) -> pd.Series[int]:
        """How many claims have each value of a column of the tally, most frequent first."""
        return self.tally.by[column]

    @property
    @kept
    def facets(self) -> dict[str, pd.Series[int]]:
        """How many claims each source and side has under all filters but its own."""
        return counting.facets(self.data.store, self.filters, self.tally)

    def selection(
        self, *, stands: bool = False, marks: bool = False, **only: Sequence[str]
    ) -> selections.Selection:
        """What to ask the store for: these filters, and columns with the values they may have."""
        allowed = tuple((name, tuple(values)) for name, values in only.items())
        return selections.Selection(filters=self.filters, stands=stands, marks=marks, only=allowed)

    @property
    def marks(self) -> pd.DataFrame:
        """Everything marked in the texts."""
        return self._rows(self.selection(marks=True))

    @property
    def claims(self) -> pd.DataFrame:
        """The claims, all of them."""
        return self._rows(self.selection())

    @kept
    def first_claims(self, selection: selections.Selection, limit: int) -> pd.DataFrame:
        """The first claims of a selection, in reading order."""
        return fetching.claims(self.data.store, selection, limit=limit)

    @kept
    def listed(
        self, selection: selections.Selection, order: tuple[str, ...] = (), number: int | None = None
    ) -> fetching.Listed:
        """The claims of a selection as a list, in reading order or another."""
        return fetching.list_claims(self.data.store, selection, order, number=number)

    @kept
    def number(self, selection: selections.Selection) -> int:
        """How many claims a selection holds."""
        return counting.number(self.data.store, selection)

    @kept
    def values(self, selection: selections.Selection, column: str) -> pd.Series[int]:
        """How many claims of a selection have each value of a column, most frequent first."""
        return counting.values(self.data.store, selection, column)

    @kept
    def spans(self, filters: filtering.Filters, which: filtering.WhichDate) -> pd.DataFrame:
        """What these filters or some of them leave, by the days it can speak for: `first, last, claims`."""
        return counting.spans(self.data.store, selections.Selection(filters=filters), which)

    @kept
    def publications(self, selection: selections.Selection) -> pd.DataFrame:
        """Days of publication by source, as `counting.publications`."""
        return counting.publications(self.data.store, selection)

    @kept
    def claim(self, claim_id: str) -> dict[str, object] | None:
        """The claim of an id, None where there is none."""
        return fetching.claim(self.data.store, claim_id)

    @kept
    def document(self, document_id: str) -> dict[str, object] | None:
        """A document with its outlet and its name, None where there is none."""
        return fetching.document(self.data.store, document_id)

    @kept
    def first_documents(self, selection: selections.Selection, limit: int) -> pd.DataFrame:
        """The first documents in which something selected stands, with the number `found` in each."""
        return fetching.documents(self.data.store, selection, limit)

    def among(self, sources: Sequence[str]) -> View:
        """The view of some of its sources alone."""
        return self._with_filters(dataclasses.replace(self.filters, sources=tuple(sources)))

    @property
    @kept
    def lined_up(self) -> pd.DataFrame:
        """The claims that are compared with one another."""
        return comparing.lined_up(self.data.store, self.filters)

    @property
    @kept
    def subjects(self) -> tuple[comparing_subjects.Subject, ...]:
        """What more than one voice speaks of, lined up and graded."""
        return comparing_subjects.find_subjects(self.lined_up)

    @property
    @kept
    def positions(self) -> pd.DataFrame:
        """Who takes which side: the first positions that the filters leave, whether or not they count."""
        selection = self.selection(stands=True, kind=("position",))
        return fetching.claims(self.data.store, selection, limit=KEPT_POSITIONS)

    @kept
    def spoken_of(self, sources: tuple[str, ...]) -> pd.DataFrame:
        """What whole documents of some sources have on each question, as `counting.spoken_of`."""
        return counting.spoken_of(self.data.store, sources)

    @property
    @kept
    def headlines(self) -> headlines.Headlines:
        """What is argued about, agreed on and said by one outlet alone, in sentences."""
        left = set(self.number_of("source").index)
        sources = [source for source in self.data.sources if source in left]
        return headlines.find_headlines(self.positions, self.lined_up, self.subjects, sources)

    def records(self, some: Iterable[comparing_subjects.Subject]) -> dict[str, dict[Any, Any]]:
        """The claims of some subjects by their ids."""
        wanted = {claim for subject in some for claim in subject.claims}
        found = self.lined_up[self.lined_up["claim_id"].isin(wanted)]
        return {str(row["claim_id"]): row for row in found.to_dict("records")}

    def _rows(self, selection: selections.Selection) -> pd.DataFrame:
        many = self.counts.claims > KEPT_CLAIMS
        return fetching.claims(self.data.store, selection) if many else self._all_claims(selection)

    @kept
    def _all_claims(self, selection: selections.Selection) -> pd.DataFrame:
        return fetching.claims(self.data.store, selection)

    @kept
    def _with_filters(self, filters: filtering.Filters) -> View:
        return View(self.data, filters)


def everything(data: datasets.Dataset) -> View:
    """The view of a dataset without filters."""
    return View(data, filtering.Filters(), data.answers)


def added_sources(view: View) -> frozenset[str]:
    """The outlets of the documents that this reader added."""
    found = (view.document(str(each.document["document_id"])) for each in uploads.added())
    return frozenset(str(document["source"]) for document in found if document)


def current_view() -> View:
    """What the reader's filters leave, read from the widgets that hold them."""
    filters = address.request().filters
    folder = datasets.tables_folder()
    changed = datasets.stamp(folder)
    return (_view_with_added if uploads.added() else _view)(folder, changed, filters)


def forget() -> None:
    """Lets go of the views under filters; those of everything stay, which every visit begins with."""
    _view.cache_clear()


@functools.lru_cache(maxsize=64)
def _view(folder: Path, changed: int, filters: filtering.Filters) -> View:
    data = datasets.load_shared(folder, changed)
    return everything(data) if filters == filtering.Filters() else View(data, filters)


@uploads.kept
def _view_with_added(_folder: Path, _changed: int, filters: filtering.Filters) -> View:
    return View(datasets.load(), filters)
