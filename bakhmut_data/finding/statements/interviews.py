"""Interviews whose questions stand without a label: each answer is one statement of whoever is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.language.analysis import Analysis, Paragraph

FEWEST_QUESTIONS = 3
LONGEST_QUESTION = 60  # words
LONGEST_LEAD = 8  # paragraphs before the first question
# What the lines above the first question say of a talk.
TALK = re.compile(
    r"\b(?:interview\w*|conversation|spoke (?:to|with)|talked (?:to|with)|sat down with|asked)\b",
    re.IGNORECASE,
)
OWN = frozenset({"i", "we", "my", "our", "me", "us"})


def find_answers(analysis: Analysis) -> list[Attribution]:
    """The answers of an interview, from each question to the next; none where the text is no interview.

    Those who explain by asking themselves do not answer as "I" or "we", and name nobody whom they asked.
    """
    paragraphs = analysis.paragraphs
    asked = [paragraph.index for paragraph in paragraphs if _is_question(paragraph)]
    if len(asked) < FEWEST_QUESTIONS or not 0 < asked[0] <= LONGEST_LEAD:
        return []
    source = _answering(analysis.text, paragraphs[: asked[0]])
    if source is None:
        return []
    answers: list[list[Paragraph]] = []
    for paragraph in paragraphs[asked[0] :]:
        if _is_prompt(paragraph, paragraphs, asked[0]):
            answers.append([])
        elif paragraph.index < len(paragraphs) - 1 or _speaks(paragraph):
            answers[-1].append(paragraph)
    answers = [answer for answer in answers if answer]
    if sum(any(_speaks(paragraph) for paragraph in answer) for answer in answers) * 2 < len(answers):
        return []
    return [_answer(analysis.text, answer, source) for answer in answers]


def _answer(text: str, answer: Sequence[Paragraph], source: Stretch) -> Attribution:
    """An answer as one statement; its cue is the mark that ends the question."""
    start, end = answer[0].start, answer[-1].end
    mark = len(text[:start].rstrip()) - 1
    return Attribution(
        source=source, cue=(mark, mark + 1), contents=((start, end),), kind="direct", cue_kind="report",
        frame="turn", rule="answer",
    )  # fmt: skip


def _answering(text: str, lead: Sequence[Paragraph]) -> Stretch | None:
    """The person whom the lines above the first question name first, where they tell of a talk."""
    if not any(TALK.search(text, paragraph.start, paragraph.end) for paragraph in lead):
        return None
    for paragraph in lead[1:] or lead:
        for entity in paragraph.doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1:
                return paragraph.start + entity.start_char, paragraph.start + entity.end_char
    return None


def _is_question(paragraph: Paragraph) -> bool:
    text = paragraph.doc.text.rstrip()
    return text.endswith("?") and len(text.split()) <= LONGEST_QUESTION


def _is_prompt(paragraph: Paragraph, paragraphs: Sequence[Paragraph], first: int) -> bool:
    """Whether an interviewer speaks: a question, or a short line between two answers that says no "I"."""
    if _is_question(paragraph):
        return True
    before, after = paragraph.index - 1, paragraph.index + 1
    if before <= first - 1 or after >= len(paragraphs) or _speaks(paragraph):
        return False
    beside = (paragraphs[before], paragraphs[after])
    if any(_is_question(other) for other in beside):
        return False
    words = len(paragraph.doc.text.split())
    return words <= LONGEST_QUESTION // 2 and all(words < len(other.doc.text.split()) for other in beside)


def _speaks(paragraph: Paragraph) -> bool:
    """Whether a paragraph speaks in the first person."""
    return any(token.lower_ in OWN for token in paragraph.doc)
