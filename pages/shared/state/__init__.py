"""A visit: the tables it sees, its address, what was added and chosen."""

__all__ = ["build_progress", "choices", "texts", "uploads", "visit"]
