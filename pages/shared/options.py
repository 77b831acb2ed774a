"""What the options of the server and its environment say, read in one way."""

from __future__ import annotations

import os
from collections.abc import Mapping

import streamlit as st

ON = frozenset({"on", "yes", "true", "1"})


def root() -> str:
    """The path of the dashboard's own address on its server, without a slash at its end; "" at the top."""
    return "".join(f"/{part}" for part in st.get_option("server.baseUrlPath").split("/") if part)


def is_on(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a variable of the environment switches something on; without it nothing is."""
    return environment.get(name, "off").strip().lower() in ON
