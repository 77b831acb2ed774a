"""The map of the front, its choices, numbers and lists."""

__all__ = ["choices", "day_map", "lists", "measures", "overview"]
