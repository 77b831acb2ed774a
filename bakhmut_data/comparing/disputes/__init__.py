"""What is made of who stands where: findings in sentences, and who sides with whom."""

__all__ = ["findings", "siding"]
