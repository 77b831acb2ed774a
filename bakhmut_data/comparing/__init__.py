"""Claims of several sources set against one another."""

__all__ = ["grading", "positions", "retellings", "subjects", "voices"]
