"""Every page leads to its view as data: the claims that its filters leave, in every form."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from app import MENU
from tests import made_claims as made
from tests.pages.screen import opened, sent

pytestmark = pytest.mark.usefixtures("shown_tables")

EVERY_FORM = ("csv", "parquet", "json", "geojson", "kml")


def links(script: str, **query: str | list[str]) -> list[str]:
    bodies = [str(each.body) for each in sent(opened(script, **query), "html")]
    (found,) = [body for body in bodies if "This view as data" in body]
    return [html.unescape(each) for each in re.findall(r'href="(.*?)"', found)]


@pytest.mark.parametrize("script", MENU)
def test_every_page_leads_to_its_data_in_every_form(script: str) -> None:
    name, forms = {
        "battle/figures": ("figures", EVERY_FORM),
        "battle/positions": ("positions", EVERY_FORM),
        "evidence/documents": ("documents", EVERY_FORM[:3]),
    }.get(script, ("claims", EVERY_FORM))
    assert links(script) == [*(f"api/v1/{name}.{form}" for form in forms), "api/v1/"]


def test_what_a_page_is_narrowed_to_narrows_its_data() -> None:
    assert links("battle/figures", m="killed", a="day")[0] == "api/v1/figures.csv?m=killed"
    assert links("battle/figures", m="nonsense")[0] == "api/v1/figures.csv"
    gazette = str(made.document("gazette.txt", made.GAZETTE)["document_id"])
    assert links("evidence/documents", doc=gazette)[0] == f"api/v1/documents.csv?doc={gazette}"


def test_the_link_holds_the_filters_and_nothing_else() -> None:
    asked: dict[str, str | list[str]] = {
        "src": ["Gazette", "The Northern Courier"],
        "side": "Ukraine",
        "by": "published",
        "from": "2023-3",
        "q": "a & b=c",
    }
    link = links("battle/timeline", **asked, kind="figure", ev="none")[0]
    assert parse_qs(urlsplit(link).query) == {
        "src": ["Gazette", "The Northern Courier"],
        "side": ["Ukraine"],
        "by": ["published"],
        "from": ["2023-03-01"],
        "q": ["a & b=c"],
    }


def test_what_makes_no_sense_on_the_page_is_not_in_the_link() -> None:
    assert links("battle/overview", src="Nobody", side="Mars", to="never")[0] == "api/v1/claims.csv"
