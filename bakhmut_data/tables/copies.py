"""Which documents are copies of one another: the same report at two outlets, or nearly the same text.

Texts are compared by MinHash signatures of their word shingles (Broder 1997), so that the
cost stays near linear in their number and no text has to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bakhmut_data.tables.files import read_beside, write_beside
from bakhmut_data.tables.schemas import COLUMN_TYPES, PANDAS

SHINGLE = 5  # words; shorter ones repeat between texts on one subject
PERMUTATIONS = 128
SCHEME = "affine32"
NEAR = 0.6  # share of shingles two texts have in common; a rewritten report stays under it

COPIES, SIGNATURES = "copies", "signatures"  # the names of the files beside the tables

Signature = NDArray[np.uint32]


def text_signature(text: str) -> Signature:
    """The MinHash signature of a text, the same whatever its case, quotes and spacing."""
    words = re.findall(r"\w+", text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    minhash = _minhash()
    minhash.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    signature: Signature = minhash.hashvalues
    return signature


def find_copies(signatures: dict[str, Signature], order: list[str]) -> pd.DataFrame:
    """Each document that copies another, with the one it copies and the share they have in common.

    `order` lists the ids, earliest publication first; of several copies all point to the
    first. Columns `document_id`, `copy_of`, `similarity` (0 to 1).
    """
    index = _datasketch().MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)
    original: dict[str, str] = {}
    rows: list[tuple[str, str, float]] = []
    for document_id in order:
        minhash = _minhash(signatures[document_id])
        candidates = sorted(index.query(minhash))
        index.insert(document_id, minhash)
        near = _nearest(
            signatures[document_id], candidates, _matrix(signatures[other] for other in candidates)
        )
        if near:
            other, share = near
            original[document_id] = original.get(other, other)
            rows.append((document_id, original[document_id], round(share, 2)))
    types = {name: PANDAS[kind] for name, kind in COLUMN_TYPES[COPIES].items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def similarity(first: Signature, second: Signature) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1."""
    return float(np.mean(first == second))


def link_copies(
    new: Mapping[str, Signature], known: Mapping[str, Signature], copied: Mapping[str, str]
) -> dict[str, str]:
    """The original of each new document that copies a known one, or a new one before it.

    `copied` gives the originals of the known that are copies themselves; it is not changed.
    A few against all need no index, which would take longer to fill than they to compare.
    """
    ids = [*known, *new]
    everything = _matrix([*known.values(), *new.values()])
    found: dict[str, str] = {}
    for at, document_id in enumerate(new, start=len(known)):
        near = _nearest(everything[at], ids[:at], everything[:at])
        if near:
            other, _ = near
            found[document_id] = found.get(other, copied.get(other, other))
    return found


def _matrix(signatures: Iterable[Signature]) -> Signature:
    """A row for each."""
    return np.array(list(signatures), np.uint32).reshape(-1, PERMUTATIONS)


def _nearest(signature: Signature, ids: Sequence[str], others: Signature) -> tuple[str, float] | None:
    """The first of those that are most like a text, with its share; None where none is near."""
    if not ids:
        return None
    shares = (others == signature).mean(axis=1)
    at = int(shares.argmax())
    return (ids[at], float(shares[at])) if shares[at] >= NEAR else None


def write_copies(found: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """Which documents copy which (`find_copies`), beside the tables, as Parquet and perhaps CSV."""
    write_beside(COPIES, found, folder, with_csv=with_csv)


def read_copies(folder: Path) -> dict[str, str]:
    """The original of each document that copies another; empty where none does or none was looked for."""
    return originals(read_beside(folder, COPIES))


def originals(found: pd.DataFrame) -> dict[str, str]:
    """The original of each document that copies another, of what `find_copies` found."""
    return dict(zip(found["document_id"], found["copy_of"], strict=True))


def write_signatures(signatures: Mapping[str, Signature], folder: Path, *, with_csv: bool = False) -> None:
    """Signatures by document id beside the tables, as Parquet and perhaps CSV (eight hex digits a number)."""
    rows = pd.DataFrame(
        {
            "document_id": pd.Series(list(signatures), dtype="str"),
            "signature": pd.Series(list(signatures.values()), dtype="object"),
        }
    )
    write_beside(SIGNATURES, rows, folder, with_csv=with_csv)


def read_signatures(folder: Path) -> dict[str, Signature]:
    """The signatures beside some tables by document id; empty where there are none."""
    found = read_beside(folder, SIGNATURES)
    return dict(zip(found["document_id"], found["signature"], strict=True))


def _minhash(signature: Signature | None = None) -> Any:
    """A MinHash of nothing, or of that signature."""
    return _datasketch().MinHash(num_perm=PERMUTATIONS, seed=1, scheme=SCHEME, hashvalues=signature)


def _datasketch() -> Any:
    """The library, imported where it is used: it takes half a second that most starts need not wait for."""
    import datasketch  # noqa: PLC0415

    return datasketch
