"""Whose people or things a figure counts: Russia, Ukraine, Wagner, both or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Span

from bakhmut_data.finding.figures import owners, roles, sides_of_sentences
from bakhmut_data.finding.figures.cues import HARM
from bakhmut_data.finding.figures.passages import NumberInText, words
from bakhmut_data.finding.figures.pronouns import named_before
from bakhmut_data.finding.figures.sides import OPPOSITE, Setting, side_of
from bakhmut_data.records import About

UNOWNED = ("duration_of_battle", "duration_other", "front_length", "views", "age")
OWNED = (*HARM, "force_size", "equipment")
# Ground is held or gained by one of the two armies.
GROUND = ("territory_share", "advance")
# Tokens between arms and the verb of giving them.
GIVEN = 6
# A shorter paragraph is a headline, which begins anew.
SHORTEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A figure with its measure, what the text tells of sides, and the side of the figure before.

    `last` is the side of the last count of the paragraph, though it may measure something else.
    """

    mention: NumberInText
    measure: str
    setting: Setting
    previous: About | None
    last: About | None = None

    @property
    def before(self) -> About | None:
        """The side of the figure before where it is one of the war, None for both and none."""
        return self.previous if self.previous not in ("none", "both") else None


Rule = Callable[[Case], About | None]


def find_party(
    mention: NumberInText,
    measure: str,
    setting: Setting,
    previous: About | None,
    last: About | None = None,
) -> About:
    """The side whose people or things are counted; "none" where the text does not say."""
    if measure == "losses_ratio" or mention.quantity.form == "ratio":
        return "both"
    if measure == "distance":
        return roles.force_away(mention, setting) or "none"
    if measure == "front_length" and roles.has_line(mention):
        return sides_of_sentences.by_verb(mention, setting) or "none"
    if measure in UNOWNED or _is_of_nobody(mention, measure):
        return "none"
    side = _find(Case(mention, measure, setting, previous, last))
    if measure in GROUND and side in ("Wagner", None):
        side = "Russia"
    return side if side is not None and (setting.is_about_war or side == "Russia") else "none"


def find_column_party(heading: Span | None, measure: str, setting: Setting) -> About | None:
    """The side that the heading of a number's column names, else the first that the table's headings name."""
    if heading is None or measure in UNOWNED:
        return None
    cells = (heading, *setting.columns)
    return next((side for cell in cells for token in cell if (side := side_of(token, setting))), None)


def _is_of_nobody(mention: NumberInText, measure: str) -> bool:
    """Whether sides are counted, or a length or area that nobody holds or gains."""
    noun, unit = mention.noun(), mention.quantity.unit
    measured = measure == "other" and unit is not None and unit.kind in ("length", "area")
    mankind = measure in (*HARM, "population") and mention.quantity.low > roles.MOST_AT_HOME
    return measured or mankind or (noun is not None and noun.lemma_ == "side")


def _find(case: Case) -> About | None:
    """The first answer of the rules: what the phrase says, then those of the measure."""
    mention, measure, setting = case.mention, case.measure, case.setting
    if measure == "population":
        return _of_inhabitants(case)
    side = owners.right_before(mention, setting) or owners.in_phrase(mention, measure, setting)
    if side is None and measure in OWNED:
        side = owners.in_brackets(mention, setting)
    if side is None and measure != "cost" and roles.is_foreign(mention, measure, setting):
        given = measure == "equipment" and mention.has_near(words("party", "giving"), GIVEN, GIVEN)
        return "Ukraine" if given else "none"
    if side is not None and measure == "attacks" and owners.is_target(mention):
        side = OPPOSITE.get(side)
    side = side or owners.compared(mention, setting)
    if side is not None:
        return side
    rules = _RULES.get(measure, _GENERAL)
    return next((found for rule in rules if (found := rule(case)) is not None), None)


def _of_inhabitants(case: Case) -> About | None:
    """Whose civilians; a multiple sets those of one side against the other's."""
    if case.mention.quantity.form == "multiple":
        return owners.compared(case.mention, case.setting) or "both"
    return roles.home(case.mention, case.setting)


def _of_them(case: Case) -> About | None:
    """The side that "them" takes up in "eighty of them" where no figure counts the whole."""
    mention = case.mention
    if case.previous is not None or mention.word(0) != "of" or mention.word(1) != "them":
        return None
    return named_before(mention.doc[mention.last + 1], case.setting)


def _aid(case: Case) -> About | None:
    """Money and arms given are the receiver's; a stranger's other money is nobody's, a subscription too."""
    mention = case.mention
    if mention.has_near(words("party", "aid"), 12, 12):
        return "Ukraine"
    if case.measure != "cost":
        return None
    if roles.is_foreign(mention, case.measure, case.setting):
        return "Ukraine" if mention.has_near(words("party", "giving"), 6, 12) else "none"
    return "none" if mention.has_near(words("aside", "site"), 8, 8) else None


def _payer(case: Case) -> About | None:
    """The side nearest to an amount of money that is no price of the market."""
    if case.mention.has_near(words("party", "prices"), 12, 8):
        return None
    return sides_of_sentences.nearest(case.mention, case.setting) or sides_of_sentences.spoken_before(
        case.mention, case.setting
    )


def _spoken_of(case: Case) -> About | None:
    """The side spoken of in the sentence, by the figure before or in the sentences before.

    Only of what can be owned: a share of opinion or a bare number is nobody's.
    """
    mention, setting, unit = case.mention, case.setting, case.mention.quantity.unit
    counted = mention.noun() is not None or mention.word(1) in ("and", "or")
    owned = counted if unit is None else unit.kind != "percent"
    if not owned or mention.quantity.form not in ("number", "vague"):
        return case.before
    return (
        sides_of_sentences.nearest(mention, setting)
        or case.before
        or (roles.home(mention, setting) if roles.is_civil(mention) else None)
        or sides_of_sentences.spoken_before(mention, setting)
    )


def _by_kind(case: Case) -> About | None:
    """What the noun alone tells."""
    return owners.by_kind(case.mention, case.measure, case.setting)


def _sent_by(case: Case) -> About | None:
    """Who has, sends or loses them."""
    return roles.sent_by(case.mention, case.setting)


def _same_people(case: Case) -> About | None:
    """As the figure before, for those who are counted without a word of who they are."""
    return case.before if case.mention.noun() is None else None


def _among_them(case: Case) -> About | None:
    """As the figure before, for a part of those it counts: "600 men, of whom 90 died"."""
    before = case.mention.passage.words[max(0, case.mention.first - 3) : case.mention.first]
    reported = case.previous != "none" and not {"them", "whom", "those"}.isdisjoint(before)
    return case.previous if reported else None


def _part_of_nobody(case: Case) -> About | None:
    """A part of a force of neither side."""
    return "none" if case.mention.noun() is None and case.previous == "none" else None


def _side_earlier(case: Case) -> About | None:
    """The side of the paragraphs before, for a figure that stands in running text, not in a headline."""
    reported = case.measure in OWNED and len(case.mention.passage.text) >= SHORTEST_TOLD
    return case.setting.before if reported else None


_GENERAL: tuple[Rule, ...] = (
    lambda case: owners.row_label(case.mention, case.measure, case.setting),
    lambda case: sides_of_sentences.by_verb(case.mention, case.setting),
    lambda case: sides_of_sentences.nearest(case.mention, case.setting),
    lambda case: case.before,
    lambda case: owners.own_people(case.mention, case.setting),
    lambda case: sides_of_sentences.spoken_before(case.mention, case.setting),
    lambda case: owners.asked_of_you(case.setting),
    lambda case: case.setting.heading if case.setting.heads_ground else None,
    lambda case: case.setting.voice if case.setting.tells_own and case.setting.voice != "none" else None,
    lambda case: case.setting.heading,
    lambda case: owners.presumed(case.mention),
    _side_earlier,
    lambda case: owners.presumed_force(case.mention, case.setting),
    lambda case: case.last if case.measure in OWNED and case.last != "both" else None,
)
_HURT: tuple[Rule, ...] = (
    _GENERAL[0],
    _among_them,
    _of_them,
    lambda case: owners.own_losses(case.mention, case.setting),
    lambda case: roles.hurt_side(case.mention, case.setting),
    lambda case: owners.by_weapon(case.mention, case.setting),
    lambda case: sides_of_sentences.by_speaking_subject(case.mention, case.setting),
    _same_people,
    *_GENERAL[1:],
)
# The rules of each measure, surest first; what they leave open is nobody's.
_RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(HARM, _HURT),
    "advance": (
        lambda case: case.previous,
        lambda case: owners.regained(case.mention, case.setting),
        *_GENERAL,
    ),
    "attacks": (
        lambda case: roles.endured(case.mention, case.setting),
        lambda case: sides_of_sentences.by_verb(case.mention, case.setting),
        lambda case: OPPOSITE.get(case.setting.voice),
    ),
    "cost": (
        lambda case: owners.by_currency(case.mention, case.setting),
        _aid,
        lambda case: owners.possessor(case.mention, case.setting),
        lambda case: sides_of_sentences.by_verb(case.mention, case.setting),
        _payer,
    ),
    "equipment": (_aid, _by_kind, _sent_by, *_GENERAL),
    "force_size": (_part_of_nobody, _of_them, _sent_by, *_GENERAL),
    "other": (
        lambda case: roles.taken(case.mention, case.setting),
        lambda case: roles.gained_by(case.mention, case.setting),
        lambda case: roles.harmed(case.mention, case.setting),
        _by_kind,
        lambda case: roles.displaced(case.mention),
        lambda case: sides_of_sentences.by_verb(case.mention, case.setting),
        _spoken_of,
    ),
}
