"""Bytes of a file become a document: which files are read, in which formats, who wrote them and when."""

__all__ = ["documents", "formats", "guard", "limited"]
