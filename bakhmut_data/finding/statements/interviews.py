"""An interview without labels: short questions, each with an answer of the one who was introduced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.language.analysis import Analysis, Paragraph

NAME = r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ]\.|(?:de|van|von)\b|[A-ZÀ-Þ][\w'’-]+)){1,3}"
TITLED = rf"(?:(?:[A-Z][a-z]+ ){{0,2}}?(?P<who>{NAME}))"
MEETS = re.compile(
    r"(?:[Ii]nterview(?:ed)? with|[Ii]nterview(?:s|ed|ing)?|sp(?:oke|eaks|eak|oken) (?:to|with)"
    r"|talk(?:s|ed|ing)? (?:to|with)|conversation with|sat down with|met|meets|asked|questions (?:to|for))"
    r"\s+(?:the \w+ (?:\w+ )?)?" + TITLED
)
# "We spoke to him" after whom the introduction is about.
SPOKEN_TO = re.compile(
    r"\b(?:[Ww]e|I|who|[Oo]ur \w+) (?:\w+ )?(?:spoke|talked|met|asked|sat down|interviewed|reached|called)"
    r"(?: to| with| down with)? (?:him|her|them)\b|\b(?:[Hh]e|[Ss]he) (?:told|spoke|agreed|talks)"
)
# Whoever the text is "by" asks.
INTRODUCED = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?![Bb]y |[Tt]ext |[Ii]nterview )(?:[A-Z][\w-]+ )?(?:[a-z-]+ ){{0,3}}{TITLED}"
)
LABEL = re.compile(r"(?:[*_]{1,3}|[–—-] ?)?(?:(?:Q|A|Question|Answer)[.:]\s*)?[*_]{0,3}")  # before a turn
MARKS = "*_ \n”\"'"  # behind a turn
FEWEST_QUESTIONS = 3
LONGEST_QUESTION = 45  # words
LEAST_ASKED = 0.3  # of the paragraphs from the first question on


def find_interview(analysis: Analysis) -> list[Attribution]:
    """The answers, each from its question to the next; none where the text is no such interview."""
    paragraphs = [each for each in analysis.paragraphs if analysis.text[each.start : each.end].strip()]
    asked = [at for at, each in enumerate(paragraphs) if _asks(analysis.text, each)]
    if len(asked) < FEWEST_QUESTIONS or len(asked) < LEAST_ASKED * (len(paragraphs) - asked[0]):
        return []
    source = _interviewee(analysis.text, paragraphs[asked[0]].start)
    if source is None:
        return []
    turns = []
    questions = _questions(paragraphs, asked)
    for at, following in zip(questions, [*questions[1:], len(paragraphs)], strict=True):
        answers = paragraphs[at + 1 : following if following < len(paragraphs) else at + 2]
        if answers:
            label = LABEL.match(analysis.text, answers[0].start)
            content = (label.end() if label else answers[0].start), answers[-1].end
            turns.append(
                Attribution(
                    source=source, cue=(paragraphs[at].end - 1, paragraphs[at].end), contents=(content,),
                    cue_kind="report", kind="direct", frame="turn", rule="answer",
                )
            )  # fmt: skip
    return turns


def _asks(text: str, paragraph: Paragraph) -> bool:
    words = text[paragraph.start : paragraph.end].rstrip(MARKS)
    return words.endswith("?") and len(words.split()) <= LONGEST_QUESTION


def _questions(paragraphs: Sequence[Paragraph], asked: Sequence[int]) -> list[int]:
    """Where somebody asks: every second paragraph where all questions stand so, for not all end in a mark."""
    if all((at - asked[0]) % 2 == 0 for at in asked):
        return list(range(asked[0], asked[-1] + 1, 2))
    return [at for at in asked if at + 1 < len(paragraphs) and at + 1 not in asked]


def _interviewee(text: str, end: int) -> Stretch | None:
    """Where the one who answers is named before the first question."""
    if found := MEETS.search(text, 0, end):
        return found.span("who")
    if SPOKEN_TO.search(text, 0, end) and (found := INTRODUCED.search(text, 0, end)):
        return found.span("who")
    return None
