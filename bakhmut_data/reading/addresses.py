"""Where a document was published: addresses on the web, and which of them may be shown as links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 2_000  # characters
# What stands before an address that a reader pasted with the text.
ADDRESS_LINE = re.compile(
    r"(?:(?:source|url|link|address|original(?: article)?|web|permalink|from)\s?:\s?)?<?(https?://[^\s<>\"]+)>?",
    re.IGNORECASE,
)
HEADING_LINES, CLOSING_LINES = 14, 4
# A host has a name of letters, digits, dots and hyphens, in any script, with a dot in it.
HOST = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")


def web_address(value: str | None) -> str | None:
    """An address that can be linked: http or https, with a host, without a password; None for any other."""
    address = (value or "").strip()
    if (
        not address
        or len(address) > LONGEST
        or not address.isprintable()
        or re.search(r"[\s<>\"\\`]", address)
    ):
        return None
    try:
        parts = urlsplit(address)
        host, named = parts.hostname or "", parts.username is not None
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or named or not HOST.fullmatch(host):
        return None
    return address


def pasted_address(text: str) -> str | None:
    """The address that stands alone on one of the first lines of a text, or of its last; None without one."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()][:HEADING_LINES]
    lines += [line.strip() for line in text[-20_000:].split("\n") if line.strip()][-CLOSING_LINES:]
    for line in lines:
        if (found := ADDRESS_LINE.fullmatch(line)) and (address := web_address(found[1])):
            return address
    return None
