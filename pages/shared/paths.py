"""Where the checkout lies, and what browsers are served."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
ASSETS = CHECKOUT / "assets"
API = "api/v1"  # below the dashboard's own address
