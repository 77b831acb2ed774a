"""Reads what was written about a battle: where, when, how many, and who says so."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakhmut_data.extraction import extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    # Late, so that reading tables does not load a language model.
    if name == "extract":
        return importlib.import_module("bakhmut_data.extraction").extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
