"""Which statements report the same utterance, and from whom each document has it."""

from bakhmut_data.comparing.retellings import words
from bakhmut_data.comparing.retellings.linking import find_retellings

__all__ = ["find_retellings", "words"]
