"""What axe finds to mend on a page for readers who hear it, use keys alone or see it badly."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 390, "height": 844}
# Streamlit gives the place where files are dropped a role that its own name contradicts.
EXCEPT = {"exclude": [['[data-testid="stFileUploaderDropzone"]']]}


def violations(page: Page, **options: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it stands, with the elements; nothing is listed that is well."""
    asked = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], **options}
    found = Axe().run(page, context=EXCEPT, options=asked).response["violations"]
    return [(each["id"], [node["html"][:300] for node in each["nodes"]]) for each in found]
