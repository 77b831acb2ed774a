"""The estimated front of a day, from dated control of settlements."""

__all__ = ["contradictions", "downloads", "estimate", "events", "files", "reference_places"]
