"""The table of patterns that find the pieces of time expressions."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bakhmut_data import timex_makers as makers
from bakhmut_data import timex_pieces as pieces
from bakhmut_data.timex_pieces import Piece, compile_pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what its match means, and the kind of word without which it cannot match."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], str], Iterable[Piece]]
    needs: str


DIRECTED = r"(?:(?P<direction>(?:this\s)?(?:past|coming)|(?:the\s)?(?:previous|following)|last|this|next)\s+)?"
REQUIRED = r"(?P<direction>(?:this|the)\s(?:past|coming|current)|(?:the\s)?(?:previous|preceding|following|same|last|next)|last|this|next|that)\s+"
NOT_NUMBER = r"(?<![\w.,/:$€£-])"

RULES: tuple[Rule, ...] = tuple(
    Rule(name, compile_pattern(pattern), maker, needs)
    for name, pattern, maker, needs in (
        # Numeric dates
        ("iso_datetime", r"(?<![\d-])(?P<year>(?:1\d|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)[T ](?P<hour>[01]\d|2[0-3])"
         r":(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{{1,6}})?)?(?P<zone>Z|\s?UTC|\s?GMT|[+-]\d\d:?\d\d)?", makers.make_iso, "digit"),
        ("iso_date", r"(?<![\d-])(?P<year>(?:1\d|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?![\d-])",
         makers.make_iso, "digit"),
        ("numeric_date", r"(?<![\d.,/-])(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark)"
         r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)", makers.make_numeric, "digit"),
        ("day_dot_month", r"(?:\(|\b(?:on|since|from|until|till|dated)\s|\|\s?|^)(?P<date>(?P<day>0[1-9]|[12]\d|3[01])"
         r"\.(?P<month>0[1-9]|1[0-2]))(?=\.?(?:\)|\s(?!percent|%|km|per\scent|million|billion|BST|GMT|UTC)|$|,))",
         makers.make_day_dot_month, "digit"),
        # Dates with a month's name
        ("day_list", r"\b{month}\s+(?P<days>\d{{1,2}}(?:st|nd|rd|th)?(?:(?:,\s?|\s?[-–—]\s?|,?\s(?:and|or|to|through|until|till)\s)"
         r"\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:km|percent|%|a\.?m\b|p\.?m\b))){{1,5}})(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
         makers.make_day_list, "month"),
        ("list_day_month", r"(?<![\d.,:/-])(?P<days>\d{{1,2}}(?:st|nd|rd|th)?(?:(?:,\s?|\s?[-–—]\s?|,?\s(?:and|or|to|through|until)\s"
         r"(?:the\s)?)\d{{1,2}}(?:st|nd|rd|th)?){{1,5}})\s+(?:of\s)?{month}(?:,?\s(?P<year>(?:19|20)\d\d)\b)?", makers.make_day_list, "month"),
        ("day_month", r"(?<![\d.,:/$-])(?:the\s)?{day}(?:\s?|\sof\s|-){month}(?:,?[\s/-](?:of\s)?{year})?(?!\w)", makers.make_full_date, "month"),
        ("month_day", r"\b{month}[\s/-]?\s?(?:the\s)?{day}(?![\w])(?!\s?(?:km|percent|per\scent|a\.m|p\.m|soldiers|people))"
         r"(?:(?:\s?,\s?|\s|/|-)(?:of\s)?{year})?", makers.make_full_date, "month"),
        ("ordinal_month", r"\b(?:the\s)?{ordinal}(?:\sof|\sday\sof)?\s{month}(?:,?\s(?:of\s)?{year})?", makers.make_full_date, "month"),
        ("month_ordinal", r"\b{month}\s(?:the\s)?{ordinal}(?:,?\s{year})?(?!\w)", makers.make_full_date, "month"),
        ("month_year", r"\b{month},?(?:\s|/|-|\sof\s)'?{year}", makers.make_full_date, "month"),
        ("month", r"\b" + DIRECTED + r"{month}(?![\w]|-\w)", makers.make_month_only, "month"),
        ("day_of_month", r"\b(?:on|since|by|until|till|from)\s(?P<date>the\s(?P<day>[12]?\d|3[01])(?:st|nd|rd|th))(?=\s?[.,;:!?)”\"’]|$|\sof\s(?:this|last|the)\smonth)",
         makers.make_day_of_month, "digit"),
        # Years and longer
        ("year_span", NOT_NUMBER + r"(?P<year>(?:1[5-9]|20)\d\d)\s?[-–—/]\s?(?P<last_year>(?:1[5-9]|20)\d\d|\d\d)(?![\d-]|[.,/]\d)",
         makers.make_year_span, "digit"),
        ("year", r"(?:(?<![\w.,/:$€£-])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-))(?P<span>(?:(?<=the\s)year\s)?{year})(?![\w/:%-]|\s?%)", makers.make_year_only, "digit"),
        ("year_short", r"\b(?:in|since|of|by|from|until|and|summer|winter|spring|autumn|fall)\s(?P<span>['’]{short_year})(?![\w.,]?\d|s)", makers.make_year_only, "digit"),
        ("decade", r"\b(?:the\s)?(?P<digits>(?:1[5-9]|20)\d0|(?<=['’])\d0|(?<=\bthe\s)\d0|(?<=and\s)\d0)['’]?s\b", makers.make_decade, "digit"),
        ("decade_words", r"(?:the|the\s(?:early|late|mid)|nineteen)[\s-](?P<word>{decades})\b", makers.make_decade, "decade"),
        ("century", r"\b(?:the\s)?{ordinal}[\s-](?:century|centuries)\b", makers.make_century, "unit"),
        # Weekdays, parts of the day, clock times
        ("weekday", r"\b" + DIRECTED + r"{weekday}(?!\w)", makers.make_weekday, "weekday"),
        ("part_deictic", r"\b(?P<direction>last|this|the\sprevious|the\sfollowing|the\snext|next|the\ssame|that)\s"
         r"(?:very\s)?(?:early\s|late\s)?{part}", makers.make_part, "part"),
        ("part", r"\b(?:the\s)?(?:very\s)?(?:early\s|late\s|mid-)?{part}", makers.make_part, "part"),
        ("clock", r"(?<![\d.,:/$€£-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|:)(?:\s?(?P<half>[ap])\.?m\b\.?)?{zone}?",
         makers.make_clock, "digit"),
        ("clock_dotted", r"(?<![\d.,:/$€£-])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m\b\.?{zone}?|{zone2})",
         makers.make_clock, "digit"),
        ("clock_half", r"(?<![\d.,:/$€£-])(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[ap])\.?m\b\.?{zone}?", makers.make_clock, "digit"),
        ("clock_military", r"(?<![\d.,:/$€£-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:\s?(?:hours|hrs)\b|{zone2})", makers.make_clock, "digit"),
        ("clock_word", r"\b(?:12\s)?(?P<word>noon|midnight)\b", makers.make_clock, "clock"),
        ("oclock", r"\b{count}\so['’]clock\b", makers.make_oclock, "clock"),
        # Counted from the day of writing
        ("deictic", r"\b(?:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|(?:earlier\s|later\s)?tonight|yesterday|today|tomorrow)\b",
         makers.make_deictic, "deictic"),
        ("overnight", r"\b(?P<part>overnight)\b", makers.make_overnight, "part"),
        ("ago", r"\b{about}{count}[\s-]?{anyunit}s?\s(?P<way>ago|back(?=[\s.,;])(?!\s(?:to|in|from|at|into))|from\snow|from\stoday|hence)\b",
         makers.make_offset, "unit"),
        ("offset", r"\b{about}{count}[\s-]{unit}s?['’]?\s(?P<way>earlier|before\s(?:that|then)|later|afterwards?|after\sthat|prior(?!\sto)|previously"
         r"|(?:before|after)\s(?:yesterday|today|tomorrow))\b(?!\sthan)", makers.make_offset, "unit"),
        ("neighbour", r"\b(?:(?:the|a)\s(?P<unit>day|night|week|month|year)\s(?:before|after|earlier|later|previous)(?=[\s]*(?:[.,;:!?)”\"’—–-]|$|that\b|and\b|in\b|at\b|with\b|to\b|by\b))"
         r"|(?:the\s(?:next|following|previous|preceding|same|very\ssame)|that(?:\s(?:same|very))?|the\svery\snext)\s(?P<unit2>day))\b",
         makers.make_neighbour, "unit"),
        ("period_edge", r"\b(?P<within>earlier|later|early|late)\s" + REQUIRED + r"(?P<unit>week|month|year|decade|century|weekend)\b",
         makers.make_period, "unit"),
        ("period", r"\b" + REQUIRED + r"(?:(?P<fiscal>fiscal|financial|calendar)\s)?(?P<unit>week|month|year|decade|century|weekend|quarter)(?![\w-])", makers.make_period, "unit"),
        ("within_period", r"\b(?P<within>earlier|later)\sin\sthe\s(?P<direction>)?(?P<unit>week|month|year)\b", makers.make_period, "unit"),
        ("fiscal_year", r"\b(?:fiscal|financial)\s(?:year\s)?{year}|\bFY\s?['’]?(?P<year2>20\d\d|\d\d)\b", makers.make_fiscal_year, "digit"),
        ("weekend", r"\b(?:the\s)(?P<direction>)?(?P<unit>weekend)\b", makers.make_period, "unit"),
        ("the_period", r"\bthe\s(?P<unit>week|month|year|decade|century)\b", makers.make_the_period, "unit"),
        ("same_unit", r"\b(?:the\s)?same\s(?P<unit>day|week|month|quarter|year|period|time)\s(?:(?:a|one)\syear\s(?:ago|earlier|before)|(?:of\s|in\s)?(?:the\s)?(?:last|previous)\syear)\b",
         makers.make_year_before, "unit"),
        ("day_end", r"\b(?:end(?:ed|ing|s)?|finish(?:ed|ing)?|clos(?:e|ed|ing)|start(?:ed|ing)?)\s(?P<the>the\sday)(?=\s(?:at|with|on|by|down|up|in|lower|higher)\b|\s?[.,;])", makers.make_the_day, "unit"),
        ("in_the_day", r"\b(?P<the>(?:late|later|early|earlier)\sin\sthe\sday)\b", makers.make_the_day, "unit"),
        # Sets
        ("set_every", r"\b(?:every|each)\s(?:single\s)?(?:(?P<count>other|few|couple\sof|second|third|\d{{1,3}}|two|three|four|five|six|ten)\s)?"
         r"(?:{unit}s?|{part}|{weekday}|(?P<weekend>weekend|weekday)|{season}|{month})\b(?!\s(?:of\sthe|more))", makers.make_set, "set"),
        ("set_adverb", r"\b(?P<frequency>{frequency})\b", makers.make_set, "frequency"),
        ("set_rate", r"(?:\d|{ones}|times?|once|twice|\w{{2,20}}s|%|km|USD)\s(?P<set>(?:a|per)\s{unit})(?![\w-]|\s(?:ago|before|after|earlier|later|and\sa\shalf|or\s))",
         makers.make_set, "unit"),
        ("set_weekdays", r"\b(?:on\s)?(?P<weekday>{weekdays})s\b(?!['’])", makers.make_set, "weekday"),
        # Windows and durations
        ("window", r"\b(?:the|these|those|his|her|their|its|our)?\s?(?:(?:very\s)?(?:last|past|previous|preceding|next|coming|following|first|final))\s"
         r"{about}{count}\s(?:straight\s|consecutive\s|trading\s|full\s|or\sso\s)?{anyunit}s?\b", makers.make_duration, "unit"),
        ("window_one", r"\b(?:the\s(?:past|last)|the\s(?:course|space)\sof\sthe\s(?:past|last))\s(?P<whole>)(?P<unit>day|hour|minute|decade|century|night|fortnight)\b",
         makers.make_duration, "unit"),
        ("past_unit", r"\bthe\spast\s(?P<whole>)(?P<unit>week|month|year)\b", makers.make_duration, "unit"),
        ("vague_window", r"\b(?:(?:the\s)?(?:most\s)?recent|the\s(?:coming|next\sfew))\s(?:days|weeks|months|years|hours|times|decades)\b",
         makers.make_vague_window, "unit"),
        ("all_day", r"\b(?:all|the\s(?:whole|entire))\s(?P<whole>)(?P<unit>day|night|week|month|year|decade)(?:\slong)?\b", makers.make_duration, "unit"),
        ("duration_half", r"\b{about}(?:an?|one)\s(?P<whole>)(?P<unit>hour|day|week|month|year|decade|century)\sand\s(?P<extra>a\shalf)\b",
         makers.make_duration, "unit"),
        ("duration", r"(?<![\w.,$€£/-]){about}{count}(?:[\s-]|\s?[“\"‘']\w{{1,12}}[”\"’']\s)(?:straight\s|consecutive\s|full\s|long\s|more\s|whole\s|solid\s|calendar\s|trading\s)?"
         r"{unit}(?:s['’]|['’]s|s)?(?:-old|-long)?\b(?:['’](?!\w))?", makers.make_duration, "unit"),
        ("single_unit", r"\b(?P<whole>single|full|whole)[\s-]{unit}\b", makers.make_duration, "unit"),
        ("between", r"\bbetween\s(?P<first>\d{{1,4}}|{ones})\sand\s{count}\s{unit}s?\b", makers.make_between, "unit"),
        ("duration_short", r"(?<![\w.,$€£/-]){about}{count}[\s-]?(?P<unit>mins?|hrs?|secs?|h|yrs?|wks?)\b", makers.make_duration, "digit"),
        ("bare_plural", r"(?<![\w-])(?:the\s(?=years\b))?(?P<unit>second|minute|hour|day|week|month|year|decade|centurie)s(?:-long)?\b(?!['’]?-)", makers.make_bare_plural, "unit"),
        ("more", r"\b(?:{about}{count})[\s-]{unit}s?\b[^.!?]{{0,120}}?\b(?P<rest>{more}\smore)(?=\sto\b|\s?[,.;!?)]|\suntil\b|\safter\b)", makers.make_ellipsis, "unit"),
        # Seasons, quarters, holidays
        ("season", r"\b(?:(?P<direction>last|this|next|this\scoming|this\spast|the\sprevious|the\sfollowing|the\scoming)\s|the\s)?{season}(?:(?:,?\s|\sof\s|\sof\sthe\syear\s){year})?",
         makers.make_season, "season"),
        ("quarter", r"\b(?:the\s)?{ordinal}[\s-]quarter(?:\s(?:of\s)?{year})?\b", makers.make_quarter, "unit"),
        ("quarter_code", r"\bQ(?P<digit>[1-4])(?:\s(?:of\s)?{year})?\b", makers.make_quarter, "digit"),
        ("half_code", r"\b(?:{year}[\s-])?H(?P<half>[12])(?:\s(?:of\s)?(?P<year2>20\d\d))?\b", makers.make_half_code, "digit"),
        ("half_of", r"\b(?:the\s)?(?P<which>first|second)\shalf\sof(?=\s)", makers.make_half, "edge"),
        ("holiday", r"\b(?:(?P<direction>last|this|next)\s)?{holiday}(?:,?\s{year})?(?!\w|['’]s|\s(?:tree|present|gift|card|market|decoration|island|truce|party|song|carol)s?)",
         makers.make_holiday, "holiday"),
        # Edges of what follows, joined later
        ("edge", r"\b(?:the\s)?(?:very\s)?(?P<edge>beginning|start|onset|middle|end|close|(?:first|last|final|dying|opening|first\sfew)\sdays)\sof(?=\s)"
         r"|\b(?P<edge2>early|late|mid)(?:-(?=\w)|\s(?=\w)|\sin\s(?=the\s))", makers.make_edge, "edge"),
        ("week_of", r"\b(?:the\s)?(?P<ordinal>first|second|third|fourth|fifth|last|final)\s(?:(?P<count>two|three|four|five|ten|\d{{1,2}}|few)\s)?(?P<unit>day|week)s?\s(?:of|in)(?=\s)",
         makers.make_week_of, "unit"),
        ("week_of_day", r"\b(?:the\s)?week\s(?:of|beginning|starting|commencing|ending)\s(?:on\s)?(?:the\s)?(?=\w)", makers.make_week_of_day, "unit"),
        # Vague references
        ("reference", r"(?<![\w-])(?<!\bas\s){reference}(?![\w-]|\safter\b)", makers.make_reference, "reference"),
        ("earlier", r"(?<![\w-])(?P<earlier>earlier)(?![\w-])(?!\s(?:today|this|that|than|in|on))", makers.make_earlier, "reference"),
    )
)

WORD = re.compile(r"[a-z]+")


@functools.cache
def _trigger_words() -> dict[str, frozenset[str]]:
    """The words that make each kind of rule possible; a phrase counts by its last word."""
    plain = {
        "month": pieces.MONTHS, "weekday": [*pieces.WEEKDAYS, *(f"{w}s" for w in pieces.WEEKDAYS)],
        "season": pieces.SEASONS, "part": [*(p.split()[-1] for p in pieces.DAYPARTS), "overnight"], "clock": [*pieces.CLOCK_WORDS, "clock"],
        "unit": [*pieces.UNITS, *(f"{u}s" for u in pieces.UNITS), "weekend", "centuries"], "set": ["every", "each"],
        "frequency": [w.rsplit("-", 1)[-1] for w in pieces.FREQUENCIES], "decade": pieces.DECADES,
        "deictic": ["today", "yesterday", "tomorrow", "tonight"],
        "holiday": [w.replace("'s", "").split()[-1] for w in [*pieces.FIXED_HOLIDAYS, *pieces.EASTER_HOLIDAYS]],
        "edge": [w for phrase in pieces.EDGES for w in phrase.split()] + ["half"],
        "reference": ["earlier", *(w for p in pieces.REFERENCES for w in WORD.findall(p))],
    }  # fmt: skip
    return {kind: frozenset(words) for kind, words in plain.items()}


def trigger_kinds(text: str) -> frozenset[str]:
    """The kinds of rules that can match in a text at all, told from its words."""
    words = set(WORD.findall(text.lower()))
    kinds = {kind for kind, triggers in _trigger_words().items() if not words.isdisjoint(triggers)}
    return frozenset(kinds | {"digit"} if any(map(str.isdigit, text)) else kinds)
