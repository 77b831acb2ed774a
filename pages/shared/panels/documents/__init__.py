"""One document with its marks, documents that readers add, how well documents are read."""

__all__ = ["add", "links", "quality", "reader", "texts"]
