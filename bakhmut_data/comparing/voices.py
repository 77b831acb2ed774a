"""Whom each source lets speak: its statements by side and by speaker, as shares of all it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data.claims import filtering, sentences

FEWEST_IN_PERCENT = 5  # of fewer statements a share is given in numbers
FEWEST_TO_COMPARE = 3  # of fewer no side is heard most


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a source's statements are one voice's; `claim_id` is the first of them."""

    statements: int
    of: int
    claim_id: str

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return round(100 * self.statements / self.of)

    @property
    def in_words(self) -> str:
        """The share in percent, or as "1 of 2" where it is of too few statements for that."""
        return f"{self.statements} of {self.of}" if self.of < FEWEST_IN_PERCENT else f"{self.percent}%"


def share_voices(claims: pd.DataFrame, sources: Sequence[str], by: str) -> dict[str, dict[str, Share | None]]:
    """Per side or speaker (`by`) the share it has in each source's statements, None where it has none.

    Sides come in their own order, speakers with most statements first.
    """
    said = claims[(claims["kind"] == "statement") & claims["source"].isin(sources)]
    totals = said["source"].value_counts()
    grouped = said.groupby([by, "source"], sort=False)["claim_id"].agg(["size", "first"])
    names = said[by].value_counts().index.astype("str").tolist()
    if by == "side":
        names = [side for side in filtering.SIDES if side in names]
    rows: dict[str, dict[str, Share | None]] = {}
    for name in names:
        rows[name] = {
            source: (
                Share(
                    int(grouped.loc[(name, source), "size"]),
                    int(totals[source]),
                    str(grouped.loc[(name, source), "first"]),
                )
                if (name, source) in grouped.index
                else None
            )
            for source in sources
        }
    return rows


def voice_rows(claims: pd.DataFrame, sources: Sequence[str], selected: str = "") -> list[dict[str, Any]]:
    """A row for each side, then for each speaker: the share each has of what a source reports."""
    return [
        {
            "label": f"Side: {name}" if by == "side" else sentences.shorten(name),
            "cells": [[_share(share, selected)] if (share := cells[source]) else [] for source in sources],
        }
        for by in ("side", "speaker")
        for name, cells in share_voices(claims, sources, by).items()
    ]


def _share(share: Share, selected: str) -> dict[str, Any]:
    return {
        "id": share.claim_id,
        "what": share.in_words,
        "who": f"{share.statements} of {sentences.count(share.of, 'statement')}",
        "share": share.percent,
        "on": share.claim_id == selected,
    }


def sum_up(rows: dict[str, dict[str, Share | None]], sources: Sequence[str]) -> str:
    """The side heard most in each source, in a sentence; "" where nobody is heard."""
    parts = []
    for source in sources:
        heard = [
            (share.percent, name, share)
            for name, cells in rows.items()
            if name != sentences.NO_SIDE and (share := cells[source])
        ]
        if heard:
            _, name, share = max(heard, key=lambda each: each[:2])
            few = f"too few to tell ({sentences.count(share.of, 'statement')})"
            words = few if share.of < FEWEST_TO_COMPARE else f"{name} {share.in_words}"
            parts.append(f"{sentences.shorten(source, 40)}: {words}")
    return f"The side heard most, by share of reported statements: {'; '.join(parts)}." if parts else ""
