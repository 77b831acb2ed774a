"""Who stands where: a grid of questions and outlets, each question as a debate, and who sides with whom."""

__all__ = ["debates", "grid", "sides"]
