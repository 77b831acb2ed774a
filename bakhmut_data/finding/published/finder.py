"""When a text was published, from what the text itself says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bakhmut_data.finding.published import known, offices, relations, stamps, war
from bakhmut_data.finding.published.evidence import Evidence, TimeInText, find_mentions
from bakhmut_data.finding.published.solving import solve
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document


def date_document(document: Document, analysis: Analysis) -> Document:
    """The document with its days of publication, unchanged where they are known.

    Where the evidence tells no day, `published` stays None; its bounds are given as far as they go.
    """
    if document.published is not None:
        return document
    mentions = find_mentions(analysis)
    solution = solve(collect_evidence(analysis, mentions), relations.weekday_costs(mentions))
    if solution is None:
        return document
    return replace(
        document,
        published=solution.best,
        published_earliest=solution.earliest,
        published_latest=solution.latest,
        published_basis=solution.basis,
    )


def collect_evidence(analysis: Analysis, mentions: Sequence[TimeInText]) -> list[Evidence]:
    """Everything in a text that bears on its day of publication."""
    text = analysis.text
    return [
        *stamps.find_stamps(mentions),
        *stamps.find_sources(mentions),
        *stamps.find_open_sources(mentions),
        *stamps.find_copyright(text),
        *relations.find_weekday_dates(mentions),
        *relations.find_yesterdays(mentions),
        *relations.find_counted_dates(mentions),
        *relations.find_open_dates(mentions),
        *relations.find_row_of_days(mentions),
        *relations.find_days_ahead(mentions),
        *relations.find_months_in_order(mentions),
        *relations.find_holidays_ahead(mentions),
        *relations.find_newest_time(mentions),
        *known.find_events(analysis, mentions),
        *offices.find_offices(text),
        *known.find_battle(text),
        *war.find_war(text),
    ]
