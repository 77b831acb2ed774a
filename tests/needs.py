"""What a test needs from outside the repository, and what happens where it is absent."""

import os
from typing import NoReturn

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def absent(reason: str) -> NoReturn:
    """Skips the test on a reader's machine and fails it in CI, where nothing may be absent."""
    if IN_CI:
        pytest.fail(f"{reason} (a test may skip for this elsewhere, not in CI)", pytrace=False)
    pytest.skip(reason)
