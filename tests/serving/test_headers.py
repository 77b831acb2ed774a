"""What every answer says: nothing of the server, and what its page may load and who may frame it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bakhmut_data.errors import BakhmutError
from pages.shared.server.headers import framers_from, script_hashes
from tests.browser.server import dashboard
from tests.serving.sockets import ask, handshake

pytestmark = pytest.mark.hostile
FRAMERS = "https://news.example https://*.paper.example:8443"
FRONT = "<title>Front – Bakhmut, as reported</title>"
ANSWERS = ("/", "/front", "/nowhere", "/_stcore/health", "/app/static/style.css", "/media/none.csv")


@pytest.fixture(scope="module")
def opened_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose operator lets everybody see its numbers and a few frame its pages."""
    environment = {"BAKHMUT_METRICS": "on", "BAKHMUT_EMBEDDED_BY": FRAMERS}
    with dashboard(tmp_path_factory.mktemp("headers"), environment=environment) as running:
        yield running


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_a_policy_and_no_banner(address: str, path: str) -> None:
    headers = ask(address, path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert {policy[name] for name in ("default-src", "connect-src", "base-uri", "form-action")} == {"'self'"}
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_a_refusal_has_no_banner_either(address: str) -> None:
    assert "server" not in ask(address, "/", headers={"Origin": "https://elsewhere.example"}).headers
    with handshake(address, "/_stcore/stream", Origin="https://elsewhere.example") as refused:
        assert b"server:" not in refused.recv(10_000).lower()


@pytest.mark.parametrize("path", ["/", "/front", "/nowhere"])
def test_the_policy_names_every_script_of_a_page(address: str, path: str) -> None:
    answer = ask(address, path)
    allowed = answer.headers["content-security-policy"]
    for named in script_hashes([answer.body.decode()]):
        assert named in allowed


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_reads_without_compression_or_asks_for_the_head_alone_gets_the_page_of_that_name(
    address: str, method: str
) -> None:
    answer = ask(address, "/front", method=method, headers={"Accept-Encoding": "identity"})
    assert answer.status == 200
    whole = ask(address, "/front").body.decode()
    assert FRONT in whole
    assert int(answer.headers["content-length"]) == len(whole.encode())


def test_programs_may_look_everywhere_and_files_that_are_not_here_are_not_pages(address: str) -> None:
    robots = ask(address, "/robots.txt")
    assert (robots.status, robots.body) == (200, b"User-agent: *\nAllow: /\n")
    assert robots.headers["content-type"].startswith("text/plain")
    for path in ("/favicon.ico", "/sitemap.xml"):
        answer = ask(address, path)
        assert (answer.status, answer.body) == (404, b"Not Found\n")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/nowhere", "/front/x", "/index.html", "/Front", "/%3Cb%3E", "/_stcore/x"])
def test_what_is_no_page_is_not_found_and_leads_to_the_pages(address: str, path: str, method: str) -> None:
    answer = ask(address, path, method=method)
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    if method == "GET":
        shown = answer.body.decode()
        assert "<title>Nothing is here – Bakhmut, as reported</title>" in shown
        assert '<a href="/">Overview</a>' in shown
        assert '<a href="/positions">Where they stand</a>' in shown
        assert "<b>" not in shown


def test_what_is_there_beside_the_pages_is_still_answered(address: str) -> None:
    for path in (
        "/_stcore/health",
        "/app/static/api.css",
        "/favicon.png",
        "/api/v1/",
        "/front/",
        "/feed.xml",
    ):
        assert ask(address, path).status == 200, path
    assert ask(address, "/nowhere", headers={"Range": "bytes=0-10"}).status == 404


def test_the_counters_of_the_server_stay_inside_unless_an_operator_opens_them(
    address: str, opened_up: str
) -> None:
    assert ask(address, "/_stcore/metrics").status == 404
    assert ask(opened_up, "/_stcore/metrics").status == 200
    assert ask(opened_up, "/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status == 200


def test_an_operator_names_who_may_frame_the_pages(opened_up: str) -> None:
    policy = ask(opened_up, "/").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {FRAMERS}")


@pytest.mark.parametrize(
    "named", ["news.example", "https://a;script-src *", "https://a\r\nb: c", "'unsafe-inline'"]
)
def test_what_is_no_site_may_frame_nothing(named: str) -> None:
    with pytest.raises(BakhmutError, match="BAKHMUT_EMBEDDED_BY"):
        framers_from({"BAKHMUT_EMBEDDED_BY": named})


def test_scripts_are_named_as_browsers_compute_them() -> None:
    # The example of the recommendation itself: https://www.w3.org/TR/CSP2/#script-src-hash-usage
    (named,) = script_hashes(["<script>alert('Hello, world.');</script><script src='a.js'></script>"])
    assert named == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", named)
