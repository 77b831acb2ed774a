"""The overview: what the documents come to in sentences, and the day they say most of."""

__all__ = ["day_map", "findings"]
