"""A page's own choices, live in the URL; what the URL asks for in vain is left out with a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from bakhmut_data.claims import sentences
from pages.shared.state import address, notes


def pick(
    label: str, options: Sequence[str], key: str, *, default: str | None = None, help_: str | None = None
) -> str:
    """One of some options, live in the URL; an unknown one there is left out with a note."""
    note_unknown(key, options, label)
    chosen = st.pills(
        label,
        options,
        key=key,
        default=default or options[0],
        required=True,
        bind="query-params",
        on_change=address.set_values,
        help=help_,
    )
    return str(chosen) if chosen in options else default or options[0]


def pick_named(label: str, names: Mapping[str, str], key: str, *, within: str = "") -> str:
    """One of some values by its name; the URL has the value, which stays when its name changes.

    `within` is the key of a choice that hangs on this one, and is taken back when this one changes.
    """
    if address.value_of(key) != "":  # taken back just now, while the address still has it
        note_unknown(key, [*names, *(value.replace("_", " ") for value in names)], label)
    with st.container(key=f"hidden-{key}"):
        st.text_input(label, key=key, bind="query-params", max_chars=40)
    raw = str(address.value_of(key) or "").replace(" ", "_")  # as links had it before
    value = raw if raw in names else next(iter(names))
    shown = f"{key}-named"

    def take() -> None:
        chosen = next(each for each in names if names[each] == address.value_of(shown))
        address.set_values(**{key: chosen, **({within: ""} if within else {})})

    address.mirror(shown, names[value])
    st.pills(label, list(names.values()), key=shown, required=True, on_change=take)
    return value


def pick_one(label: str, options: Sequence[str], key: str) -> str:
    """One of many options from a list, live in the URL; an unknown one there is left out with a note."""
    note_unknown(key, options, label)
    return str(st.selectbox(label, options, key=key, bind="query-params", on_change=address.set_values))


def pick_row(label: str, options: Sequence[str], key: str) -> str:
    """One of many rows, "" for all of them; one in the URL that is not there is left out with a note."""
    note_unknown(key, options, label)
    chosen = st.selectbox(
        label,
        options,
        index=None,
        placeholder="all",
        key=key,
        bind="query-params",
        on_change=address.set_values,
    )
    return str(chosen) if chosen in options else ""


def pick_some(label: str, options: Sequence[str], key: str, default: Sequence[str], most: int) -> list[str]:
    """Some of the options, the default until a reader chooses; the URL has them, but for the default.

    So a reader who chose none sees the default of the moment, whatever filters come and go. What a reader
    has emptied stays empty until something is chosen: nothing for this visit, no more than that.
    """
    note_unknown(key, options, label)
    with st.container(key=f"hidden-{key}"):
        named = st.multiselect(label, options, key=key, max_selections=most, bind="query-params")
    shown, emptied = f"{key}-shown", f"{key}-emptied"

    def take() -> None:
        picked = address.value_of(shown) or []
        address.set_values(**{key: [] if set(picked) == set(default) else picked, emptied: not picked})

    chosen = list(named or ([] if address.value_of(emptied) else default))
    address.mirror(shown, chosen)
    st.multiselect(label, options, key=shown, max_selections=most, on_change=take)
    return chosen


def pick_several(label: str, names: Mapping[str, str], key: str, default: Sequence[str]) -> list[str]:
    """Any of a few values by their names; the URL has the values."""
    note_unknown(key, list(names), label)
    with st.container(key=f"hidden-{key}"):
        chosen = st.multiselect(label, list(names), key=key, default=default, bind="query-params")
    shown = f"{key}-named"

    def take() -> None:
        named = address.value_of(shown) or []
        address.set_values(**{key: [value for value in names if names[value] in named]})

    address.mirror(shown, [names[value] for value in chosen])
    st.pills(label, list(names.values()), key=shown, selection_mode="multi", on_change=take)
    return [value for value in names if value in chosen]


def note_unknown(key: str, options: Sequence[str], label: str) -> None:
    """Says so where the URL asks for something that is not among the options."""
    for value in st.query_params.get_all(key):
        if value and value not in options:
            notes.add_note(
                key, f"“{sentences.shorten(value, 40)}” is no choice for “{label}”; it was left out."
            )
