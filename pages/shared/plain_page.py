"""Pages of plain HTML that need neither Streamlit nor a script, in one frame."""

from __future__ import annotations

import html

from bakhmut_data.claims import citation
from pages.shared.paths import ASSETS

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
{head}
<title>{heading} – {site}</title>
<style>
{style}
</style>
</head>
<body>
<header>
<p><a href="{home}">{site}</a></p>
<h1>{heading}</h1>
</header>
<main>
{main}
</main>
</body>
</html>
"""


def plain_page(heading: str, home: str, head: str, main: str) -> str:
    """The whole page under a heading, with a link to the dashboard at `home`; `head` and `main` are HTML."""
    return PAGE.format(
        heading=html.escape(heading),
        home=html.escape(home),
        head=head,
        main=main,
        site=html.escape(citation.TITLE),
        style=(ASSETS / "api.css").read_text(encoding="utf-8").strip(),
    )
