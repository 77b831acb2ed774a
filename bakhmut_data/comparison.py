"""Lines up what different voices say about the same thing, and grades how well it fits together.

A voice is a speaker in an outlet. Two claims are lined up when they have the same measure
and subject, or the same place; whether they can contradict each other depends on place,
days, units and bounds, and every grade carries its reason in one line.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pandas as pd

from bakhmut_data import reference, wording

Claim = Mapping[Any, Any]
Grade = Literal["agree", "overlap", "conflict", "not comparable"]
Lens = Literal["topic", "figure", "place", "day", "words", "voices"]
Name = TypeVar("Name")
LENSES: tuple[Lens, ...] = ("topic", "figure", "place", "day", "words", "voices")
GRADES: tuple[Grade, ...] = ("conflict", "overlap", "agree", "not comparable")

ABOUT = 0.1  # "about 100" is read as 90 to 110
NEARBY_DAYS = 3  # claims of so few days, so few days apart, speak for the same moment
SHARED_DAYS = 0.5  # longer windows must share this part of the days they cover together
LARGEST_GROUP = 32  # claims lined up about one thing; pairs grow with its square
# Claims about one thing that agree in all of these say the same.
SAID = (
    "source", "speaker", "low", "high", "qualifier", "unit", "place_id", "part", "controller", "status",
    "earliest", "latest", "share_low", "share_high",
)  # fmt: skip
MOST_PAIRS = 4_000  # graded at most, the things most outlets speak of first: a tenth of a second
DAYS = ("earliest", "latest", "published")
AMOUNT = "amount"  # in words
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims about the same thing by different voices."""

    left: str
    right: str
    grade: Grade
    reason: str
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that more than one voice speaks of, with its pairs, conflicts first.

    `sources` are those of its claims and of their copies; `key` is what `subject_keys` gives its claims.
    """

    key: str
    title: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def grade(self) -> Grade:
        """The gravest grade of its pairs."""
        return self.pairs[0].grade

    def count(self, grade: Grade) -> int:
        """How many pairs have this grade."""
        return sum(pair.grade == grade for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed stretch of numbers; infinite where the claim leaves it open."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two share a number."""
        return self.low <= other.high and other.low <= self.high

    @property
    def width(self) -> float:
        """How many times its low end its high end is; infinite from nothing."""
        return self.high / self.low if self.low > 0 else math.inf

    def holds(self, other: Interval) -> bool:
        """Whether the other lies inside this one."""
        return self.low <= other.low and other.high <= self.high


def find_subjects(claims: pd.DataFrame) -> tuple[Subject, ...]:
    """What more than one voice speaks of, that with most claims in conflict first.

    Of many thousands of claims only those are lined up that most outlets speak of.
    """
    groups = sorted(
        _groups(claims), key=lambda group: len({claim["source"] for claim in group[1]}), reverse=True
    )
    lined_up = within_budget((at, len(group)) for at, (_, group, _) in enumerate(groups))
    found = [subject for at in lined_up if (subject := _subject(*groups[at]))]
    return tuple(sorted(found, key=_weight, reverse=True))


def within_budget(sizes: Iterable[tuple[Name, int]]) -> list[Name]:
    """The first groups, given by name and number of claims, that hold no more pairs than can be graded."""
    kept: list[Name] = []
    pairs = 0
    for name, size in sizes:
        pairs += size * (size - 1) // 2
        if pairs > MOST_PAIRS:
            break
        kept.append(name)
    return kept


def headline_disagreements(subjects: Iterable[Subject], limit: int = 5) -> tuple[Subject, ...]:
    """The subjects in conflict, those with most behind them first; at most `limit`."""
    return tuple(itertools.islice((each for each in subjects if each.grade == "conflict"), limit))


def grade_pair(left: Claim, right: Claim) -> Pair:
    """How two claims about the same thing fit together, and why."""
    compare = _compare_control if left["kind"] == "control" else _compare_figures
    grade, reason = compare(left, right)
    return Pair(str(left["claim_id"]), str(right["claim_id"]), grade, reason, _distance(left, right))


def figure_interval(claim: Claim) -> Interval | None:
    """The numbers a figure allows, in the first unit of its quantity; None where it gives no number."""
    low, high = _number(claim["low"]), _number(claim["high"])
    known = low if low is not None else high
    if known is None:
        return None
    qualifier, factor = claim["qualifier"], _unit(str(claim["unit"]))[1]
    if qualifier in {"more_than", "at_least"}:
        return Interval(known * factor, math.inf)
    if qualifier in {"less_than", "at_most"}:
        return Interval(0.0, (high if high is not None else known) * factor)
    if qualifier == "about" and low == high:
        return Interval(known * factor * (1 - ABOUT), known * factor * (1 + ABOUT))
    upper = math.inf if high is None else high * factor
    return Interval(0.0 if low is None else low * factor, upper)


def implied_start(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which the battle began if it lasted as long as a figure says.

    "Seven months" is read as half a month either way; None without a length or a day.
    """
    latest = wording.day(claim["latest"]) or wording.day(claim["published"])
    quantity, factor = _unit(str(claim["unit"]))
    low, high = _number(claim["low"]), _number(claim["high"])
    if claim["measure"] != "duration_of_battle" or quantity != "day" or latest is None or low is None:
        return None
    if claim["qualifier"] in {"more_than", "at_least"}:
        high = low + 1
        shortest, longest = low * factor, high * factor
    else:
        shortest, longest = (low - 0.5) * factor, ((low if high is None else high) + 0.5) * factor
    earliest = wording.day(claim["earliest"]) or latest
    try:
        return earliest - dt.timedelta(days=round(longest)), latest - dt.timedelta(
            days=round(max(shortest, 0))
        )
    except OverflowError:
        return None


def implied_starts(claims: pd.DataFrame) -> pd.DataFrame:
    """Each length of the battle with the days it implies for the start: adds `start_first, start_last`."""
    rows = [
        {**claim, "start_first": start[0], "start_last": start[1]}
        for claim in claims[claims["measure"] == "duration_of_battle"].to_dict("records")
        if (start := implied_start(claim))
    ]
    return pd.DataFrame(rows, columns=[*claims.columns, "start_first", "start_last"])


def silent_on(subject: Subject, sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that say nothing about the subject."""
    return tuple(source for source in sources if source not in subject.sources)


def lay_side_by_side(
    claims: pd.DataFrame, sources: Sequence[str], lens: Lens
) -> dict[str, dict[str, list[dict[Any, Any]]]]:
    """Claims by row of the lens and by source; an empty list where a source does not say.

    Rows that most sources speak to come first; days in their order.
    """
    chosen = claims[claims["source"].isin(sources)]
    rows: dict[str, dict[str, list[dict[Any, Any]]]] = {}
    for claim in chosen.to_dict("records"):
        if name := lens_value(claim, lens):
            rows.setdefault(name, {source: [] for source in sources})[str(claim["source"])].append(claim)
    if lens == "day":
        return dict(sorted(rows.items()))

    def most_shared(item: tuple[str, dict[str, list[dict[Any, Any]]]]) -> tuple[int, int, str]:
        cells = item[1].values()
        return (-sum(bool(cell) for cell in cells), -sum(len(cell) for cell in cells), item[0])

    return dict(sorted(rows.items(), key=most_shared))


def subject_keys(claims: pd.DataFrame) -> pd.Series[str]:
    """What each claim is lined up by, in the order of `find_subjects`; NA for what is not."""
    compared = reference.read_toml("labels.toml")["compared"]["measures"]
    counted = (claims["kind"] == "figure") & claims["measure"].isin(compared)
    figures = "1" + claims["measure"] + BETWEEN + claims["about"]
    return figures.where(counted, ("2" + claims["place"]).where(claims["kind"] == "control")).astype("str")


def lens_value(claim: Claim, lens: Lens) -> str:
    """The row a claim stands in under a lens, "" where the lens does not see it."""
    seen: dict[Lens, Callable[[], str]] = {
        "topic": lambda: wording.label("topic", claim["topic"]),
        "figure": lambda: _counted(claim) if claim["kind"] == "figure" else "",
        "place": lambda: "" if pd.isna(claim["place"]) else str(claim["place"]),
        "day": lambda: str(wording.day(claim["earliest"]) or wording.day(claim["latest"]) or ""),
        "words": lambda: "" if pd.isna(claim["cue"]) else wording.shorten(str(claim["cue"]).casefold(), 30),
        "voices": lambda: wording.shorten(wording.voice(claim)),
    }
    return seen[lens]()


def _counted(claim: Claim) -> str:
    """What a figure measures, and of whom."""
    about = "" if claim["about"] == "none" else f", {wording.label('about', claim['about'])}"
    return wording.label("measure", claim["measure"]) + about


def _groups(claims: pd.DataFrame) -> Iterator[tuple[str, list[dict[Any, Any]], tuple[str, ...]]]:
    """Key, claims and sources of each thing spoken of; what a copy repeats of its story is said once."""
    keys = subject_keys(claims)
    compared = claims[keys.notna()].assign(subject=keys.dropna())
    sources = compared.groupby("subject")["source"].unique()
    once = compared.drop_duplicates(["subject", *SAID]).drop_duplicates(["subject", "story", *SAID[1:]])
    # Every outlet is heard before one is heard at length.
    turns = once.assign(turn=once.groupby(["subject", "source"]).cumcount())
    turns = turns.sort_values(["subject", "turn"], kind="stable").drop(columns="turn")
    chosen = turns.groupby("subject").head(LARGEST_GROUP).to_dict("records")
    for key, group in itertools.groupby(chosen, key=lambda claim: str(claim["subject"])):
        yield key, [_prepared(claim) for claim in group], tuple(sources[key])


def _prepared(claim: dict[Any, Any]) -> dict[Any, Any]:
    """The claim with its days and its number in words, which each of its pairs needs."""
    number = {AMOUNT: wording.amount(claim)} if claim["kind"] == "figure" else {}
    return {**claim, **{name: wording.day(claim[name]) for name in DAYS}, **number}


def _amount(claim: Claim) -> str:
    return str(claim[AMOUNT]) if AMOUNT in claim else wording.amount(claim)


def _title(claim: Claim) -> str:
    """What a claim is lined up by, in words."""
    if claim["kind"] == "control":
        return f"Who holds {claim['place']}"
    title = _counted(claim)
    return f"{title[:1].upper()}{title[1:]}"


def _subject(key: str, group: list[dict[Any, Any]], sources: tuple[str, ...]) -> Subject | None:
    pairs = [
        grade_pair(left, right)
        for left, right in itertools.combinations(group, 2)
        if _voice(left) != _voice(right)
    ]
    if not pairs:
        return None
    across = {str(claim["claim_id"]): str(claim["source"]) for claim in group}
    by_id = {str(claim["claim_id"]): claim for claim in group}

    def gravest(pair: Pair) -> tuple[int, bool, bool, float]:
        """Across outlets before within one, dated before undated, far apart before near."""
        left, right = by_id[pair.left], by_id[pair.right]
        undated = _window(left) is None or _window(right) is None
        return GRADES.index(pair.grade), across[pair.left] == across[pair.right], undated, -pair.distance

    pairs.sort(key=gravest)
    return Subject(key, _title(group[0]), tuple(across), sources, tuple(pairs))


def _voice(claim: Claim) -> tuple[str, str]:
    return str(claim["source"]), str(claim["speaker"])


def _weight(subject: Subject) -> tuple[int, int, int]:
    """Conflicts first, then how many claims are in conflict, then how many outlets speak of it."""
    gravest = {
        claim for pair in subject.pairs if pair.grade == subject.grade for claim in (pair.left, pair.right)
    }
    return -GRADES.index(subject.grade), len(gravest), len(subject.sources)


def _compare_figures(left: Claim, right: Claim) -> tuple[Grade, str]:
    if reason := _other_units(left, right) or _elsewhere(left, right):
        return "not comparable", reason
    if left["measure"] == "duration_of_battle":
        return _compare_starts(left, right)
    if reason := _other_days(left, right) or _uncounted_days(left, right):
        return "not comparable", reason
    first, second = figure_interval(left), figure_interval(right)
    if first is None or second is None:
        return "not comparable", "one of them gives no number"
    grade, reason = _compare_intervals(first, second, _amount(left), _amount(right))
    return grade, reason + _caveat(left, right)


def _compare_intervals(first: Interval, second: Interval, left: str, right: str) -> tuple[Grade, str]:
    if not first.meets(second):
        upper, lower = (left, right) if first.low > second.high else (right, left)
        return "conflict", f"{upper} is wholly above {lower}"
    if math.isinf(first.high) and math.isinf(second.high):
        return "overlap", "both leave the upper end open, so neither contradicts the other"
    if first == second:
        return "agree", "the same number"
    if max(first.width, second.width) <= (1 + ABOUT) / (1 - ABOUT):
        return "agree", f"{left} and {right} are the same within “about”"
    return "overlap", _shared_range(first, second, left, right)


def _shared_range(first: Interval, second: Interval, left: str, right: str) -> str:
    if first.holds(second):
        return f"{right} lies within {left}"
    if second.holds(first):
        return f"{left} lies within {right}"
    return f"{left} and {right} share part of their range"


def _compare_starts(left: Claim, right: Claim) -> tuple[Grade, str]:
    first, second = implied_start(left), implied_start(right)
    if first is None or second is None:
        return "not comparable", "without a day, a length of time has no beginning"
    words = f"a start on {wording.days(*first)} and on {wording.days(*second)}"
    if first[0] > second[1] or second[0] > first[1]:
        return "conflict", f"they imply {words}"
    return "agree" if first == second else "overlap", f"they imply {words}, which share days"


def _compare_control(left: Claim, right: Claim) -> tuple[Grade, str]:
    if "hypothetical" in {left["status"], right["status"]}:
        return "not comparable", "what is supposed is not reported"
    for status, why in (
        ("predicted", "one is expected, not reported"),
        ("past", "one is about an earlier time"),
    ):
        if (left["status"] == status) != (right["status"] == status):
            return "not comparable", why
    parts = ["" if pd.isna(claim["part"]) else str(claim["part"]).casefold() for claim in (left, right)]
    if parts[0] != parts[1]:
        return "not comparable", "they speak of different parts of the place"
    undated = (_window(left) is None) + (_window(right) is None)
    # A source that dates one of its claims says by that of another that it is not of the same day.
    if undated == 2 or (undated == 1 and left["source"] == right["source"]):
        return "not comparable", "without a day they cannot be set side by side: places change hands"
    if reason := _other_days(_on_publication(left), _on_publication(right)):
        return "not comparable", reason
    grade, reason = _compare_controllers(left, right)
    return grade, reason + _caveat(left, right)


def _compare_controllers(left: Claim, right: Claim) -> tuple[Grade, str]:
    same = left["controller"] == right["controller"]
    denied = (left["status"] == "denied") + (right["status"] == "denied")
    held = " and ".join(
        dict.fromkeys(wording.label("controller", claim["controller"]) for claim in (left, right))
    )
    if denied == 1:
        return (
            ("conflict", f"one denies what the other says: {held}")
            if same
            else ("overlap", "they can both hold")
        )
    if not same:
        contested = "contested" in {left["controller"], right["controller"]}
        return ("overlap" if contested else "conflict"), f"it is called {held}"
    shares = [_share(claim) for claim in (left, right)]
    if shares[0] and shares[1]:
        names = [f"{wording.number(claim['share_low'])}%" for claim in (left, right)]
        return _compare_intervals(shares[0], shares[1], names[0], names[1])
    return "agree", f"both call it {held}"


def _share(claim: Claim) -> Interval | None:
    low, high = _number(claim["share_low"]), _number(claim["share_high"])
    if low is None and high is None:
        return None
    return Interval(low or 0.0, 100.0 if high is None else high)


def _other_units(left: Claim, right: Claim) -> str:
    quantity, other = _unit(str(left["unit"]))[0], _unit(str(right["unit"]))[0]
    return "" if quantity == other else f"one counts {quantity}, the other {other}"


def _elsewhere(left: Claim, right: Claim) -> str:
    if pd.isna(left["place_id"]) or pd.isna(right["place_id"]) or left["place_id"] == right["place_id"]:
        return ""
    return f"one is about {left['place']}, the other about {right['place']}"


def _uncounted_days(left: Claim, right: Claim) -> str:
    """Why counts that grow by the day cannot be compared when one of them gives no day."""
    growing = reference.read_toml("labels.toml")["compared"]["growing"]
    undated = _window(left) is None or _window(right) is None
    return "one gives no day, and such a number grows" if undated and left["measure"] in growing else ""


def _other_days(left: Claim, right: Claim) -> str:
    """Why the days of two claims cannot be compared; "" where they can, or one has none."""
    windows = [_window(claim) for claim in (left, right)]
    if windows[0] is None or windows[1] is None:
        return ""
    (first, last), (start, end) = windows[0], windows[1]
    lengths = [(last - first).days + 1, (end - start).days + 1]
    apart = max((start - last).days, (first - end).days)
    if apart <= NEARBY_DAYS and max(lengths) <= NEARBY_DAYS:
        return ""
    if apart > 0:
        return f"they speak for different days: {wording.days(first, last)}; {wording.days(start, end)}"
    shared = (min(last, end) - max(first, start)).days + 1
    if shared / (sum(lengths) - shared) >= SHARED_DAYS:
        return ""
    return (
        f"one speaks for {wording.count(lengths[0], 'day')}, the other for {wording.count(lengths[1], 'day')}"
    )


def _on_publication(claim: Claim) -> Claim:
    """The claim, dated on its publication where it gives no day: it speaks of the present."""
    return (
        claim if _window(claim) else {**claim, "earliest": claim["published"], "latest": claim["published"]}
    )


def _window(claim: Claim) -> tuple[dt.date, dt.date] | None:
    first, last = wording.day(claim["earliest"]), wording.day(claim["latest"])
    if first is None or last is None:
        known = first or last
        return (known, known) if known else None
    return first, last


def _caveat(left: Claim, right: Claim) -> str:
    missing = []
    if _window(left) is None or _window(right) is None:
        missing.append("day")
    if left["kind"] == "figure" and pd.isna(left["place_id"]) != pd.isna(right["place_id"]):
        missing.append("place")
    return f" (one gives no {' or '.join(missing)})" if missing else ""


def _unit(unit: str) -> tuple[str, float]:
    """The first unit of the quantity a unit measures, and the factor into it."""
    for quantity, factors in reference.read_toml("labels.toml")["convert"].items():
        if unit in factors:
            return quantity, float(factors[unit])
    return unit, 1.0


def _distance(left: Claim, right: Claim) -> float:
    """How far apart two figures are, as the logarithm of their ratio; 0 for claims of control."""
    if left["kind"] == "control":
        return 0.0
    numbers = [_number(claim["low"]) or _number(claim["high"]) for claim in (left, right)]
    if not numbers[0] or not numbers[1] or min(numbers[0], numbers[1]) <= 0:
        return 0.0
    return abs(math.log(numbers[0] / numbers[1]))


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]
