"""Who speaks: the people and bodies that a text names, and their sides."""

__all__ = ["entities", "people", "register", "speakers"]
