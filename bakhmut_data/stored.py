"""Reads JSON that was written beside tables, and that a full disk or a bad copy may have damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_object(path: Path) -> dict[str, Any]:
    """The object in a file; an empty one where the file is missing, cut, no text or something else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # of bytes that are no text, and of text that is no JSON
        return {}
    return found if isinstance(found, dict) else {}
