"""What stands below the map of the front: contradictions, refused rows, what no map shows, downloads."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import html
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.answers import about, csvw
from bakhmut_data.claims import files, sentences
from bakhmut_data.front import contradictions, downloads
from bakhmut_data.front.files import claims_left_out
from bakhmut_data.store import comparing, fetching
from pages.shared import browser_modules
from pages.shared.panels.claims import drawing
from pages.shared.panels.front import measures
from pages.shared.paths import API, ASSETS
from pages.shared.state import datasets, views

ABOUT = files.NAMES[csvw.SUFFIX]
MIME = {
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv",
    csvw.SUFFIX: csvw.MIME,
}
LISTED = 42  # rows of a list; some screens of it
MOST_CHECKED = 2_000  # claims, for which a filter is still answered within a second


def draw_contradictions(view: views.View, day: dt.date) -> None:
    """Claims that the reference of their day rules out, those nearest to the day first."""
    st.header("Claims that the reference of their day contradicts", anchor=False)
    near, number = _contradicted(view, day, LISTED)
    if not number:
        st.html('<p class="status">None of the claims that have a day and a place.</p>')
        return
    distances = [(_days_from(claim, day), claim) for claim in near.to_dict("records")]
    rows = [
        {
            "id": claim["claim_id"],
            "what": contradictions.describe(claim, str(claim["against"])),
            "who": sentences.label("status", claim["status"]),
            "when": _distance(days, day),
            "color": view.data.colors.get(str(claim["source"]), ""),
            "on": claim["claim_id"] == view.selected,
        }
        for days, claim in sorted(distances, key=lambda each: abs(each[0]))
    ]
    note = (
        f"Each claim stands beside the reference of its own day, those nearest to {sentences.days(day, day)} "
        "first. The reference is a table of dated control with its own sources and errors: a contradiction "
        "says that both cannot hold, not which is wrong. Shares within "
        f"{contradictions.MARGIN:.0f} points, or one of its parts, and a day either way agree."
    )
    more = "" if number <= LISTED else f" The {LISTED} nearest of {number:,}; the file has more."
    drawing.show_rows(
        [{"title": "", "badge": "", "note": note + more, "rows": rows}],
        "front-contradictions",
        "Claims that contradict the reference",
        height=420 if len(rows) > 7 else 0,
    )
    _draw_contradicted_files(view, day)


def _draw_contradicted_files(view: views.View, day: dt.date) -> None:
    """All of those claims as a file, and what it says of itself."""
    what = "Claims that contradict the reference of their day"
    stem = f"contradictions-{datasets.shown_version()}"
    known = datasets.about_shown(what)

    def all_of_them() -> pd.DataFrame:
        return _find_contradicted(view, day, fetching.MOST_IN_FILE)[0]

    def write() -> bytes:
        return downloads.contradictions_csv(all_of_them().to_dict("records"))

    def describe(csv: str) -> bytes:
        return drawing.about_csv(all_of_them(), downloads.CONTRADICTION_COLUMNS, csv, known)

    with st.container(horizontal=True, gap="small"):
        holds = f"{what}: one row a claim"
        drawing.show_download(f"{stem}.csv", MIME["csv"], write, "front-contradictions-csv", holds)
        drawing.show_about(stem, describe, "front-contradictions-about")


def _find_contradicted(view: views.View, day: dt.date, limit: int) -> tuple[pd.DataFrame, int]:
    """The claims that the reference of their day rules out, nearest to a day first, and their number."""
    return comparing.contradicted(view.data.store, view.selection(kind=("control",)), day, limit)


_contradicted = views.kept(_find_contradicted)


def _days_from(claim: Mapping[Any, Any], day: dt.date) -> int:
    """How many days later than the day a claim speaks for, below 0 where it is earlier."""
    days = [known for name in ("earliest", "latest") if (known := sentences.day(claim[name]))]
    return max((min(days) - day).days, 0) + min((max(days) - day).days, 0)


def _distance(days: int, day: dt.date) -> str:
    if days == 0:
        return f"speaks for {day.day} {day:%B}"
    return f"{sentences.count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def draw_refused(view: views.View) -> None:
    """The claims that no front could be drawn from as they stand, each with its reason; and how many."""
    number = view.number(view.selection(kind=("control",)))
    if number > MOST_CHECKED:
        st.html(
            f'<p class="status">{number:,} claims of who holds a place are too many to check here; '
            "<code>python -m bakhmut_data front --from TABLES</code> names those that no front can use.</p>"
        )
        return
    warnings = _warnings(view)
    label = f"{sentences.count(len(warnings), 'warning')} if a front is drawn from these claims themselves"
    if not warnings:
        st.html(f'<p class="status">{html.escape(label)}.</p>')
        return
    with st.expander(label, key="front-refused-open", on_change="rerun") as opened:
        if opened.open:
            more = f" The first {LISTED} are listed." if len(warnings) > LISTED else ""
            items = "".join(f"<li>{html.escape(warning)}</li>" for warning in warnings[:LISTED])
            st.html(
                '<p class="status">The line of the reference is not drawn from the documents. '
                "<code>python -m bakhmut_data front --from TABLES</code> draws one from their "
                f"dated claims, and leaves out or corrects these.{more}</p><ul>{items}</ul>"
            )


@views.kept
def _warnings(view: views.View) -> tuple[str, ...]:
    """Why which claim of who holds a place is left out of a front, or corrected, in a line each."""
    control = fetching.claims(view.data.store, view.selection(kind=("control",)))
    return claims_left_out(control)


def draw_left_out(view: views.View) -> None:
    """The claims that no day of the map can show, with their number."""
    control = view.selection(kind=("control",))
    reach = measures.reach(view)
    for key, column, number, what in (
        ("front-undated", "first", reach.undated, "without a day"),
        ("front-unplaced", "latitude", reach.unplaced, "that name no place with coordinates"),
    ):
        rows = dataclasses.replace(control, unknown=(column,))
        label = f"{sentences.count(number, 'claim')} of who holds a place {what}"
        if not number:
            st.html(f'<p class="status">{html.escape(label)}.</p>')
            continue
        with st.expander(label, key=f"{key}-open", on_change="rerun") as shown:
            if shown.open:
                drawing.show_list(view.listed(rows, number=number), view, key, label)


_documents_files = st.components.v2.component(
    "bakhmut_front_documents_files",
    css="".join(
        (ASSETS / name).read_text(encoding="utf-8") for name in ("components/shared.css", "front/files.css")
    ),
    js=browser_modules.importing("front/documents_files.js"),
)


def draw_downloads(day: dt.date, line: str) -> None:
    """The fronts that the map draws, as files, of the day and of the whole period; `line` says which.

    Those of the documents are made in the browser, which has their days; pictures are made beside the map.
    """
    st.header("Take it along", anchor=False)
    if line != "reference":
        _documents_files(key="front-documents-files", data={})
    fronts = measures.fronts()
    whole = f"{fronts.first}-{fronts.last}"
    estimate: Mapping[str, tuple[tuple[str, str, str], ...]] = {
        f"Reference, this day, {sentences.days(day, day)}": (
            ("GeoJSON", "geojson", f"front-{day}"),
            ("KML", "kml", f"front-{day}"),
            ("CSV (settlements)", "csv", f"settlements-{day}"),
            (ABOUT, csvw.SUFFIX, f"settlements-{day}"),
        ),
        "Reference, the whole period": (
            ("GeoJSON", "geojson", f"front-{whole}"),
            ("KML", "kml", f"front-{whole}"),
            ("CSV (area and distances by day)", "csv", f"front-measures-{whole}"),
            (ABOUT, csvw.SUFFIX, f"front-measures-{whole}"),
        ),
    }
    for at, (label, kinds) in enumerate(estimate.items()):
        st.html(f'<p class="status">{html.escape(label)}</p>')
        with st.container(horizontal=True):
            for name, kind, stem in kinds:
                st.download_button(
                    name,
                    functools.partial(_file, kind, None if at else day, f"{stem}.csv"),
                    file_name=f"{stem}.{kind}",
                    mime=MIME[kind],
                    key=f"front-{kind}-{at}",
                    on_click="ignore",
                    help=f"{label}: {name}",
                )
    st.html(data_html(day))
    st.html(
        '<p class="status">Pictures (PNG) of the day as it is drawn, and of the whole period month by month, '
        "are made by the buttons below the map's legend; they show the line that is chosen.</p>"
    )


def data_html(day: dt.date) -> str:
    """Links to the front of a day as data: the estimate, and what the documents imply."""
    estimated = f"{API}/front/{day}.geojson"
    return (
        f'<p class="status">This day as data: <a href="{estimated}" target="_blank">the estimate</a>, '
        f'<a href="{estimated}?from=documents" target="_blank">the front that the documents imply</a></p>'
    )


def _file(kind: str, day: dt.date | None, csv: str) -> bytes:
    """A download's bytes, made when it is asked for: of a day, else of the period; `csv` names its CSV."""
    fronts = measures.fronts()
    if kind in {"csv", csvw.SUFFIX}:
        written = downloads.day_csv(day) if day else downloads.period_csv(fronts)
        return written if kind == "csv" else _about_csv(written, day, csv)
    features = downloads.day_features(fronts, day) if day else downloads.period_features(fronts)
    of = f"the front on {sentences.days(day, day)}" if day else "the front day by day"
    known = about.of_front(f"{of}, as estimated", datasets.version())
    write = downloads.as_kml if kind == "kml" else downloads.as_geojson
    return write(features, about=known)


def _about_csv(written: bytes, day: dt.date | None, name: str) -> bytes:
    """What a CSV of the estimated front says of itself: licence, sources, version and columns."""
    dates = ["date", "held_since"] if day else ["date"]
    columns = pd.read_csv(io.BytesIO(written), parse_dates=dates)
    of = f"who held which settlement on {sentences.days(day, day)}" if day else "area and distances by day"
    known = about.of_front(f"{of}, as estimated", datasets.version())
    return csvw.describe(name, columns, known, [])
