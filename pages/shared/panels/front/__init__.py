"""The map of the front, its choices, numbers and lists."""

__all__ = ["choices", "ground", "lists", "measures", "overview"]
