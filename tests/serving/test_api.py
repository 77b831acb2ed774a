"""The claims as data: values worked out by hand, and what every answer says of itself."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest
import shapely
from PIL import Image
from shapely.geometry import shape

from bakhmut_data.claims.files import KML
from pages.shared.api import previews
from tests.serving.sockets import Answer, ask
from tests.serving.tables_served import serving

MIT = "https://opensource.org/license/mit"
FRONT = [
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by-sa/3.0/",
]
FORMS = {
    "claims": ("json", "csv", "geojson", "kml", "parquet"),
    "figures": ("json", "csv", "geojson", "kml", "parquet"),
    "positions": ("json", "csv", "geojson", "kml", "parquet"),
    "documents": ("json", "csv", "parquet"),
    "places": ("json", "csv", "parquet", "geojson"),
    "facets": ("json", "csv"),
    "front": ("geojson",),
    "front/2023-03-09": ("geojson",),
    "preview": ("png",),
}
ADDRESSES = [f"{path}.{suffix}" for path, suffixes in FORMS.items() for suffix in suffixes]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    limits = {"BAKHMUT_API_MAX_IMPLIED_DAYS": "2"}
    with serving(tmp_path_factory.mktemp("api"), environment=limits) as address:
        yield address


def get(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(address, f"/api/v1/{path}", method=method, headers=named, patience=60)


def rows(address: str, path: str, **query: object) -> list[dict[str, Any]]:
    answer = get(address, f"{path}?{urlencode(query, doseq=True)}")
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = json.loads(answer.body)["data"]
    return found


def test_claims_are_those_that_the_filters_leave(served: str) -> None:
    assert len(rows(served, "claims.json")) == 10
    asked = {"src": ["Daily", "Post"], "kind": "figure", "fields": "source,speaker,low,high,published"}
    assert rows(served, "claims.json", **asked) == [
        {
            "source": "Post",
            "speaker": "Colonel Petrenko",
            "low": 100.0,
            "high": 100.0,
            "published": "2023-03-01",
        },
        {"source": "Post", "speaker": None, "low": 10.0, "high": 10.0, "published": "2023-03-01"},
        {
            "source": "Daily",
            "speaker": "General Ivanov",
            "low": 300.0,
            "high": None,
            "published": "2023-03-20",
        },
    ]
    assert len(rows(served, "claims.json", side="Russia")) == 2
    assert len(rows(served, "claims.json", q="petrenko")) == 1
    assert len(rows(served, "claims.json", **{"from": "2023-03-02", "to": "2023-03-04"})) == 1
    assert len(rows(served, "claims.json", by="published", **{"from": "2023-03-05"})) == 7
    assert len(rows(served, "claims.json", by="published", **{"from": "2023-3", "to": "2023-3-1"})) == 3


def test_days_the_wrong_way_round_are_exchanged_as_on_a_page(served: str) -> None:
    whole = json.loads(get(served, "claims.json?from=2023-03-04&to=2023-03-02").body)
    assert whole["meta"]["total"] == 1
    assert whole["meta"]["notes"] == ["The last day was before the first day; both were exchanged."]


def test_figures_and_positions_are_claims_of_that_kind_with_their_columns(served: str) -> None:
    found = rows(served, "figures.json", sort="-high")
    assert [(each["low"], each["high"], each["qualifier"]) for each in found] == [
        (100, 100, "exact"),
        (40, 60, "range"),
        (10, 10, "exact"),
        (10, 10, "exact"),
        (300, None, "more_than"),
    ]
    assert "controller" not in found[0]
    found = rows(served, "figures.json", m="wounded")
    assert [(each["source"], each["measure"], each["low"]) for each in found] == [
        ("Post", "wounded", 10),
        ("Times", "wounded", 10),
    ]
    assert rows(served, "positions.json") == []


def test_documents_places_and_facets_have_the_numbers_of_their_claims(served: str) -> None:
    documents = rows(served, "documents.json", fields="source,published,claims")
    assert documents == [
        {"source": "Post", "published": "2023-03-01", "claims": 3},
        {"source": "Times", "published": "2023-03-05", "claims": 3},
        {"source": "Daily", "published": "2023-03-20", "claims": 4},
    ]
    (times,) = [each for each in rows(served, "documents.json") if each["source"] == "Times"]
    of_one = rows(served, "documents.json", doc=times["document_id"], fields="source,claims")
    assert of_one == [{"source": "Times", "claims": 3}]
    claims = rows(served, "claims.json", doc=times["document_id"])
    assert [each["source"] for each in claims] == ["Times"] * 3
    assert [(each["name"], each["claims"]) for each in rows(served, "places.json")] == [
        ("Soledar", 4),
        ("Bakhmut", 3),
    ]
    sides = [each for each in rows(served, "facets.json", src="Daily") if each["facet"] == "side"]
    assert sides == [
        {"facet": "side", "value": "Russia", "claims": 2},
        {"facet": "side", "value": "the outlet itself", "claims": 2},
    ]


def test_a_map_has_claims_with_a_place_alone_and_counts_them_alone(served: str) -> None:
    whole = json.loads(get(served, "claims.geojson?limit=2").body)
    assert whole["meta"]["total"] == 7
    assert [feature["geometry"]["coordinates"] for feature in whole["features"]] == [
        [38.09, 48.68],
        [37.9989, 48.5942],
    ]
    root = ET.fromstring(get(served, "claims.kml?limit=1").body)  # noqa: S314 - our own
    assert [each.text for each in root.iter(f"{{{KML}}}coordinates")] == ["38.09,48.68"]
    assert (
        json.loads(get(served, "places.geojson").body)["features"][1]["properties"]["place_id"] == "bakhmut"
    )


def test_every_form_has_the_same_rows(served: str) -> None:
    ids = [each["claim_id"] for each in rows(served, "claims.json")]
    table = csv.DictReader(io.StringIO(get(served, "claims.csv").body.decode()))
    assert [row["claim_id"] for row in table] == ids
    parquet = pq.read_table(io.BytesIO(get(served, "claims.parquet").body))
    assert parquet["claim_id"].to_pylist() == ids
    assert json.loads(parquet.schema.metadata[b"about"])["total"] == 10


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_has_version_licence_and_a_tag_that_holds(served: str, path: str) -> None:
    answer = get(served, path)
    assert answer.status == 200
    licences = FRONT if path.startswith("front") else [MIT]
    for licence in licences:
        assert f'<{licence}>; rel="license"' in answer.headers["link"]
    assert len(answer.headers["data-version"]) == 12
    assert answer.headers["content-security-policy"]
    again = get(served, path, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = get(served, path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == answer.headers["etag"]
    if path.endswith("json"):
        meta = json.loads(answer.body)["meta"]
        assert [each["path"] for each in meta["licenses"]] == licences
        assert meta["version"] == answer.headers["data-version"]
        assert meta["sources"]


def test_the_tag_is_another_for_another_question(served: str) -> None:
    paths = ("claims.json", "claims.json?limit=1", "claims.csv", "claims.json?src=Post")
    assert len({get(served, path).headers["etag"] for path in paths}) == len(paths)
    first = get(served, "claims.json?src=Post&side=Russia").headers["etag"]
    assert get(served, "claims.json?side=Russia&src=Post").headers["etag"] == first


def test_pages_lead_on_to_the_next_and_back(served: str) -> None:
    found, path = [], "/api/v1/claims.json?src=Daily&src=Post&limit=3"
    while path:
        answer = ask(served, path)
        whole = json.loads(answer.body)
        assert answer.headers["total-count"] == "7"
        found.append([each["claim_id"] for each in whole["data"]])
        path = whole["meta"]["next"]
        assert (f'<{path}>; rel="next"' in answer.headers["link"]) == bool(path)
    assert [len(each) for each in found] == [3, 3, 1]
    assert len({claim for page in found for claim in page}) == 7
    back = json.loads(ask(served, whole["meta"]["prev"]).body)
    assert [each["claim_id"] for each in back["data"]] == found[1]


def test_compression_is_taken_where_it_is_offered(served: str) -> None:
    plain, packed = get(served, "claims.json"), get(served, "claims.json", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_scripts_of_other_sites_may_read_and_do_nothing_else(served: str) -> None:
    answer = get(served, "claims.json", Origin="https://elsewhere.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "etag" in answer.headers["access-control-expose-headers"]
    before = get(
        served,
        "claims.json",
        "OPTIONS",
        Origin="https://elsewhere.example",
        Access_Control_Request_Method="GET",
        Access_Control_Request_Headers="if-none-match",
    )
    assert before.status == 200
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert get(served, "claims.json", "POST", Origin="https://elsewhere.example").status == 403
    assert get(served, "claims.json", "POST").status == 405
    assert get(served, "claims.json", Host="elsewhere.example").status == 421
    assert ask(served, "/", headers={"Origin": "https://elsewhere.example"}).status == 403


@pytest.mark.parametrize(
    ("path", "status", "parameter", "says"),
    [
        ("claims.json?limit=0", 400, "limit", "a whole number from 1 to 5000"),
        ("claims.json?limit=many", 400, "limit", "“many”"),
        ("claims.json?src=Herald", 400, "src", "Post; Times; Daily"),
        ("claims.json?side=Mars", 400, "side", "Ukraine; Russia; West"),
        ("claims.json?from=2023-02-29", 400, "from", "2023, 2023-03 or 2023-03-08"),
        ("claims.json?from=2023&from=2024", 400, "from", "give it once"),
        ("claims.json?fields=low,secret", 400, "fields", "“secret”"),
        ("claims.json?sort=rule", 400, "sort", "; write one of published; -published; "),
        ("claims.json?colour=red", 400, "colour", "this address takes src, side, by, from, to, q, kind"),
        ("claims.kml?fields=low", 400, "fields", "means nothing here"),
        ("front/2023-02-29.geojson", 400, "day", "a day such as 2023-03-09"),
        ("front/2021-03-09.geojson", 404, None, "days from 2022-05-01 to 2023-09-30"),
        ("nowhere.json", 404, None, "openapi.json"),
    ],
)
def test_a_refusal_is_one_line_that_says_what_to_do(
    served: str, path: str, status: int, parameter: str | None, says: str
) -> None:
    answer = get(served, path)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.body)
    assert problem["status"] == status
    assert problem.get("parameter") == parameter
    assert says in problem["detail"]
    assert "\n" not in problem["detail"]


def test_how_many_rows_there_are_is_described_where_it_is_said(served: str) -> None:
    described = json.loads(get(served, "openapi.json").body)["paths"]
    named = {
        path
        for path, each in described.items()
        if "Total-Count" in each["get"]["responses"]["200"]["headers"]
    }
    paged = ("/claims.", "/figures.", "/positions.", "/documents.", "/places.")
    assert named == {path for path in described if path.startswith(paged)}
    # Of a whole period the front takes seconds, and what is pasted has to be named.
    for path in sorted(set(described) - {"/front.geojson", "/front/{day}.geojson", "/oembed.json"}):
        assert ("total-count" in get(served, path.removeprefix("/")).headers) == (path in named), path
    assert "total-count" not in get(served, "front/2023-03-09.geojson").headers


def test_what_a_page_has_in_its_address_beside_the_filters_is_passed_over(served: str) -> None:
    whole = json.loads(
        get(served, "claims.json?src=Post&ev=abc&mv=1&day=2023-03-09&utm_source=x&fbclid=y").body
    )
    assert whole["meta"]["total"] == 3
    assert whole["meta"]["ignored"] == ["ev", "mv", "day", "utm_source", "fbclid"]


def test_the_front_of_a_day_has_areas_lines_and_places(served: str) -> None:
    whole = json.loads(get(served, "front/2023-03-09.geojson").body)
    names = {feature["properties"]["name"] for feature in whole["features"]}
    assert {"Russian-held (estimate)", "Front line (estimate)", "Almazna"} <= names
    assert whole["meta"]["basis"] == "reference"
    assert whole["meta"]["note"] == whole["properties"]["note"]
    assert whole["meta"]["sources"][0]["title"].startswith("settlement_control.csv: dated control")
    assert not [each for each in whole["meta"]["sources"] if "document" in each["title"]]
    period = json.loads(get(served, "front.geojson?from=2023-03-09&to=2023-03-09").body)
    assert period["features"] == whole["features"]


def test_the_front_of_a_period_has_what_stands_on_any_of_its_days(served: str) -> None:
    features = json.loads(get(served, "front.geojson?from=2023-03-01&to=2023-03-10").body)["features"]
    spans = [(each["properties"]["first_day"], each["properties"]["last_day"]) for each in features]
    assert spans
    assert all(first <= "2023-03-10" and last >= "2023-03-01" for first, last in spans)
    areas = [shape(each["geometry"]) for each in features if "MultiPolygon" in each["geometry"]["type"]]
    assert all(part.exterior.is_ccw for area in areas for part in area.geoms)


@pytest.mark.parametrize("query", ["from=documents", "basis=documents"])
def test_the_documents_imply_a_front_of_their_own(served: str, query: str) -> None:
    whole = json.loads(get(served, f"front/2023-03-09.geojson?{query}").body)
    assert whole["meta"]["basis"] == "documents"
    assert whole["meta"]["note"] == whole["properties"]["note"]
    assert whole["meta"]["sources"][0]["title"].startswith("The documents that the table documents names")
    assert [each["path"] for each in whole["meta"]["licenses"]] == [MIT, *FRONT]
    (day,) = whole["properties"]["days"]
    # Those of the Post and of the Times, which were published by then; the Daily's was not.
    assert (day["date"], day["claims"]) == ("2023-03-09", 2)
    held = {
        each["properties"]["controller"]: shape(each["geometry"])
        for each in whole["features"]
        if "controller" in each["properties"]
    }
    assert held["Russia"].contains(shapely.Point(37.9989, 48.5942))
    assert not held["Ukraine"].contains(shapely.Point(37.9989, 48.5942))
    assert all(part.exterior.is_ccw for area in held.values() for part in area.geoms)
    days = json.loads(get(served, "front.geojson?from=2023-03-09&to=2023-03-10&basis=documents").body)
    assert [each["claims"] for each in days["properties"]["days"]] == [2, 2]


def test_a_long_period_of_the_implied_front_leads_on_day_by_day(served: str) -> None:
    path, days = "/api/v1/front.geojson?basis=documents&from=2023-03-07&to=2023-03-11", []
    while path:
        whole = json.loads(ask(served, path, patience=60).body)
        days.append([each["date"] for each in whole["properties"]["days"]])
        path = whole["meta"]["next"]
    assert days == [["2023-03-07", "2023-03-08"], ["2023-03-09", "2023-03-10"], ["2023-03-11"]]


def test_what_a_page_shows_and_what_its_data_holds_are_described(served: str) -> None:
    described = json.loads(get(served, "openapi.json").body)
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "/api/v1"}]
    paths = {f"/{path.replace('2023-03-09', '{day}')}" for path in ADDRESSES}
    about = {f"{path}-metadata.json" for path in paths if path.endswith(".csv")}
    assert set(described["paths"]) == {*paths, *about, "/oembed.json"}
    src = next(
        each for each in described["paths"]["/claims.json"]["get"]["parameters"] if each["name"] == "src"
    )
    assert src["schema"]["items"]["enum"] == ["Post", "Times", "Daily"]


def test_a_link_has_a_picture_of_its_page_under_its_filters_and_no_more(served: str) -> None:
    whole, some = (get(served, f"preview.png?page=compare{query}") for query in ("", "&src=Daily"))
    assert [(each.status, each.body[:8]) for each in (whole, some)] == [(200, b"\x89PNG\r\n\x1a\n")] * 2
    assert whole.body != some.body
    assert get(served, "preview.png?page=nowhere").status == 400
    small = Image.open(io.BytesIO(get(served, "preview.png?page=compare&width=600").body))
    assert small.size == (600, 315)


def test_the_address_of_a_picture_has_the_filters_of_the_page_alone() -> None:
    query = "src=Daily&q=two%20words&ev=c1&utm_source=x&day=2023-03-09"
    assert previews.address_of("", query) == "api/v1/preview.png?page=overview&src=Daily&q=two+words"
    assert data_of("timeline", query) == ["api/v1/claims.json?src=Daily&q=two+words"]
    assert data_of("figures", "") == ["api/v1/figures.json"]
    assert data_of("figures", "m=killed&m=losses_of_nothing&qn=x") == ["api/v1/figures.json?m=killed"]
    assert previews.address_of("front", "") == "api/v1/preview.png?page=front"


def data_of(page: str, query: str) -> list[str]:
    return [address for _, _, address in previews.data_of(page, query)]


@pytest.mark.parametrize(
    ("query", "front", "claims"),
    [
        ("", "front.geojson", "claims.json"),
        ("day=2022-11-05&src=Daily", "front/2022-11-05.geojson", "claims.json?src=Daily"),
        ("day=2022-11-05&fl=documents", "front/2022-11-05.geojson?from=documents", "claims.json"),
        ("day=2022-02-30", "front.geojson", "claims.json"),
        (
            "from=2023-02&fl=documents",
            "front.geojson?from=2023-02&basis=documents",
            "claims.json?from=2023-02",
        ),
    ],
)
def test_the_data_of_the_front_are_those_of_its_day_or_period(query: str, front: str, claims: str) -> None:
    assert data_of("front", query) == [f"api/v1/{front}", f"api/v1/{claims}"]
    assert previews.data_of("front", query)[0][0] == "application/geo+json"


@pytest.mark.parametrize("path", ["openapi.json", ""])
def test_what_describes_the_api_is_not_sent_again_to_who_has_it(served: str, path: str) -> None:
    answer = get(served, path)
    again = get(served, path, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert get(served, path, If_None_Match='"other"').body == answer.body


@pytest.mark.parametrize(
    ("page", "query", "own"),
    [
        ("front", "day=2022-11-05&m=killed", "&day=2022-11-05"),
        ("front", "day=2022-02-30", ""),
        ("figures", "m=killed&day=2022-11-05", "&m=killed"),
        ("figures", "m=nothing", ""),
        ("positions", "qn=hold&an=hold", "&qn=hold"),
        ("documents", "doc=0a1b2c3d4e5f&part=2", "&doc=0a1b2c3d4e5f"),
        ("documents", "doc=%22%3E", ""),
    ],
)
def test_the_address_of_a_picture_names_what_the_page_shows_one_of(page: str, query: str, own: str) -> None:
    assert previews.address_of(page, query) == f"api/v1/preview.png?page={page}{own}"


def test_a_pasted_link_shows_title_finding_and_picture_of_its_very_view(served: str) -> None:
    def head(path: str) -> str:
        return ask(served, path, patience=60).body.decode()

    figures = head("/figures?m=killed")
    assert 'og:title" content="How many: killed – Bakhmut, as reported"' in figures
    # Lowest 40 to 60 in the Times, highest more than 300 in the Daily.
    assert 'og:description" content="3 claims in 3 outlets. The lowest: 40 to 60 people killed' in figures
    assert (
        "The highest: more than 300 people killed, Russian side, Soledar; according to General Iv" in figures
    )
    front = head("/front?day=2022-11-05")
    assert 'og:title" content="The front on 5 November 2022 – ' in front
    assert 'og:description" content="Estimated for 5 November 2022: 2,978 square kilometres are held' in front
    document = rows(served, "documents.json", src="Post")[0]["document_id"]
    assert 'og:title" content="One – ' in head(f"/documents?doc={document}")
    assert 'content="Post, published 1 March 2023: 2 figures; 1 claim of who holds a place."' in head(
        f"/documents?doc={document}"
    )
    paths = ("figures&m=killed", "figures&m=wounded", "front&day=2022-11-05", f"documents&doc={document}")
    pictures = [get(served, f"preview.png?page={each}") for each in paths]
    assert {each.status for each in pictures} == {200}
    assert len({each.body for each in pictures}) == len(paths)
