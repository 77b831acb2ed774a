"""Where the checkout lies, and what browsers are served."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
ASSETS = CHECKOUT / "assets"
