"""How an answer goes out: what it says of itself, whether it has changed, and where it goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bakhmut_data.answers import about, csvw
from pages.shared.api.parameters import Asked
from pages.shared.state import datasets

SHOWN = ("link", "etag", "total-count", "data-version")  # that scripts of other sites may read, too


@dataclass(frozen=True, slots=True)
class Given:
    """What is asked of the tables as they are: data, version, query, and where it was asked."""

    data: datasets.Dataset
    version: str
    stamp: str
    asked: Asked
    address: str
    query: tuple[tuple[str, str], ...]
    host: str = ""

    def value(self, name: str) -> Any:
        """The value of a parameter, "" for one that this address does not take."""
        return self.asked.named.get(name, "")

    def address_with(self, values: Mapping[str, str]) -> str:
        """The address of the same question with other values of some parameters."""
        kept = [(name, value) for name, value in self.query if name not in values and value]
        return f"{self.address}?{urlencode([*kept, *values.items()])}"

    def of_csv(self) -> str:
        """The address of the CSV that this address describes."""
        return with_query(self.address.replace(csvw.SUFFIX, "csv"), self.query)

    def about(self, what: str, total: int | None = None, **more: object) -> dict[str, Any]:
        """What the answer says of itself; with a total also which page it is, and where it goes on."""
        ignored = {"ignored": list(self.asked.ignored)} if self.asked.ignored else {}
        if total is None:
            return {**about.about(what, self.version), **more, **ignored}
        limit, offset = self.value("limit"), self.value("offset")
        pages = {
            "total": total,
            "limit": limit,
            "offset": offset,
            "next": self.address_with({"offset": str(offset + limit)}) if offset + limit < total else None,
            "prev": self.address_with({"offset": str(max(offset - limit, 0))}) if offset else None,
        }
        return {**about.about(what, self.version), **more, **pages, **ignored}

    def about_front(self, what: str, *, implied: bool, **more: object) -> dict[str, Any]:
        """What an answer with a front says of itself."""
        return {**self.about(what), **about.of_front(what, self.version, implied=implied, **more)}


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as bytes, and what it says of itself."""

    body: bytes
    meta: Mapping[str, Any]


Answer = Callable[[Given], Written]


def with_query(address: str, query: Sequence[tuple[str, str]]) -> str:
    """An address with a query, if any."""
    return f"{address}?{urlencode(query, errors='replace')}" if query else address


def tag(given: Given) -> str:
    """What changes when the answer may: the version of the tables, and what is asked of them."""
    said = "\n".join([given.version, given.stamp, given.address, *map(repr, sorted(given.query))])
    return tag_of(said.encode("utf-8", "surrogatepass"))


def tag_of(said: bytes) -> str:
    """The tag of what is the same as long as these bytes are."""
    # Compressed or not, it is the same answer: a weak tag (RFC 9110, 8.8.1).
    return f'W/"{hashlib.sha256(said).hexdigest()[:24]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether who asks has the answer already."""
    named = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in named or etag.removeprefix("W/") in named


def send(written: Written, media: str, etag: str, above: str, described: str = "") -> Response:
    """The answer with its headers; `above` leads to where the API is described.

    `described` is where a CSV is, which cannot say itself what it is made from.
    """
    meta = written.meta
    links = [
        *(f'<{each["path"]}>; rel="license"' for each in meta["licenses"]),
        f'<{above}openapi.json>; rel="service-desc"',
        *(f'<{meta[rel]}>; rel="{rel}"' for rel in ("next", "prev") if meta.get(rel)),
    ]
    if described:
        links.append(f'<{described}>; rel="describedby"; type="{csvw.MIME}"')
    headers = {"etag": etag, "cache-control": "no-cache", "link": ", ".join(links)}
    headers["data-version"] = str(meta["version"])
    if "total" in meta:
        headers["total-count"] = str(meta["total"])
    return Response(written.body, headers=headers, media_type=media)


def unchanged(etag: str) -> Response:
    """Nothing new since it was asked last."""
    return Response(status_code=304, headers={"etag": etag, "cache-control": "no-cache"})
