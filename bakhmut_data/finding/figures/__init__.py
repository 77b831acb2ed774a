"""Reported numbers: how many, of what, about whom."""

from bakhmut_data.finding.figures.finder import find_figures

__all__ = ["find_figures"]
