"""The contract with other programs: columns, rows, files."""

__all__ = ["checking", "copies", "files", "question_words", "rows", "schemas", "word_choices"]
