"""What the address of a visit holds: filters, the open evidence, and the values of widgets."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from bakhmut_data import reference
from bakhmut_data.claims import filtering
from bakhmut_data.store import fetching
from pages.shared.state import datasets, notes

FILTERS: dict[str, Any] = {"src": [], "side": [], "by": "happened", "from": "", "to": "", "q": ""}
_LABELS = reference.read_toml("labels.toml")
# Choices of a page that its data can be narrowed by, too.
CHOICES: dict[str, tuple[str, ...]] = {
    "m": tuple(_LABELS["measure"]),
    "qn": tuple(_LABELS["question"]),
    "an": tuple(dict.fromkeys(answer for answers in _LABELS["answer"].values() for answer in answers)),
}
DOCUMENT_ID = re.compile("[0-9A-Za-z_-]{1,80}")
# The pages whose data are not all claims, with those choices.
DATA_OF: dict[str, tuple[str, ...]] = {"figures": ("m",), "positions": ("qn", "an"), "documents": ("doc",)}
ONLY = "only"  # names the one chart of a page that is shown
# Every name that a page of ours puts into its address, but for those of tabs; the map writes `mv` by itself,
# lists write `sort` and `all`.
NAMES = frozenset(
    {*FILTERS, ONLY, "ev", "kind", "day", "ly", "at", "mv", "ov", "lane", "m", "a", "cs", "g", "lens"}
    | {"fl", "wo", "gained", "why", "cd", "cb"}
    | {"qn", "an", "net", "gs", "row", "doc", "k", "part", "sort", "all"}
)
# Tabs, and what others append to links.
NOT_OURS = re.compile(r"tab-|embed|utm_|mc_|_ga|_gl$|ref$|\w{0,9}clk?id$|[gw]braid$|igsh")


def is_known(name: str) -> bool:
    """Whether a name in an address is a page's own, or one that others append to links."""
    return name in NAMES or NOT_OURS.match(name) is not None


def is_choice(key: str, value: object) -> bool:
    """Whether a value is one that a page's data can be narrowed by."""
    if key == "doc":
        return isinstance(value, str) and DOCUMENT_ID.fullmatch(value) is not None
    return value in CHOICES[key]


def request() -> filtering.Request:
    """The filters as the widgets hold them, with notes on what makes no sense."""
    values: dict[str, list[str]] = {}
    for key in FILTERS:
        value = st.session_state.get(key) or []
        values[key] = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return filtering.read_filters(values, datasets.load().sources)


def link(page: str, **values: str) -> str:
    """A relative link to another page with this visit's filters and some values."""
    held = {key: st.session_state.get(key) for key in FILTERS}
    kept = {key: value for key, value in held.items() if value and value != FILTERS[key]}
    return f"{page}?{urlencode({**kept, **values}, doseq=True)}"


def data_query(*own: str) -> str:
    """The query of this view's data: the filters, and what the address holds of a page's own choices."""
    filters = request().filters
    values = {
        "src": filters.sources,
        "side": filters.sides,
        "by": filters.date,
        "from": filters.earliest or "",
        "to": filters.latest or "",
        "q": filters.search,
    }
    said = {key: value for key, value in values.items() if value and value != FILTERS[key]}
    chosen = {key: value for key in own if is_choice(key, value := value_of(key))}
    return urlencode({**said, **chosen}, doseq=True)


def only() -> str:
    """The key of the one chart that the address asks for, "" where it asks for the whole page."""
    return str(st.query_params.get(ONLY, ""))


def value_of(key: str) -> Any:
    """What a widget or component holds, None for one that was not drawn."""
    return st.session_state.get(key)


def set_values(**values: object) -> None:
    """A callback: gives widgets new values, which the URL follows; notes are taken back."""
    for key, value in values.items():
        st.session_state[key] = value
    notes.drop_all()


def mirror(key: str, value: object) -> None:
    """Gives a widget that is about to be drawn, or the visit itself, a value."""
    st.session_state[key] = value


def follow(key: str, value: str) -> None:
    """Gives a widget the value that goes with the open evidence, once for each evidence that opens.

    An address that names both keeps what it names.
    """
    seen = st.session_state.get(f"followed-{key}")
    if value and seen != selected() and not (seen is None and key in st.query_params):
        st.session_state[key] = value
    st.session_state[f"followed-{key}"] = selected()


def selected() -> str:
    """The id of the claim whose evidence is open, "" for none."""
    return str(st.session_state.get("ev", ""))[:200]


def open_claim(claim_id: str) -> None:
    """A callback: shows the evidence of a claim."""
    st.session_state["ev"] = claim_id


def reset() -> None:
    """A callback: takes every filter away."""
    set_values(**FILTERS)


def forget_missing() -> None:
    """A callback: takes away what was chosen of documents that are gone: outlets, evidence, a document."""
    dataset = datasets.load()
    chosen = [each for each in st.session_state.get("src") or [] if each in dataset.sources]
    gone = [key for key in ("doc", "cs", "cs-emptied") if key in st.session_state]
    for key in gone:
        del st.session_state[key]
    set_values(src=chosen)
    if selected() and fetching.claim(dataset.store, selected()) is None:
        open_claim("")
