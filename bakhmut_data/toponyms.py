"""Place names, told apart from governments and armies, resolved or left None."""

from __future__ import annotations

from bakhmut_data.analysis import Analysis
from bakhmut_data.records import Document, Toponym


def find_toponyms(document: Document, analysis: Analysis) -> tuple[Toponym, ...]:
    return ()
