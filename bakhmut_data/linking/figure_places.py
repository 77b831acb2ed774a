"""Where a figure counts: a table of rules, of which the first that answers has its way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bakhmut_data.finding.control import at_home
from bakhmut_data.linking.dates import phrases
from bakhmut_data.linking.setting import Setting
from bakhmut_data.records import Figure, Place, Toponym

# What a rule answers: a place or none; a rule that has nothing to say gives None instead.
Answer = tuple[Place | None]
Rule = Callable[[Figure, tuple[int, int], Setting], Answer | None]

# A place in front of a figure is as near as one this much further behind it.
IN_FRONT = 20
# So many times its listed inhabitants nobody says of a town.
CROWDED = 3
# Losses of one side above this are no one town's.
MOST_LOST = 50_000
# No one town has a front of so many kilometres or miles.
LONGEST_FRONT = 100
POINTING = re.compile(r"(?:It|The (?:city|town|village|settlement)) (?:is|was|lies|lay|sits|stands)\b")


def place_of(figure: Figure, sentence: tuple[int, int], setting: Setting) -> Place | None:
    """The place of the claim or name beside the figure in its sentence, else the document's."""
    answers = (rule(figure, sentence, setting) for rule in RULES)
    place = next(answer for answer in answers if answer is not None)[0]
    return setting.country if place is not None and _is_beyond(figure, place) else place


def _placeless(figure: Figure, _sentence: tuple[int, int], _setting: Setting) -> Answer | None:
    return (None,) if figure.measure in phrases("placeless") else None


def _listed(figure: Figure, _sentence: tuple[int, int], setting: Setting) -> Answer | None:
    return (setting.country,) if setting.lists.days(figure) is not None else None


def _claimed(figure: Figure, _sentence: tuple[int, int], setting: Setting) -> Answer | None:
    claim = setting.claims.around(figure.start, figure.end)
    return (claim.place,) if claim is not None else None


def _named(figure: Figure, sentence: tuple[int, int], setting: Setting) -> Answer | None:
    """The nearest place of the sentence; of a distance the nearest before it, or what "it" points to."""
    named = _named_in(sentence, figure, setting)
    if not named:
        return None
    if figure.measure == "distance":
        before = [toponym for toponym in named if toponym.start < figure.start]
        if not before and POINTING.match(setting.document.text, sentence[0]):
            return (setting.just_named(sentence[0]) or setting.main,)
        named = before or named
    return (min(named, key=lambda toponym: _distance(figure, toponym)).place,)


def _loose(figure: Figure, _sentence: tuple[int, int], _setting: Setting) -> Answer | None:
    return (None,) if figure.measure in phrases("loose") else None


def _everywhere(figure: Figure, sentence: tuple[int, int], setting: Setting) -> Answer | None:
    lowered = setting.document.text[slice(*sentence)].casefold()
    return (setting.country,) if _is_everywhere(lowered) or _is_of_the_war(figure) else None


def _settled(figure: Figure, sentence: tuple[int, int], setting: Setting) -> Answer | None:
    """People who need not live where the text is about are of the place just named, or of none."""
    text = setting.document.text
    lowered = text[slice(*sentence)].casefold()
    if figure.measure not in phrases("settled") or any(phrase in lowered for phrase in phrases("living")):
        return None
    goes_on = "\n" not in text[max(0, sentence[0] - 2) : sentence[0]]
    return (setting.just_named(sentence[0]) if goes_on else None,)


def _spoken_of(_figure: Figure, sentence: tuple[int, int], setting: Setting) -> Answer | None:
    return (setting.just_named(sentence[0]) or setting.main,)


# Surest first; the last always answers.
RULES: tuple[Rule, ...] = (
    _placeless,
    _listed,
    _claimed,
    _named,
    _loose,
    _everywhere,
    _settled,
    _spoken_of,
)


def _named_in(sentence: tuple[int, int], figure: Figure, setting: Setting) -> Sequence[Toponym]:
    """The places of a figure's sentence; what is counted of this war lies at home."""
    named = [t for t in setting.toponyms.within(*sentence) if not setting.is_aside(t, figure)]
    home = [toponym for toponym in named if toponym.place is not None and at_home(toponym.place)]
    return home if figure.core else named


def _distance(figure: Figure, toponym: Toponym) -> int:
    if toponym.start >= figure.end:
        return toponym.start - figure.end
    return figure.start - toponym.end + IN_FRONT


def _is_of_the_war(figure: Figure) -> bool:
    """Whether so many were lost, or a front is so long, that only the whole war can be meant."""
    if figure.measure == "front_length":
        return figure.unit in ("km", "mile") and (figure.low or 0) >= LONGEST_FRONT
    return figure.measure in phrases("losses") and (figure.low or 0) >= MOST_LOST and figure.unit == "people"


def _is_beyond(figure: Figure, place: Place) -> bool:
    """Whether a figure counts many more people, or their families, than ever lived in a place."""
    people = place.population or 0
    counted = figure.measure in phrases("settled") or (figure.measure, figure.unit) == ("other", "other")
    return counted and people > 0 and (figure.low or 0) > CROWDED * people


def _is_everywhere(sentence: str) -> bool:
    """Whether a sentence counts on all fronts; "killed in the city since the invasion" counts in one town."""
    if any(phrase in sentence for phrase in phrases("everywhere")):
        return True
    since = any(phrase in sentence for phrase in phrases("since_war"))
    return since and not any(phrase in sentence for phrase in phrases("the_town"))
