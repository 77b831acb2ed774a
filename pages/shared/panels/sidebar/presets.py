"""Stretches of days to choose from, the phases of the battle and its weeks, with the claims in each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import filtering, sentences
from pages.shared.state import address, views

MOST_WEEKS = 60


def preset_groups(view: views.View) -> list[dict[str, Any]]:
    """Groups for the facets: a phase or week with the claims that begin in it under all other filters."""
    freed = filtering.without(view.filters, "earliest", "latest")
    spans = view.spans(freed, freed.date)
    first = spans["first"]
    days = spans.groupby("first", sort=True)["claims"].sum()
    weeks = spans["claims"].groupby(first - pd.to_timedelta(first.dt.day_of_week, unit="D")).sum()
    phases = [
        _value(
            row["phase"], dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"]), days, view
        )
        for row in reference.read_csv("phases.csv")
    ]
    return [
        {
            "name": "phase",
            "label": "by phase of the battle",
            "values": [each for each in phases if each["count"]],
        },
        {
            "name": "week",
            "label": "by week",
            "values": [
                _value("", monday.date(), (monday + pd.Timedelta(days=6)).date(), days, view)
                for monday in sorted(weeks.index)[-MOST_WEEKS:]
            ],
        },
    ]


def toggle(stretch: str) -> None:
    """Filters by a stretch `FIRST/LAST`, or by no days where it is the one chosen."""
    first, _, last = stretch.partition("/")
    same = address.value_of("from") == first and address.value_of("to") == last
    address.set_values(**{"from": "" if same else first[:10], "to": "" if same else last[:10]})


def _value(
    name: str, first: dt.date, last: dt.date, days: pd.Series[int], view: views.View
) -> dict[str, Any]:
    span = sentences.days(first, last)
    return {
        "value": f"{first}/{last}",
        "label": f"{name}, {span}" if name else span,
        "count": int(days.loc[pd.Timestamp(first) : pd.Timestamp(last)].sum()),
        "on": view.filters.earliest == first and view.filters.latest == last,
        "color": "",
    }
