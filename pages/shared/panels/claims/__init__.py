"""A claim and its evidence, and everything that shows claims: charts, lists, files."""

__all__ = ["contents", "downloads", "drawing", "evidence", "exhibit", "figures"]
