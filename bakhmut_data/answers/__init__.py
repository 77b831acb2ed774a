"""What programs ask of the claims: rows with their number, what changed, what every answer says of itself."""

__all__ = ["about", "changed", "csvw", "listing"]
