"""Claims of several sources set against one another."""

__all__ = ["findings", "grading", "positions", "siding", "subjects", "voices"]
