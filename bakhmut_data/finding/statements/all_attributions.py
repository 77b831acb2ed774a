"""Every attribution in a text: quotations and reported clauses with their sources and cues.

The grammar of each sentence gives the reported clauses (`clauses`); the quotation marks give
the quotations (`quotation_marks`), which run over sentences and paragraphs; here the two are joined.
"""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.finding.statements.clauses import Report, find_reports
from bakhmut_data.finding.statements.cues import lexicon
from bakhmut_data.finding.statements.layout import find_layout
from bakhmut_data.finding.statements.quotation_marks import Quote
from bakhmut_data.finding.statements.quoted_speech import Force, draft_quotes
from bakhmut_data.finding.statements.scenes import Draft, Scene, offsets, read_scene, trim
from bakhmut_data.finding.statements.sources import source_of
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import StatementKind

WORD = re.compile(r"\w+")
# A report at the end of a sentence: how long its source and the time behind it may be, and of what words.
LONGEST_SOURCE, LONGEST_TIME = 9, 6
SOURCE_PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "SPACE"})
TIME_PARTS = frozenset({"ADP", "NOUN", "PROPN", "NUM", "DET", "ADJ", "ADV", "SPACE"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# The conjunction before what is said is not said.
OPENING_WORD = re.compile(r"(?:and )?(?:that|whether|if)\s+", re.IGNORECASE)


def find_attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    """Every attribution in the text, in reading order of its content."""
    found: list[Attribution] = list(find_layout(analysis))
    shown = [content for attribution in found for content in attribution.contents]
    force: Force | None = None
    for paragraph in analysis.paragraphs:
        scene = read_scene(analysis.text, paragraph)
        _draft_reports(scene)
        force = draft_quotes(scene, force)
        found.extend(
            attribution
            for draft in scene.drafts.values()
            if (attribution := _finished(analysis.text, scene, draft, shown)) is not None
        )
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))


def _draft_reports(scene: Scene) -> None:
    """Drafts of what the grammar shows."""
    for report in find_reports(scene.paragraph.doc):
        cue_span = offsets(scene.paragraph, report.cue_tokens)
        around = scene.quote_around(cue_span[0])
        contents = [
            piece
            for tokens in report.contents
            if (piece := _snapped(scene, offsets(scene.paragraph, tokens), around))
        ]
        if not contents:
            continue
        source = offsets(scene.paragraph, report.source) if report.source is not None else None
        if around is None:
            contents[-1], source = _cut_at_quote(scene, contents[-1], source, cue_span)
        if source is not None and around is None and scene.quote_around(source[0]) is not None:
            source = None
        draft = Draft(
            report.cue, cue_span, source, contents, report.frame, report.rule, nested=around is not None
        )
        scene.drafts[_key(report)] = draft
    _draft_and_that(scene)
    _draft_this_reported(scene)
    _draft_tails(scene)


def _draft_tails(scene: Scene) -> None:
    """As in "Half of the town is lost, the institute estimated on Friday", where the parser saw no report."""
    verbs = lexicon("verb")
    for sentence in scene.paragraph.doc.sents:
        tail = _tail(sentence)
        if tail is None or any(sentence.start <= key < sentence.end for key in scene.drafts):
            continue
        comma, verb = tail
        cue = verbs.get(verb.lemma_.lower())
        if cue is None or cue.kind not in ("report", "assess") or "clause" not in cue.frames:
            continue
        content = trim(scene.text, *offsets(scene.paragraph, (sentence.start, comma.i)))
        if content[0] < content[1] and not scene.quotes_within(*content):
            span = offsets(scene.paragraph, (verb.i, verb.i + 1))
            source = trim(scene.text, *offsets(scene.paragraph, (comma.i + 1, verb.i)))
            scene.drafts[verb.i] = Draft(cue, span, source, [content], "clause", "clause_tail")


def _tail(sentence: Span) -> tuple[Token, Token] | None:
    """The last comma of a sentence and the verb behind it, where only who speaks stands between them."""
    commas = [token for token in sentence if token.text == ","]
    if not commas or not any(
        token.tag_ in FINITE_TAGS for token in sentence[: commas[-1].i - sentence.start]
    ):
        return None
    behind = [token for token in sentence[commas[-1].i + 1 - sentence.start :] if not token.is_punct]
    verb = next((token for token in behind if token.tag_ in ("VBD", "VBZ", "VBN")), None)
    if verb is None:
        return None
    source = behind[: behind.index(verb)]
    after = behind[behind.index(verb) + 1 :]
    named = 0 < len(source) <= LONGEST_SOURCE and source[-1].pos_ in ("NOUN", "PROPN", "PRON")
    plain = all(token.pos_ in SOURCE_PARTS for token in source)
    timed = len(after) <= LONGEST_TIME and all(token.pos_ in TIME_PARTS for token in after)
    return (commas[-1], verb) if named and plain and timed and source[0].tag_ != "WDT" else None


def _draft_this_reported(scene: Scene) -> None:
    """As in "The town is lost. This was reported by the ministry": the sentence before is what was said."""
    verbs = lexicon("verb")
    before: Span | None = None
    for sentence in scene.paragraph.doc.sents:
        verb = sentence.root
        cue = verbs.get(verb.lemma_.lower())
        spoken, before = before, sentence
        if cue is None or cue.kind not in ("report", "assess") or spoken is None or not _reports_this(verb):
            continue
        source = source_of(verb)
        free = not any(spoken.start <= key < spoken.end for key in scene.drafts)
        start, end = trim(scene.text, *offsets(scene.paragraph, (spoken.start, spoken.end)))
        if source is not None and free and scene.quote_around(start) is None and start < end:
            span = offsets(scene.paragraph, (verb.i, verb.i + 1))
            by = offsets(scene.paragraph, source)
            scene.drafts[verb.i] = Draft(cue, span, by, [(start, end)], "that", "this_was_reported")


def _reports_this(verb: Token) -> bool:
    """Whether a verb has nothing for its content but a word that points to what stands before."""
    if any(c.dep_ in ("advcl", "neg") or c.lower_ in ("but", "when") for c in verb.children):
        return False
    spoken = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj", "ccomp", "xcomp", "oprd")]
    about = [c for link in verb.rights if link.lower_ in ("about", "on", "of") for c in link.children]
    pointing = [*spoken, *about] if spoken else about
    # "It was declared" rather speaks of a thing.
    return bool(pointing) and all(
        c.lower_ in ("this", "that") or (c.lower_ == "it" and c.dep_ != "nsubjpass") for c in pointing
    )


def _draft_and_that(scene: Scene) -> None:
    """A sentence that begins with "And that …" goes on with what the last cue reports."""
    for sentence in scene.paragraph.doc.sents:
        first = (
            sentence[1] if len(sentence) > 1 and sentence[0].lower_ in ("and", "but", "or") else sentence[0]
        )
        if first.lower_ != "that" or first.dep_ != "mark" or first.head is not sentence.root:
            continue
        earlier = [
            key for key, d in scene.drafts.items() if key < sentence.start and d.frame in ("clause", "that")
        ]
        if earlier:
            draft = scene.drafts[max(earlier)]
            content = trim(scene.text, *offsets(scene.paragraph, (first.i, sentence.end)))
            if content[0] < content[1]:
                scene.drafts[-1 - len(scene.drafts)] = Draft(
                    draft.cue,
                    draft.cue_span,
                    draft.source,
                    [content],
                    "that",
                    "and_that",
                    nested=draft.nested,
                )


def _key(report: Report) -> int:
    return report.cue_tokens[1] - 1


def _snapped(scene: Scene, stretch: Stretch, around: Quote | None) -> Stretch | None:
    """A content that cuts no quotation in two, and leaves none that its cue stands in."""
    start, end = trim(scene.text, *stretch)
    if scene.text[end : end + 1] == "-" and scene.text[end + 1 : end + 2].isalpha():
        end = scene.sentence_end(end)  # the parser broke off in a word such as "re-entered"
    if around is not None:
        start, end = max(start, around.inner_start), min(end, around.inner_end)
    else:
        for quote in scene.quotes_within(start, end):
            start, end = min(start, quote.start), max(end, quote.end)
    return (start, end) if start < end else None


def _cut_at_quote(
    scene: Scene, content: Stretch, source: Stretch | None, cue: Stretch
) -> tuple[Stretch, Stretch | None]:
    """Content and source where a wrong parse took "…," X said with X as a part of what was said."""
    if content[1] > cue[0]:
        return content, source
    for quote in scene.quotes_within(*content):
        if content[0] < quote.end < content[1]:
            between = trim(scene.text, quote.end, content[1])
            inner = scene.text[quote.inner_end - 1 : quote.inner_end]
            if inner in ",?!" and between[0] < between[1] and not scene.quote_around(between[0]):
                return (content[0], quote.end), between if source is None else source
    return content, source


def _finished(text: str, scene: Scene, draft: Draft, shown: list[Stretch]) -> Attribution | None:
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
    if not contents or (draft.frame == "quote" and _is_shown(contents, shown)):
        return None
    inside = any(start <= draft.cue_span[0] < end for start, end in shown)
    return Attribution(
        source=draft.source,
        cue=draft.cue_span,
        contents=tuple(contents),
        kind=_kind(text, scene, contents, draft.cue_span),
        cue_kind=draft.cue.kind,
        frame=draft.frame,
        rule=draft.rule,
        nested=draft.nested or inside,
    )


def _is_shown(contents: list[Stretch], shown: list[Stretch]) -> bool:
    return any(start <= contents[0][0] + 1 and contents[-1][1] <= end + 1 for start, end in shown)


def _kind(text: str, scene: Scene, contents: list[Stretch], cue: Stretch) -> StatementKind:
    """Direct where all of the content is quoted, mixed where some is; by others than the cue's own source."""
    quoted = unquoted = 0
    for begins, end in contents:
        opening = OPENING_WORD.match(text, begins, end)
        start, inside = opening.end() if opening is not None else begins, 0
        for quote in scene.quotes_within(start, end):
            if quote.start <= cue[0] and cue[1] <= quote.end:
                continue
            low, high = max(start, quote.start), min(end, quote.end)
            inside += len(WORD.findall(text[low:high]))
        quoted += inside
        unquoted += len(WORD.findall(text[start:end])) - inside
    if not quoted:
        return "indirect"
    return "mixed" if unquoted > 0 else "direct"
