"""Which documents are copies of one another: the same story at two outlets, or nearly the same text.

Texts are compared by MinHash signatures of their word shingles (Broder 1997), so that the
cost stays near linear in their number and no text has to be kept.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

SHINGLE = 5  # words; shorter ones repeat between texts on one subject
PERMUTATIONS = 128
SCHEME = "affine32"
NEAR = 0.6  # share of shingles two texts have in common; a rewritten story stays under it
COLUMNS = {"document_id": "str", "copy_of": "str", "similarity": "Float64"}

Signature = NDArray[np.uint32]


def text_signature(text: str) -> Signature:
    """The MinHash signature of a text, the same whatever its case, quotes and spacing."""
    words = re.findall(r"\w+", text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS, seed=1, scheme=SCHEME)
    minhash.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    signature: Signature = minhash.hashvalues
    return signature


def find_copies(signatures: dict[str, Signature], order: list[str]) -> pd.DataFrame:
    """Each document that copies another, with the one it copies and the share they have in common.

    `order` lists the ids, earliest publication first; of several copies all point to the
    first. Columns `document_id`, `copy_of`, `similarity` (0 to 1).
    """
    index = MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)
    original: dict[str, str] = {}
    rows: list[tuple[str, str, float]] = []
    for document_id in order:
        minhash = MinHash(num_perm=PERMUTATIONS, seed=1, scheme=SCHEME, hashvalues=signatures[document_id])
        near = [
            (similarity(signatures[other], signatures[document_id]), other) for other in index.query(minhash)
        ]
        near = sorted((pair for pair in near if pair[0] >= NEAR), key=lambda pair: (-pair[0], pair[1]))
        if near:
            share, other = near[0]
            original[document_id] = original.get(other, other)
            rows.append((document_id, original[document_id], round(share, 2)))
        index.insert(document_id, minhash)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(COLUMNS)


def similarity(first: Signature, second: Signature) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1."""
    return float(np.mean(first == second))
