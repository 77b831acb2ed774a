"""Who says what stands between quotation marks: the cue after, before, or sentences away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from bakhmut_data.finding.statements.clauses import verb_cue
from bakhmut_data.finding.statements.cues import Cue, lexicon
from bakhmut_data.finding.statements.quotation_marks import Quote
from bakhmut_data.finding.statements.scenes import Draft, Scene, offsets
from bakhmut_data.finding.statements.sources import noun_phrase, subject_of

SPEAKING = frozenset({"report", "ask", "order", "assess"})

ENDS_SENTENCE = frozenset({".", "!", "?", "…", "...", ";"})

# Frames whose content is a thing spoken of: what is said of it stands in the sentences after.
DESCRIBING = frozenset({"object", "as", "complement", "preposition"})

NAMES_SOMEONE = frozenset({"NOUN", "PROPN", "PRON"})

LONGEST_GAP = 45
LONGEST_INTERRUPTION = 60

FEWEST_WORDS = 4

NEXT_TO_QUOTE = 2

COLON = Cue(":", "report", frozenset({"quote"}), frozenset())

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Force:
    """Whose word goes on in the next paragraph; `is_open` where its quotation has no closing mark yet."""

    draft: Draft
    is_open: bool = False


def draft_quotes(scene: Scene, force: Force | None) -> Force | None:
    """Drafts of the quotations; who is still in force at the paragraph's end comes back."""
    last: Draft | None = None
    goes_on = force is not None and (force.is_open or _is_only_quoted(scene))
    for quote in scene.quotes:
        held = next((d for d in scene.drafts.values() if not d.nested and _holds(d, quote)), None)
        if held is not None and held.cue.kind in SPEAKING:
            last = held
            continue
        if not _is_speech(scene, quote):
            continue
        draft = _after(scene, quote) or _before(scene, quote)
        if draft is None and force is not None and goes_on and quote.start - scene.paragraph.start < 3:
            draft = _again(scene, force.draft, "quote_over_paragraphs")
        if draft is None and last is not None:
            draft = last
        if draft is None:
            draft = _preceding(scene, quote)
        if draft is not None:
            draft.contents.append((quote.start, quote.end))
            last = draft
    if last is not None and not scene.quotes[-1].closed:
        return Force(last, is_open=True)
    return _in_force(scene, last) or _announced(scene) or (force if _is_interruption(scene) else None)


def _again(scene: Scene, draft: Draft, rule: str) -> Draft:
    """A draft with the cue and source of another and no content yet."""
    made = Draft(draft.cue, draft.cue_span, draft.source, [], "quote", rule)
    scene.drafts[-1 - len(scene.drafts)] = made
    return made


def _in_force(scene: Scene, last: Draft | None) -> Force | None:
    """The speaker of the paragraph's last report, whom a quotation in a paragraph of its own goes on with."""
    spoken = [d for d in scene.drafts.values() if d.cue.kind in SPEAKING and d.contents and not d.nested]
    spoken.sort(key=lambda draft: draft.contents[-1][1])
    latest = spoken[-1] if spoken else None
    if last is not None and (latest is None or last.contents[-1][1] >= latest.contents[-1][1]):
        latest = last
    return Force(latest) if latest is not None and latest.source is not None else None


def _announced(scene: Scene) -> Force | None:
    """Whom a line that ends in a colon announces: "And from the mayor, Olha Lys:"."""
    doc, last = scene.paragraph.doc, len(scene.paragraph.doc) - 1
    if last < 1 or last > LONGEST_GAP or doc[last].text != ":" or scene.quotes:
        return None
    cues = list(_cue_tokens(scene, 0, last))
    named = next((t for t in doc[:last] if t.ent_type_ == "PERSON"), None)
    named = named or next((t for t in doc[:last] if t.pos_ in NAMES_SOMEONE), None)
    if named is None:
        return None
    source = _source_near(cues[-1][0], 0, last, inverted=False) if cues else None
    colon = offsets(scene.paragraph, (last, last + 1))
    by = offsets(scene.paragraph, source or (named.i, min(noun_phrase(named)[1], last)))
    return Force(Draft(COLON, colon, by, [], "quote", "quote_after_line"))


def _is_only_quoted(scene: Scene) -> bool:
    """Whether nothing but quotations stands in a paragraph."""
    outside = scene.paragraph.start
    for quote in (*scene.quotes, None):
        until = quote.start if quote is not None else scene.paragraph.end
        if scene.text[outside:until].strip(" .,\n"):
            return False
        outside = quote.end if quote is not None else until
    return True


def _is_interruption(scene: Scene) -> bool:
    """Whether a paragraph is a line that the page put between two others: a link, "Advertisement"."""
    text = scene.text[scene.paragraph.start : scene.paragraph.end]
    return len(text) < LONGEST_INTERRUPTION and text[-1] not in '.!?:”"'


def _holds(draft: Draft, quote: Quote) -> bool:
    return any(start <= quote.start and quote.end <= end for start, end in draft.contents)


def _is_speech(scene: Scene, quote: Quote) -> bool:
    """Whether the quotation is something said, not a name, a title or a word held at arm's length."""
    inner = scene.text[quote.inner_start : quote.inner_end]
    if len(inner) > 200 or inner.rstrip()[-1:] in ",.!?…":
        return True
    following = scene.text[quote.end : quote.end + 2].lstrip()
    return following[:1] in (",", "—", "–", "-") or len(WORD.findall(inner)) >= FEWEST_WORDS


def _cue_tokens(scene: Scene, first: int, last: int) -> Iterator[tuple[Token, Cue]]:
    """Verbs of saying between two token indices, outside quotations."""
    verbs = lexicon("verb")
    for token in scene.paragraph.doc[first:last]:
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.dep_ not in ("amod", "aux", "compound"):
            cue = verb_cue(token, verbs) if token.pos_ in ("VERB", "AUX") or _is_misread(token) else None
            if cue is not None and "quote" in cue.frames:
                yield token, cue


def _is_misread(token: Token) -> bool:
    """Whether a plural noun after a name is rather a verb: "…," Petrov sighs."""
    if token.tag_ not in ("NNS", "NNPS") or token.i == 0:
        return False
    return token.nbor(-1).pos_ == "PROPN" or token.nbor(-1).is_quote


def _after(scene: Scene, quote: Quote) -> Draft | None:
    """The draft whose cue follows a quotation: "…," said X."""
    first = scene.token_at(quote.end)
    inner = scene.text[quote.inner_start : quote.inner_end].rstrip()
    following = scene.text[quote.end : quote.end + 3].lstrip(" ,—–-")
    if inner.endswith(".") and following[:1].isupper() and scene.text[quote.end] not in ",-–—":
        return None
    last = _gap_end(scene, first)
    for token, cue in _cue_tokens(scene, first, last):
        if token.i - first > 30:
            break
        return _quote_draft(scene, (token, cue), (first, last), "quote_before_cue")
    return None


def _gap_end(scene: Scene, first: int) -> int:
    """One past the last token of the sentence outside quotations that begins at `first`."""
    doc = scene.paragraph.doc
    index = first
    while index < len(doc) and index - first < LONGEST_GAP:
        token = doc[index]
        if token.text in ENDS_SENTENCE or scene.quote_around(scene.starts[index]) is not None:
            break
        index += 1
    return index


def _before(scene: Scene, quote: Quote) -> Draft | None:
    """The draft whose cue stands before a quotation: X said: "…"."""
    doc = scene.paragraph.doc
    last = scene.token_at(quote.start)
    first = last
    while first > 0 and last - first < LONGEST_GAP:
        token = doc[first - 1]
        if token.text in ENDS_SENTENCE or scene.quote_around(scene.starts[first - 1]) is not None:
            break
        first -= 1
    if first == last:
        return None
    cues = list(_cue_tokens(scene, first, last))
    ends_open = doc[last - 1].text in (":", ",", "—", "–") or bool(cues and last - cues[-1][0].i <= 4)
    if cues and ends_open:
        token, cue = cues[-1]
        return _quote_draft(scene, (token, cue), (first, last), "quote_after_cue")
    if doc[last - 1].text == ":":
        source = next((t for t in doc[first:last] if t.pos_ in NAMES_SOMEONE), None)
        if source is not None:
            end = next((t.i for t in doc[first:last] if t.text in (",", ":")), last - 1)
            draft = Draft(
                COLON,
                offsets(scene.paragraph, (last - 1, last)),
                offsets(scene.paragraph, (first, max(end, first + 1))),
                [],
                "quote",
                "quote_after_colon",
            )
            scene.drafts[last - 1] = draft
            return draft
    return None


def _preceding(scene: Scene, quote: Quote) -> Draft | None:
    """The draft whose cue is in the sentence before a quotation: He put it plainly. "…"."""
    doc = scene.paragraph.doc
    last = scene.token_at(quote.start)
    if last == 0 or doc[last - 1].text not in ENDS_SENTENCE:
        return None
    sentence = doc[last - 1].sent
    for first in (sentence.start, max(0, sentence.start - LONGEST_GAP)):
        cues = [
            c
            for c in _cue_tokens(scene, first, last)
            if first == sentence.start or c[0].i not in scene.drafts
        ]
        if cues:
            token, cue = cues[-1]
            return _quote_draft(scene, (token, cue), (first, last), "quote_after_sentence")
    root = sentence.root
    subject = subject_of(root)
    if subject is None or scene.quote_around(scene.starts[subject.i]) is not None:
        return None
    draft = Draft(
        COLON,
        offsets(scene.paragraph, (root.i, root.i + 1)),
        offsets(scene.paragraph, noun_phrase(subject)),
        [],
        "quote",
        "quote_after_subject",
    )
    scene.drafts[root.i] = draft
    return draft


def _quote_draft(scene: Scene, found: tuple[Token, Cue], gap: tuple[int, int], rule: str) -> Draft:
    """The draft of a cue, made anew where the grammar has not made it."""
    token, cue = found
    held = scene.drafts.get(token.i)
    if held is not None and rule == "quote_after_sentence" and held.frame in DESCRIBING:
        return _again(scene, held, rule)
    if held is not None:
        return held
    source = _source_near(token, *gap, inverted=rule == "quote_before_cue")
    draft = Draft(
        cue,
        offsets(scene.paragraph, (token.i, token.i + 1)),
        offsets(scene.paragraph, source) if source is not None else None,
        [],
        "quote",
        rule,
    )
    scene.drafts[token.i] = draft
    return draft


def _source_near(token: Token, first: int, last: int, *, inverted: bool) -> tuple[int, int] | None:
    """Subject of a cue, or the noun phrase beside it inside the gap between quotations."""
    subject = subject_of(token)
    climbed = subject is not None and subject.head is not token and token.i - first <= NEXT_TO_QUOTE
    if subject is not None and first <= subject.i < last and not (inverted and climbed):
        start, end = noun_phrase(subject)
        return max(start, first), min(end, last)
    for child in token.children:
        beside = (
            child.dep_ in ("dobj", "attr", "dep", "npadvmod", "oprd", "appos") and first <= child.i < last
        )
        if beside and child.pos_ in NAMES_SOMEONE and child.ent_type_ not in ("DATE", "TIME"):
            start, end = noun_phrase(child)
            return max(start, first), min(end, last)
    doc = token.doc
    for index in (
        *range(token.i + 1, min(token.i + 8, last)),
        *range(token.i - 1, max(first, token.i - 8) - 1, -1),
    ):
        near = doc[index]
        if near.pos_ in NAMES_SOMEONE and near.ent_type_ not in ("DATE", "TIME"):
            start, end = noun_phrase(near)
            if start <= token.i < end:
                start, end = (start, token.i) if near.i < token.i else (token.i + 1, end)
            return max(start, first), min(end, last)
    if subject is not None:
        return noun_phrase(subject)
    return None
