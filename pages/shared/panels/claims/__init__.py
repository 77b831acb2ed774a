"""A claim and its evidence, and everything that shows claims: charts, lists, files."""

__all__ = ["contents", "drawing", "evidence", "figure_tabs", "figures", "method"]
