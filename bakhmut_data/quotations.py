"""Every attribution in a text: quotations and reported clauses with their sources and cues.

The grammar of each sentence gives the reported clauses (`clauses`); the quotation marks give
the quotations (`quotes`), which run over sentences and paragraphs; here the two are joined.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from bakhmut_data.analysis import Analysis, Paragraph
from bakhmut_data.attributions import Attribution, Stretch
from bakhmut_data.clauses import Report, find_reports, noun_phrase, subject_of, verb_cue
from bakhmut_data.cues import Cue, lexicon
from bakhmut_data.layout import find_layout
from bakhmut_data.quotes import Quote, find_quotes
from bakhmut_data.records import StatementKind

SPEAKING = frozenset({"report", "ask", "order", "assess"})
ENDS_SENTENCE = frozenset({".", "!", "?", "…", "...", ";"})
NAMES_SOMEONE = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST_GAP = 45
FEWEST_WORDS = 4
TRIM_LEFT = " \t\n,.;:-–—…"
TRIM_RIGHT = " \t\n,.;:-–—…"
COLON = Cue(":", "report", frozenset({"quote"}), frozenset())
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Draft:
    """An attribution being put together; offsets in the document's text."""

    cue: Cue
    cue_span: Stretch
    source: Stretch | None
    contents: list[Stretch]
    frame: str
    rule: str
    nested: bool = False


@dataclass(slots=True)
class _Scene:
    """A paragraph with its quotations and the drafts made so far, by cue token."""

    paragraph: Paragraph
    text: str
    quotes: list[Quote]
    starts: list[int]
    drafts: dict[int, _Draft] = field(default_factory=dict)

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at or after an offset of the document."""
        return bisect.bisect_left(self.starts, offset)

    def quote_around(self, offset: int) -> Quote | None:
        return next((q for q in self.quotes if q.start <= offset < q.end), None)


def find_attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    """Every attribution in the text, in reading order of its content."""
    found: list[Attribution] = list(find_layout(analysis))
    shown = [content for attribution in found for content in attribution.contents]
    open_draft: _Draft | None = None
    for paragraph in analysis.paragraphs:
        scene = _scene(analysis.text, paragraph)
        _draft_reports(scene)
        open_draft = _draft_quotes(scene, open_draft)
        found.extend(
            attribution
            for draft in scene.drafts.values()
            if (attribution := _finished(analysis.text, scene, draft, shown)) is not None
        )
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))


def _scene(text: str, paragraph: Paragraph) -> _Scene:
    starts = [paragraph.start + token.idx for token in paragraph.doc]
    quotes = find_quotes(text, paragraph.start, paragraph.end)
    return _Scene(paragraph, text, _outermost(quotes), starts)


def _outermost(quotes: list[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def _offsets(paragraph: Paragraph, tokens: tuple[int, int]) -> Stretch:
    """Token indices as offsets in the document's text."""
    doc = paragraph.doc
    return paragraph.token_start(doc[tokens[0]]), paragraph.token_end(doc[tokens[1] - 1])


def trim(text: str, start: int, end: int) -> Stretch:
    """The stretch without outer white space and punctuation."""
    while start < end and text[start] in TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in TRIM_RIGHT:
        end -= 1
    return start, end


def _draft_reports(scene: _Scene) -> None:
    """Drafts of what the grammar shows."""
    for report in find_reports(scene.paragraph.doc):
        cue_span = _offsets(scene.paragraph, report.cue_tokens)
        around = scene.quote_around(cue_span[0])
        contents = [
            piece
            for tokens in report.contents
            if (piece := _snapped(scene, _offsets(scene.paragraph, tokens), around))
        ]
        if not contents:
            continue
        source = _offsets(scene.paragraph, report.source) if report.source is not None else None
        if around is None:
            contents[-1], source = _cut_at_quote(scene, contents[-1], source, cue_span)
        if source is not None and around is None and scene.quote_around(source[0]) is not None:
            source = None
        draft = _Draft(
            report.cue, cue_span, source, contents, report.frame, report.rule, nested=around is not None
        )
        scene.drafts[_key(report)] = draft
    _draft_and_that(scene)


def _draft_and_that(scene: _Scene) -> None:
    """A sentence that begins with "And that …" goes on with what the last cue reports."""
    for sentence in scene.paragraph.doc.sents:
        first = sentence[1] if len(sentence) > 1 and sentence[0].lower_ in ("and", "but", "or") else sentence[0]
        if first.lower_ != "that" or first.dep_ != "mark" or first.head is not sentence.root:
            continue
        earlier = [key for key, d in scene.drafts.items() if key < sentence.start and d.frame in ("clause", "that")]
        if earlier:
            draft = scene.drafts[max(earlier)]
            content = trim(scene.text, *_offsets(scene.paragraph, (first.i, sentence.end)))
            if content[0] < content[1]:
                scene.drafts[-1 - len(scene.drafts)] = _Draft(
                    draft.cue, draft.cue_span, draft.source, [content], "that", "and_that", nested=draft.nested
                )


def _key(report: Report) -> int:
    return report.cue_tokens[1] - 1


def _snapped(scene: _Scene, stretch: Stretch, around: Quote | None) -> Stretch | None:
    """A content that cuts no quotation in two, and leaves none that its cue stands in."""
    start, end = trim(scene.text, *stretch)
    if around is not None:
        start, end = max(start, around.inner_start), min(end, around.inner_end)
    else:
        for quote in scene.quotes:
            if quote.start < end and start < quote.end:
                start, end = min(start, quote.start), max(end, quote.end)
    return (start, end) if start < end else None


def _cut_at_quote(
    scene: _Scene, content: Stretch, source: Stretch | None, cue: Stretch
) -> tuple[Stretch, Stretch | None]:
    """Content and source where a wrong parse took "…," X said with X as a part of what was said."""
    if content[1] > cue[0]:
        return content, source
    for quote in scene.quotes:
        if quote.start <= content[0] + 200 and content[0] < quote.end < content[1]:
            between = trim(scene.text, quote.end, content[1])
            inner = scene.text[quote.inner_end - 1 : quote.inner_end]
            if inner in ",?!" and between[0] < between[1] and not scene.quote_around(between[0]):
                return (content[0], quote.end), between if source is None else source
    return content, source


def _draft_quotes(scene: _Scene, open_draft: _Draft | None) -> _Draft | None:
    """Drafts of the quotations; the one left open at the paragraph's end comes back."""
    last: _Draft | None = None
    paragraph = scene.paragraph
    for quote in scene.quotes:
        held = next((d for d in scene.drafts.values() if not d.nested and _holds(d, quote)), None)
        if held is not None and held.cue.kind in SPEAKING:
            last = held
            continue
        if not _is_speech(scene, quote):
            continue
        draft = _after(scene, quote) or _before(scene, quote)
        if draft is None and open_draft is not None and quote.start - paragraph.start < 3:
            draft = _Draft(
                open_draft.cue, open_draft.cue_span, open_draft.source, [], "quote", "quote_over_paragraphs"
            )
            scene.drafts[-1 - len(scene.drafts)] = draft
        if draft is None and last is not None:
            draft = last
        if draft is None:
            draft = _preceding(scene, quote)
        if draft is not None:
            draft.contents.append((quote.start, quote.end))
            last = draft
    unclosed = scene.quotes and not scene.quotes[-1].closed
    return last if unclosed else None


def _holds(draft: _Draft, quote: Quote) -> bool:
    return any(start <= quote.start and quote.end <= end for start, end in draft.contents)


def _is_speech(scene: _Scene, quote: Quote) -> bool:
    """Whether the quotation is something said, not a name, a title or a word held at arm's length."""
    inner = scene.text[quote.inner_start : quote.inner_end]
    if len(inner) > 200 or inner.rstrip()[-1:] in ",.!?…":
        return True
    following = scene.text[quote.end : quote.end + 2].lstrip()
    return following[:1] in (",", "—", "–", "-") or len(WORD.findall(inner)) >= FEWEST_WORDS


def _cue_tokens(scene: _Scene, first: int, last: int) -> Iterator[tuple[Token, Cue]]:
    """Verbs of saying between two token indices, outside quotations."""
    verbs = lexicon("verb")
    for token in scene.paragraph.doc[first:last]:
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.dep_ not in ("amod", "aux", "compound"):
            cue = verb_cue(token, verbs) if token.pos_ in ("VERB", "AUX") or _is_misread(token) else None
            if cue is not None and "quote" in cue.frames:
                yield token, cue


def _is_misread(token: Token) -> bool:
    """Whether a plural noun after a name is rather a verb: "…," Petrov sighs."""
    return token.tag_ in ("NNS", "NNPS") and token.i > 0 and token.nbor(-1).pos_ == "PROPN"


def _after(scene: _Scene, quote: Quote) -> _Draft | None:
    """The draft whose cue follows a quotation: "…," said X."""
    doc = scene.paragraph.doc
    first = scene.token_at(quote.end)
    inner = scene.text[quote.inner_start : quote.inner_end].rstrip()
    following = scene.text[quote.end : quote.end + 3].lstrip(" ,—–-")
    if inner.endswith(".") and following[:1].isupper() and not scene.text[quote.end : quote.end + 1] == ",":
        return None
    last = _gap_end(scene, first)
    for token, cue in _cue_tokens(scene, first, last):
        if token.i - first > 30:
            break
        return _quote_draft(scene, token, cue, first, last, "quote_before_cue")
    del doc
    return None


def _gap_end(scene: _Scene, first: int) -> int:
    """One past the last token of the sentence outside quotations that begins at `first`."""
    doc = scene.paragraph.doc
    index = first
    while index < len(doc) and index - first < LONGEST_GAP:
        token = doc[index]
        if token.text in ENDS_SENTENCE or scene.quote_around(scene.starts[index]) is not None:
            break
        index += 1
    return index


def _before(scene: _Scene, quote: Quote) -> _Draft | None:
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
        return _quote_draft(scene, token, cue, first, last, "quote_after_cue")
    if doc[last - 1].text == ":":
        source = next((t for t in doc[first:last] if t.pos_ in NAMES_SOMEONE), None)
        if source is not None:
            end = next((t.i for t in doc[first:last] if t.text in (",", ":")), last - 1)
            draft = _Draft(
                COLON,
                _offsets(scene.paragraph, (last - 1, last)),
                _offsets(scene.paragraph, (first, max(end, first + 1))),
                [],
                "quote",
                "quote_after_colon",
            )
            scene.drafts[last - 1] = draft
            return draft
    return None


def _preceding(scene: _Scene, quote: Quote) -> _Draft | None:
    """The draft whose cue is in the sentence before a quotation: He put it plainly. "…"."""
    doc = scene.paragraph.doc
    last = scene.token_at(quote.start)
    if last == 0 or doc[last - 1].text not in ENDS_SENTENCE:
        return None
    sentence = doc[last - 1].sent
    for first in (sentence.start, max(0, sentence.start - LONGEST_GAP)):
        cues = [c for c in _cue_tokens(scene, first, last) if first == sentence.start or c[0].i not in scene.drafts]
        if cues:
            token, cue = cues[-1]
            return _quote_draft(scene, token, cue, first, last, "quote_after_sentence")
    root = sentence.root
    subject = subject_of(root)
    if subject is None or scene.quote_around(scene.starts[subject.i]) is not None:
        return None
    draft = _Draft(
        COLON,
        _offsets(scene.paragraph, (root.i, root.i + 1)),
        _offsets(scene.paragraph, noun_phrase(subject)),
        [],
        "quote",
        "quote_after_subject",
    )
    scene.drafts[root.i] = draft
    return draft


def _quote_draft(scene: _Scene, token: Token, cue: Cue, first: int, last: int, rule: str) -> _Draft:
    """The draft of a cue, made anew where the grammar has not made it."""
    held = scene.drafts.get(token.i)
    if held is not None:
        return held
    source = _source_near(token, first, last)
    draft = _Draft(
        cue,
        _offsets(scene.paragraph, (token.i, token.i + 1)),
        _offsets(scene.paragraph, source) if source is not None else None,
        [],
        "quote",
        rule,
    )
    scene.drafts[token.i] = draft
    return draft


def _source_near(token: Token, first: int, last: int) -> tuple[int, int] | None:
    """Subject of a cue, or the noun phrase beside it inside the gap between quotations."""
    subject = subject_of(token)
    if subject is not None and first <= subject.i < last:
        start, end = noun_phrase(subject)
        return max(start, first), min(end, last)
    for child in token.children:
        if child.dep_ in ("dobj", "attr", "dep", "npadvmod", "oprd", "appos") and first <= child.i < last:
            if child.pos_ in NAMES_SOMEONE and child.ent_type_ not in ("DATE", "TIME"):
                start, end = noun_phrase(child)
                return max(start, first), min(end, last)
    doc = token.doc
    for index in (*range(token.i + 1, min(token.i + 8, last)), *range(token.i - 1, max(first, token.i - 8) - 1, -1)):
        near = doc[index]
        if near.pos_ in NAMES_SOMEONE and near.ent_type_ not in ("DATE", "TIME"):
            start, end = noun_phrase(near)
            if start <= token.i < end:
                start, end = (start, token.i) if near.i < token.i else (token.i + 1, end)
            return max(start, first), min(end, last)
    if subject is not None:
        return noun_phrase(subject)
    return None


def _finished(text: str, scene: _Scene, draft: _Draft, shown: list[Stretch]) -> Attribution | None:
    """The attribution of a draft: contents in order, touching ones joined, and its kind.

    None where the layout shows it already; nested where its cue is within a stretch shown so.
    """
    contents: list[Stretch] = []
    for start, end in sorted(draft.contents):
        if contents and start <= contents[-1][1]:
            contents[-1] = (contents[-1][0], max(end, contents[-1][1]))
        elif end > start:
            contents.append((start, end))
    contents = [c for c in contents if not (c[0] <= draft.cue_span[0] and draft.cue_span[1] <= c[1])]
    if not contents or any(start <= contents[0][0] + 1 and contents[-1][1] <= end + 1 and draft.frame == "quote" for start, end in shown):
        return None
    inside = any(start <= draft.cue_span[0] < end for start, end in shown)
    return Attribution(
        source=draft.source,
        cue=draft.cue_span,
        contents=tuple(contents),
        kind=_kind(text, scene, contents),
        cue_kind=draft.cue.kind,
        frame=draft.frame,
        rule=draft.rule,
        nested=draft.nested or inside,
    )


def _kind(text: str, scene: _Scene, contents: list[Stretch]) -> StatementKind:
    """Direct where all of the content is quoted, mixed where some is."""
    quoted = unquoted = 0
    for start, end in contents:
        inside = 0
        for quote in scene.quotes:
            low, high = max(start, quote.start), min(end, quote.end)
            if low < high:
                inside += len(WORD.findall(text[low:high]))
        quoted += inside
        unquoted += len(WORD.findall(text[start:end])) - inside
    if not quoted:
        return "indirect"
    return "mixed" if unquoted > 0 else "direct"
