"""Place names, told apart from governments, resolved or left open."""

from bakhmut_data.finding.places.finder import find_toponyms

__all__ = ["find_toponyms"]
