"""Requests as no browser would send them, over real sockets to this machine, each within a few seconds."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 20.0  # seconds for one answer
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@dataclass(frozen=True)
class Answer:
    """Status, headers by their small names, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def ask(
    address: str,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    patience: float = PATIENCE,
    source: str = "127.0.0.1",
) -> Answer:
    """The answer of the server at an address to one request; TimeoutError when there is none in time."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=patience, source_address=(source, 0)
    )
    with contextlib.closing(connection):
        connection.request(method, parts.path + path, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, named, answer.read())


def handshake(address: str, path: str, **headers: str) -> socket.socket:
    """A connection on which a websocket was asked for, and nothing read yet."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=PATIENCE)
    named = {"Host": parts.netloc, **UPGRADE, **headers}
    lines = [f"GET {parts.path}{path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    return connection


def status_of(connection: socket.socket) -> int:
    """The status that a handshake was answered with."""
    with connection.makefile("rb") as answer:
        return int(answer.readline().split()[1])


@contextlib.contextmanager
def silent_listener() -> Iterator[socket.socket]:
    """Somebody who takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield listener


def was_asked(listener: socket.socket) -> bool:
    """Whether anybody has connected to a listener."""
    listener.setblocking(False)  # noqa: FBT003 - how sockets are told
    try:
        connection, _ = listener.accept()
    except BlockingIOError:
        return False
    connection.close()
    return True
