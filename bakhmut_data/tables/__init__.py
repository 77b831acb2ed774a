"""The contract with other programs: columns, rows, files."""

__all__ = ["copies", "files", "schemas", "word_choices"]
