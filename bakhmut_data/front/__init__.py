"""The estimated front of a day, from dated control of settlements; `implied` from what documents claim."""

__all__ = ["contradictions", "downloads", "estimate", "files", "implied", "reference_places"]
