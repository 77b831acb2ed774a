"""Bytes of a file become a document: which files are read, in which formats, who wrote them and when."""

__all__ = ["addresses", "documents", "formats", "guard", "limited"]
