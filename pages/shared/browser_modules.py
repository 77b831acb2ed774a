"""The browser's code: ES modules under one address for each version of them all.

A module names what it imports by relative paths, which drop a query: the version stands in the path. So a
browser keeps the modules as long as none of them changes, and never has two versions of them at once.
"""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path

from pages.shared.paths import ASSETS

SHARED = ("", "components")  # folders of what every page may need; a folder named like a page is that page's
FOLDERS = (*SHARED, "front")
COMMENT = re.compile(r"^\s*(?://.*|/\*\*.*\*/)?$\n", re.MULTILINE)


def address(module: str) -> str:
    """Where the browser finds a module, below the dashboard's own address."""
    return f"{_folder()}/{module}"


def importing(module: str) -> str:
    """The script of a component that is drawn by a module; without comments, for every answer has it."""
    text = (ASSETS / "import_module.js").read_text(encoding="utf-8")
    return COMMENT.sub("", text).replace("MODULE", address(module))


def files() -> dict[str, Path]:
    """Every module by its address."""
    return {address(name): path for name, path in _modules().items()}


def needed(page: str) -> list[str]:
    """The addresses of the modules that a page may need, by the page's own address."""
    return [address(name) for name in _modules() if _folder_of(name) in {*SHARED, page}]


@functools.cache
def _modules() -> dict[str, Path]:
    """Paths by their names below the assets."""
    paths = [path for folder in FOLDERS for path in sorted((ASSETS / folder).glob("*.js"))]
    return {path.relative_to(ASSETS).as_posix(): path for path in paths}


@functools.cache
def _folder() -> str:
    """Changes when any of the modules does."""
    texts = hashlib.sha256()
    for name, path in _modules().items():
        texts.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"app/static/modules-{texts.hexdigest()[:12]}"


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0]
