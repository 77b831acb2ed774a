"""The contract with other programs: columns, rows, files."""

__all__ = ["copies", "files", "package", "rows", "schemas", "word_choices"]
