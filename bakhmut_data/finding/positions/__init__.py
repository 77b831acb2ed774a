"""Who takes which side on nine questions about a battle, outlets in their own voice included."""

from bakhmut_data.finding.positions.finder import find_positions

__all__ = ["find_positions"]
