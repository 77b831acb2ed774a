"""What `compose.yaml` describes, started from it as processes: commands, environment, nginx and checks."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import ended, free_port, wait_until_healthy
from tests.conftest import ROOT
from tests.needs import absent
from tests.serving.sockets import ask
from tests.serving.test_compose import COMPOSE, DASHBOARDS, service
from tests.serving.visits import visiting

pytestmark = pytest.mark.hostile
TYPED = "petrenko-of-vuhlyk"
INSIDE = "8501"
OF_HERE = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")  # of a container's environment
AROUND = """\
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user} worker_processes 1;
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/sent; proxy_temp_path {folder}/got;
    fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {content}
}}
"""


@dataclass(frozen=True)
class Started:
    """Where nginx is, and each dashboard's port, process and log."""

    address: str
    ports: dict[str, int]
    processes: dict[str, subprocess.Popen[bytes]]
    folder: Path

    def log(self, name: str) -> list[str]:
        """The lines that a dashboard wrote."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8").splitlines()


def substituted(word: str) -> str:
    """A word as compose reads it where the operator has set nothing."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", word)


def environment_of(name: str, temporary: Path) -> dict[str, str]:
    """The environment of a container, whose only place to write is a folder of the test's."""
    assert service(name)["tmpfs"] == ["/tmp"]  # noqa: S108 - the container's
    said = {key: substituted(str(value)) for key, value in service(name)["environment"].items()}
    here = {key: os.environ[key] for key in OF_HERE if key in os.environ}
    moved = {key: re.sub("^/tmp(?=/|$)", str(temporary), value) for key, value in said.items()}
    return {**here, **moved, "TMPDIR": str(temporary)}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        absent("the containers' processes need nginx; on Debian: apt-get install nginx")
    folder = tmp_path_factory.mktemp("composed")
    ports = {name: free_port() for name in DASHBOARDS}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    with contextlib.ExitStack() as stack:
        for name in DASHBOARDS:
            temporary = folder / name
            temporary.mkdir()
            command = [
                substituted(word).replace(INSIDE, str(ports[name])) for word in service(name)["command"]
            ]
            assert command[0] == "python"
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, *command[1:]],
                cwd=ROOT,
                env=environment_of(name, temporary),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            stack.enter_context(ended(process))
            processes[name] = process
        for name, process in processes.items():
            own = f"http://127.0.0.1:{ports[name]}/bakhmut/_stcore/health"
            wait_until_healthy(own, process, folder / f"{name}.log")
        port = free_port()
        content = COMPOSE["configs"]["nginx"]["content"].replace("$$", "$")
        for name in DASHBOARDS:
            assert f"{name}:{INSIDE}" in content
            content = content.replace(f"server {name}:{INSIDE}", f"server 127.0.0.1:{ports[name]}")
        (published,) = service("nginx")["ports"]
        inside = published.rpartition(":")[2]
        assert f"listen {inside};" in content
        content = content.replace(f"listen {inside};", f"listen 127.0.0.1:{port};")
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user, content=content), "utf-8")
        process = subprocess.Popen(
            [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.enter_context(ended(process))
        address = f"http://127.0.0.1:{port}/bakhmut"
        wait_until_healthy(f"{address}/health", process, folder / "error.log")
        yield Started(address, ports, processes, folder)


def test_pages_data_and_visits_are_where_they_are_said_to_be(started: Started) -> None:
    assert b"Bakhmut, as reported" in ask(started.address, "/").body
    assert ask(started.address, "/front").status == 200
    assert json.loads(ask(started.address, "/api/v1/documents.json").body)["meta"]["total"] > 0
    assert ask(started.address, "/nowhere").status == 404
    with visiting(started.address, "add") as visit:
        assert visit.put("a.txt", b"x" * 4_900_000, number="1").status == 204


def test_the_numbers_stay_inside(started: Started) -> None:
    for path in ("/metrics", "/_stcore/metrics"):
        assert ask(started.address, path).status == 404


@pytest.mark.parametrize("name", DASHBOARDS)
def test_the_check_of_a_container_finds_it_healthy_and_finds_what_is_not(started: Started, name: str) -> None:
    way, *command = service(name)["healthcheck"]["test"]
    assert (way, command[0]) == ("CMD", "python")
    for port, code in ((started.ports[name], 0), (free_port(), 1)):
        asked = [sys.executable, *(word.replace(INSIDE, str(port)) for word in command[1:])]
        done = subprocess.run(asked, check=False, capture_output=True, timeout=60)
        assert done.returncode == code


def test_others_are_answered_where_the_operator_names_them_alone(started: Started) -> None:
    assert ask(started.address, "/", headers={"Host": "elsewhere.example"}).status == 421


def test_a_container_ends_well_in_time_and_all_that_it_wrote_is_json_without_what_was_typed(
    started: Started,
) -> None:
    for name in DASHBOARDS:
        ask(f"http://127.0.0.1:{started.ports[name]}/bakhmut", f"/{TYPED}?q={TYPED}")
        started.processes[name].send_signal(signal.SIGTERM)
        grace = int(service(name)["stop_grace_period"].removesuffix("s"))
        assert started.processes[name].wait(timeout=grace) == 0
        lines = started.log(name)
        assert {"answer", "page"} <= {json.loads(line)["event"] for line in lines}
        assert TYPED not in "\n".join(lines)
