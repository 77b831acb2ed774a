"""Questions to the claims, answered by DuckDB: functions of an open store and of what is selected."""

__all__ = ["comparing", "counting", "fetching", "files", "opening", "selections"]
