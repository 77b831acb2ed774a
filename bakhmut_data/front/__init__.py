"""The estimated front of a day, from dated control of settlements."""

__all__ = ["contradictions", "downloads", "events", "files", "frames", "reference_places"]
