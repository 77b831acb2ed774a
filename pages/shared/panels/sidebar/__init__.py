"""The filters beside every page."""

__all__ = ["filters", "presets"]
