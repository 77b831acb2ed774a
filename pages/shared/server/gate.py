"""Who may ask the server: nobody from another site, and nobody who takes it for another host.

Streamlit compares origins too, but only for what a visit does, and on its event loop asks an outside address
for its own before it refuses: five such requests silenced all readers for ten seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
FOREIGN_ORIGIN, FOREIGN_HOST = 403, 421
READING = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY_VIOLATION = 1008  # the code that closes a socket, RFC 6455 7.4.1


class Gate:
    """ASGI middleware: refuses foreign Hosts and Origins before anything else is done.

    Hosts are those of `hosts`, "*" and "*.example.org" among them, and always this machine's own names; an
    Origin is that of the Host or one of `origins`. What lies below `public` anybody may read.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], origins: Collection[str], public: str = ""
    ) -> None:
        self.app = app
        self.public = public
        self.hosts = tuple(_plain(host) for host in hosts)
        self.origins = frozenset(_plain(urlsplit(origin).netloc or origin) for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one socket, or the start of the server."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origins = headers.getlist("host"), headers.getlist("origin")
        if len(host) != 1 or not self._is_ours(host[0]):
            await _refuse(scope, receive, send, FOREIGN_HOST, "No site of that name is here.\n")
        elif not self._is_public(scope) and any(not self._is_welcome(origin, host[0]) for origin in origins):
            await _refuse(scope, receive, send, FOREIGN_ORIGIN, "Not from another site.\n")
        else:
            await self.app(scope, receive, send)

    def _is_public(self, scope: Scope) -> bool:
        """Whether what is asked is the same for everybody, and changes nothing."""
        reads = scope["type"] == "http" and scope["method"] in READING
        return reads and bool(self.public) and scope["path"].startswith(self.public)

    def _is_ours(self, host: str) -> bool:
        name = _name(host)
        if name is None:
            return False
        return name in THIS_MACHINE or any(_fits(name, allowed) for allowed in self.hosts)

    def _is_welcome(self, origin: str, host: str) -> bool:
        netloc = _plain(urlsplit(origin).netloc) if _name(origin.partition("://")[2]) else ""
        return bool(netloc) and (netloc == _plain(host) or netloc in self.origins)


def hosts_from_options() -> tuple[str, ...]:
    """The hosts a server answers as: those of `server.allowedHosts`, or what its own address implies.

    Who listens on this machine alone has no other name until told so: a page elsewhere whose name was made
    to lead here would else read what it shows. Who listens for others may have any.
    """
    named: list[str] = st.get_option("server.allowedHosts") or []
    address = st.get_option("server.address") or ""
    return (*named, *_listening(address), *_shown())


def origins_from_options() -> tuple[str, ...]:
    """Other sites that may ask: `server.corsAllowedOrigins`, nobody until told otherwise."""
    return tuple(st.get_option("server.corsAllowedOrigins") or ())


def keep_to_itself() -> None:
    """The server asks no other host for its own address, and does not say which program it is.

    Nor does Streamlit judge Hosts again, after the gate: it would let nobody in by this machine's own names
    once another is named, and show a blank page for ever to who looks from here.
    """
    unasked: Callable[[], str | None] = lambda: None  # noqa: E731 - as long as what it stands for
    net_util.get_external_ip = unasked
    starlette_websocket.is_host_allowed = _was_let_in
    # Streamlit hands on no setting of uvicorn's; what it would say of itself is read from here.
    uvicorn.Config.encoded_headers = _NoHeaders()  # type: ignore[assignment]


def _was_let_in(host: str | None) -> bool:  # noqa: ARG001 - the gate has looked at it
    return True


class _NoHeaders:
    """No headers that every answer has, whatever was set."""

    def __get__(self, _: object, __: type) -> list[tuple[bytes, bytes]]:
        return []

    def __set__(self, _: object, __: object) -> None:
        pass


def _listening(address: str) -> tuple[str, ...]:
    if st.get_option("server.allowedHosts") or address in THIS_MACHINE:
        return ()
    return ("*",) if address in {"", "0.0.0.0", "::"} else (address,)  # noqa: S104 - compared, not bound


def _shown() -> tuple[str, ...]:
    """The name that links are printed with, where it is no wildcard."""
    name = st.get_option("browser.serverAddress")
    return (name,) if name else ()


def _name(host: str) -> str | None:
    """The name in a Host, None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # ValueError where it is no number
        name = parts.hostname
        if name is None or parts.netloc != host or "@" in host:
            return None
        return str(ip_address(name)) if ":" in name else _plain(name)
    except ValueError:
        return None


def _plain(name: str) -> str:
    return name.strip().lower().rstrip(".")


def _fits(name: str, allowed: str) -> bool:
    return allowed in {"*", name} or (allowed.startswith("*.") and name.endswith(allowed[1:]))


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await PlainTextResponse(why, status)(scope, receive, send)
