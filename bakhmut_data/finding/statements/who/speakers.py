"""Who speaks: pronouns, titles, roles and names of a document as one speaker each.

`SpeakerIndex` is made once per document. `resolve(start, end)` takes the offsets of any
phrase that names a source ("he", "the ministry", "Colonel Petrov", "a NATO official") and
gives its `Speaker`, or None where the phrase names nobody in particular. Linking uses it
for a figure's or claim's own source phrase; for everything that stands inside or beside a
`Statement` it takes that statement's speaker, by the offsets of its content and cue.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from bakhmut_data.finding.statements.sources import subject_of, subtree
from bakhmut_data.finding.statements.who.entities import (
    Entity,
    PersonInText,
    antecedent,
    apposed,
    article,
    is_possessive,
    proper_name,
    role_phrase,
    side_of,
)
from bakhmut_data.finding.statements.who.people import (
    SPEAKING_ROLES,
    employers,
    names,
    offices,
    role_words,
    side_words,
    words_of,
)
from bakhmut_data.finding.statements.who.register import CALL_SIGN, Register
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.records import Document, Side, Speaker

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})

IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})

AUTHOR = frozenset({"i", "we", "me", "us", "my", "our", "you", "one", "myself", "ourselves", "your"})


# The shape of words for people that no list holds: ferryman, agronomist, beekeepers.
OCCUPATION = re.compile(r"(?:\w{2}(?:m[ae]n)|\w{3}(?:er|or|ist|ian|eer)s?)$")
ADJECTIVES: dict[Side | None, str] = {"Ukraine": "Ukrainian", "Russia": "Russian"}

# How far back a pronoun can reach: characters, and mentions.
FARTHEST = 2500

# Kinds of bodies that a name can follow without a comma.
DESCRIBED = frozenset({"tank", "agency", "channel", "newspaper", "broadcaster", "outlet", "group", "site"})
# Sentences back in which an unnamed person that "he" goes on with can be brought in.
BROUGHT_IN = 3
MOST_LOOKED_AT = 60
MOST_ROLES_LOOKED_AT = 400


LONGEST_ACRONYM = 4


@functools.cache
def _persons() -> dict[str, str]:
    """What one person is called, with the gender that it tells."""
    return role_words("person") | role_words("title")


def _brings_in(token: Token) -> str | None:
    """The gender of the person that a noun brings in, "" where it tells none; None for any other noun."""
    if token.dep_ != "nsubj" or token.tag_ != "NN" or token.lower_ not in _persons():
        return None
    new = any(child.lower_ in ("a", "an", "one", "another") for child in token.lefts)
    return _persons()[token.lower_] if new else None


class SpeakerIndex:
    """The speakers of one document."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self.text = document.text
        self.paragraphs = analysis.paragraphs
        self.register = Register(analysis)
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.sentence_starts = [sentence.start for sentence in analysis.sentences()]
        self.said: Sequence[tuple[int, int]] = ()
        self._brought: dict[int, list[tuple[int, int, list[tuple[Token, str]]]]] = {}
        self._issued: list[tuple[int, Entity]] = []
        self._read_bearers()
        self._read_asked()
        self._read_issued()

    def resolve(self, start: int, end: int) -> Speaker | None:
        """The speaker that a phrase stands for; None for the author and for nobody in particular."""
        entity = self._entity(start, end)
        return entity.speaker if entity is not None else None

    def remember(self, start: int, end: int, *, contents: Sequence[tuple[int, int]] = ()) -> Speaker | None:
        """As `resolve`, and a later "he" or "the sergeant" can mean this phrase's speaker.

        `contents` is what the phrase says: nobody named in it is meant by "he" beside it.
        """
        self.said = contents
        entity = self._entity(start, end)
        self.said = ()
        if entity is None:
            return None
        self.register.remember(start, end, entity)
        return entity.speaker

    def remember_label(self, start: int, end: int) -> Speaker | None:
        """As `remember` for a name that stands by itself: a transcript's label, a table's cell."""
        words = words_of(self.text, start, end)
        known = names().longest(words, 0) if words else None
        if known is None:
            label = re.split(r"[,(\[]", self.text[start:end])[0].strip()
            name = label.title() if label.isupper() and len(label) > LONGEST_ACRONYM else label
            entity = self.register.surnames.get(name.casefold().split()[-1]) if name else None
            if entity is None and not set(name.casefold().split()) & (
                role_words("person").keys() | SPEAKING_ROLES
            ):
                entity = (
                    self.register.entities.setdefault(name, Entity(Speaker(name=name), "person"))
                    if name
                    else None
                )
            if entity is None:
                return self.remember(start, end)
        else:
            entity = self.register.known(known[1])
        self.register.remember(start, end, entity)
        return entity.speaker

    def span(self, start: int, end: int) -> Span | None:
        """The tokens of a stretch of the text."""
        index = bisect.bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        paragraph = self.paragraphs[index]
        found: Span | None = paragraph.doc.char_span(
            start - paragraph.start, min(end, paragraph.end) - paragraph.start, alignment_mode="expand"
        )
        return found

    def _entity(self, start: int, end: int) -> Entity | None:
        span = self.span(start, end)
        if span is None or not len(span):
            return None
        head = span.root
        word = head.lower_
        if word in ("who", "which", "that", "whose") and head.tag_.startswith("W"):
            return self._antecedent(span, start)
        if word in AUTHOR and head.text != "US":
            return None
        if word in HE | SHE | IT | THEY:
            return self._pronoun(word, start)
        call_sign = CALL_SIGN.search(self.text, start, min(len(self.text), end + 40))
        if call_sign is not None and call_sign.start() < end:
            return self._with_call_sign(call_sign.group("name"), span)
        return (
            self._named(span, start, end)
            or self._by_role(span, start)
            or self._unnamed(span, start - span.start_char)
        )

    def _antecedent(self, relative: Span, start: int) -> Entity | None:
        """The entity that "who" or "which" refers to."""
        meant = antecedent(relative.root)
        if meant is None:
            return None
        offset = start - (relative.root.idx if len(relative) == 1 else relative.start_char)
        return self._entity(offset + meant.start_char, offset + meant.end_char)

    def _pronoun(self, word: str, start: int) -> Entity | None:
        """The entity of a pronoun: the nearest subject that agrees, else the nearest that agrees."""
        if word in HE | SHE:
            kinds, gender = {"person"}, "m" if word in HE else "f"
        elif word in IT:
            kinds, gender = {"body", "media"}, ""
        else:
            kinds, gender = {"group", "body"}, ""
        last = self.register.before(start)
        if word in IT and (speaking := self._last_speaking(start, last)) is not None:
            return speaking
        best: PersonInText | None = None
        for mention in reversed(self.register.mentions[max(0, last - MOST_LOOKED_AT) : last]):
            if start - mention.start > FARTHEST:
                break
            entity = mention.entity
            if entity.kind not in kinds or (gender and entity.gender and entity.gender != gender):
                continue
            if any(first <= mention.start < last_said for first, last_said in self.said):
                continue
            if best is not None and self._sentence(mention.start) != self._sentence(best.start):
                break
            if best is None or mention.weight >= best.weight:
                best = mention
        unnamed = self._brought_in(start, gender, best.end if best is not None else 0) if gender else None
        return unnamed or (best.entity if best is not None else None)

    def _brought_in(self, start: int, gender: str, since: int) -> Entity | None:
        """The unnamed person that a sentence just before brings in: "A general sat down. He said …"."""
        number = bisect.bisect_right(self.starts, start) - 1
        for paragraph in reversed(self.paragraphs[max(0, number - 1) : number + 1]):
            sentences = self._newcomers(paragraph)
            last = bisect.bisect_right(sentences, start - paragraph.start, key=lambda each: each[1])
            for first, _, persons in reversed(sentences[max(0, last - BROUGHT_IN) : last]):
                if first < since - paragraph.start:
                    break
                for token, told in persons:
                    if told in ("", gender):
                        phrase = token.doc[token.left_edge.i : token.i + 1]
                        return self._unnamed(phrase, paragraph.start)
        return None

    def _newcomers(self, paragraph: Paragraph) -> list[tuple[int, int, list[tuple[Token, str]]]]:
        """The bounds of each sentence of a paragraph, with the persons that it brings in and their genders.

        Read once: a paragraph may have a thousand pronouns.
        """
        if paragraph.start not in self._brought:
            self._brought[paragraph.start] = [
                (
                    sentence.start_char,
                    sentence.end_char,
                    [(token, told) for token in sentence if (told := _brings_in(token)) is not None],
                )
                for sentence in paragraph.doc.sents
            ]
        return self._brought[paragraph.start]

    def _last_speaking(self, start: int, last: int) -> Entity | None:
        """The body that spoke last in the paragraph of an "it" or the one before: "it added" goes on."""
        first = self.starts[max(0, bisect.bisect_right(self.starts, start) - 2)]
        for mention in reversed(self.register.mentions[max(0, last - MOST_LOOKED_AT) : last]):
            if mention.start < first:
                break
            if mention.weight > 1 and (
                mention.entity.kind in {"body", "media"} or self._is_document(mention)
            ):
                return mention.entity
        return None

    def _is_document(self, mention: PersonInText) -> bool:
        """Whether somebody is meant by what they issued: "the statement"."""
        return self.text[mention.start : mention.end].split()[-1].casefold() in role_words("document")

    def _sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect.bisect_right(self.sentence_starts, offset)

    def _read_bearers(self) -> None:
        """Enters those who have a call sign and no name ("a gunner with the call sign Fox")."""
        for match in CALL_SIGN.finditer(self.text):
            span = self.span(match.start(), match.end())
            if span is None:
                continue
            for bearer in (span[0], *span[0].ancestors):
                if bearer.lower_ in role_words("person") | role_words("title"):
                    phrase = span.doc[bearer.left_edge.i : max(bearer.i, span.end - 1) + 1]
                    entity = self._with_call_sign(match.group("name"), phrase)
                    start = match.start() - span.start_char + bearer.idx
                    spoken = PersonInText(start, start + len(bearer.text), entity, weight=1)
                    bisect.insort(self.register.mentions, spoken, key=lambda mention: mention.start)
                    break

    def _read_asked(self) -> None:
        """Enters those who are asked something: "he replied" behind it is theirs."""
        for paragraph, token in self._tokens("asked"):
            asked = next((c for c in token.lefts if c.dep_ == "nsubjpass"), None)
            if asked is None or asked.pos_ == "PRON":
                continue
            start, end = self._phrase(paragraph, asked)
            entity = self._entity(start, end)
            if entity is not None and entity.kind == "person":
                self.register.remember(start, end, entity)

    def _read_issued(self) -> None:
        """Notes who says something "in a joint statement": "the statement" behind it is theirs."""
        for paragraph, token in self._tokens(*role_words("document")):
            if token.dep_ != "pobj" or token.head.lower_ != "in" or token.head.head.pos_ != "VERB":
                continue
            new = any(child.lower_ in ("a", "an") for child in token.lefts)
            issuer = subject_of(token.head.head) if new else None
            entity = self._entity(*self._phrase(paragraph, issuer)) if issuer is not None else None
            if entity is not None:
                self._issued.append((paragraph.token_start(token), entity))

    def _tokens(self, *words: str) -> Iterator[tuple[Paragraph, Token]]:
        """The tokens of the document that are one of some words in small letters."""
        for paragraph in self.paragraphs:
            for token in paragraph.doc:
                if token.lower_ in words:
                    yield paragraph, token

    def _phrase(self, paragraph: Paragraph, token: Token) -> tuple[int, int]:
        """Where the phrase around a noun stands in the text."""
        first, last = subtree(token)
        return paragraph.token_start(paragraph.doc[first]), paragraph.token_end(paragraph.doc[last - 1])

    def _with_call_sign(self, name: str, span: Span) -> Entity:
        key = name.casefold()
        entity = self.register.surnames.get(key)
        if entity is not None and entity.speaker.name.casefold() == key:
            entity.speaker = Speaker(name=f"{name} (call sign), {role_phrase(span)}", side=side_of(span))
        if entity is None:
            role = role_phrase(span)
            full = f"{name} (call sign)" + (f", {role}" if role else "")
            entity = Entity(Speaker(name=full, side=side_of(span)), "person")
            entity.words.update(word.norm for word in words_of(span.text))
            self.register.entities[full] = entity
            self.register.surnames[key] = entity
        return entity

    def _named(self, span: Span, start: int, end: int) -> Entity | None:
        """The person named in a phrase, or the body that its head names."""
        # Two look-ups: the rest of a long document's mentions is no small slice.
        inside = self.register.mentions[self.register.before(start) : self.register.before(end)]
        shift = start - span.start_char
        head = span.root
        for mention in inside:
            if mention.entity.kind == "person" and self._is_meant(mention, head, shift):
                return mention.entity
        for mention in inside:
            if mention.entity.kind != "person" and mention.start <= shift + head.idx < mention.end:
                return mention.entity
        for mention in inside:
            if mention.entity.kind != "person" and mention.end >= end - 1 and self._is_apposed(mention, head):
                return mention.entity
        name = proper_name(head) or next((proper_name(c) for c in head.rights if c.dep_ == "appos"), "")
        if name and head.lower_ not in role_words("body") | role_words("document"):
            return self.register.surnames.get(name.casefold().split()[-1]) or self._new_name(name, span)
        return None

    def _is_apposed(self, mention: PersonInText, head: Token) -> bool:
        """Whether a phrase ends with the body's own name: "the US think tank the Institute of War"."""
        described = head.lower_ in role_words("body") or head.lower_ in DESCRIBED
        before = self.text[max(0, mention.start - 12) : mention.start].split()
        word = before[-2] if before[-1:] in (["the"], ["The"]) and len(before) > 1 else "".join(before[-1:])
        return described and word == head.text

    def _is_meant(self, mention: PersonInText, head: Token, shift: int) -> bool:
        """Whether a person named in a phrase is whom the phrase means, not whose aide or office it is."""
        if mention.start <= shift + head.idx < mention.end:
            return True
        if is_possessive(self.text, mention.end):
            return False
        if head.pos_ == "PROPN" or mention.end <= shift + head.idx:
            return head.pos_ == "PROPN" and head.lower_ not in role_words("body")
        return head.lower_ in mention.entity.words or apposed(head, mention.start - shift)

    def _new_name(self, name: str, span: Span) -> Entity:
        """Somebody the table does not know and the tagger did not take for a person."""
        entity = self.register.entities.get(name)
        if entity is None:
            kind = "person" if span.root.ent_type_ in ("PERSON", "") else "body"
            entity = Entity(Speaker(name=name, side=side_of(span)), kind)
            self.register.entities[name] = entity
            if kind == "person":
                self.register.surnames.setdefault(name.casefold().split()[-1], entity)
        return entity

    def _by_role(self, span: Span, start: int) -> Entity | None:
        """Of "The Ukrainian president", "the ministry", "the sergeant": by office, then by the document."""
        words = words_of(span.text)
        for index in range(len(words)):
            found = offices().longest(words, index)
            if found is not None and article(span) != "a":
                return self.register.known(found[1])
        if article(span) == "a" or span.root.tag_ in ("NNS", "NNPS"):
            return None
        head = span.root.lower_
        sides = {side_words()[word.norm] for word in words if word.norm in side_words()}
        is_body = head in role_words("body")
        # "the expert" is whoever was introduced as an analyst or a professor.
        scholars = role_words("scholar").keys()
        last = self.register.before(start)
        for mention in reversed(self.register.mentions[max(0, last - MOST_ROLES_LOOKED_AT) : last]):
            entity = mention.entity
            if sides and entity.speaker.side not in sides:
                continue
            named = (
                {word.norm for word in words_of(entity.speaker.name)} if entity.kind != "person" else set()
            )
            if head in named or (head in entity.words and entity.kind == "person" and not is_body):
                return entity
            if head in scholars and entity.kind == "person" and entity.words & scholars:
                return entity
            employer = employers().get(entity.speaker.name) if is_body else None
            if employer is not None and head in {word.norm for word in words_of(employer.name)}:
                return self.register.known(employer)
        return None

    def _issuer(self, span: Span, shift: int) -> Entity | None:
        """Whose statement, report or map it is: "a statement from the office", "the army's update"."""
        for child in span.root.children:
            holder = child
            if child.dep_ == "prep" and child.lower_ in ("from", "by", "of"):
                holder = next((c for c in child.children if c.dep_ == "pobj"), child)
            if holder.dep_ in ("poss", "pobj", "nmod", "compound", "amod") and holder is not span.root:
                first, last = holder.left_edge, holder.right_edge
                end = last.idx + len(last.text)
                if last.tag_ == "POS":
                    end = last.idx
                entity = self._entity(shift + first.idx, shift + end)
                if entity is not None:
                    return entity
        if article(span) != "the":
            return None
        start = shift + span.start_char
        issued = bisect.bisect_left(self._issued, start, key=lambda each: each[0])
        return self._issued[issued - 1][1] if issued else self._pronoun("it", start)

    def _owner_side(self, span: Span, shift: int) -> Side | None:
        """The side of the country that "its officials" are of."""
        if span[0].lower_ not in ("its", "their"):
            return None
        owner = self._pronoun("it", shift + span.start_char)
        return owner.speaker.side if owner is not None and owner.kind == "body" else None

    def _unnamed(self, span: Span, shift: int) -> Entity | None:
        """An entity for a phrase without a name; None where it is nobody in particular."""
        head = span.root
        word = head.lower_
        lemma = head.lemma_.lower()
        if head.pos_ not in ("NOUN", "PROPN") or word in role_words("nobody"):
            return None
        if lemma in role_words("document") or word in role_words("document"):
            return self._issuer(span, shift)
        whole = words_of(span.doc[span.start : head.i + 1].text)
        if whole and "-" in whole[-1].norm:
            word = whole[-1].norm
        kind = next((k for k in ("group", "person", "title", "body") if word in role_words(k)), None)
        shaped = OCCUPATION.search(word) is not None and word not in role_words("thing")
        if kind is None and (shaped or lemma in role_words("person") | role_words("title")):
            kind = "group" if head.tag_ == "NNS" else "person"
        if kind is None:
            return None
        if kind == "title" and head.tag_ == "NNS":
            kind = "group"  # "forces" are nobody that "he" can go on with
        side = side_of(span) or self._owner_side(span, shift)
        phrase = role_phrase(span)
        if side in ADJECTIVES and span[0].tag_ == "PRP$":
            phrase = f"{ADJECTIVES[side]} {phrase}"
            words = words_of(phrase)
            known = names().longest(words, 0)
            if known is not None and known[0] == len(words):
                return self.register.known(known[1])
        single = kind in ("person", "title")
        name = f"unnamed {phrase}" if single else phrase
        entity = self.register.entities.get(name)
        if entity is None:
            entity = Entity(Speaker(name=name, side=side), "person" if single else kind)
            entity.words.add(word)
            self.register.entities[name] = entity
        return entity
