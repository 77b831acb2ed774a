"""The containers are started as CONTRIBUTING.md says, and may do no more than they need."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

pytestmark = pytest.mark.fast
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DASHBOARDS = ("one", "two")


def service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = COMPOSE["services"][name]
    return found


def test_nginx_has_the_very_lines_that_are_tested() -> None:
    content = COMPOSE["configs"]["nginx"]["content"].replace("$$", "$")
    written = re.findall(
        r"```nginx\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    upstream, locations = written
    for name, port in zip(DASHBOARDS, ("8501", "8502"), strict=True):
        upstream = upstream.replace(f"127.0.0.1:{port}", f"{name}:8501")
    assert content == f"{upstream}server {{\n    listen 80;\n{locations}}}\n"


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_starts_as_in_the_image_under_the_path_of_nginx(name: str) -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    command = service(name)["command"]
    own = ["--server.baseUrlPath=bakhmut", "--server.allowedHosts=${BAKHMUT_HOST:-localhost}"]
    assert command[-2:] == own
    assert command[:-2] == re.findall(r'"([^"]+)"', image.rpartition("\nCMD")[2])
    assert "localhost:8501/bakhmut/health" in service(name)["healthcheck"]["test"][-1]
    assert "localhost:8501/health" in image


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_may_do_no_more_than_it_needs(name: str) -> None:
    found = service(name)
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert {"mem_limit", "pids_limit", "stop_grace_period"} <= set(found)
    assert "ports" not in found
