"""What stands below the map of the front: measures, contradictions, what no map shows, downloads."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from bakhmut_data import front_claims, front_exports, front_files, front_frames, wording
from bakhmut_data.front import BAKHMUT
from bakhmut_data.front_files import ShippedFronts
from pages.shared import frame, front_charts, showing

MEASURES = (
    ("russian_sq_km", "{:,.0f} km²", "estimated Russian-held in the box"),
    ("km_to_bakhmut", "{:.1f} km", "line to Bakhmut's city hall"),
    ("km_to_t0504", "{:.1f} km", "line to the road T0504"),
    ("km_to_m03", "{:.1f} km", "line to the road M03"),
)
LISTED = 100  # contradictions


@functools.lru_cache(maxsize=1)
def fronts() -> ShippedFronts:
    """The days that ship, read once; never to be altered."""
    return front_files.read_shipped()


@functools.lru_cache(maxsize=1)
def measures() -> pd.DataFrame:
    """The measures of every day; never to be altered."""
    return fronts().measures()


def draw_measures(day: dt.date) -> None:
    """The day's measures as numbers, and over the whole period as a chart."""
    st.header("How much, and how far", anchor=False)
    now = measures().set_index("date").loc[pd.Timestamp(day)].to_dict()
    numbers = "".join(
        f"<div><dt>{name}{_note(key, now[key], day)}</dt><dd>{_written(now[key], written)}</dd></div>"
        for key, written, name in MEASURES
    )
    st.html(f'<dl class="numbers" aria-label="{wording.days(day, day)}">{numbers}</dl>')
    showing.show_chart(
        front_charts.measures_chart(measures(), day),
        key="front-measures",
        alt=front_charts.measures_alt(measures(), day),
    )


def _written(value: float | None, pattern: str) -> str:
    return "no line" if pd.isna(value) else pattern.format(value)


def _note(key: str, value: float | None, day: dt.date) -> str:
    """What the number alone does not tell: that a road is cut, on which side the city hall lies."""
    if key == "km_to_bakhmut":
        holder = front_frames.side_of(fronts(), day, BAKHMUT)
        return f", which lies on the {wording.label('controller', holder)} side" if holder else ""
    return ": cut" if key != "russian_sq_km" and value == 0 else ""


def draw_contradictions(view: frame.View, day: dt.date) -> None:
    """Claims that the reference of their day rules out, those nearest to the day first."""
    st.header("Claims that the reference of their day contradicts", anchor=False)
    control = view.selection(kind=("control",))
    near, number = view.answer(
        ("contradicted", day), lambda: view.data.store.contradicted(control, day, LISTED)
    )
    if not number:
        st.html('<p class="status">None of the claims that have a day and a place.</p>')
        return
    rows = [
        {
            "id": claim["claim_id"],
            "what": wording.line(claim),
            "who": f"Reference: {claim['place']} {claim['against']}",
            "when": wording.days(claim["earliest"], claim["latest"]),
            "color": view.data.colors.get(str(claim["source"]), ""),
            "on": claim["claim_id"] == view.selected,
        }
        for claim in near.to_dict("records")
    ]
    note = (
        "The reference is a table of dated control with its own sources and errors: a contradiction says "
        f"that both cannot hold, not which is wrong. Shares within {front_claims.MARGIN:.0f} points and a "
        "day either way agree."
    )
    more = "" if number <= LISTED else f" The {LISTED} nearest to the day of {number:,}."
    showing.show_rows(
        [{"title": "", "badge": "", "note": note + more, "rows": rows}],
        "front-contradictions",
        "Claims that contradict the reference",
        height=420 if len(rows) > 7 else 0,
    )


def draw_left_out(view: frame.View) -> None:
    """The claims that no day of the map can show, with their number."""
    control, opened = view.selection(kind=("control",)), view.data.store
    for key, rows, what in (
        ("front-undated", dataclasses.replace(control, unknown=("first",)), "without a day"),
        (
            "front-unplaced",
            dataclasses.replace(control, unknown=("latitude",)),
            "that name no place with coordinates",
        ),
    ):
        number = view.answer(rows, functools.partial(opened.number, rows))
        label = f"{wording.count(number, 'claim')} of who holds a place {what}"
        if not number:
            st.html(f'<p class="status">{html.escape(label)}.</p>')
            continue
        with st.expander(label, key=f"{key}-open", on_change="rerun") as shown:
            if shown.open:
                showing.show_list(opened.listed(rows, number=number), view, key, label)


def draw_downloads(day: dt.date) -> None:
    """The day and the whole period as GeoJSON, KML and CSV; the picture is made beside the map."""
    st.header("Take it along", anchor=False)
    whole = f"{fronts().first}-{fronts().last}"
    files: Mapping[str, tuple[tuple[str, str, str], ...]] = {
        f"This day, {wording.days(day, day)}": (
            ("GeoJSON", "geojson", f"front-{day}"),
            ("KML", "kml", f"front-{day}"),
            ("CSV (settlements)", "csv", f"settlements-{day}"),
        ),
        "The whole period": (
            ("GeoJSON", "geojson", f"front-{whole}"),
            ("KML", "kml", f"front-{whole}"),
            ("CSV (area and distances by day)", "csv", f"front-measures-{whole}"),
        ),
    }
    for at, (label, kinds) in enumerate(files.items()):
        st.html(f'<p class="status">{html.escape(label)}</p>')
        with st.container(horizontal=True):
            for name, kind, stem in kinds:
                st.download_button(
                    name,
                    functools.partial(_file, kind, None if at else day),
                    file_name=f"{stem}.{kind}",
                    mime={"geojson": "application/geo+json", "csv": "text/csv"}.get(
                        kind, "application/vnd.google-earth.kml+xml"
                    ),
                    key=f"front-{kind}-{at}",
                    on_click="ignore",
                    help=f"{label}: {name}",
                )


def _file(kind: str, day: dt.date | None) -> bytes:
    """A download's bytes, made when it is asked for; the whole period without a day."""
    if kind == "csv":
        return front_exports.day_csv(day) if day else front_exports.period_csv(fronts())
    features = front_exports.day_features(fronts(), day) if day else front_exports.period_features(fronts())
    return front_exports.as_kml(features) if kind == "kml" else front_exports.as_geojson(features)
