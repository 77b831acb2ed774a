"""Claims of several sources set against one another."""

__all__ = ["disputes", "grading", "positions", "retellings", "subjects", "voices"]
