"""What who runs the server sees of it: health, numbers, a log without readers' words, and a good end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from bakhmut_data.store import files as store_files
from bakhmut_data.tables import files
from pages.shared.operation import logs
from tests import made_claims
from tests.browser.server import dashboard, dashboard_process
from tests.conftest import ROOT
from tests.serving.sockets import ask, handshake
from tests.serving.test_reading import SLOW, children
from tests.serving.visits import Visit, visiting
from tests.timing import becomes

pytestmark = pytest.mark.hostile
NO_TEXT = bytes(range(128, 256)) * 20
TYPED = "petrenko-of-vuhlyk"
SERVICE_RESTART = 1012  # the code that closes a socket
WITHOUT_WELCOME = "--logger.hideWelcomeMessage=true"
Served = tuple[str, Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard that writes a log, and the log."""
    folder = tmp_path_factory.mktemp("operation")
    with dashboard(folder, WITHOUT_WELCOME, environment={"BAKHMUT_LOG": "on"}) as address:
        (log,) = folder.glob("*.log")
        yield address, log


def events(log: Path) -> list[dict[str, object]]:
    """Its lines, each of which is JSON."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def heard(visit: Visit) -> bool:
    """Takes what a visit is sent for a moment; whether it goes on."""
    try:
        visit.socket.recv(timeout=0.1)
    except TimeoutError:
        return True
    except ConnectionClosed:
        return False
    return True


def is_reading(server: int) -> bool:
    """Whether a process reads a text: a fork of the one that has loaded what reading needs."""
    return any(children(child) for child in children(server))


def test_health_names_what_is_shown(served: Served) -> None:
    answer = ask(served[0], "/health")
    facts = json.loads(answer.body)
    assert answer.status == 200
    assert facts["ok"] is True
    assert facts["documents"] == 5
    assert set(facts) == {"ok", "build", "tables", "documents", "store"}
    assert answer.headers["cache-control"] == "no-store"
    assert ask(served[0], "/health", method="POST").status == 405


def test_health_fails_while_there_are_no_whole_tables_and_recovers(tmp_path: Path) -> None:
    tables, kept = tmp_path / "tables", tmp_path / "kept"
    files.write_tables(made_claims.small_tables(), kept)
    with dashboard(tmp_path, environment={"BAKHMUT_TABLES": str(tables)}) as address:
        answer = ask(address, "/health")
        assert (answer.status, json.loads(answer.body)["tables"]) == (503, "none")
        assert str(tmp_path).encode() not in answer.body
        assert ask(address, "/_stcore/health").status == 200
        shutil.copytree(kept, tables)
        assert becomes(lambda: ask(address, "/health").status == 200)


def test_the_numbers_are_for_this_machine_alone(served: Served) -> None:
    address, _ = served
    with visiting(address, "method"):
        text = ask(address, "/metrics").body.decode()
    assert "\nbakhmut_visits 1.0\n" in text
    assert float(text.split("\nbakhmut_page_seconds_count ")[1].split()[0]) >= 1
    assert 'bakhmut_answers_total{status="200",what="/_stcore/health"}' in text
    assert "process_resident_memory_bytes" in text
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        assert ask(address, "/metrics", headers={name: "192.0.2.7"}).status == 404


def test_the_log_has_every_answer_and_visit_and_nothing_that_a_reader_typed(served: Served) -> None:
    address, log = served
    ask(address, f"/front?q={TYPED}", headers={"User-Agent": TYPED, "Referer": f"http://x/{TYPED}"})
    ask(address, f"/{TYPED}/{TYPED}?{TYPED}")
    ask(address, f"/media/{TYPED}.csv")
    with visiting(address, "method") as visit:
        visit.run("method", q=TYPED)
        session = visit.session
    assert becomes(lambda: any(each["event"] == "visit ends" for each in events(log)))
    text = log.read_text(encoding="utf-8")
    assert TYPED not in text
    assert session not in text
    assert "127.0.0.1" not in text
    found = events(log)
    asked = {(each["what"], each["method"], each["status"]) for each in found if each["event"] == "answer"}
    assert {("/front", "GET", 200), ("elsewhere", "GET", 404), ("/media", "GET", 404)} <= asked
    assert {"visit begins", "visit ends", "page"} <= {each["event"] for each in found}
    assert all(str(each["time"]).endswith("+00:00") for each in found)


def test_a_refused_request_is_in_the_log_too(served: Served) -> None:
    address, log = served
    ask(address, "/", headers={"Origin": f"https://{TYPED}.example"})
    with handshake(address, "/_stcore/stream", Origin=f"https://{TYPED}.example") as refused:
        refused.recv(1000)
    assert becomes(lambda: any(each["event"] == "visit refused" for each in events(log)))
    assert any(each.get("status") == 403 for each in events(log))


def test_what_libraries_would_write_is_a_line_without_words_once_there_may_be_readers(served: Served) -> None:
    address, log = served
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as broken:
        broken.sendall(f"GET / {TYPED} \r\n\x00{TYPED}\r\n\r\n".encode())  # uvicorn complains of it
        broken.recv(1000)
    assert becomes(lambda: any(each.get("level") == "WARNING" for each in events(log)))
    notes = [each for each in events(log) if each["event"] == "note"]
    assert {"Waiting for application startup."} <= {each.get("says") for each in notes}
    (complaint,) = [each for each in notes if each["level"] == "WARNING"]
    assert complaint["by"] == "uvicorn.error"
    assert set(complaint) == {"time", "event", "level", "by", "at"}
    assert TYPED not in log.read_text(encoding="utf-8")


WRITES_ALL = f"""
import logging, os, subprocess, sys, threading, warnings
from pages.shared.operation import logs
logs.take_over()
warnings.warn("before")
logs.output.has_readers = True
print("{TYPED}", flush=True)
os.write(2, b"{TYPED}")
warnings.warn("{TYPED}")
logging.getLogger("anybody").error("{TYPED}")
logging.getLogger("careless").error("%d of it", "{TYPED}")
subprocess.run(["echo", "{TYPED}"])
failing = threading.Thread(target=lambda: int("{TYPED}"))
failing.start()
failing.join()
raise ValueError("{TYPED}")
"""


def test_nothing_else_is_written_whoever_writes_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITES_ALL],
        env={**os.environ, "BAKHMUT_LOG": "on"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert TYPED not in done.stdout
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(each.get("says") == "before" for each in found)
    assert {each["error"] for each in found if each["event"] == "failure"} == {"ValueError"}
    assert [each["kind"] for each in found if each["event"] == "warning"] == ["UserWarning"] * 2
    assert {"output", "note", "failure", "warning"} == {each["event"] for each in found}
    assert [each["by"] for each in found if each["event"] == "note"] == ["anybody", "careless"]


def test_a_log_that_nobody_reads_any_more_stops_no_answer() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = os.fdopen(writing, "w", encoding="utf-8")
    logs.Log(out).write("answer", status=200)
    with contextlib.suppress(BrokenPipeError):
        out.close()


def test_on_sigterm_readers_are_told_and_the_server_ends_well_with_no_log_unless_asked_for(
    tmp_path: Path,
) -> None:
    with contextlib.ExitStack() as stack:
        address, process = stack.enter_context(dashboard_process(tmp_path))
        visit = stack.enter_context(visiting(address, "add"))
        stack.enter_context(handshake(address, "/_stcore/stream", Origin=address))  # who never answers
        visit.start("add", add_pasted=SLOW, add_text_go=True)
        assert becomes(lambda: heard(visit) and is_reading(process.pid), 150)
        below = children(process.pid)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert becomes(lambda: not heard(visit))
        assert visit.socket.close_code == SERVICE_RESTART
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - started < 20  # five seconds are for whoever does not answer
        assert becomes(lambda: not any(Path(f"/proc/{number}/exe").exists() for number in below))
        (log,) = tmp_path.glob("*.log")
        assert not [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]


def test_the_server_starts_on_damaged_files_and_health_says_which_cannot_be_read(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    files.write_tables(made_claims.small_tables(), tables)
    stamp = store_files.write_store(made_claims.small_tables(), tables) / store_files.STAMP
    stamp.write_bytes(NO_TEXT)
    with dashboard(tmp_path, environment={"BAKHMUT_TABLES": str(tables)}) as address:
        answer = ask(address, "/health")
        assert (answer.status, json.loads(answer.body)["store"]) == (200, "on disk")  # made anew
        for name, why in (
            ("figures.parquet", "figures.parquet: cannot be read"),
            (f"{store_files.FOLDER}/documents.parquet", "store of claims is damaged"),
            (files.DESCRIPTION, f"{files.DESCRIPTION}: cannot be read"),
        ):
            whole = (tables / name).read_bytes()
            (tables / name).write_bytes(NO_TEXT)
            answer = ask(address, "/health")
            facts = json.loads(answer.body)
            assert (answer.status, facts["ok"], facts["tables"]) == (503, False, "broken")
            assert why in facts["why"]
            assert str(tmp_path) not in facts["why"]
            (tables / name).write_bytes(whole)
            assert ask(address, "/health").status == 200, name
        (tables / files.DESCRIPTION).write_bytes(NO_TEXT)
        os.utime(stamp)  # the tables are opened again
        assert ask(address, "/health").status == 503
        for path in ("claims.json", "openapi.json", ""):
            answer = ask(address, f"/api/v1/{path}")
            assert answer.status == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert f"{files.DESCRIPTION}: cannot be read" in json.loads(answer.body)["detail"]
