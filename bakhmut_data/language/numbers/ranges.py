"""Two numbers that make one quantity: ranges, shares ("one in five") and ratios ("seven to one")."""

from __future__ import annotations

from collections.abc import Sequence

from bakhmut_data import reference
from bakhmut_data.language.numbers.cardinals import MONEY_SUFFIXES, Form, Number, kind_value
from bakhmut_data.language.numbers.lexing import Token, key_at
from bakhmut_data.language.numbers.numerals import read_number, speaks_of_ratio
from bakhmut_data.language.numbers.units import Draft, Unit, is_part_of_name, take_unit, unit_at

DASHES = ("-", "‑", "–", "—", "~", "−")
# "hundreds, perhaps thousands": a second vague number is the upper bound.
HEDGES = ("perhaps", "maybe", "possibly", "even", "probably", "if", "not", "or", "to", "likely", "and")
# "two in ten" is a share, "two in seven" more often a count in something.
USUAL_SHARES = (3, 4, 5, 6, 8, 10, 20, 100)
LARGEST_SHARE = 1000
COUNTERPART_REACH = 6
MEMBERS = ("man", "woman", "person", "soldier", "fighter", "recruit", "patient", "house", "building", "shell")
OWNERS = ("their", "our", "his")
PARTIES = ("theirs", "ours", "them", "us")
# Tokens between a verb of change and "from"; what changes is told at length where money is.
CHANGE_REACH, AMOUNT_REACH = 4, 25
# Numbers that are said roughly one after the other: "eight, ten times".
SPOKEN_BELOW = 100


def read_range(tokens: Sequence[Token], draft: Draft, *, between: bool) -> Draft | None:
    """As in "4-5 km", "between ten and twelve thousand", "hundreds, perhaps thousands"; else None."""
    j = _past_joint(tokens, draft, between=between)
    if j is None:
        return None
    currency: Unit | None = None
    if draft.unit is not None and draft.unit.kind == "money":
        unit, end = unit_at(tokens, j)
        if unit is not None and unit.kind == "money":
            currency, j = unit, end
    second = read_number(tokens, j) if j < len(tokens) else None
    if second is None or is_part_of_name(tokens, j, second.end):
        return None
    money = draft.unit if draft.unit is not None and draft.unit.kind == "money" else None
    # "£1-2m": the currency stands once, and the letter behind the digits is no metre.
    upper = Draft(
        j,
        j,
        second.end,
        second.end,
        second,
        currency or (money if _is_suffixed(tokens, second.end) else None),
    )
    take_unit(tokens, upper)
    reach = CHANGE_REACH if currency is None else AMOUNT_REACH
    if not between and key_at(tokens, draft.first - 1) == "from" and _is_change(tokens, draft, reach):
        # "rose from 20 to 30" tells two quantities, "from 20 to 30 tanks" one.
        return None
    return _merged(draft, upper, between=between)


def _is_suffixed(tokens: Sequence[Token], end: int) -> bool:
    """Whether a letter that scales money is written onto the digits before `end`."""
    return key_at(tokens, end) in MONEY_SUFFIXES and tokens[end].start == tokens[end - 1].end


def read_share(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "one in five", "nine out of every ten" as a share below 1."""
    number = draft.number
    if number.form != "number" or draft.unit is not None or not number.low.is_integer() or number.low < 1:
        return None
    j = draft.last
    keys = [key_at(tokens, k) for k in range(j, j + 3)]
    if keys[:2] == ["out", "of"]:
        j, sure = j + 2, True
    elif keys[0] == "in":
        j, sure = j + 1, number.low == 1
    elif number.low == 1 and keys[0] in MEMBERS and keys[1] == "in":
        j, sure = j + 2, False
    elif keys[0] == "-" and keys[1] == "in":
        j, sure = j + 3, True
    else:
        return None
    j += key_at(tokens, j) == "every" or (keys[:2] == ["out", "of"] and key_at(tokens, j) == "the")
    second = read_number(tokens, j) if j < len(tokens) and key_at(tokens, j) not in ("a", "an") else None
    if second is None or second.form != "number" or not number.low < second.low <= LARGEST_SHARE:
        return None
    if not (sure or second.low in USUAL_SHARES) or unit_at(tokens, second.end)[0] is not None:
        return None
    return _related(draft, number.low / second.low, second.end, "share")


def read_ratio(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "seven to one", "three times as many", "five soldiers for every Ukrainian"."""
    if draft.number.form not in ("number", "vague"):
        return None
    if draft.unit is not None and draft.unit.kind != "index":
        return None
    readers = (_to_one, _for_one, _times, _for_every, _of_theirs_for)
    return next((related for read in readers if (related := read(tokens, draft))), None)


def _to_one(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "2.5 to 1", "five-to-one", and with a ratio named before, "one to seven"."""
    j, low = draft.last, draft.number.low
    hyphen = key_at(tokens, j) == "-"
    if key_at(tokens, j + hyphen) != "to":
        return None
    k = j + 1 + 2 * hyphen
    if key_at(tokens, k) in ("1", "one") and low >= 1 and unit_at(tokens, k + 1)[0] is None:
        return _related(draft, low, k + 1, "ratio")
    if low == 1 and k < len(tokens) and (hyphen or speaks_of_ratio(tokens, draft.number_first)):
        second = read_number(tokens, k)
        if second is not None and second.form == "number" and second.low > 1:
            return _related(draft, second.low, second.end, "ratio")
    return None


def _for_one(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "twelve for one", "ten of theirs for one" where nothing is counted behind it."""
    j = draft.last
    if key_at(tokens, j) != "for" or key_at(tokens, j + 1) not in ("1", "one") or draft.number.low <= 1:
        return None
    closed = j + 2 >= len(tokens) or tokens[j + 2].kind != "word"
    return _related(draft, draft.number.low, j + 2, "ratio") if closed else None


def _times(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "three times as many", "five times more"."""
    words = reference.read_toml("figure_words.toml")["ratio"]
    j = draft.last
    if key_at(tokens, j) != "times" or key_at(tokens, j + 1) not in words["compared"]:
        return None
    if key_at(tokens, j + 1) == "over" and key_at(tokens, j + 2) in (
        "the",
        "a",
        "this",
        "those",
        "these",
        "24",
    ):
        return None
    return _related(
        draft, draft.number.low, j + 1 + (key_at(tokens, j + 1) in words["comparatives"]), "multiple"
    )


def _for_every(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "five soldiers for every Ukrainian", "one for each seven of theirs"."""
    for k in range(draft.last, min(draft.last + COUNTERPART_REACH, len(tokens))):
        if tokens[k].key in (".", ";", ",", "and"):
            return None
        if tokens[k].key != "for" or key_at(tokens, k + 1) not in ("every", "each", *OWNERS):
            continue
        if key_at(tokens, k + 1) in OWNERS and not _closes_number(tokens, k + 2):
            return None
        counterpart = read_number(tokens, k + 2) if k + 2 < len(tokens) else None
        end = counterpart.end if counterpart is not None else k + 2
        share = counterpart.low if counterpart is not None and counterpart.low > 0 else 1.0
        end += end < len(tokens) and tokens[end].kind == "word"
        low = draft.number.low
        high = _other_end(tokens, draft) if counterpart is None else None
        return _related(draft, max(low, share) / min(low, share), end, "ratio", high) if low else None
    return None


def _other_end(tokens: Sequence[Token], draft: Draft) -> float | None:
    """The greater number of "four or five for each"."""
    j = draft.last + 1
    second = read_number(tokens, j) if key_at(tokens, j - 1) in ("or", "to") and j < len(tokens) else None
    return second.low if second is not None and second.form == "number" else draft.number.high


def _closes_number(tokens: Sequence[Token], j: int) -> bool:
    """Whether a number stands alone, as in "one for their six"."""
    number = read_number(tokens, j) if j < len(tokens) else None
    return number is not None and (number.end >= len(tokens) or tokens[number.end].kind != "word")


def _of_theirs_for(tokens: Sequence[Token], draft: Draft) -> Draft | None:
    """As in "seven of theirs for one of ours"."""
    j = draft.last
    if (
        key_at(tokens, j) != "of"
        or key_at(tokens, j + 1) not in PARTIES
        or key_at(tokens, j + 2) not in ("for", "to")
    ):
        return None
    counterpart = read_number(tokens, j + 3) if j + 3 < len(tokens) else None
    if counterpart is None or counterpart.low <= 0 or not draft.number.low:
        return None
    end = counterpart.end
    if key_at(tokens, end) != "of" or key_at(tokens, end + 1) not in PARTIES:
        return None
    low, other = draft.number.low, counterpart.low
    return _related(draft, max(low, other) / min(low, other), end + 2, "ratio")


def _related(draft: Draft, value: float, last: int, form: Form, high: float | None = None) -> Draft:
    """The quantity as one relation that reaches to token `last`; `high` where it is a range itself."""
    return Draft(
        draft.first,
        draft.number_first,
        last,
        last,
        Number(value, max(value, high or value), last, form),
        None,
        draft.qualifier,
        draft.bare_first,
    )


def _past_joint(tokens: Sequence[Token], draft: Draft, *, between: bool) -> int | None:
    """The index after the words that join the two ends of a range, None where nothing joins."""
    j, number = draft.last, draft.number
    key = key_at(tokens, j)
    if key in ("to", "through") or (key in DASHES and _is_close(tokens, j)):
        hedged = (
            key_at(tokens, j + 1) in ("a", "around", "about", "some", "as") and key_at(tokens, j + 2) != "few"
        )
        return j + 1 + hedged
    if key == "and" and (between or kind_value(tokens, j - 1, "plural_unit") is not None):
        return j + 1
    if number.form == "vague" and number.high is None:
        return _past_hedges(tokens, j)
    if key == "or" and number.form == "number":
        return j + 1 + (key_at(tokens, j + 1) in HEDGES)
    return _past_comma(tokens, draft) if key == "," and number.form == "number" else None


def _past_comma(tokens: Sequence[Token], draft: Draft) -> int | None:
    """The index of the second number in "fifty, sixty", "eight, ten times", "two days, maybe three"."""
    j, low = draft.last, draft.number.low
    if key_at(tokens, j + 1) in ("maybe", "perhaps", "possibly"):
        return j + 2
    if tokens[draft.number_first].kind == "word" and low % 10 == 0 and low < SPOKEN_BELOW:
        return j + 1
    if draft.unit is not None or not 1 < low < SPOKEN_BELOW or j + 1 >= len(tokens):
        return None
    second = read_number(tokens, j + 1)
    if second is None or second.form != "number" or key_at(tokens, draft.first - 1) in (",", "and"):
        return None
    counted = second.end < len(tokens) and tokens[second.end].kind == "word"
    near = any(low < second.low / scale <= low * 2 for scale in (1, 1000))
    return j + 1 if near and counted and key_at(tokens, second.end) not in ("and", "or") else None


def _past_hedges(tokens: Sequence[Token], j: int) -> int | None:
    """The index of the second vague plural in "hundreds, perhaps thousands"."""
    k = j
    while k < j + 4 and key_at(tokens, k) in (",", *HEDGES, *DASHES):
        k += 1
    hedged = k > j + (key_at(tokens, j) == ",")
    return k if hedged and kind_value(tokens, k, "plural") is not None else None


def _is_close(tokens: Sequence[Token], j: int) -> bool:
    """Whether a dash stands between two numbers, not between two clauses."""
    if j + 1 >= len(tokens):
        return False
    before, after = tokens[j].start - tokens[j - 1].end, tokens[j + 1].start - tokens[j].end
    return before == after and before <= 1


def _is_change(tokens: Sequence[Token], draft: Draft, reach: int) -> bool:
    """Whether a verb of change stands before "from", in the same sentence."""
    verbs = reference.read_toml("figure_words.toml")["change"]["verbs"]
    for k in range(draft.first - 2, max(-1, draft.first - reach - 1), -1):
        if tokens[k].key in verbs or tokens[k].key in (".", ";"):
            return tokens[k].key in verbs
    return False


def _merged(lower: Draft, upper: Draft, *, between: bool) -> Draft | None:
    """One range of two numbers; None where they do not rise or do not count the same."""
    low, high = lower.number, upper.number
    if low.form != "number" and (low.form == "vague") != (high.form == "vague"):
        return None
    if not _are_alike(lower, upper):
        return None
    bottom = low.low
    if high.scale > 1 and low.scale == 1 and bottom * high.scale < high.low * (1 + 1e-9):
        # "40-60 thousand": the magnitude is said once for both.
        bottom *= high.scale
    elif high.low >= 1000 and high.low % 1000 == 0 and bottom < high.low / 1000:
        # "20-30,000": so are the thousands in digits.
        bottom *= 1000
    # "thousands" as an upper end reaches to the next magnitude.
    top = high.low * 10 - 1 if high.high is None else high.high
    if bottom >= top or (low.low > 1900 and high.low < 100):
        return None
    vague = low.form == "vague" and low.high is None
    form: Form = "vague" if low.form == "vague" else ("fraction" if high.form == "fraction" else "number")
    return Draft(
        lower.first - between if lower.first else 0,
        lower.number_first,
        upper.number_last,
        upper.last,
        Number(bottom, top, upper.last, form, high.scale),
        upper.unit or lower.unit,
        "vague" if vague else "range",
        lower.bare_first,
    )


def _are_alike(lower: Draft, upper: Draft) -> bool:
    """Whether both ends may have the same unit: said twice, or once at the end, or a currency before."""
    if lower.unit is None:
        return True
    if upper.unit is None:
        return lower.unit.kind in ("money", "time")
    return lower.unit.kind == upper.unit.kind
