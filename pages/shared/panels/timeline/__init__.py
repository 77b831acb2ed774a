"""Claims over the days: lanes, histogram, coverage, counts."""

__all__ = ["alt_texts", "counts", "coverage", "histogram", "lanes"]
