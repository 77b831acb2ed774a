"""How was this made, how good is it, what does each column mean; downloads."""

from __future__ import annotations

import streamlit as st

from bakhmut_data.claims import citation
from bakhmut_data.tables import schemas, word_choices
from pages.shared import components
from pages.shared.panels.claims import downloads
from pages.shared.panels.documents import quality
from pages.shared.state import visit

data = visit.load()
st.markdown(downloads.METHOD)
st.html(downloads.made_html())

st.header("How good it is", anchor=False)
st.html(quality.quality_html(visit.tables_folder() / "quality.json"))
st.markdown(quality.MEANING)

st.header("The documents", anchor=False)
st.html(downloads.documents_html(data))
st.markdown(downloads.TEXTS)

st.header("Downloads", anchor=False)
st.html(
    '<p class="lede">The tables hold numbers, names, days and positions in the text, never sentences.</p>'
)
st.download_button(
    "All tables (zip with datapackage.json)",
    lambda: downloads.zip_bytes(data.tables, visit.words()),
    file_name=f"bakhmut-{visit.version()}.zip",
    mime="application/zip",
    key="zip",
    on_click="ignore",
)
numbers = {name: data.number_of(name) for name in schemas.SCHEMAS}
for name, number in {**numbers, word_choices.WORDS: len(visit.words())}.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name}**, {number:,} rows", width=220)
        for suffix, label in (("csv", "CSV"), ("parquet", "Parquet")):
            st.download_button(
                label,
                downloads.table_bytes(data, name, suffix),
                file_name=f"{name}.{suffix}",
                mime=downloads.MIME[suffix],
                key=f"{name}-{suffix}",
                on_click="ignore",
                help=f"{name} as {label}",
            )

st.header("What each column means", anchor=False)
for name, columns in {**schemas.SCHEMAS, word_choices.WORDS: schemas.WORD_COLUMNS}.items():
    with st.expander(f"{name} ({len(columns)} columns)"):
        st.html(downloads.columns_html(name, columns))

st.header("How to cite", anchor=False)
st.markdown(downloads.CITE)
today = visit.today()
components.cite(
    key="cite-all",
    data={
        "citation": citation.citation("All tables", visit.version(), today),
        "label": "Copy citation",
        "done": "Citation copied.",
        "byHand": "Marked; copy it by hand.",
    },
)

st.header("Licences", anchor=False)
st.markdown(downloads.LICENCES)

if changes := downloads.change_log():
    st.header("Changes", anchor=False)
    st.markdown(changes)
