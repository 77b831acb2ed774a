"""Work in a process of its own: reading what readers add, and building what the operator adds."""

__all__ = ["background", "client", "turns"]
