"""A build reads what is new, keeps what is not, and comes out the same however it is run."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from bakhmut_data.answers import changed
from bakhmut_data.building import build, changes, engines, geocoding, partitions
from bakhmut_data.claims import citation
from bakhmut_data.errors import DocumentError
from bakhmut_data.tables import files
from bakhmut_data.tables.copies import read_copies
from bakhmut_data.tables.rows import Tables, tables_from_rows
from tests.conftest import ROOT

DAY = "On {day} March 2023 the mayor said that {count} people had left Soledar, while Russian forces held on."


def write(folder: Path, numbers: Iterable[int]) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        text = " ".join([DAY.format(day=number % 28 + 1, count=number + 100)] * 5)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def same(first: Tables, second: Tables) -> bool:
    for name, frame in first.items():
        pd.testing.assert_frame_equal(frame, getattr(second, name))
    return True


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "BATCH_CHARACTERS", 1_000)


def test_a_second_build_reads_nothing_again_and_writes_the_same(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(3)), tmp_path / "out"
    first = build.build(source, out)
    before = contents(out)
    second = build.build(source, out)
    assert (first.extracted, second.extracted) == (3, 0)
    assert contents(out) == before


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(4)), tmp_path / "out"
    build.build(source, out)
    assert changed.read_builds(out) == ()
    (source / "000.txt").write_text("Nobody had left on 2 April 2023.", encoding="utf-8")
    (source / "001.toml").write_text("published = 2023-05-01", encoding="utf-8")
    (source / "002.txt").unlink()
    built = build.build(source, out)
    assert built.extracted == 2
    (led,) = changed.read_builds(out)
    assert led.after == citation.table_version(out)
    assert led.documents == ()  # no claim of the two that are still there says anything else
    assert list(built.tables.documents["file"]) == ["000.txt", "001.txt", "003.txt"]
    assert same(built.tables, build.build(source, tmp_path / "fresh").tables)
    assert same(built.tables, files.read_tables(out))


def test_a_renamed_file_is_not_read_again(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(2)), tmp_path / "out"
    build.build(source, out)
    (source / "000.txt").rename(source / "zzz.txt")
    built = build.build(source, out)
    assert built.extracted == 0
    assert list(built.tables.documents["file"]) == ["001.txt", "zzz.txt"]


def test_stated_facts_are_left_out_of_a_raw_build(tmp_path: Path) -> None:
    source = write(tmp_path / "in", range(1))
    (source / "000.toml").write_text('publisher = "River Post"', encoding="utf-8")
    stated = build.build(source, tmp_path / "out").tables.documents
    raw = build.build(source, tmp_path / "out", build.Options(raw=True)).tables.documents
    assert stated["publisher"][0] == "River Post"
    assert pd.isna(raw["publisher"][0])


@pytest.mark.usefixtures("small_batches")
def test_an_interrupted_build_goes_on_and_leaves_the_old_tables(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(1)), tmp_path / "out"
    old = build.build(source, out).tables
    write(source, range(12))

    def stop_after_two(batches: Iterable[engines.Batch], folder: Path, *, raw: bool) -> Iterator[int]:
        for number, done in enumerate(engines.in_this_process(batches, folder, raw=raw)):
            if number == 2:
                raise KeyboardInterrupt
            yield done

    with pytest.raises(KeyboardInterrupt):
        build.build(source, out, build.Options(engine=stop_after_two))
    assert same(files.read_tables(out), old)
    rest = build.build(source, out)
    assert 0 < rest.extracted < 9
    assert same(rest.tables, build.build(source, tmp_path / "fresh").tables)


def test_a_build_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(30)), tmp_path / "out"
    code = (
        "import sys; from pathlib import Path; from bakhmut_data.building import build, changes; "
        "changes.BATCH_CHARACTERS = 1_000; build.build(*map(Path, sys.argv[1:]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(source), str(out)], cwd=ROOT)
    wait_until(lambda: any(out.glob(f"{build.PARTIAL}/*/[!.]*/{partitions.KEYS}")))
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=20) == -signal.SIGKILL
    [partial] = out.glob(f"{build.PARTIAL}/*")
    kept = sum(len(documents) for documents in partitions.finished(partial).values())
    rest = build.build(source, out)
    assert 0 < kept < 30
    assert rest.extracted == 30 - kept
    assert same(rest.tables, build.build(source, tmp_path / "fresh").tables)


@pytest.mark.usefixtures("small_batches")
def test_two_processes_build_what_one_builds(tmp_path: Path) -> None:
    source = write(tmp_path / "in", range(8))
    two = build.build(source, tmp_path / "two", build.Options(engine=engines.in_processes(2)))
    assert same(two.tables, build.build(source, tmp_path / "one").tables)


def test_a_folder_of_unreadable_files_leaves_the_old_tables(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(1)), tmp_path / "out"
    old = build.build(source, out).tables
    (source / "000.txt").write_bytes(b"\0")
    with pytest.raises(DocumentError, match=r"none of its files can be read \(000.txt: not a text file"):
        build.build(source, out)
    assert same(files.read_tables(out), old)


def test_what_is_not_reached_in_time_is_named_and_done_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = write(tmp_path / "in", range(3)), tmp_path / "out"
    clock = iter(range(0, 1000, 10))
    with monkeypatch.context() as patch:
        patch.setenv("BAKHMUT_MAX_SECONDS", "15")
        patch.setattr(time, "monotonic", lambda: next(clock))
        first = build.build(source, out)
    assert [refusal.file for refusal in first.refusals] == ["001.txt", "002.txt"]
    assert build.build(source, out).extracted == 2


class Cluster:
    """A scheduler and two workers, each a process of its own on loopback."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "scheduler.json"
        start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
        self.scheduler = self._start([*start, "--no-dashboard", "--scheduler-file", str(self.address)])
        wait_until(self.address.exists)
        work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(self.address)]
        own = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        self.workers = [
            self._start([*work, *own, "--local-directory", str(folder / str(number))]) for number in range(2)
        ]

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        """End every process of the cluster."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait(timeout=20)


def wait_until(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


@pytest.mark.usefixtures("small_batches")
def test_a_cluster_that_loses_a_worker_builds_what_one_process_builds(tmp_path: Path) -> None:
    source = write(tmp_path / "in", range(16))
    cluster = Cluster(tmp_path)
    killed: list[int] = []
    try:
        scheduler = json.loads(cluster.address.read_text(encoding="utf-8"))["address"]
        engine = engines.on_dask(scheduler, jobs=2)

        def lose_a_worker(batches: Iterable[engines.Batch], folder: Path, *, raw: bool) -> Iterator[int]:
            for done in engine(batches, folder, raw=raw):
                if not killed:
                    cluster.workers[0].send_signal(signal.SIGKILL)
                    killed.append(cluster.workers[0].wait(timeout=20))
                yield done

        built = build.build(source, tmp_path / "out", build.Options(engine=lose_a_worker))
    finally:
        cluster.stop()
    assert killed == [-signal.SIGKILL]
    assert built.extracted == 16
    assert same(built.tables, build.build(source, tmp_path / "one").tables)


def test_a_syndicated_copy_is_linked_to_its_original(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", range(1)), tmp_path / "out"
    text = (source / "000.txt").read_text(encoding="utf-8")
    (source / "copy.txt").write_text(f"{text} Read more.", encoding="utf-8")
    built = build.build(source, out)
    original, copy = built.tables.documents["document_id"]
    assert len(built.tables.documents) == 2
    assert read_copies(out) == {copy: original}


def test_the_same_text_at_two_outlets_stays_visible_twice_and_is_linked(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    text = "About 300 soldiers were killed near Soledar, Colonel Petrenko told reporters on 8 March 2023."
    rows = [{"text": text, "publisher": outlet} for outlet in ("River Post", "Valley Wire", "Valley Wire")]
    (source / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    built = build.build(source, out)
    original, copy = built.tables.documents["document_id"]
    assert built.tables.documents["publisher"].tolist() == ["River Post", "Valley Wire"]
    assert read_copies(out) == {copy: original}
    assert [str(each) for each in built.refusals] == ["a.jsonl/row 3: same text as a.jsonl/row 2, read once"]


def test_names_the_gazetteer_has_not_are_geocoded_only_when_asked_for(tmp_path: Path) -> None:
    mention = {"document_id": "a", "start": 0, "end": 9, "role": "location", "rule": "ner"}
    names = ("Zzyzxivka", "Nowhereivka")
    found = tables_from_rows({"mentions": [{**mention, "surface": name} for name in names]})
    kind = {"name": "Zzyzxivka", "kind": "settlement", "country": "UA", "admin1": None, "origin": "test"}
    place = {"place_id": "osm:node/1", "latitude": 48.5, "longitude": 38.0, "population": None, **kind}
    cache = tmp_path / "cache.json"
    cache.write_text(json.dumps({"Zzyzxivka": place, "Nowhereivka": None}), encoding="utf-8")
    geocoded, refusals = geocoding.geocode_mentions(found, cache)
    assert refusals == []
    assert list(geocoded.mentions["place_id"].fillna("")) == ["osm:node/1", ""]
    assert list(geocoded.places["place_id"]) == ["osm:node/1"]


def test_a_broken_geocoding_cache_leaves_names_without_a_place(tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    cache.write_text("[", encoding="utf-8")
    found = tables_from_rows({})
    geocoded, [refusal] = geocoding.geocode_mentions(found, cache)
    assert geocoded is found
    assert "not a cache" in str(refusal)


def test_the_package_describes_all_that_lies_there_and_where_it_is_from(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(
        "On 9 March 2023 about 500 soldiers were killed near Kyiv.", encoding="utf-8"
    )
    packages = []
    for name in ("one", "two"):
        build.build(source, tmp_path / name, build.Options(with_csv=True))
        packages.append((tmp_path / name / "datapackage.json").read_bytes())
    assert packages[0] == packages[1]  # nothing of the clock
    package = json.loads(packages[0])
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {path.name for path in (tmp_path / "one").glob("*.csv")}
    for path, resource in described.items():
        content = (tmp_path / "one" / path).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode().splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
    assert package["licenses"][0]["name"] == "MIT"
    assert "GeoNames" in json.dumps(package["sources"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package["version"] == project["version"]
    released = f"## [{package['version']}] - {package['created'][:10]}"
    assert released in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
