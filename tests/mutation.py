"""How many small faults the fast tests notice: one is put into a copy of the code at a time.

    python -m tests.mutation bakhmut_data/claims bakhmut_data/front [--sample 150] [--seed 1]

A fault is noticed when one of the narrowest tests fails that run the changed line, or its module where the
line is run at import. Faults are drawn at random from all there can be; the same seed draws the same. The
checkout itself is never changed.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import CoverageData

ROOT = Path(__file__).parents[1]
PATIENCE = 100.0  # seconds of the processor; tests that run longer for a fault have noticed it
# Importing what the code and its tests need takes longer than most tests: it is at hand before the first.
LIBRARIES = (
    "datasketch", "docx", "duckdb", "hypothesis", "pandas", "plotly", "py3langid", "pyarrow", "pydeck",
    "pypdf", "pyproj", "scipy.linalg", "shapely", "streamlit.testing.v1", "trafilatura",
)  # fmt: skip
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "--no-header")
# One of the libraries is a plugin of pytest too, which comes too late for its assertions to be rewritten.
AT_HAND = (*QUIET, "-W", "ignore::pytest.PytestAssertRewriteWarning")
MOST = 100  # tests that are tried for one fault
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
Tests = Mapping[str, Mapping[int, set[str]]]  # by file and line


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
        case ast.Call(func=ast.Name(id="min" | "max")):
            return None  # in any order the same
        case ast.Call():
            members = node.args
        case ast.Dict(values=members) | ast.JoinedStr(values=members):
            pass
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


def copy_checkout(copy: Path) -> None:
    """Copies what belongs to the checkout into a folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)


def map_tests(copy: Path, *options: str) -> Tests:
    """The tests that run each line of a copy of the checkout; ends where one of them fails."""
    cover = ["--cov=bakhmut_data", "--cov=pages", "--cov-context=test", "--cov-report="]
    whole = [sys.executable, "-m", "pytest", *QUIET, *cover, *options]
    if subprocess.run(whole, cwd=copy, check=False).returncode:
        sys.exit("the tests fail without any fault")
    data = CoverageData(str(copy / ".coverage"))
    data.read()
    return {
        str(Path(file).relative_to(copy.resolve())): {
            line: {name.partition("|")[0] for name in names if name}
            for line, names in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }


class Runner:
    """Runs tests on faults in a copy of the checkout: of those of a line, the narrowest first."""

    def __init__(self, copy: Path, tests: Tests) -> None:
        self._copy, self._tests = copy, tests
        self._lines = Counter(test for lines in tests.values() for found in lines.values() for test in found)
        for library in LIBRARIES:
            importlib.import_module(library)
        if self._fails(list(self._lines)[:1]):
            sys.exit("a test fails without any fault")

    def notices(self, fault: Fault) -> bool:
        """Whether a test fails with the fault in the code."""
        name = str(fault.file.relative_to(ROOT))
        lines = self._tests.get(name, {})
        # What is run at import, such as a constant, is on nobody's way: then any test of the module will do.
        tests = lines.get(fault.line) or set().union(*lines.values())
        changed = self._copy / name
        before = changed.read_bytes()
        changed.write_text(with_fault(fault), encoding="utf-8")
        found = bool(tests) and self._fails(sorted(tests, key=lambda test: (self._lines[test], test))[:MOST])
        changed.write_bytes(before)
        return found

    def _fails(self, tests: list[str]) -> bool:
        """Whether one of the tests fails, or does not end, in a process that has the libraries at hand."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
        status: int = pytest.ExitCode.INTERNAL_ERROR
        try:
            status = self._run(tests)
        finally:
            os._exit(status)  # nothing of the parent's may be tidied up here

    def _run(self, tests: list[str]) -> int:
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.chdir(self._copy)
        sys.path[0] = str(self._copy)
        # A file that was changed twice in a second would be taken for its first change.
        sys.dont_write_bytecode = True
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        return pytest.main([*AT_HAND, *tests])


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
        copy_checkout(Path(copy))
        runner = Runner(Path(copy), map_tests(Path(copy), "-m", options.marked))
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
