"""A visit: the tables it sees, its address, what its filters leave, what was added and chosen."""

__all__ = ["address", "choices", "datasets", "notes", "uploads", "views"]
