"""What some claims come to, in sentences: what is argued about, agreed on, and said by one outlet alone."""

__all__ = ["headlines"]
