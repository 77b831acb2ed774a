"""Frames in, pydeck out; no screen is known here."""

__all__ = ["deck", "front"]
