"""Who is said to hold, take, lose, surround or approach a place."""

from __future__ import annotations

from bakhmut_data.analysis import Analysis
from bakhmut_data.records import ControlClaim, Document, Toponym


def find_control(document: Document, analysis: Analysis, toponyms: tuple[Toponym, ...]) -> tuple[ControlClaim, ...]:
    return ()
