"""Sources side by side: pairs, a matrix, choices of words."""

__all__ = ["pairs", "retellings", "side_by_side", "words"]
