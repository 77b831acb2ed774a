"""One thing or person told without a number: "a soldier was killed", "and a howitzer"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import NumberInText, Passage, counted_nouns, read_passage, words
from bakhmut_data.finding.figures.predicates import find_predicate
from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.language.numbers.quantities import Quantity

ARTICLES = ("a", "an")


def hurt_singles(paragraph: Paragraph) -> Iterator[NumberInText]:
    """Each person who was killed or hurt and is told of with an article alone."""
    passage: Passage | None = None
    for token in paragraph.doc:
        if token.lower_ not in ARTICLES or not _may_be_person(token):
            continue
        passage = passage or read_passage(paragraph)
        mention = _one(passage, token)
        if _is_hurt(mention):
            yield mention


def closing_single(mention: NumberInText) -> Iterator[NumberInText]:
    """What closes a list as one: the howitzer of "seven cars and a D-30 howitzer"."""
    noun = mention.noun()
    if noun is None or counted_nouns().get(noun.lemma_.lower(), {}).get("measure") != "equipment":
        return
    doc, article = mention.doc, noun.i + 1
    while article < len(doc) and article < noun.i + 3 and doc[article].lower_ in (",", "and"):
        article += 1
    if article == noun.i + 1 or article >= len(doc) or doc[article].lower_ not in ARTICLES:
        return
    for token in doc[article + 1 : article + 5]:
        if token.is_punct and not token.text.isalnum():
            return
        if counted_nouns().get(token.lemma_.lower(), {}).get("measure") == "equipment":
            yield _one(mention.passage, doc[article])
            return


def _may_be_person(article: Token) -> bool:
    noun = article.head
    row = counted_nouns().get(noun.lemma_.lower())
    return article.dep_ == "det" and noun.tag_ == "NN" and row is not None and row["unit"] == "people"


def _one(passage: Passage, article: Token) -> NumberInText:
    """The article as a quantity of one."""
    start, end = passage.paragraph.token_start(article), passage.paragraph.token_end(article)
    one = Quantity(
        start=start,
        bare_start=start,
        number_start=start,
        number_end=end,
        end=end,
        low=1,
        high=1,
        qualifier="exact",
        form="number",
    )
    return NumberInText(one, passage, article.i, article.i, article.i + 1)


def _is_hurt(mention: NumberInText) -> bool:
    """Whether somebody is told to have been killed or hurt, not feared, planned or denied."""
    spoken = find_predicate(mention)
    if spoken is None or spoken.relation == "oblique" or spoken.verb.lemma_ not in words("idiom", "hurt"):
        return False
    dies = spoken.verb.lemma_ == "die"
    if dies != (spoken.relation == "subject"):
        return False
    helpers = {child.tag_ for child in spoken.verb.lefts if child.dep_ in ("aux", "neg")}
    denied = any(child.dep_ == "neg" for child in spoken.verb.lefts)
    return not denied and helpers.isdisjoint(("MD", "TO")) and spoken.verb.tag_ not in ("VB", "VBP", "VBZ")
