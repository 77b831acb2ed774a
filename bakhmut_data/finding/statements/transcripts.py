"""Turns of a transcript, each from its label to the next: "ANNA LEE: …"."""

from __future__ import annotations

import re
from collections import Counter

from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.finding.statements.who.people import COUNTED, named_alone, role_words, words_of
from bakhmut_data.language.analysis import Analysis

TURN = re.compile(
    r"(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?\s{0,3})?"
    r"(?P<who>[^\W\d_][\w.'’ -]{0,45}?(?:, [^:\n]{1,60}|\s?[\[(][^:\n)\]]{1,40}[)\]])?)\s?:(?:\s+|$)"
)
# An office with the name of its holder in brackets, as parliaments print it.
OFFICE_LABEL = re.compile(
    r"(?:[A-Z][\w.'’-]* ){1,6}(?:of|for)(?: (?:[A-Z][\w.'’-]*|of|for|the|and)){1,8}"
    r" \((?P<holder>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3})\)"
)
SPEAKER_LABEL = re.compile(r"(?:[A-ZÀ-ÞА-ЯЄІЇҐ][\w.'’-]*\s?){1,5}")
STAGE_DIRECTION = re.compile(r"[\[(*][^\n]*[\])*]$")
FEWEST_TURNS = 3
# Who is introduced as one of the outlet's own: "our correspondent Ann Lee", "Ann Lee, our man in Kyiv".
OWN_STAFF = r"(?:correspondent|reporter|colleague|producer|editor|bureau chief|man|woman|team)"
# Of few words, and begun where a word begins: else a text of names would be searched anew from each letter.
NAMED = r"\b(?P<who>[A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’-]{1,30}){1,4})"
INTRODUCED = (
    re.compile(rf"\b[Oo]ur (?:own )?(?:[\w-]+ ){{0,3}}?{OWN_STAFF},? {NAMED}"),
    re.compile(rf"{NAMED}, our (?:own )?(?:[\w-]+ ){{0,3}}?{OWN_STAFF}\b"),
)
FEWEST_SPOKEN = 4  # words of a turn that a country's name may stand before


def find_transcript(analysis: Analysis) -> list[Attribution]:
    """The turns of a transcript, each from its label to the next; none where it is no transcript."""
    text = analysis.text
    labels: dict[int, re.Match[str]] = {}
    for paragraph in analysis.paragraphs:
        match = TURN.match(text, paragraph.start, paragraph.end)
        if match is not None and _is_label(match.group("who"), text[match.end() : paragraph.end]):
            labels[paragraph.index] = match
    counts = Counter(_bare(match.group("who")) for match in labels.values())
    if len(labels) < FEWEST_TURNS or len(labels) * 4 < len(analysis.paragraphs) or max(counts.values()) < 2:
        return []
    hosts = _hosts(analysis, labels)
    turns: list[Attribution] = []
    for index, match in labels.items():
        end = analysis.paragraphs[index].end
        for following in analysis.paragraphs[index + 1 :]:
            if following.index in labels or STAGE_DIRECTION.match(text, following.start, following.end):
                break
            end = following.end
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
        colon = text.rindex(":", match.start(), match.end())
        if start < end:
            frame = "host" if _surname(match.group("who")) in hosts else "turn"
            turns.append(
                Attribution(
                    source=_holder(match),
                    cue=(colon, colon + 1),
                    contents=((start, end),),
                    kind="direct",
                    cue_kind="report",
                    rule="turn",
                    frame=frame,
                )
            )
    return turns


def _holder(label: re.Match[str]) -> Stretch:
    """Where a label names its speaker: an office's holder in brackets, else the whole of it."""
    office = OFFICE_LABEL.fullmatch(label.group("who"))
    if office is None:
        return label.span("who")
    begins, ends = office.span("holder")
    return label.start("who") + begins, label.start("who") + ends


def _is_label(who: str, said: str) -> bool:
    """Whether the words before a colon can be a speaker's: capitalised, and no heading of the page."""
    if OFFICE_LABEL.fullmatch(who):
        return True
    known = named_alone(words_of(who, 0, len(who)))
    if known is not None and known.name in COUNTED and len(said.split()) < FEWEST_SPOKEN:
        return False  # "Ukraine: Update" is the heading of a debate
    name = re.split(r"[,(\[]", who)[0].strip()
    words = name.casefold().split()
    if not words or words[0] in role_words("label") or name.casefold() in role_words("label"):
        return False
    return SPEAKER_LABEL.fullmatch(name) is not None


def _bare(who: str) -> str:
    return re.split(r"[,(\[]", who)[0].strip().casefold()


def _surname(who: str) -> str:
    """What a label is shortened to after its first turn."""
    return (_bare(who).split() or [""])[-1]


def _hosts(analysis: Analysis, labels: dict[int, re.Match[str]]) -> set[str]:
    """The labels of the outlet's own: by their role, an introduction, or because they mostly ask."""
    hosts: set[str] = set()
    described: set[str] = set()  # members of a parliament ask as well, by the seat in brackets
    turns: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for index, match in labels.items():
        who = match.group("who")
        described.update([_surname(who)] if "(" in who else ())
        turns[_surname(who)] += 1
        asked[_surname(who)] += analysis.paragraphs[index].doc.text.rstrip().endswith("?")
        if any(word in role_words("host") for word in who.casefold().replace(",", " ").split()):
            hosts.add(_surname(who))
    text = analysis.text
    hosts |= {_surname(found["who"]) for shape in INTRODUCED for found in shape.finditer(text)} & set(turns)
    for who, count in turns.items():
        if count > 1 and asked[who] * 2 > count and who not in described:
            hosts.add(who)
    return hosts
