"""What a CSV says of itself: as W3C's "CSV on the Web" asks, with the documents of its very rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bakhmut_data.tables.rows import Tables
from tests import made_claims as made
from tests.serving.sockets import ask
from tests.serving.tables_served import serving

MIT = "https://opensource.org/license/mit"
GEONAMES = {"@id": "https://www.geonames.org", "dc:title": "GeoNames (CC BY 4.0): places and coordinates"}
DAY = "https://courier.example/a?day=8"
COURIER = {"@id": DAY, "dc:title": "A day", "dc:publisher": "The Northern Courier"}


def tables() -> Tables:
    """The small tables, in which the Courier's address is known and the post's leads to no page."""
    small = made.small_tables()
    urls = small.documents["file"].map({"courier.txt": DAY, "post.txt": "javascript:alert(1)"})
    small.documents["url"] = urls.astype("str")
    return small


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, path = tmp_path_factory.mktemp("csv"), "--server.baseUrlPath=bakhmut"
    with serving(folder, path, tables=tables(), base="/bakhmut") as address:
        yield address


def described(address: str, path: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What a CSV's header leads to, and its rows."""
    answer = ask(address, f"/api/v1/{path}", patience=60)
    assert answer.status == 200
    (link,) = [each for each in answer.headers["link"].split(", ") if "describedby" in each]
    target, _, more = link.partition(">; ")
    assert more == 'rel="describedby"; type="application/csvm+json"'
    about = ask(address, target.removeprefix("</bakhmut"), patience=60)
    assert about.status == 200
    assert about.headers["content-type"] == "application/csvm+json"
    found: dict[str, Any] = json.loads(about.body)
    assert found["url"] == f"/bakhmut/api/v1/{path}"
    assert found["schema:version"] == answer.headers["data-version"]
    return found, list(csv.DictReader(io.StringIO(answer.body.decode())))


def test_claims_have_the_documents_that_their_rows_are_from(served: str) -> None:
    found, rows = described(served, "claims.csv?src=The+Northern+Courier&kind=figure")
    assert {row["source"] for row in rows} == {"The Northern Courier"}
    assert found["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert found["dc:license"] == [{"@id": MIT}]
    assert found["dc:source"][0] == COURIER
    assert found["dc:source"][-1] == GEONAMES
    assert len(found["dc:source"]) == 3  # with the table of documents in general
    columns = found["tableSchema"]["columns"]
    assert [each["name"] for each in columns] == list(rows[0])
    kinds = {each["name"]: each["datatype"] for each in columns}
    wanted = {"claim_id": "string", "low": "number", "earliest": "date", "line": "string"}
    assert {name: kinds[name] for name in wanted} == wanted
    assert all(each["dc:description"] for each in columns)
    assert found["tableSchema"]["primaryKey"] == "claim_id"


def test_a_page_of_rows_names_its_own_documents_alone(served: str) -> None:
    names = []
    for offset in (0, 9_000):
        found, rows = described(served, f"claims.csv?limit=1&offset={offset}")
        names.append([each["dc:publisher"] for each in found["dc:source"] if "dc:publisher" in each])
        assert len(rows) == (offset == 0)
    assert [len(each) for each in names] == [1, 0]


def test_columns_that_were_asked_for_are_described_in_their_order(served: str) -> None:
    found, rows = described(served, "figures.csv?fields=high%2Cline%2Csource&sort=-high")
    assert (
        [each["name"] for each in found["tableSchema"]["columns"]]
        == list(rows[0])
        == [
            "high",
            "line",
            "source",
        ]
    )
    assert "primaryKey" not in found["tableSchema"]
    assert COURIER in found["dc:source"]


@pytest.mark.parametrize("path", ["positions.csv", "documents.csv", "places.csv", "facets.csv"])
def test_every_csv_is_described_and_no_source_leads_elsewhere_than_to_the_web(served: str, path: str) -> None:
    found, rows = described(served, path)
    if rows:
        assert [each["name"] for each in found["tableSchema"]["columns"]] == list(rows[0])
        assert COURIER in found["dc:source"]
    assert all(each.get("@id", "http").startswith("http") for each in found["dc:source"])


def test_other_forms_say_it_themselves(served: str) -> None:
    assert "describedby" not in ask(served, "/api/v1/claims.json").headers["link"]


def test_a_query_cannot_break_out_of_its_header(served: str) -> None:
    answer = ask(served, "/api/v1/claims.csv?q=%22%3E%3B%20rel=%22next,%20%3C")
    assert answer.headers["link"].count("<") == 3
    assert 'q=%22%3E%3B+rel%3D%22next%2C+%3C>; rel="describedby"' in answer.headers["link"]
