"""How was this made, how good is it, what does each column mean; downloads."""

from __future__ import annotations

import streamlit as st

from bakhmut_data import schemas
from pages.shared import describing, frame

data = frame.load()
frame.draw_title(
    "How this was made",
    "Documents are read by rules, never by hand; every row of every table names the rule that made it "
    "and the place in the text where it stands.",
)
st.markdown(describing.METHOD)

st.header("How good it is", anchor=False)
st.html(describing.quality_html(frame.TABLES / "quality.json"))

st.header("The documents", anchor=False)
st.html(describing.documents_html(data))

st.header("Downloads", anchor=False)
st.html('<p class="lede">The tables hold facts, numbers, names and offsets, never the sentences.</p>')
st.download_button(
    "All tables (zip with datapackage.json)",
    lambda: describing.zip_bytes(data.tables),
    file_name="bakhmut.zip",
    mime="application/zip",
    key="zip",
    on_click="ignore",
)
for name, table in data.tables.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name}**, {len(table):,} rows", width=220)
        for suffix, label in (("csv", "CSV"), ("parquet", "Parquet")):
            st.download_button(
                label,
                describing.table_bytes(name, table, suffix),
                file_name=f"{name}.{suffix}",
                mime=describing.MIME[suffix],
                key=f"{name}-{suffix}",
                on_click="ignore",
                help=f"{name} as {label}",
            )

st.header("What each column means", anchor=False)
for name, columns in schemas.SCHEMAS.items():
    with st.expander(f"{name} ({len(columns)} columns)"):
        st.html(describing.columns_html(name, columns))

st.header("Licences", anchor=False)
st.markdown(describing.LICENCES)
