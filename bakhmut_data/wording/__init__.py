"""The words of every page, served or published: headings, cells of grids, evidence, method."""

__all__ = ["cells", "confidence", "evidence", "headings", "links", "method"]
