"""Where the package lies: its own folder, the tables that ship with it, and the folder that holds it."""

from pathlib import Path

PACKAGE = Path(__file__).parent
BUILT = PACKAGE / "built"
# Processes that run modules of the package start here.
ABOVE = PACKAGE.parent
