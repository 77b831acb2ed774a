"""Time expressions as they are written, and what they mean seen from a day; read in one place."""

__all__ = ["expressions", "pieces", "points", "senses", "tense", "values"]
