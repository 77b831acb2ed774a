"""A dashboard of a test's own: started on a free port, healthy when handed over, ended by its process."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds; a busy machine starts Python slowly
INTERVAL = 0.1


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def answers(address: str) -> bool:
    """Whether a GET of the address is answered with success."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when the address answers; raises with the log's end when the process ends or time is up."""
    deadline = time.monotonic() + PATIENCE
    while not answers(address):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{address} does not answer:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(INTERVAL)


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Ends the process, and what it started, when the block is left."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def server_of(address: str) -> int:
    """The number of the process that serves a dashboard of ours."""
    found = subprocess.run(
        ["pgrep", "-f", f"server.port={urlsplit(address).port}"], capture_output=True, text=True, check=True
    )
    return int(found.stdout.split()[0])


def megabytes(process: int, field: str = "VmRSS") -> float:
    """What the system's status of a process has in a field that counts memory (proc(5))."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    (kilobytes,) = re.findall(rf"^{field}:\s+(\d+) kB$", status, re.MULTILINE)
    return int(kilobytes) / 1000


@contextlib.contextmanager
def dashboard(
    folder: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    base: str = "",
    checkout: Path = ROOT,
) -> Iterator[str]:
    """The address of a running dashboard, without a slash at its end; its log lies in `folder`.

    It sees no document unless `environment` names some: readers of the shipped tables have none.
    """
    with dashboard_process(folder, *options, environment=environment, base=base, checkout=checkout) as (
        address,
        _,
    ):
        yield address


@contextlib.contextmanager
def dashboard_process(
    folder: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    base: str = "",
    checkout: Path = ROOT,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with its process."""
    port = free_port()
    nothing = folder / "no-documents"
    nothing.mkdir(exist_ok=True)
    log = folder / f"dashboard-{port}.log"
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(checkout / "app.py")),
        *("--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"),
        *("--server.fileWatcherType=none", "--browser.gatherUsageStats=false", *options),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,  # not the checkout: the dashboard may not depend on where it is started
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "BAKHMUT_DOCUMENTS": str(nothing), **(environment or {})},
        )
    with ended(process):
        address = f"http://127.0.0.1:{port}{base}"
        wait_until_healthy(f"{address}/_stcore/health", process, log)
        yield address, process
