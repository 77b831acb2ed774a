"""The contract with other programs: columns, rows, files."""

__all__ = ["copies", "files", "question_words", "rows", "schemas", "word_choices"]
