"""How was this made, how good is it, what does each column mean; downloads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bakhmut_data import citing, schemas, wordchoice
from pages.shared import describing, frame, lists, quality

data = frame.load()
st.markdown(describing.METHOD)
st.html(describing.made_html())

st.header("How good it is", anchor=False)
st.html(quality.quality_html(frame.tables_folder() / "quality.json"))
st.markdown(quality.MEANING)

st.header("The documents", anchor=False)
st.html(describing.documents_html(data))
st.markdown(describing.TEXTS)

st.header("Downloads", anchor=False)
st.html(
    '<p class="lede">The tables hold numbers, names, days and positions in the text, never sentences.</p>'
)
st.download_button(
    "All tables (zip with datapackage.json)",
    lambda: describing.zip_bytes(data.tables, frame.words()),
    file_name=f"bakhmut-{frame.version()}.zip",
    mime="application/zip",
    key="zip",
    on_click="ignore",
)
numbers = {name: data.number_of(name) for name in schemas.SCHEMAS}
for name, number in {**numbers, wordchoice.WORDS: len(frame.words())}.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name}**, {number:,} rows", width=220)
        for suffix, label in (("csv", "CSV"), ("parquet", "Parquet")):
            st.download_button(
                label,
                describing.table_bytes(data, name, suffix),
                file_name=f"{name}.{suffix}",
                mime=describing.MIME[suffix],
                key=f"{name}-{suffix}",
                on_click="ignore",
                help=f"{name} as {label}",
            )

st.header("What each column means", anchor=False)
for name, columns in {**schemas.SCHEMAS, wordchoice.WORDS: schemas.WORD_COLUMNS}.items():
    with st.expander(f"{name} ({len(columns)} columns)"):
        st.html(describing.columns_html(name, columns))

st.header("How to cite", anchor=False)
st.markdown(describing.CITE)
today = pd.Timestamp.now(tz="UTC").date()
lists.cite(
    key="cite-all",
    data={
        "citation": citing.citation("All tables", frame.version(), today),
        "label": "Copy citation",
        "done": "Citation copied.",
        "byHand": "Marked; copy it by hand.",
    },
)

st.header("Licences", anchor=False)
st.markdown(describing.LICENCES)

if changes := describing.change_log():
    st.header("Changes", anchor=False)
    st.markdown(changes)
