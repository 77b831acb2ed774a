"""How was this made, how good is it, what does each column mean; downloads."""

from __future__ import annotations

import streamlit as st

from bakhmut_data.tables import schemas
from bakhmut_data.wording import method as wording
from pages.shared.panels.claims import figure_tabs, method
from pages.shared.state import datasets, views

dataset = datasets.load()
st.markdown(wording.METHOD)
st.html(method.tables_html([wording.columns_made()]))

st.header("How good it is", anchor=False)
st.html(method.measured_html(datasets.tables_folder() / "quality.json"))
st.markdown(wording.MEANING)

st.header("The documents", anchor=False)
st.html(method.documents_html(views.everything(dataset)))
st.markdown(wording.TEXTS)

version = datasets.shown_version()
added = version.removeprefix(datasets.version())  # the mark of what a reader added, if anything
st.header("Downloads", anchor=False)
st.html(
    '<p class="lede">The tables hold numbers, names, days and positions in the text, never sentences.</p>'
)
st.download_button(
    "All tables (zip with datapackage.json)",
    lambda: method.zip_bytes(dataset.tables, datasets.beside(), version),
    file_name=f"bakhmut-{version}.zip",
    mime="application/zip",
    key="zip",
    on_click="ignore",
)
numbers = {name: dataset.number_of(name) for name in schemas.SCHEMAS}
for name, number in {**numbers, **{name: len(rows) for name, rows in datasets.beside().items()}}.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name}**, {number:,} rows", width=220)
        for suffix, label in (("csv", "CSV"), ("parquet", "Parquet")):
            st.download_button(
                label,
                method.table_bytes(dataset, name, suffix),
                file_name=f"{name}{added}.{suffix}",
                mime=method.MIME[suffix],
                key=f"{name}-{suffix}",
                on_click="ignore",
                help=f"{name} as {label}",
            )

st.header("What each column means", anchor=False)
for name, columns in {**schemas.SCHEMAS, **schemas.BESIDE}.items():
    with st.expander(f"{name} ({len(columns)} columns)"):
        st.html(method.tables_html([wording.columns_of(name, columns)]))

st.header("How to cite", anchor=False)
st.markdown(wording.CITE)
figure_tabs.draw_citation("all", "All tables")

st.header("Licences", anchor=False)
st.markdown(wording.LICENCES)

if changes := method.change_log():
    st.header("Changes", anchor=False)
    st.markdown(changes)
