"""A claim as readers meet it: which are left by filters, in which words, on which days, in which files."""

__all__ = ["citation", "files", "filtering", "frame", "sentences", "timeline"]
