"""Makes `built/implied.json`, the front of the shipped tables: `python -m bakhmut_data.making.implied`.

It has the days of the estimate from all outlets, and from all but each of them.
"""

from __future__ import annotations

import json

from bakhmut_data.claims import frame
from bakhmut_data.front.files import FIRST, LAST
from bakhmut_data.front.implied import played
from bakhmut_data.paths import BUILT
from bakhmut_data.tables.files import read_tables


def build_shipped() -> bytes:
    """The shipped file's bytes: the same on every machine for the same tables."""
    tables = read_tables(BUILT)
    outlets = dict.fromkeys(frame.outlets(tables.documents))
    fronts = {
        without: played.play(played.Job(BUILT, FIRST, LAST, without=without)) for without in ("", *outlets)
    }
    whole = {"digest": played.digest(tables), "fronts": fronts}
    return (json.dumps(whole, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    (BUILT / played.SHIPPED).write_bytes(build_shipped())
