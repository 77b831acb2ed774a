"""How many small faults the fast tests notice: one is put into a copy of the code at a time.

    python -m tests.mutation bakhmut_data/claims bakhmut_data/front [--sample 150] [--seed 1]

A fault is noticed when a test fails that runs the changed line, or else one that runs its module. Faults are
drawn at random from all there can be; the same seed draws the same. The checkout itself is never changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds; a test that runs longer for a fault has noticed it
MOST_AT_FIRST = 60  # tests of the line that are tried before those of the module
EXCHANGED: Mapping[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
FIELDS = {**FUNCTIONS, "removeprefix": "removesuffix", "lower": "upper", "append": "remove"}
PAIRS = (
    ("first", "last"), ("head", "tail"), ("idxmin", "idxmax"), ("isna", "notna"), ("earliest", "latest"),
    ("low", "high"), ("latitude", "longitude"), ("left", "right"),
)  # fmt: skip
FIELDS |= {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
FOR_PEOPLE = {"help", "metavar", "prog"}  # arguments that are only words on the command line

Change = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One change that can be made to a file: its place among all that can be, and what it does."""

    file: Path
    number: int
    line: int
    what: str


def faults_in(file: Path) -> list[Fault]:
    """Every fault that can be put into a file, in one order."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [Fault(file, number, line, what) for number, (line, what, _) in enumerate(_changes(tree))]


def with_fault(fault: Fault) -> str:
    """The source of a file with one fault in it."""
    tree = ast.parse(fault.file.read_text(encoding="utf-8"))
    for number, (_, _, change) in enumerate(_changes(tree)):
        if number == fault.number:
            change()
            break
    return ast.unparse(ast.fix_missing_locations(tree))


def _changes(tree: ast.AST) -> Iterator[tuple[int, str, Change]]:
    for node in _code(tree):
        line = getattr(node, "lineno", 0)
        for what, change in _of(node):
            yield line, what, change


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """What is run: no imports, annotations, decorators, messages of errors, or words for the command line."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Raise):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params", "format_spec"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            documented = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            told = isinstance(child, ast.keyword) and child.arg in FOR_PEOPLE
            if isinstance(child, ast.AST) and not documented and not told and not _is_main(child):
                yield from _code(child)


def _is_main(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def _of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The faults of one node."""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            yield _replaced(node.ops, at, EXCHANGED[type(sign)]())
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in EXCHANGED:
        sign = EXCHANGED[type(node.op)]()
        yield f"{type(sign).__name__} for {type(node.op).__name__}", _setter(node, "op", sign)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "the other branch", _setter(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Name) and node.id in FUNCTIONS:
        yield f"{FUNCTIONS[node.id]} for {node.id}", _setter(node, "id", FUNCTIONS[node.id])
    elif isinstance(node, ast.Attribute) and node.attr in FIELDS and isinstance(node.ctx, ast.Load):
        yield f"{FIELDS[node.attr]} for {node.attr}", _setter(node, "attr", FIELDS[node.attr])
    elif values := _members(node):
        yield _exchanged(*values)


def _members(node: ast.AST) -> tuple[list[ast.expr], int, int] | None:
    """What stands in a row in a node, and which two of it may be exchanged; None for fewer than two."""
    match node:
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()):
            members = node.elts
        case ast.Call():
            members = node.args
        case ast.Dict() | ast.JoinedStr():
            members = node.values
        case _:
            return None
    said = isinstance(node, ast.JoinedStr)
    places = [at for at, each in enumerate(members) if not said or isinstance(each, ast.FormattedValue)]
    return (members, places[0], places[1]) if len(places) > 1 else None


def _of_constant(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{not value} for {value}", _setter(node, "value", not value)
    elif isinstance(value, int | float):
        other = value + 1 if isinstance(value, int) else value * 1.4 + 0.01
        yield f"{other} for {value}", _setter(node, "value", other)
    elif isinstance(value, str) and value:
        yield f"other words for {value[:30]!r}", _setter(node, "value", f"X{value}")


def _setter(node: ast.AST, field: str, value: object) -> Change:
    return lambda: setattr(node, field, value)


def _replaced(signs: list[ast.cmpop], at: int, sign: ast.cmpop) -> tuple[str, Change]:
    what = f"{type(sign).__name__} for {type(signs[at]).__name__}"
    return what, lambda: signs.__setitem__(at, sign)


def _exchanged(values: list[ast.expr], one: int, other: int) -> tuple[str, Change]:
    def change() -> None:
        values[one], values[other] = values[other], values[one]

    return f"{ast.unparse(values[one])[:25]} and {ast.unparse(values[other])[:25]} exchanged", change


class Runner:
    """A copy of the checkout, with the tests that run each line of it."""

    def __init__(self, copy: Path, marked: str) -> None:
        self._copy = copy
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, copy / name)
        cover = ["--cov=bakhmut_data", "--cov=pages", "--cov-context=test", "--cov-report="]
        if self._pytest("-m", marked, *cover, patience=None) != 0:
            sys.exit("the tests fail without any fault")
        data = CoverageData(str(copy / ".coverage"))
        data.read()
        self._tests: dict[str, dict[int, list[str]]] = {
            str(Path(file).relative_to(copy.resolve())): {
                line: sorted({name.partition("|")[0] for name in names if name})
                for line, names in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }

    def notices(self, fault: Fault) -> bool:
        """Whether a test fails with the fault in the code."""
        name = str(fault.file.relative_to(ROOT))
        lines = self._tests.get(name, {})
        near, every = lines.get(fault.line, []), sorted({test for tests in lines.values() for test in tests})
        changed = self._copy / name
        before = changed.read_bytes()
        try:
            changed.write_text(with_fault(fault), encoding="utf-8")
            for tests in (near[:MOST_AT_FIRST], every):
                if tests and self._pytest(*_files_or_tests(tests)) != 0:
                    return True
            return False
        finally:
            changed.write_bytes(before)

    def _pytest(self, *options: str, patience: int | None = PATIENCE) -> int:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "--no-header",
            *options,
        ]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HYPOTHESIS_MAX_EXAMPLES": "5"}
        try:
            done = subprocess.run(
                command, cwd=self._copy, capture_output=True, env=environment, timeout=patience, check=False
            )
        except subprocess.TimeoutExpired:
            return 1
        return done.returncode


def _files_or_tests(tests: list[str]) -> list[str]:
    """The tests by name, by file where they are too many for a command line."""
    if len(tests) <= 4 * MOST_AT_FIRST:
        return tests
    return ["-m", "fast", *sorted({name.partition("::")[0] for name in tests})]


def main() -> int:
    """Print each fault that no test notices, and how many are noticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("paths", nargs="+", type=Path, help="files or folders of the code to change")
    parser.add_argument("--sample", type=int, default=150, help="how many faults are drawn")
    parser.add_argument("--seed", type=int, default=1, help="which faults are drawn")
    parser.add_argument("--marked", default="fast", help="which tests are run, as -m of pytest")
    options = parser.parse_args()
    whole = [path.resolve() for path in options.paths]
    files = sorted({file for path in whole for file in ([path] if path.is_file() else path.rglob("*.py"))})
    faults = [fault for file in files for fault in faults_in(file)]
    drawn = random.Random(options.seed).sample(faults, min(options.sample, len(faults)))  # noqa: S311
    with tempfile.TemporaryDirectory() as copy:
        runner = Runner(Path(copy), options.marked)
        noticed = defaultdict[bool, int](int)
        for fault in drawn:
            found = runner.notices(fault)
            noticed[found] += 1
            if not found:
                print(f"{fault.file.relative_to(ROOT)}:{fault.line}: {fault.what}", flush=True)
    print(f"{noticed[True]} of {len(drawn)} faults noticed ({len(faults)} can be drawn), seed {options.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
