"""A door for the first visitor after a start, who has a link to /documents: opens it through app.py.

Until app.py has run once, Streamlit knows only the scripts that lie directly in `pages/`; without
one of this name it would say that there is no such page.
"""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[1] / "app.py"), run_name="__main__")
