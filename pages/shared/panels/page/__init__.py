"""What every page has around what it shows: its heading, how far a build is, what to do about nothing."""

__all__ = ["empty", "heading", "progress"]
