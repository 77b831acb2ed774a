"""One document with its marks, documents that readers add."""

__all__ = ["add", "reader", "texts"]
