"""Time expressions with their days."""

from bakhmut_data.finding.times.finder import find_timexes

__all__ = ["find_timexes"]
