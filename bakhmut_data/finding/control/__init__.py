"""Claims of who holds, takes or loses a place."""

from bakhmut_data.finding.control.finder import find_control
from bakhmut_data.finding.control.focus import CAPITALS, at_home
from bakhmut_data.finding.control.lexicon import words

__all__ = ["CAPITALS", "at_home", "find_control", "words"]
