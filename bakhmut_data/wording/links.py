"""Documents named with a link to where they were published, where that is an address of the web."""

from __future__ import annotations

import html
from dataclasses import dataclass

from bakhmut_data.reading import addresses


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to an address, where it is one that can be linked safely."""

    words: str
    url: object

    @property
    def as_html(self) -> str:
        """The words as escaped HTML, a link where the address is http or https."""
        words = html.escape(self.words)
        address = addresses.web_address(self.url) if isinstance(self.url, str) else None
        if address is None:
            return words
        # The page it leads to learns neither where the reader comes from nor a way back into this one.
        return (
            f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{words}</a>'
        )

    def __str__(self) -> str:
        return self.words


def as_html(value: object) -> str:
    """A value as escaped HTML, a link where it is linked."""
    return value.as_html if isinstance(value, Linked) else html.escape(str(value))
