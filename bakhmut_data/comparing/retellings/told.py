"""Which statements are versions of one utterance that several sources report."""

from __future__ import annotations

import pandas as pd

MOST = 60  # utterances
LEAST_SOURCES = 2


def find_told(said: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The statements that are versions of an utterance of two sources, those of most sources first.

    `said` are statements as claims, `found` is the table of retellings, whose columns are added.
    """
    typed = found.assign(start=found["start"].astype("int64"), end=found["end"].astype("int64"))
    told = said.merge(typed, on=["document_id", "start", "end"], how="inner", validate="one_to_one")
    reach = told.groupby("utterance_id")["source"].transform("nunique")
    told = told.assign(reach=reach)[reach >= LEAST_SOURCES]
    ordered = told.sort_values(
        ["reach", "utterance_id", "published"], ascending=[False, True, True], kind="stable"
    )
    most = ordered["utterance_id"].unique()[:MOST]
    return ordered[ordered["utterance_id"].isin(most)].reset_index(drop=True)
