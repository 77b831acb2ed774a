"""Questions to the claims, answered by DuckDB."""

__all__ = ["counting", "fetching", "files", "opening", "selections", "store"]
