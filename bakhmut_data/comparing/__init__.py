"""Claims of several sources set against one another."""

__all__ = ["grading", "retellings", "subjects", "voices"]
