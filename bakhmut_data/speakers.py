"""Who speaks: pronouns, titles, roles and names of a document as one speaker each.

`SpeakerIndex` is made once per document. `resolve(start, end)` takes the offsets of any
phrase that names a source ("he", "the ministry", "Colonel Petrov", "a NATO official") and
gives its `Speaker`, or None where the phrase names nobody in particular. Linking uses it
for a figure's or claim's own source phrase; for everything that stands inside or beside a
`Statement` it takes that statement's speaker, by the offsets of its content and cue.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from bakhmut_data.analysis import Analysis, Paragraph
from bakhmut_data.people import Known, Word, employers, given_names, names, offices, role_words, side_words, words_of
from bakhmut_data.records import Document, Side, Speaker

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
AUTHOR = frozenset({"i", "we", "me", "us", "my", "our", "you", "one", "myself", "ourselves", "your"})
CALL_SIGN = re.compile(
    r"(?:call[- ]?signs?|nom de guerre|nickname[d]?|known as|codenamed?|goes by)"
    r"(?: of| is| was|,|:)? {0,2}[“\"‘'«]?(?P<name>[A-ZА-ЯЄІЇҐ][\w’'-]+(?: [A-ZА-ЯЄІЇҐ][\w’'-]+)?)"
)
FEMALE_NAME = re.compile(r"(?:[aя]|ia|iia|ya)$")
MALE_NAMES = frozenset(["mykola", "mykyta", "illia", "ilya", "nikita", "kuzma", "foma", "luka", "savva", "danila", "joshua", "ezra", "sasha", "misha"])
# How far back a pronoun can reach: characters, and mentions.
FARTHEST = 2500
MOST_LOOKED_AT = 60


@dataclass(slots=True)
class Entity:
    """Somebody or something of the document that can speak."""

    speaker: Speaker
    kind: str
    gender: str = ""
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an entity is named; `subject` where a sentence is about it."""

    start: int
    end: int
    entity: Entity
    subject: bool = False


class SpeakerIndex:
    """The speakers of one document."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self.text = analysis.text
        self.document = document
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.sentence_starts = [sentence.start for sentence in analysis.sentences()]
        self.entities: dict[str, Entity] = {}
        self.surnames: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        for paragraph in analysis.paragraphs:
            self._read_names(paragraph)
        self._read_call_signs()
        for paragraph in analysis.paragraphs:
            self._read_short_names(paragraph)
        self.mentions.sort(key=lambda mention: mention.start)

    def resolve(self, start: int, end: int) -> Speaker | None:
        """The speaker that a phrase stands for; None for the author and for nobody in particular."""
        entity = self._entity(start, end)
        return entity.speaker if entity is not None else None

    def remember(self, start: int, end: int) -> Speaker | None:
        """As `resolve`, and a later "he" or "the sergeant" can mean this phrase's speaker."""
        entity = self._entity(start, end)
        if entity is None:
            return None
        bisect.insort(self.mentions, Mention(start, end, entity, subject=True), key=lambda m: m.start)
        return entity.speaker

    def _read_names(self, paragraph: Paragraph) -> None:
        """Enters the names of a paragraph: known ones by the table, others by their shape."""
        words = words_of(self.text, paragraph.start, paragraph.end)
        taken: list[tuple[int, int]] = []
        index = 0
        while index < len(words):
            found = names().longest(words, index)
            if found is None or not self._stands_alone(words, index, found):
                index += 1
                continue
            last, known = found
            start, end = words[index].start, words[last - 1].end
            taken.append((start, end))
            entity = self._known(known)
            self._describe(entity, paragraph, start, end)
            self.mentions.append(Mention(start, end, entity, self._is_subject(paragraph, start, end)))
            index = last
        for span in _person_spans(paragraph.doc):
            start, end = paragraph.start + span.start_char, paragraph.start + span.end_char
            if not any(a < end and start < b for a, b in taken):
                entity = self._person(span)
                if entity is not None:
                    self._describe(entity, paragraph, start, end)
                    self.mentions.append(Mention(start, end, entity, self._is_subject(paragraph, start, end)))

    def _read_call_signs(self) -> None:
        """A call sign or byname after a full name stands for it everywhere ("Ivan Petrov, call sign Fox")."""
        for match in CALL_SIGN.finditer(self.text):
            before = [m for m in self.mentions if match.start() - 60 < m.start and m.end <= match.start()]
            between = self.text[before[-1].end : match.start()] if before else "."
            if before and before[-1].entity.kind == "person" and not re.search(r"[.!?\n:]", between):
                entity = before[-1].entity
                self.surnames[match.group("name").casefold()] = entity
                self.mentions = [
                    Mention(m.start, m.end, entity, m.subject) if m.start in range(*match.span("name")) else m
                    for m in self.mentions
                ]

    def _read_short_names(self, paragraph: Paragraph) -> None:
        """Enters the single names of those the document names in full elsewhere."""
        taken = {m.start for m in self.mentions if paragraph.start <= m.start < paragraph.end}
        ends = [m.end for m in self.mentions if paragraph.start <= m.start < paragraph.end]
        for token in paragraph.doc:
            start, end = paragraph.token_start(token), paragraph.token_end(token)
            entity = self.surnames.get(token.lower_) if token.text[:1].isupper() and token.is_alpha else None
            if entity is not None and start not in taken and end not in ends:
                subject = token.dep_ in ("nsubj", "nsubjpass")
                self.mentions.append(Mention(start, end, entity, subject))

    def _stands_alone(self, words: list[Word], first: int, found: tuple[int, Known]) -> bool:
        """Whether a known surname is not the surname of somebody else ("Ihor Danilov")."""
        last, known = found
        if known.kind != "person" or last - first > 1 or first == 0:
            return True
        before, word = words[first - 1], words[first]
        gap = self.text[before.end : word.start]
        if gap != " " or not before.surface[:1].isupper() or before.norm in role_words("title"):
            return True
        return before.norm in side_words() or before.norm in known.name.casefold().split() or before.surface.isupper()

    def _known(self, known: Known) -> Entity:
        entity = self.entities.get(known.name)
        if entity is None:
            entity = Entity(known.speaker, known.kind, known.gender, set(known.words))
            self.entities[known.name] = entity
            if known.kind == "person":
                self.surnames.setdefault(known.name.casefold().split()[-1], entity)
        return entity

    def _person(self, span: Span) -> Entity | None:
        """The person of a PERSON span, made at the first full name."""
        name = bare_name(span)
        if not name:
            return None
        parts = name.casefold().split()
        if len(parts) == 1 and parts[0] in self.surnames:
            return self.surnames[parts[0]]
        if len(parts) == 1 and not _introduced(span):
            return None
        entity = self.entities.get(name)
        if entity is None:
            entity = Entity(Speaker(name=name), "person", _gender_of_name(parts[0]))
            self.entities[name] = entity
            self.surnames.setdefault(parts[-1], entity)
            if len(parts) > 1:
                self.surnames.setdefault(parts[0], entity)
        return entity

    def _describe(self, entity: Entity, paragraph: Paragraph, start: int, end: int) -> None:
        """Notes the words beside a name: its role, its gender, and the side they put it on."""
        before = self.text[max(paragraph.start, start - 70) : start]
        after = self.text[end : min(paragraph.end, end + 80)]
        before = re.split(r"[.;:!?“”\"]", before)[-1]
        after = re.split(r"[.;:!?“”\"]", after)[0] if after[:1] == "," or after[:2] == " —" else ""
        side = entity.speaker.side
        nearby = [word.norm for word in words_of(before)[-6:]] + [word.norm for word in words_of(after)[:9]]
        for word in nearby:
            if word in role_words("title") or word in role_words("person"):
                entity.words.add(word)
                entity.gender = entity.gender or role_words("title").get(word, "") or role_words("person").get(word, "")
        if entity.kind == "person" and side is None and entity.words:
            sides = [side_words()[word] for word in nearby if word in side_words()]
            if sides:
                entity.speaker = Speaker(name=entity.speaker.name, side=sides[0])

    def _is_subject(self, paragraph: Paragraph, start: int, end: int) -> bool:
        span = paragraph.doc.char_span(start - paragraph.start, end - paragraph.start, alignment_mode="expand")
        return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")

    def _span(self, start: int, end: int) -> Span | None:
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
        span = self._span(start, end)
        if span is None or not len(span):
            return None
        head = span.root
        word = head.lower_
        if word in ("who", "which", "that", "whose") and head.tag_.startswith("W"):
            antecedent = _antecedent(head)
            if antecedent is None:
                return None
            offset = start - head.idx if len(span) == 1 else start - span.start_char
            return self._entity(offset + antecedent.start_char, offset + antecedent.end_char)
        if word in AUTHOR:
            return None
        if word in HE | SHE | IT | THEY:
            return self._pronoun(word, start)
        call_sign = CALL_SIGN.search(self.text, start, min(len(self.text), end + 40))
        if call_sign is not None and call_sign.start() < end:
            return self._with_call_sign(call_sign.group("name"), span)
        return self._named(span, start, end) or self._by_role(span, start) or self._unnamed(span, start - span.start_char)

    def _pronoun(self, word: str, start: int) -> Entity | None:
        """The entity of a pronoun: the nearest subject that agrees, else the nearest that agrees."""
        if word in HE | SHE:
            kinds, gender = {"person"}, "m" if word in HE else "f"
        elif word in IT:
            kinds, gender = {"body", "media"}, ""
        else:
            kinds, gender = {"group", "body"}, ""
        last = bisect.bisect_left(self.mentions, start, key=lambda mention: mention.start)
        nearest: Mention | None = None
        for mention in reversed(self.mentions[max(0, last - MOST_LOOKED_AT) : last]):
            if start - mention.start > FARTHEST:
                break
            entity = mention.entity
            if entity.kind not in kinds or (gender and entity.gender and entity.gender != gender):
                continue
            if nearest is not None and self._sentence(mention.start) != self._sentence(nearest.start):
                break
            if mention.subject:
                return entity
            nearest = nearest or mention
        return nearest.entity if nearest is not None else None

    def _sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect.bisect_right(self.sentence_starts, offset)

    def _with_call_sign(self, name: str, span: Span) -> Entity:
        key = name.casefold()
        entity = self.surnames.get(key)
        if entity is None:
            role = _role_phrase(span)
            full = f"{name} (call sign)" + (f", {role}" if role else "")
            entity = Entity(Speaker(name=full, side=_side(span)), "person")
            entity.words.update(word.norm for word in words_of(span.text))
            self.entities[full] = entity
            self.surnames[key] = entity
        return entity

    def _named(self, span: Span, start: int, end: int) -> Entity | None:
        """The person named in a phrase, or the body that its head names."""
        first = bisect.bisect_left(self.mentions, start, key=lambda mention: mention.start)
        inside: list[Mention] = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            inside.append(mention)
        shift = start - span.start_char
        head = span.root
        for mention in inside:
            if mention.entity.kind == "person" and self._is_meant(mention, head, shift):
                return mention.entity
        for mention in inside:
            if mention.entity.kind != "person" and mention.start <= shift + head.idx < mention.end:
                return mention.entity
        name = proper_name(head) or next((proper_name(c) for c in head.rights if c.dep_ == "appos"), "")
        if name and head.lower_ not in role_words("body"):
            return self.surnames.get(name.casefold().split()[-1]) or self._new_name(name, span)
        return None

    def _is_meant(self, mention: Mention, head: Token, shift: int) -> bool:
        """Whether a person named in a phrase is whom the phrase means, not whose aide or office it is."""
        if mention.start <= shift + head.idx < mention.end:
            return True
        if _is_possessive(self.text, mention.end):
            return False
        if head.pos_ == "PROPN" or mention.end <= shift + head.idx:
            return head.pos_ == "PROPN" and not head.lower_ in role_words("body")
        return head.lower_ in mention.entity.words or _apposed(head, mention.start - shift)

    def _new_name(self, name: str, span: Span) -> Entity:
        """Somebody the table does not know and the tagger did not take for a person."""
        entity = self.entities.get(name)
        if entity is None:
            kind = "person" if span.root.ent_type_ in ("PERSON", "") else "body"
            entity = Entity(Speaker(name=name, side=_side(span)), kind)
            self.entities[name] = entity
            if kind == "person":
                self.surnames.setdefault(name.casefold().split()[-1], entity)
        return entity

    def _by_role(self, span: Span, start: int) -> Entity | None:
        """"The Ukrainian president", "the ministry", "the sergeant": by office, then by the document."""
        words = words_of(span.text)
        for index in range(len(words)):
            found = offices().longest(words, index)
            if found is not None and _article(span) != "a":
                return self._known(found[1])
        if _article(span) == "a" or span.root.tag_ in ("NNS", "NNPS"):
            return None
        head = span.root.lower_
        sides = {side_words()[word.norm] for word in words if word.norm in side_words()}
        is_body = head in role_words("body")
        last = bisect.bisect_left(self.mentions, start, key=lambda mention: mention.start)
        for mention in reversed(self.mentions[:last]):
            entity = mention.entity
            if sides and entity.speaker.side not in sides:
                continue
            named = {word.norm for word in words_of(entity.speaker.name)} if entity.kind != "person" else set()
            if head in named or (head in entity.words and not is_body):
                return entity
            if is_body and (employer := employers().get(entity.speaker.name)) is not None:
                if head in {word.norm for word in words_of(employer.name)}:
                    return self._known(employer)
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
        return None

    def _unnamed(self, span: Span, shift: int) -> Entity | None:
        """An entity for a phrase without a name; None where it is nobody in particular."""
        head = span.root
        word = head.lower_
        lemma = head.lemma_.lower()
        if head.pos_ not in ("NOUN", "PROPN") or word in role_words("nobody"):
            return None
        if lemma in role_words("document") or word in role_words("document"):
            return self._issuer(span, shift)
        kind = next((k for k in ("group", "person", "title", "body") if word in role_words(k)), None)
        if kind is None and lemma in role_words("person") | role_words("title"):
            kind = "group" if head.tag_ == "NNS" else "person"
        if kind is None:
            return None
        phrase = _role_phrase(span)
        single = kind in ("person", "title")
        name = f"unnamed {phrase}" if single else phrase
        entity = self.entities.get(name)
        if entity is None:
            entity = Entity(Speaker(name=name, side=_side(span)), "person" if single else kind)
            entity.words.add(word)
            self.entities[name] = entity
        return entity


def _person_spans(doc: Doc) -> list[Span]:
    """Names of persons: the tagger's, and a given name with the capitalised word after it."""
    found = [span for span in doc.ents if span.label_ == "PERSON"]
    covered = {token.i for span in found for token in span}
    for token in doc[:-1]:
        if token.i in covered or token.lower_ not in given_names() or not token.text[:1].isupper():
            continue
        following = doc[token.i + 1]
        if following.text[:1].isupper() and following.is_alpha and following.i not in covered:
            found.append(doc[token.i : following.i + 1])
    return found


def _introduced(span: Span) -> bool:
    """Whether a single name is a person's: a given name, or one with a title before it."""
    if span[0].lower_ in given_names() or span[0].lower_ in role_words("title"):
        return True
    before = span.doc[span.start - 1].lower_ if span.start > 0 else ""
    return before in role_words("title") or before in role_words("person")


def bare_name(span: Span) -> str:
    """The name without titles before and possessive after it."""
    tokens = [token for token in span if token.tag_ != "POS" and not token.is_punct]
    while tokens and (tokens[0].lower_ in role_words("title") or tokens[0].lower_ in side_words()):
        tokens = tokens[1:]
    if not tokens or not tokens[0].text[:1].isupper() or len(tokens) > 4:
        return ""
    if not tokens[-1].text[:1].isupper() or any(token.is_digit for token in tokens):
        return ""
    doc: Doc = span.doc
    return doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def proper_name(head: Token) -> str:
    """The run of proper nouns that ends with a phrase's head, without titles."""
    if head.pos_ != "PROPN":
        return ""
    first = head.i
    while first > 0 and head.doc[first - 1].pos_ == "PROPN" and head.i - first < 5:
        first -= 1
    return bare_name(head.doc[first : head.i + 1])


def _gender_of_name(first: str) -> str:
    """Slavic given names in -a are women's, with few exceptions; others tell nothing."""
    known = given_names().get(first, "")
    if known:
        return known
    return "f" if FEMALE_NAME.search(first) and first not in MALE_NAMES else ""


def _antecedent(relative: Token) -> Span | None:
    """What "who" or "which" refers to: the head of its relative clause, without the clause."""
    current = relative
    for _ in range(4):
        if current.dep_ == "relcl":
            head = current.head
            return head.doc[head.left_edge.i : max(head.i + 1, min(current.left_edge.i, relative.i))]
        current = current.head
    return None


def _apposed(head: Token, offset: int) -> bool:
    """Whether the name at an offset is in apposition to a role ("the mayor, Ivan Petrov")."""
    for child in head.subtree:
        if child.idx <= offset < child.idx + len(child.text):
            current = child
            for _ in range(4):
                if current is head:
                    return True
                if current.dep_ in ("poss", "pobj", "relcl", "dobj"):
                    return False
                current = current.head
    return False


def _is_possessive(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s") or (text[end : end + 1] in ("'", "’") and text[end - 1 : end] == "s")


def _article(span: Span) -> str:
    first = span[0].lower_
    return "a" if first in ("a", "an", "one", "another") else "the"


def _role_phrase(span: Span) -> str:
    """The phrase as far as it describes: without article, relative clause and apposition."""
    head = span.root
    first = span[0].i
    if span[0].pos_ == "DET" or span[0].lower_ in ("a", "an", "the", "one", "another"):
        first += 1
    last = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "in", "with", "at", "for") and child.i == last:
            last = min(child.right_edge.i + 1, span.end)
            break
    return re.sub(r"\s+", " ", span.doc[min(first, head.i) : max(last, head.i + 1)].text).replace("U.S.", "US").strip()


def _side(span: Span) -> Side | None:
    """The side that the words of a description name."""
    for word in words_of(span.text):
        if word.norm in side_words():
            return side_words()[word.norm]
    return None
