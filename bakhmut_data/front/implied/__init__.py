"""The front that documents imply, from their claims of control alone."""

__all__ = ["estimate", "evidence", "files", "played", "start"]
