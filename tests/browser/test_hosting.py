"""Behind nginx with the lines of CONTRIBUTING.md, on two processes below a path: pages and promises."""

from __future__ import annotations

import dataclasses
import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bakhmut_data.limits import ADDED
from tests.browser.visitor import PATIENCE, SCREEN, visit
from tests.serving.nginx import Hosted, hosted
from tests.serving.sockets import ask
from tests.serving.visits import visiting

pytestmark = pytest.mark.hostile
READERS = [f"127.0.0.{number}" for number in range(2, 10)]


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """Nginx with two dashboards behind it, prefix and all."""
    with hosted(tmp_path_factory.mktemp("hosted")) as found:
        yield found


@pytest.fixture(scope="module")
def context(browser: Browser, behind: Hosted) -> Iterator[BrowserContext]:
    """A browser that keeps what it fetched and compiled from one tab to the next."""
    with browser.new_context(viewport=SCREEN) as opened:
        opened.new_page().goto(f"{behind.address}/robots.txt")
        yield opened


@pytest.mark.parametrize("path", ["/", "/front", "/documents"])
def test_a_deep_link_works_behind_nginx(context: BrowserContext, behind: Hosted, path: str) -> None:
    with visit(context, behind.address) as visitor:
        visitor.open(f"{path}?by=published")
        assert visitor.path == path
        assert visitor.query == {"by": ["published"]}
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)
        if path == "/front":
            expect(visitor.page.locator(".front .map[data-drawn]")).to_be_visible(timeout=PATIENCE)


def test_a_link_copied_behind_nginx_opens_the_same_claim(context: BrowserContext, behind: Hosted) -> None:
    with visit(context, behind.address) as visitor:
        visitor.open("/")
        visitor.main.locator("button.row").first.click()
        evidence = visitor.main.get_by_role("region", name="Evidence")
        expect(evidence).to_be_visible(timeout=PATIENCE)
        visitor.page.wait_for_url(re.compile(r"ev="))
        visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.page.get_by_role("button", name="Copy link").click()
        expect(visitor.page.get_by_text("Link copied.")).to_be_visible()
        link = visitor.page.evaluate("navigator.clipboard.readText()")
        heading = evidence.get_by_role("heading").inner_text()
    assert link.startswith(f"{behind.address}/?ev=")
    with visit(context, behind.address) as other:
        other.open(link.removeprefix(behind.address))
        expect(other.main.get_by_role("region", name="Evidence")).to_contain_text(heading, timeout=PATIENCE)


def test_pages_keep_the_prefix(context: BrowserContext, behind: Hosted) -> None:
    with visit(context, behind.address) as visitor:
        visitor.open("/figures")
        visitor.page.get_by_role("link", name="Method", exact=True).click()
        visitor.page.wait_for_url(f"{behind.address}/method")
        visitor.settle()
        visitor.page.go_back()
        visitor.page.wait_for_url(f"{behind.address}/figures")


def test_health_passes_and_the_numbers_stay_inside(behind: Hosted) -> None:
    assert ask(behind.address, "/health").status == 200
    assert ask(behind.address, "/metrics").status == 404
    assert ask(behind.address, "/_stcore/metrics").status == 404
    for address in behind.behind:
        assert ask(address, "/metrics").status == 200  # what scrapes stands beside them
        assert ask(address, "/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status == 404


def test_the_largest_file_that_is_promised_passes(behind: Hosted) -> None:
    with visiting(behind.address, "add") as visit:
        assert visit.put("a.txt", b"x" * ADDED.file_bytes, number="1").status == 204
        assert visit.put("a.txt", b"x" * (ADDED.file_bytes + 2_000_000), number="2").status == 413


def test_nothing_that_readers_send_lies_on_the_disk_of_nginx(behind: Hosted) -> None:
    parts = urlsplit(behind.address)
    with visiting(behind.address, "add") as visit:
        head = (
            f"PUT {parts.path}/_stcore/upload_file/{visit.session}/1 HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Length: 900000\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"X-Xsrftoken: {visit.token}\r\nCookie: _streamlit_xsrf={visit.token}\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\n'
        )
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=20) as slow:
            slow.sendall(head.encode() + b"x" * 800_000)  # nginx has taken it when the next answer is there
            assert visit.put("b.txt", b"x" * 900_000, number="2").status == 204
            assert behind.files_on_disk() == []


def test_data_leads_on_below_the_prefix(behind: Hosted) -> None:
    root = behind.address.removesuffix(urlsplit(behind.address).path)
    path, total, found = urlsplit(behind.address).path + "/api/v1/documents.json?limit=2", 0, 0
    while path:
        answer = ask(root, path)
        assert answer.status == 200
        whole = json.loads(answer.body)
        found += len(whole["data"])
        path, total = whole["meta"]["next"], whole["meta"]["total"]
    assert found == total > 2
    described = json.loads(ask(behind.address, "/api/v1/openapi.json").body)
    assert described["servers"] == [{"url": "/bakhmut/api/v1"}]
    assert ask(behind.address, "/api/v1").headers["location"] == "/bakhmut/api/v1/"


def test_every_reader_stays_with_one_process_and_both_have_readers(behind: Hosted) -> None:
    used = set()
    for source in READERS:
        with visiting(behind.address, "add", source) as visit:
            assert [visit.put("a.txt", b"x", number=str(number)).status for number in range(6)] == [204] * 6
            (home,) = [
                address
                for address in behind.behind
                if dataclasses.replace(visit, address=address).put("b.txt", b"x", number="b").status == 204
            ]
            used.add(home)
    assert used == set(behind.behind)
