"""Frames in, Plotly figures out; no screen is known here."""

__all__ = ["base", "counts", "spans", "timeline"]
