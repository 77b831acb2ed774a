"""What the server gives before a visit: shells with names of their own, files compressed from memory."""

import gzip
import re
import threading
from typing import Any
from urllib.parse import quote

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.shared import browser_modules
from pages.shared.paths import ASSETS
from pages.shared.server import linked_words
from pages.shared.server import shell as server_shell
from tests.apart import run_apart

PAGES = {"": ("First", "What the first shows."), "front": ("The <front>", "Who held what, & when.")}
GZIP = (b"accept-encoding", b"gzip, deflate")
SCRIPT = max(
    (server_shell.STREAMLIT / "static" / "js").glob("*.js"), key=lambda path: path.stat().st_size
).name


async def handed_on(scope: Scope, _: Receive, send: Send) -> None:
    """The server behind: says that it was asked."""
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def words_of(_: str, query: str) -> tuple[str, str] | None:
    """Of a view that an address tells apart; those of a page as a whole are not there."""
    return (f"Of <{query}>", "The-picture-of-this-view, the-data-of-this-view.") if query else None


SERVED = server_shell.Served(
    handed_on,
    PAGES,
    server_shell.OfViews(
        picture=lambda page, query: f"picture.png?page={page}&{query}",
        embedding=lambda link: f"oembed.json?url={quote(link)}",
        data=lambda page, query: [("application/json", "This view as data", f"{page}.json?{query}")],
        words=linked_words.Words(words_of, lambda: 1),
    ),
)


def ask(
    path: str, *, query: bytes = b"", method: str = "GET", headers: tuple[tuple[bytes, bytes], ...] = (GZIP,)
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": query,
        "headers": list(headers),
    }
    run_apart(SERVED(scope, receive, send))
    named = {key.decode(): value.decode() for key, value in told[0]["headers"]}
    return told[0]["status"], named, b"".join(each.get("body", b"") for each in told[1:])


def shell(path: str) -> str:
    status, headers, body = ask(path)
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert headers["cache-control"] == "no-cache"
    return gzip.decompress(body).decode()


def test_a_page_has_its_own_title_and_description_as_they_are_written() -> None:
    written = shell("/front")
    assert "<title>The &lt;front&gt;</title>" in written
    assert 'property="og:description" content="Who held what, &amp; when."' in written
    assert server_shell.STOCK not in written


def test_a_pasted_link_is_shown_with_title_and_finding_of_its_very_view() -> None:
    written = gzip.decompress(ask("/front", query=b"day=2022-11-05")[2]).decode()
    assert 'og:title" content="Of &lt;day=2022-11-05&gt; – Bakhmut, as reported" />' in written
    # Words that mark a place in the shell stay words.
    assert 'og:description" content="The-picture-of-this-view, the-data-of-this-view." />' in written
    assert "<title>The &lt;front&gt;</title>" in written


@pytest.mark.parametrize("told", [(b"sec-fetch-mode", b"navigate"), (b"upgrade-insecure-requests", b"1")])
def test_a_browser_that_opens_a_page_is_given_what_is_kept_and_waits_for_nothing_else(
    told: tuple[bytes, bytes],
) -> None:
    asked: dict[str, Any] = {"query": f"day={told[0].decode()}".encode()}
    opened = gzip.decompress(ask("/front", **asked, headers=(GZIP, told))[2]).decode()
    assert 'og:title" content="The &lt;front&gt;" />' in opened
    ask("/front", **asked)
    again = gzip.decompress(ask("/front", **asked, headers=(GZIP, told))[2]).decode()
    assert f'og:title" content="Of &lt;day={told[0].decode()}&gt; – ' in again


def test_words_are_kept_until_what_is_shown_changes_and_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_words, "KEPT", 2)
    made: list[str] = []
    shown = [1]

    def make(_: str, query: str) -> tuple[str, str]:
        made.append(query)
        return query, "."

    async def ask_all() -> None:
        words = linked_words.Words(make, lambda: shown[0])
        for query in ("a", "a", "b", "c", "a"):  # at c, a is let go
            assert await words.of("front", query, query, {}) == (f"{query} – Bakhmut, as reported", ".")
        shown[0] = 2
        await words.of("front", "a", "a", {})

    run_apart(ask_all())
    assert made == ["a", "b", "c", "a", "a"]


def test_who_waits_too_long_for_words_gets_those_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_words, "WAITED", 0.01)
    let_go = threading.Event()

    def make(_: str, query: str) -> tuple[str, str]:
        let_go.wait(60)
        return query, "."

    async def ask_both() -> None:
        words = linked_words.Words(make, lambda: 1)
        assert await words.of("front", "a", "a", {}) is None
        monkeypatch.setattr(linked_words, "AT_ONCE", 1)
        assert await words.of("front", "b", "b", {}) is None  # as many wait as may
        monkeypatch.setattr(linked_words, "WAITED", 60)
        let_go.set()
        assert await words.of("front", "a", "a", {}) == ("a – Bakhmut, as reported", ".")

    run_apart(ask_both())


def test_a_page_names_its_data_under_its_filters() -> None:
    written = gzip.decompress(ask("/front", query=b"q=%22&src=A")[2]).decode()
    assert 'title="This view as data" href="/front.json?q=%22&amp;src=A" />' in written


def test_a_shell_is_that_of_streamlit_but_for_its_head() -> None:
    stock = (server_shell.STREAMLIT / "index.html").read_text(encoding="utf-8")
    before, after = stock.split(server_shell.STOCK)
    written = shell("/")
    assert written.startswith(before)
    assert written.endswith(after)


@pytest.mark.parametrize("path", ["/front", "/front/"])
@pytest.mark.parametrize(
    "asked",
    [{"method": "HEAD"}, {"headers": ()}, {"headers": (GZIP, (b"range", b"bytes=0-10"))}],
)
def test_who_takes_nothing_compressed_gets_the_page_of_that_name(path: str, asked: dict[str, Any]) -> None:
    status, headers, body = ask(path, **asked)
    assert (status, "content-encoding" in headers) == (200, False)
    assert "<title>The &lt;front&gt;</title>" in body.decode()  # which the server leaves out after a HEAD


@pytest.mark.parametrize(("path", "name"), [("/", ""), ("/front", "front")])
def test_the_server_is_where_the_address_ends_without_the_name_of_the_page(path: str, name: str) -> None:
    assert f'location.pathname.replace(/{name}\\/?$/, "")' in shell(path)


def test_a_script_is_sent_small_and_kept_because_its_name_has_its_version() -> None:
    status, headers, body = ask(f"/static/js/{SCRIPT}")
    whole = (server_shell.STREAMLIT / "static" / "js" / SCRIPT).read_bytes()
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
    assert headers["content-type"].endswith("/javascript")
    assert gzip.decompress(body) == whole
    assert int(headers["content-length"]) < len(whole) / 2
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(("query", "kept"), [(b"v=1", True), (b"", False)])
def test_a_file_of_ours_is_kept_where_the_address_names_its_version(query: bytes, *, kept: bool) -> None:
    _, headers, body = ask("/app/static/basemap/sea.geojson", query=query)
    assert gzip.decompress(body) == (ASSETS / "basemap" / "sea.geojson").read_bytes()
    assert ("immutable" in headers["cache-control"]) == kept


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/nowhere"},
        {"path": "/_stcore/health"},
        {"path": "/app/static/../../app.py"},
        {"path": "/static/js/"},
        {"path": "/front", "method": "POST"},
        {"path": f"/static/js/{SCRIPT}", "headers": ()},
        {"path": f"/static/js/{SCRIPT}", "headers": (GZIP, (b"range", b"bytes=0-10"))},
    ],
)
def test_everything_else_is_handed_on(asked: dict[str, Any]) -> None:
    assert ask(**asked) == (418, {}, asked["path"].encode())


MODULES = browser_modules.files()
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")


@pytest.mark.parametrize("address", MODULES)
def test_a_module_is_sent_small_and_kept_because_its_address_has_the_version_of_all(address: str) -> None:
    status, headers, body = ask(f"/{address}")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert headers["content-type"].endswith("/javascript")
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body) == MODULES[address].read_bytes()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_takes_nothing_compressed_gets_a_module_as_it_is(method: str) -> None:
    address, path = next(iter(MODULES.items()))
    status, headers, body = ask(f"/{address}", method=method, headers=())
    assert (status, "content-encoding" in headers) == (200, False)
    assert headers["content-type"].startswith("text/javascript")
    assert body == path.read_bytes()  # which the server leaves out of its answer to a HEAD


@pytest.mark.parametrize("asked", [{"method": "POST"}, {"path": "/app/static/modules-000000000000/dom.js"}])
def test_nobody_gets_a_module_by_another_version_or_another_method(asked: dict[str, Any]) -> None:
    status, _, _ = ask(**{"path": f"/{next(iter(MODULES))}", **asked})
    assert status == 418


def test_what_a_module_imports_is_sent_too() -> None:
    sent = {path.resolve() for path in MODULES.values()}
    imported = {
        (path.parent / name).resolve()
        for path in MODULES.values()
        for name in IMPORTED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(imported) > 20
    assert imported <= sent


def test_a_page_fetches_the_modules_it_needs_beside_the_scripts_of_streamlit() -> None:
    def preloaded(path: str) -> set[str]:
        return set(re.findall(r'rel="modulepreload" fetchpriority="low" href="\./([^"]+)"', shell(path)))

    first, front = preloaded("/"), preloaded("/front")
    assert browser_modules.address("dom.js") in first
    assert browser_modules.address("components/rows.js") in first
    assert front == set(MODULES)
    assert {each for each in front - first if "/front/" not in each} == set()


@pytest.mark.parametrize("module", ["components/table.js", "front/loader.js"])
def test_the_script_of_a_component_imports_its_module(module: str) -> None:
    script = browser_modules.importing(module)
    assert f'"{browser_modules.address(module)}"' in script
    assert browser_modules.address(module) in MODULES
    assert "//" not in script
    assert len(script) < 500


def test_a_shell_names_the_picture_of_the_very_view() -> None:
    _, _, body = ask("/front", query=b"q=%22town&src=A", headers=(GZIP, (b"host", b"news.example")))
    address = "http://news.example/picture.png?page=front&amp;q=%22town&amp;src=A"
    assert f'<meta property="og:image" content="{address}" />' in gzip.decompress(body).decode()
    assert server_shell.IMAGE not in shell("/")
