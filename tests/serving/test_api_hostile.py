"""What an attacker asks of the API is refused in a line, costs no more than it may, and leaves no trace."""

from __future__ import annotations

import concurrent.futures
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.hostile import HOSTILE, hostile_tables
from tests.serving.sockets import PATIENCE, Answer, ask
from tests.serving.tables_served import serving
from tests.serving.visits import visiting

pytestmark = pytest.mark.hostile
DOCUMENTS = len(HOSTILE) + 3  # with those that are honest
WORDS = (
    "' OR 1=1 --",
    '"; DROP TABLE documents; --',
    "') UNION SELECT * FROM read_csv('/etc/passwd') --",
    "%s ? $1 {rows}",
    "\ud7ff\uffff😀",
    "a" * 200,
    *(word[:200] for word in HOSTILE),
)
# Parameters that take a few values alone, and what would do harm elsewhere.
REFUSED = [
    *(
        f"{name}={quote(word)}"
        for name in ("src", "side", "sort", "fields", "kind", "by")
        for word in WORDS[:4]
    ),
    "limit=1000000000",
    "limit=-1",
    "limit=1e3",
    "limit=0x10",
    "limit=%D9%A3",
    "limit=" + "9" * 5_000,
    "offset=99999999999999999999",
    "from=" + "9" * 5_000,
    "q=%00",
    "q=a%0d%0aSet-Cookie:%20a=b",
    "q=" + "a" * 201,
    "limit=1&limit=2",
    "from=2023&from=2023",
    "__proto__=1",
    "%00=1",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    texts = folder / "texts"
    texts.mkdir()
    limits = {"BAKHMUT_API_MAX_WAITING": "14"}
    with serving(folder, tables=hostile_tables(texts), environment=limits) as address:
        yield address


def get(address: str, path: str) -> Answer:
    return ask(address, f"/api/v1/{path}", patience=60)


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: query[:40])
def test_nonsense_is_refused_in_one_line(served: str, query: str) -> None:
    answer = get(served, f"claims.json?{query}")
    assert answer.status == 400
    assert "set-cookie" not in answer.headers
    problem = json.loads(answer.body)
    assert len(problem["detail"]) < 1_000
    assert all(letter.isprintable() for letter in problem["detail"])


@pytest.mark.parametrize("word", WORDS, ids=range(len(WORDS)))
def test_a_word_that_is_searched_is_a_word_and_nothing_else(served: str, word: str) -> None:
    answer = get(served, f"claims.json?q={quote(word)}")
    moves = any(letter < " " or letter == "\x7f" for letter in word)
    assert answer.status == (400 if moves else 200)
    assert len(json.loads(get(served, "documents.json").body)["data"]) == DOCUMENTS


def test_an_outlet_whose_name_would_do_harm_is_asked_for_by_that_name(served: str) -> None:
    found = json.loads(get(served, "documents.json?fields=source").body)["data"]
    for each in found:
        answer = get(served, f"claims.json?src={quote(each['source'])}")
        assert answer.status == 200, answer.body
        assert {claim["source"] for claim in json.loads(answer.body)["data"]} == {each["source"]}
        assert "\n" not in answer.headers["link"]


def test_no_cell_of_a_csv_begins_a_formula(served: str) -> None:
    for path in ("claims", "documents", "facets"):
        cells = get(served, f"{path}.csv").body.decode()
        assert not any(line.lstrip('"').startswith(("=", "+", "-", "@")) for line in cells.splitlines())


def test_names_that_would_do_harm_are_text_on_the_page_that_tries_it_out(served: str) -> None:
    body = get(served, "").body.decode()
    assert "<script" not in body
    assert "<img" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize("size", [20_000, 100_000])
def test_a_query_too_long_is_refused_before_it_is_read(served: str, size: int) -> None:
    answer = get(served, f"claims.json?{'src=Post&' * (size // 9)}q=a")
    assert answer.status in {400, 414, 431}
    assert get(served, "claims.json?limit=1").status == 200


@pytest.mark.parametrize(
    "path", ["front/..%2f..%2fetc%2fpasswd.geojson", "../../app.py", "front/%00.geojson"]
)
def test_no_address_leads_elsewhere(served: str, path: str) -> None:
    answer = get(served, path)
    assert answer.status in {200, 400, 404}
    assert b"streamlit as st" not in answer.body
    assert b"root:" not in answer.body


def test_a_request_of_broken_lines_ends_alone(served: str) -> None:
    parts = urlsplit(served)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=PATIENCE) as broken:
        broken.sendall(b"GET /api/v1/claims.json?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\nX\r\n\r\n")
        broken.recv(1_000)
    assert get(served, "claims.json?limit=1").status == 200


def test_bytes_that_are_no_text_are_a_word_that_stands_nowhere(served: str) -> None:
    answer = get(served, "claims.json?q=%ff%fe")
    assert answer.status == 200
    assert json.loads(answer.body)["meta"]["total"] == 0


def test_what_takes_longer_than_it_may_is_not_answered_and_says_so(tmp_path: Path) -> None:
    with serving(tmp_path, environment={"BAKHMUT_API_MAX_MILLISECONDS": "0"}) as address:
        answer = get(address, "claims.json")
        assert answer.status == 503
        assert answer.headers["retry-after"] == "5"
        assert "longer than an answer may" in json.loads(answer.body)["detail"]


def test_many_who_ask_at_once_take_turns_and_too_many_are_told(tmp_path: Path) -> None:
    limits = {"BAKHMUT_API_MAX_AT_ONCE": "1", "BAKHMUT_API_MAX_WAITING": "1"}
    with serving(tmp_path, environment=limits) as address:
        with concurrent.futures.ThreadPoolExecutor(12) as crowd:
            paths = [f"front.geojson?from=2023-0{1 + at % 9}" for at in range(12)]
            answers = list(crowd.map(lambda path: get(address, path), paths))
        assert {answer.status for answer in answers} == {200, 503}
        busy = next(answer for answer in answers if answer.status == 503)
        assert "Too many ask at once" in json.loads(busy.body)["detail"]
        assert get(address, "claims.json").status == 200


def test_one_who_asks_too_much_is_told_and_another_is_answered(served: str) -> None:
    with concurrent.futures.ThreadPoolExecutor(24) as crowd:
        paths = [f"front.geojson?from=2023-0{1 + at % 9}&to=2023" for at in range(24)]
        greedy = [crowd.submit(get, served, path) for path in paths]
        answers = (each.result() for each in concurrent.futures.as_completed(greedy))
        refused = next(each for each in answers if each.status == 503)
        assert refused.headers["retry-after"] == "5"
        assert "You ask more than 8 questions at once" in json.loads(refused.body)["detail"]
        for path in ("claims.json?limit=1", "facets.json"):
            answer = ask(served, f"/api/v1/{path}", source="127.0.0.2", patience=60)
            assert answer.status == 200
        assert {each.result().status for each in greedy} == {200, 503}


def test_others_are_answered_while_the_api_computes(served: str) -> None:
    with concurrent.futures.ThreadPoolExecutor(4) as crowd:
        asked = [crowd.submit(get, served, "front.geojson") for _ in range(4)]
        assert ask(served, "/_stcore/health", patience=60).status == 200
        assert not all(each.done() for each in asked)
        assert [each.result().status for each in asked] == [200] * 4


def test_what_a_reader_adds_is_never_in_it(served: str) -> None:
    text = "On 9 March 2023 Mayor Olena Sirko said that 4120 people had left Soledar."
    before = get(served, "claims.json?q=Sirko")
    with visiting(served, "add") as visit:
        visit.start("add", add_pasted=text, add_text_go=True)
        visit.listen_until(lambda: "remove-0" in visit.widgets, 150)
        after = get(served, "claims.json?q=Sirko")
        assert json.loads(after.body)["meta"]["total"] == 0
        assert after.headers["etag"] == before.headers["etag"]
        assert len(json.loads(get(served, "documents.json").body)["data"]) == DOCUMENTS
