"""Cells of a CSV that a spreadsheet opens: none of them begins a formula."""

from __future__ import annotations

import re

# Spreadsheets look past blanks and signs without width, and take the wide forms of East Asian type as well.
FORMULA = re.compile(
    r"[\s\x00-\x1f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*[=+\-@＝＋－＠﹣﹢﹫]|[\t\r]"
)


def shown(value: str) -> str:
    """The words of a cell, after an apostrophe where a spreadsheet would compute them.

    A carriage return becomes a line feed: writers of CSV leave it bare, and the next row would begin there.
    """
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if FORMULA.match(plain) else plain
