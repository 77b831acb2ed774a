"""What programs ask of the claims: pages of rows with their number, and what every answer says of itself."""

__all__ = ["about", "listing"]
