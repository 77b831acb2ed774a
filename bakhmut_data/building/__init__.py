"""Who builds tables from a folder of documents, and what is kept between two builds."""

__all__ = ["build", "engines"]
