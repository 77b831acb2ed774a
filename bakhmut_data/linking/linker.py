"""The order in which records are linked: statements first, for claims and figures take speakers from them."""

from __future__ import annotations

from dataclasses import replace

from bakhmut_data.language.analysis import Analysis
from bakhmut_data.linking.claims import link_claim
from bakhmut_data.linking.figures import link_figures
from bakhmut_data.linking.setting import read_setting
from bakhmut_data.linking.sides import with_sides
from bakhmut_data.linking.sources import Sources
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.linking.statements import link_statements
from bakhmut_data.records import Extraction


def link(extraction: Extraction, analysis: Analysis) -> Extraction:
    """The same records with their dates, places and speakers; unknown stays None."""
    setting = read_setting(extraction, analysis)
    statements = link_statements(extraction, setting)
    statements = with_sides(statements, extraction.document, extraction.toponyms)
    said = SpanIndex(statements)
    sources = Sources(extraction.document, analysis, statements)
    return replace(
        extraction,
        statements=statements,
        control=tuple(link_claim(claim, setting, said) for claim in extraction.control),
        figures=link_figures(extraction, setting, said, sources),
    )
