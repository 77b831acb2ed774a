"""The names of a document: who is mentioned where, and what is said of them beside."""

from __future__ import annotations

import bisect
import re

from spacy.tokens import Span

from bakhmut_data.finding.statements.who.entities import (
    Entity,
    PersonInText,
    bare_name,
    gender_of_name,
    introduced,
    person_spans,
)
from bakhmut_data.finding.statements.who.people import (
    Known,
    Word,
    given_names,
    names,
    role_words,
    side_words,
    words_of,
)
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.records import Speaker
from bakhmut_data.reference.gazetteer import gazetteer

CALL_SIGN = re.compile(
    r"(?:call[- ]?signs?|nom de guerre|nickname[d]?|known as|codenamed?|goes by|go by|went by|calls himself"
    r"|(?:identified|known|named|introduced)(?: himself| herself)?(?: only| just| simply)? (?:as|by)"
    r"|(?:gave|giving|give) (?:only )?(?:his|her) (?:first |given )?name(?: only)?"
    r"|(?:asked|wanted|preferred|wished|asking) to be (?:called|named))"
    r"(?: of| is| was| as|,|:)? {0,2}[“\"‘'«]?(?P<name>[A-ZА-ЯЄІЇҐ][\w’'-]+(?: [A-ZА-ЯЄІЇҐ][\w’'-]+)?)"
)
LONGEST_NAMING = 60


def _is_town(name: str) -> bool:
    return any(place.place_id in gazetteer().war_ids for place in gazetteer().own(name))


class Register:
    """The entities of one document by name and by surname, and their mentions in reading order."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.entities: dict[str, Entity] = {}
        self.surnames: dict[str, Entity] = {}
        self.mentions: list[PersonInText] = []
        for paragraph in analysis.paragraphs:
            self._read_names(paragraph)
        self.mentions.sort(key=lambda mention: mention.start)
        self._read_call_signs()
        self.mentions.extend([m for paragraph in analysis.paragraphs for m in self._short_names(paragraph)])
        self.mentions.sort(key=lambda mention: mention.start)

    def before(self, offset: int) -> int:
        """How many mentions begin before an offset."""
        return bisect.bisect_left(self.mentions, offset, key=lambda mention: mention.start)

    def remember(self, start: int, end: int, entity: Entity) -> None:
        """Notes that an entity was found to speak under this name."""
        bisect.insort(self.mentions, PersonInText(start, end, entity, weight=2), key=lambda m: m.start)

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
            entity = self.known(known)
            self._describe(entity, paragraph, start, end)
            self.mentions.append(PersonInText(start, end, entity, self._weight(paragraph, start, end)))
            index = last
        for span in person_spans(paragraph.doc):
            start, end = paragraph.start + span.start_char, paragraph.start + span.end_char
            if not any(a < end and start < b for a, b in taken):
                person = self._person(span)
                if person is not None:
                    self._describe(person, paragraph, start, end)
                    self.mentions.append(
                        PersonInText(start, end, person, self._weight(paragraph, start, end))
                    )

    def _read_call_signs(self) -> None:
        """A call sign or byname after a full name stands for it everywhere ("Ivan Petrov, call sign Fox")."""
        for match in CALL_SIGN.finditer(self.text):
            last = self.before(match.start())
            if last == 0 or self.mentions[last - 1].start < match.start() - LONGEST_NAMING:
                continue
            named = self.mentions[last - 1]
            if named.entity.kind == "person" and not re.search(
                r"[.!?\n:]", self.text[named.end : match.start()]
            ):
                self.surnames[match.group("name").casefold()] = named.entity
                while last < len(self.mentions) and self.mentions[last].start < match.end():
                    byname = self.mentions[last]
                    self.mentions[last] = PersonInText(byname.start, byname.end, named.entity, byname.weight)
                    last += 1

    def _short_names(self, paragraph: Paragraph) -> list[PersonInText]:
        """The single names of those the document names in full elsewhere."""
        first = self.before(paragraph.start)
        last = self.before(paragraph.end)
        starts = {mention.start for mention in self.mentions[first:last]}
        ends = {mention.end for mention in self.mentions[first:last]}
        found: list[PersonInText] = []
        for token in paragraph.doc:
            entity = self.surnames.get(token.lower_) if token.text[:1].isupper() and token.is_alpha else None
            if entity is None:
                continue
            start, end = paragraph.token_start(token), paragraph.token_end(token)
            if start not in starts and end not in ends:
                found.append(PersonInText(start, end, entity, int(token.dep_ in ("nsubj", "nsubjpass"))))
        return found

    def _stands_alone(self, words: list[Word], first: int, found: tuple[int, Known]) -> bool:
        """Whether a known surname is not the surname of somebody else ("Ihor Danilov")."""
        last, known = found
        if known.kind != "person" or last - first > 1 or first == 0:
            return True
        before, word = words[first - 1], words[first]
        gap = self.text[before.end : word.start]
        if gap != " " or not before.surface[:1].isupper() or before.norm in role_words("title"):
            return True
        return (
            before.norm in side_words()
            or before.norm in known.name.casefold().split()
            or before.surface.isupper()
        )

    def known(self, known: Known) -> Entity:
        """The document's entity for an entry of the table of speakers."""
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
        if name.isupper():
            name = name.title()
        parts = name.casefold().split()
        if len(parts) == 1 and parts[0] in self.surnames:
            return self.surnames[parts[0]]
        if len(parts) == 1 and not introduced(span):
            return None
        if parts[0] not in given_names() and _is_town(name):
            return None  # taken for a person by the tagger
        entity = self.entities.get(name)
        if entity is None:
            entity = Entity(Speaker(name=name), "person", gender_of_name(parts[0]))
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
        inside = [word.norm for word in words_of(self.text, start, end)]
        nearby = (
            inside
            + [word.norm for word in words_of(before)[-6:]]
            + [word.norm for word in words_of(after)[:9]]
        )
        for word in nearby:
            if word in role_words("title") or word in role_words("person"):
                entity.words.add(word)
                entity.gender = (
                    entity.gender or role_words("title").get(word, "") or role_words("person").get(word, "")
                )
        if entity.kind == "person" and side is None and entity.words:
            sides = [side_words()[word] for word in nearby if word in side_words()]
            if sides:
                entity.speaker = Speaker(name=entity.speaker.name, side=sides[0])

    def _weight(self, paragraph: Paragraph, start: int, end: int) -> int:
        span = paragraph.doc.char_span(
            start - paragraph.start, end - paragraph.start, alignment_mode="expand"
        )
        return int(span is not None and span.root.dep_ in ("nsubj", "nsubjpass"))
