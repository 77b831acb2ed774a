"""What the store should answer, asked of the frame of claims in the plainest way: the tests compare both."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bakhmut_data.claims.filtering import Counts, Filters, WhichDate, fold, without
from bakhmut_data.claims.frame import SEARCHED, claim_days


def narrow_claims(claims: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The claims the filters leave; undated ones only while no range of days is asked for."""
    kept = pd.Series(data=True, index=claims.index)
    if filters.sources:
        kept &= claims["source"].isin(filters.sources)
    if filters.sides:
        kept &= claims["side"].isin(filters.sides)
    if filters.dated:
        first, last = claim_days(claims, filters.date)
        kept &= first.notna()
        if filters.earliest:
            kept &= last >= pd.Timestamp(filters.earliest)
        if filters.latest:
            kept &= first <= pd.Timestamp(filters.latest)
    if words := fold(filters.search).split():
        kept &= _found(claims, words)
    return claims[kept]


def count_facets(claims: pd.DataFrame, filters: Filters) -> dict[str, pd.Series[int]]:
    """Claims per source, side and month, each counted under all filters but its own."""
    counts: dict[str, pd.Series[int]] = {}
    for name, freed in (("source", "sources"), ("side", "sides")):
        left = narrow_claims(claims, without(filters, freed))
        counts[name] = left[name].value_counts()
    left = narrow_claims(claims, without(filters, "earliest", "latest"))
    first, _ = claim_days(left, filters.date)
    counts["month"] = first.dropna().dt.strftime("%Y-%m").value_counts().sort_index()
    return counts


def count_by_day(claims: pd.DataFrame, which: WhichDate) -> pd.DataFrame:
    """Claims per source and day on which they begin: `source, day, claims, claim_id` (of the first)."""
    first, _ = claim_days(claims, which)
    dated = claims.assign(day=first).dropna(subset=["day"])
    grouped = dated.groupby(["source", "day"], sort=True)["claim_id"].agg(["size", "first"]).reset_index()
    return grouped.rename(columns={"size": "claims", "first": "claim_id"})


def count_claims(claims: pd.DataFrame, which: WhichDate) -> Counts:
    """How many claims there are, and from where."""
    first, _ = claim_days(claims, which)
    sources, documents = claims["source"].nunique(), claims["document_id"].nunique()
    return Counts(len(claims), sources, documents, int(first.isna().sum()))


def _found(claims: pd.DataFrame, words: Sequence[str]) -> pd.Series[bool]:
    """Where every word stands in some column; names repeat, so that each is looked at once."""
    found = pd.Series(data=True, index=claims.index)
    values = {
        column: {value: fold(str(value)) for value in claims[column].dropna().unique()} for column in SEARCHED
    }
    for word in words:
        anywhere = pd.Series(data=False, index=claims.index)
        for column, folded in values.items():
            anywhere |= claims[column].isin([value for value, text in folded.items() if word in text])
        found &= anywhere
    return found
