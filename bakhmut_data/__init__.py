"""Reads what was written about a battle: where, when, how many, and who says so."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakhmut_data.extraction import extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    # Late, so that reading tables does not load a language model.
    if name == "extract":
        from bakhmut_data.extraction import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
