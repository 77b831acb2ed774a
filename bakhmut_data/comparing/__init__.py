"""Claims of several sources set against one another."""

__all__ = ["grading", "positions", "subjects", "voices"]
