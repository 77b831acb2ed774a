"""Numbers and their units as they are written, read in one place."""

__all__ = ["quantities"]
