"""Doors: what lies in a folder is imported from outside only as the folder's `__init__.py` offers it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOTS = ("bakhmut_data", "pages")
MOST_NAMES = 6  # a door with more is two rooms


def broken_doors(root: Path) -> list[str]:
    """A line for each import below `root` that passes a door by, and for each door that offers too much."""
    doors = _doors(root)
    lines = [
        f"{folder}: its door offers {len(names)} names, at most {MOST_NAMES}"
        for folder, names in sorted(doors.items())
        if len(names) > MOST_NAMES
    ]
    for path in _files(root):
        importer = _module(root, path)
        for line, target in _imports(root, path):
            broken = _door_passed_by(importer, target, doors)
            if broken:
                lines.append(f"{path.relative_to(root)}:{line}: {target} lies behind the door of {broken}")
    return lines


def _files(root: Path) -> Iterator[Path]:
    yield root / "app.py"
    for name in ROOTS:
        yield from sorted((root / name).rglob("*.py"))


def _module(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _doors(root: Path) -> dict[str, tuple[str, ...]]:
    """By each folder below the roots that has a door, the names it offers."""
    doors = {}
    for name in ROOTS:
        for path in (root / name).rglob("__init__.py"):
            folder = _module(root, path)
            if folder in ROOTS or not _has_modules(path.parent):
                continue
            offered: list[str] = []
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                    offered = ast.literal_eval(node.value)
            doors[folder] = tuple(offered)
    return doors


def _has_modules(folder: Path) -> bool:
    """False for a folder of folders, which needs no door of its own."""
    return any(path.name != "__init__.py" for path in folder.glob("*.py"))


def _imports(root: Path, path: Path) -> Iterator[tuple[int, str]]:
    """Every name imported from the roots, as its whole path, with the line of its import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ROOTS:
            is_folder = (root / node.module.replace(".", "/")).is_dir()
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}" if is_folder else node.module
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in ROOTS:
                    yield node.lineno, alias.name


def _door_passed_by(importer: str, target: str, doors: dict[str, tuple[str, ...]]) -> str | None:
    parts = target.split(".")
    for length in range(2, len(parts)):
        folder = ".".join(parts[:length])
        inside = importer == folder or importer.startswith(f"{folder}.")
        if folder in doors and not inside and parts[length] not in doors[folder]:
            return folder
    return None
