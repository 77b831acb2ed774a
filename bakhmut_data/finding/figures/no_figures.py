"""Numbers that report nothing: parts of dates, names, labels, compounds and idioms."""

from __future__ import annotations

import re

from bakhmut_data.finding.figures.passages import NumberInText, counted_nouns, words

YEARS = range(1900, 2100)
# Earlier years are told as such only behind a preposition.
LONG_AGO = range(1000, 1900)
# "several villages" says no more than a plural; "several dozen" says how many.
VAGUE_LEAST = 10
# Higher numbers after a name count; lower ones number a model ("Leopard 2", "Boeing 737").
LARGEST_MODEL = 1000
DAY_WINDOWS = (24, 48, 72)
# Things that are numbered are few; hours of the clock are twelve.
LARGEST_NUMBERED, LAST_HOUR = 30, 12


def is_reported(mention: NumberInText) -> bool:
    """Whether a quantity is a figure: no refusal applies."""
    return not any(refuses(mention) for refuses in _REFUSALS)


def _is_date(mention: NumberInText) -> bool:
    """Part of a calendar date: "March 12", "12 March", "11-12 February", "(16.02)"."""
    quantity, doc = mention.quantity, mention.doc
    token = doc[mention.number]
    if quantity.form == "fraction" and re.fullmatch(r"(?:0?[1-9]|1[0-2])/(?:1[1-9]|2\d|3[01])", token.text):
        return mention.word(0) != "of"
    if (
        quantity.unit is not None
        or quantity.form != "number"
        or not token.text[:1].isdigit()
        or quantity.low > 31
    ):
        return False
    if (
        re.fullmatch(r"[0-3]?\d\.(?:0\d|1[0-2])", token.text)
        and quantity.qualifier == "exact"
        and mention.noun() is None
    ):
        return True
    months = words("date", "months")
    before = doc[mention.number - 1].lower_ if mention.number else ""
    if before in months and _is_dated(mention):
        return False
    after = mention.word(0)
    if before in months or after in months or (after == "of" and mention.word(1) in months):
        return True
    nearby = {token.lower_ for token in doc[max(0, mention.number - 4) : mention.number]}
    return before in (".", "and", "-", "–", "to", ",") and bool(nearby & months) and mention.noun() is None


def _is_dated(mention: NumberInText) -> bool:
    """Whether the month before has its day and what follows is counted: "the 28th of March 12 fights"."""
    noun = mention.noun()
    day = mention.doc[max(0, mention.number - 3) : mention.number - 1]
    counted = noun is not None and noun.lemma_.lower() in counted_nouns()
    return counted and any(token.text[:1].isdigit() for token in day)


def _is_year(mention: NumberInText) -> bool:
    """A plain year, or two of them, unless something is counted by it."""
    quantity = mention.quantity
    begin = mention.passage.paragraph.start
    text = mention.passage.text[quantity.number_start - begin : quantity.number_end - begin]
    plain = text[:4].isdigit() and not text[4:5].isdigit() and quantity.low.is_integer()
    if not plain or quantity.unit is not None:
        return False
    if int(quantity.low) in LONG_AGO and mention.word(-1) in ("in", "since", "of", "until", "from", "by"):
        return len(text) == 4 and mention.noun() is None and mention.state() is None
    if int(quantity.low) not in YEARS:
        return False
    noun = mention.noun()
    counted = (
        noun is not None
        and noun.lemma_.lower() in counted_nouns()
        and mention.doc[mention.first - 1].pos_ != "ADP"
        # "in 2023 the 77th Brigade"
        and not any(token.lower_ in ("the", "a", "an") for token in mention.doc[mention.last : noun.i])
    )
    return not counted or quantity.qualifier == "range"


def _is_window(mention: NumberInText) -> bool:
    """As in "three days ago", "the past 24 hours", "every two days", "60 Minutes": a time or a title."""
    unit, quantity = mention.quantity.unit, mention.quantity
    if unit is None or unit.kind != "time":
        return False
    after, before = mention.word(0), mention.word(-1)
    if after == "after" and mention.doc[mention.first].is_sent_start:
        # "Two days after the fall, …" dates what follows; "came a week after it" measures.
        return True
    ahead = after in words("window", "after") or (after == "from" and mention.word(1) == "now")
    if ahead or before in words("window", "before") or mention.doc[mention.first].lower_ == "past":
        return True
    if unit.name == "hour" and _is_hours_window(mention):
        return True
    if quantity.qualifier == "exact" and quantity.low == 1 and unit.name in ("day", "night"):
        return True
    titled = mention.doc[mention.last - 1].is_title and not mention.doc[mention.first - 1].is_title
    return titled and not mention.doc[mention.number].is_sent_start


def _is_hours_window(mention: NumberInText) -> bool:
    """As in "24 hours", "within 36 h", and the clock's "1600 hrs"."""
    clock = re.fullmatch(r"[0-2]\d[0-5]\d", mention.doc[mention.number].text) is not None
    window = mention.quantity.qualifier == "exact" and mention.quantity.low in DAY_WINDOWS
    return clock or window or mention.doc[mention.first].lower_ == "within"


def _is_label(mention: NumberInText) -> bool:
    """As in "Article 5", "Table 1", "No. 7", list marks and page numbers."""
    quantity, doc = mention.quantity, mention.doc
    if not _may_be_name(mention):
        return False
    before = mention.word(-1)
    if before in words("label", "nouns") or (
        before == "." and mention.word(-2) in ("no", "nos", "vol", "p", "pp")
    ):
        return True
    if before == "of" and mention.word(-2).isdigit() and mention.word(-3) in words("label", "nouns"):
        return True
    listed = mention.first == 0 and mention.word(0) in (".", ")", ":") and quantity.low < 100
    return before in ("#", "№", "§") or (listed and (len(doc) > 2 or mention.noun() is None))


def _is_part_of_list(mention: NumberInText) -> bool:
    """As in "(3/7)" and "3.4 Reserves" at the head of a line: the number of a picture or a section."""
    opening = mention.first == 0 or (mention.first == 1 and mention.word(-1) == "(")
    if not opening or mention.quantity.unit is not None or mention.quantity.qualifier != "exact":
        return False
    text = mention.doc[mention.number : mention.last].text
    if mention.word(-1) == "(" and mention.word(0) == ")":
        return True
    following = mention.doc[mention.last : mention.last + 1].text
    return re.fullmatch(r"\d{1,2}\.\d{1,2}", text) is not None and following[:1].isupper()


def _is_numbered(mention: NumberInText) -> bool:
    """As in "Supporting effort 1 — the north": a thing by its number, not so many of them."""
    quantity, doc = mention.quantity, mention.doc
    if not _may_be_name(mention) or mention.first == 0 or quantity.low >= LARGEST_NUMBERED:
        return False
    token = doc[mention.first - 1]
    bare = doc[mention.number].is_digit and mention.noun() is None and mention.state() is None
    closed = mention.last >= len(doc) or mention.word(0) in words("label", "closing")
    named = token.tag_ == "NN" or (token.tag_ == "NNP" and token.lower_ in words("label", "nouns"))
    return bare and closed and named and counted_nouns().get(token.lemma_.lower(), {}).get("unit") != "people"


def _is_in_quoted_name(mention: NumberInText) -> bool:
    """As in "the “Lancet 3” drones": the number closes a name in quotation marks."""
    if not mention.first or mention.word(0) not in ("”", '"', "’", "»") or mention.word(1) == "":
        return False
    named = mention.doc[mention.first - 1]
    return named.text[:1].isupper() and named.is_alpha and mention.doc[mention.number].is_digit


def _is_clock(mention: NumberInText) -> bool:
    """As in "woke at nine", "lasted until ten"; "the toll stood at nine" counts."""
    quantity = mention.quantity
    plain = quantity.unit is None and quantity.form == "number" and quantity.low == quantity.high
    if plain and mention.word(0) in ("o'clock", "o’clock"):
        return True
    dotted = re.fullmatch(r"[012]?\d\.[0-5]\d", mention.doc[mention.number].text)
    if plain and dotted and mention.doc.text.strip() == dotted.group():
        return True  # the head of an entry in a live blog
    if (
        plain
        and dotted
        and mention.word(-1) in ("at", "by", "until", "till", "from")
        and mention.noun() is None
    ):
        return True
    if not plain or quantity.low > LAST_HOUR or mention.word(-1) not in ("at", "until", "till"):
        return False
    if mention.noun() is not None or mention.state() is not None:
        return False
    return not mention.has_near(words("count", "put_at"), 8, 0)


def _may_be_name(mention: NumberInText) -> bool:
    quantity = mention.quantity
    plain = quantity.unit is None and quantity.form in ("number", "vague", "fraction")
    return plain and quantity.qualifier in ("exact", "range")


def _is_model(mention: NumberInText) -> bool:
    """As in "Leopard 2", "iPhone 4", "the 787": digits that are part of a name."""
    quantity, doc = mention.quantity, mention.doc
    digits = doc[mention.number].text[:1].isdigit()
    if (
        not _may_be_name(mention)
        or not digits
        or quantity.low >= LARGEST_MODEL
        or mention.state() is not None
        or mention.word(0) == "times"
    ):
        return False
    noun = mention.noun()
    singular = mention.word(-1) in words("idiom", "singular")
    if singular and doc[mention.number].is_digit and quantity.low > 1:
        lone = noun is not None and noun.tag_ == "NN" and noun.lemma_.lower() not in counted_nouns()
        return noun is None or noun.pos_ == "PROPN" or lone
    if not mention.first:
        return False
    token = doc[mention.first - 1]
    mixed = token.text[:1].islower() and any(letter.isupper() for letter in token.text[1:])
    if not mixed and not (
        token.pos_ == "PROPN" and token.text[:1].isupper() and token.text.replace("&", "").isalpha()
    ):
        return False
    if token.ent_type_ in ("DATE", "GPE", "LOC") or token.lower_ in words("date", "months"):
        return noun is None and token.ent_type_ != "GPE"
    return noun is None or noun.lemma_.lower() not in counted_nouns()


def _is_compound(mention: NumberInText) -> bool:
    """As in "one-sided", "two-storey", "half-destroyed", and calibres ("155-mm")."""
    unit = mention.quantity.unit
    if unit is not None:
        return unit.name in ("millimetre", "centimetre")
    begin = mention.quantity.end - mention.passage.paragraph.start
    compound = re.match(r"[-‑]([^\W\d_]{1,24})", mention.passage.text[begin : begin + 26])
    return compound is not None and compound[1].lower() not in words("label", "compounds")


def _is_part_idiom(mention: NumberInText) -> bool:
    """As in "in half", "a third man", "twice wounded", "at sixes and sevens", "several villages"."""
    quantity = mention.quantity
    text = mention.doc[mention.number : mention.last].text.lower()
    before, after = mention.word(-1), mention.word(0)
    if before == "than" and mention.word(-2) == "rather":
        return True
    if quantity.form == "vague" and quantity.low < VAGUE_LEAST:
        return text.startswith("several") or (before == "at" and text == "sixes and sevens")
    if quantity.form == "multiple" and text.isalpha():
        return text in words("idiom", "multiples") and after not in words("ratio", "objects")
    if text in ("half", "a half"):
        return before in words("idiom", "before_half") or after in words("idiom", "after_half")
    if quantity.form == "fraction" and text.startswith("a ") and mention.last < len(mention.doc):
        return mention.doc[mention.last].pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return False


def _is_idle(mention: NumberInText) -> bool:
    """Things of the text itself, and sources that only speak ("two tables", "three officials")."""
    noun = mention.noun()
    if noun is None or noun.i == 0 or noun.nbor(-1).lower_ in words("idle", "kinds"):
        return False
    return noun.lemma_.lower() in words("idle", "nouns") and mention.quantity.low < 100


def _is_few_voices(mention: NumberInText) -> bool:
    """As in "most agreed, but a few claimed": those who speak are not counted."""
    token = mention.doc[mention.last - 1]
    if mention.quantity.form != "vague" or mention.noun() is not None:
        return False
    return token.dep_ == "nsubj" and token.head.lemma_ in words("party", "saying")


def _is_definite(mention: NumberInText) -> bool:
    """As in "the two leaders", "both", "Group of Seven": small numbers in words that only point or name."""
    quantity, token = mention.quantity, mention.doc[mention.number]
    if quantity.form != "number" or quantity.unit is not None or not token.is_alpha:
        return False
    if mention.word(-1) in words("idiom", "definite") and quantity.low <= 10:
        # "The five most recent packages" tells how many there were.
        noun = mention.noun()
        return noun is None or not any(t.pos_ == "ADJ" for t in mention.doc[mention.last : noun.i])
    opening = token.is_sent_start or mention.first == 0 or not mention.word(-1)[:1].isalpha()
    if not token.text[0].isupper() or opening:
        return False
    begin, end = mention.bounds()
    letters = [word for word in mention.doc[begin:end] if word.is_alpha]
    return sum(word.is_title for word in letters) < 0.6 * len(letters)


def _is_pronoun_one(mention: NumberInText) -> bool:
    """As in "one of the reasons", "one more", unless "one" counts: a unit, a vehicle, or someone hurt."""
    text = mention.doc[mention.number : mention.last].text.lower()
    if (
        text not in ("one", "one more")
        or mention.quantity.qualifier != "exact"
        or mention.quantity.unit is not None
    ):
        return False
    if mention.word(0) == "of":
        return mention.word(1) not in ("ours", "theirs")
    if mention.word(1) in ("and", "or") and mention.doc[min(mention.last + 2, len(mention.doc) - 1)].like_num:
        # "One main and two supporting efforts": the noun stands once, behind the second.
        return False
    noun = mention.noun()
    row = counted_nouns().get(noun.lemma_.lower(), {"unit": "", "measure": ""}) if noun is not None else None
    thing = row is not None and (row["unit"] == "vehicle" or row["measure"] == "equipment")
    if thing or (noun is not None and noun.nbor(-1).lower_ in words("idle", "kinds")):
        return False
    if row is not None and row["measure"] not in ("killed", "wounded", "force_size", "population"):
        return True
    head = mention.doc[mention.number].head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    return head.lemma_ not in words("idiom", "hurt") and mention.state() is None


def _is_rate(mention: NumberInText) -> bool:
    """As in "$10 a mile": the article means "per"."""
    token = mention.doc[mention.number]
    if token.lower_ not in ("a", "an") or mention.quantity.unit is None or mention.quantity.form != "number":
        return False
    before = mention.doc[mention.first - 1] if mention.first else None
    return (
        before is not None and before.pos_ in ("NOUN", "NUM", "SYM") and mention.quantity.qualifier == "exact"
    )


def _is_fate(mention: NumberInText) -> bool:
    """As in "sealed the fate of thousands": a figure of speech counts nobody."""
    quantity = mention.quantity
    if quantity.qualifier != "vague" or mention.word(-1) not in ("of", "for"):
        return False
    begin, _ = mention.bounds()
    return any(
        token.lemma_.lower() in words("idiom", "fates")
        for token in mention.doc[max(begin, mention.first - 4) : mention.first]
    )


_REFUSALS = (
    _is_date,
    _is_year,
    _is_window,
    _is_label,
    _is_part_of_list,
    _is_numbered,
    _is_in_quoted_name,
    _is_clock,
    _is_model,
    _is_compound,
    _is_part_idiom,
    _is_idle,
    _is_few_voices,
    _is_definite,
    _is_pronoun_one,
    _is_rate,
    _is_fate,
)
