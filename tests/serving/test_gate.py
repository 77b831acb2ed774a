"""A foreign Origin or Host is refused before anything is done for it, and nobody else is ever asked."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.server import dashboard
from tests.serving.sockets import ask, handshake, silent_listener, status_of, was_asked

pytestmark = pytest.mark.hostile
STREAM = "/_stcore/stream"
HEALTH = "/_stcore/health"
SOCKETS = 5
NOT_OURS = ("elsewhere.example", "elsewhere.example:80", "localhost@elsewhere.example", "a:b", "localhost/")
Served = tuple[str, socket.socket]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard that listens for everybody, and the only way out of this machine, which never answers."""
    with silent_listener() as way_out:
        proxy = f"http://127.0.0.1:{way_out.getsockname()[1]}"
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
        environment = {**dict.fromkeys(names, proxy), "no_proxy": "", "NO_PROXY": ""}
        folder = tmp_path_factory.mktemp("gate")
        with dashboard(folder, "--server.address=0.0.0.0", environment=environment) as address:
            yield address, way_out


def test_sockets_with_a_foreign_origin_hold_nobody_up(served: Served) -> None:
    address, _ = served
    with contextlib.ExitStack() as open_sockets:
        foreign = (handshake(address, STREAM, Origin="https://elsewhere.example") for _ in range(SOCKETS))
        opened = [open_sockets.enter_context(each) for each in foreign]
        started = time.monotonic()
        assert ask(address, HEALTH, patience=30).status == 200
        assert time.monotonic() - started < 1
        assert [status_of(each) for each in opened] == [403] * SOCKETS


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", HEALTH, "/_stcore/host-config", "/_stcore/upload_file/a/b"])
def test_no_request_of_a_foreign_origin_is_answered(served: Served, method: str, path: str) -> None:
    answer = ask(served[0], path, method=method, headers={"Origin": "http://localhost:9"}, patience=5)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["null", "http://127.0.0.1.elsewhere.example", "http://a@b", "", "http://["]
)
def test_what_is_no_origin_of_ours_is_refused(served: Served, origin: str) -> None:
    assert ask(served[0], HEALTH, headers={"Origin": origin}, patience=5).status == 403


def test_the_own_origin_is_welcome(served: Served) -> None:
    address, _ = served
    assert ask(address, HEALTH, headers={"Origin": address}).status == 200
    with handshake(address, STREAM, Origin=address) as opened:
        assert status_of(opened) == 101


def test_nobody_else_was_ever_asked(served: Served) -> None:
    address, way_out = served
    handshake(address, STREAM, Origin="https://elsewhere.example").close()
    ask(address, HEALTH)
    assert not was_asked(way_out)


@pytest.mark.parametrize("host", NOT_OURS)
def test_who_listens_on_this_machine_alone_answers_to_its_names_alone(address: str, host: str) -> None:
    assert ask(address, HEALTH, headers={"Host": host}).status == 421
    with handshake(address, STREAM, Host=host, Origin=f"http://{host}") as opened:
        assert status_of(opened) in {403, 421}
    assert ask(address, HEALTH, headers={"Host": "LOCALHOST:99"}).status == 200


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose operator names a host and an origin."""
    options = ("--server.allowedHosts=bakhmut.example", "--server.corsAllowedOrigins=https://partner.example")
    with dashboard(tmp_path_factory.mktemp("named"), *options) as running:
        yield running


def answers_to(address: str, named: str) -> None:
    """It is reached by this machine's own names and that one, from its own pages, and by no other."""
    port = urlsplit(address).port
    for own in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", named):
        assert ask(address, HEALTH, headers={"Host": own, "Origin": f"http://{own}"}).status == 200
        with handshake(address, STREAM, Host=own, Origin=f"http://{own}") as opened:
            assert status_of(opened) == 101, own
        for foreign in ("https://elsewhere.example", "http://localhost:9"):
            with handshake(address, STREAM, Host=own, Origin=foreign) as opened:
                assert status_of(opened) == 403, own
    for other in ("other.example", f"other.example:{port}"):
        with handshake(address, STREAM, Host=other, Origin=f"http://{other}") as opened:
            assert status_of(opened) in {403, 421}, other


def test_an_operator_names_the_hosts_and_the_origins(named: str) -> None:
    host = {"Host": "bakhmut.example"}
    assert ask(named, HEALTH, headers=host).status == 200
    assert ask(named, HEALTH, headers={**host, "Origin": "https://bakhmut.example"}).status == 200
    assert ask(named, HEALTH, headers={**host, "Origin": "https://partner.example"}).status == 200
    assert ask(named, HEALTH, headers={**host, "Origin": "https://other.example"}).status == 403
    assert ask(named, HEALTH, headers={"Host": "other.example"}).status == 421


def test_this_machine_is_answered_by_its_own_names_whatever_other_host_is_named(named: str) -> None:
    answers_to(named, "bakhmut.example")


def test_this_machine_is_answered_by_its_own_names_where_one_of_them_is_named(tmp_path: Path) -> None:
    with dashboard(tmp_path, "--server.allowedHosts=localhost") as address:
        answers_to(address, "localhost")
