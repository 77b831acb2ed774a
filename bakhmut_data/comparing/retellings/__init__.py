"""Which statements report the same utterance, from whom each document has it, and how they differ."""

from bakhmut_data.comparing.retellings import retold, words
from bakhmut_data.comparing.retellings.differences import Compared, compare_versions
from bakhmut_data.comparing.retellings.linking import find_retellings
from bakhmut_data.comparing.retellings.told import find_told

__all__ = ["Compared", "compare_versions", "find_retellings", "find_told", "retold", "words"]
