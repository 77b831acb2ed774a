"""The nginx lines of CONTRIBUTING.md, run by a real nginx: pages, links and history under a path prefix."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import answers, dashboard, ended, free_port, wait_until_healthy
from tests.browser.visitor import PATIENCE, reader
from tests.conftest import ROOT
from tests.needs import absent

PREFIX = "/bakhmut"
AROUND = """\
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{}}
http {{
    include {types}; access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""


def written_locations(port: str) -> str:
    """The configuration that CONTRIBUTING.md gives, for a dashboard on another port."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    assert "127.0.0.1:8501" in block
    return str(block).replace("127.0.0.1:8501", f"127.0.0.1:{port}")


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the dashboard behind it, prefix and all."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        absent("the hosting test needs nginx; on Debian: apt-get install nginx")
    folder = tmp_path_factory.mktemp("nginx")
    option = f"--server.baseUrlPath={PREFIX.strip('/')}"
    with dashboard(folder, option, base=PREFIX) as direct:
        port, log = free_port(), folder / "nginx.log"
        backend = re.findall(r":(\d+)/", direct)[0]
        configuration = folder / "nginx.conf"
        types = "/etc/nginx/mime.types"
        # Workers of a root's nginx would be somebody else, who may not write to this folder.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(
            AROUND.format(
                folder=folder, port=port, types=types, user=user, locations=written_locations(backend)
            )
        )
        with log.open("wb") as output:
            command = [nginx, "-c", str(configuration), "-e", str(folder / "error.log")]
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        with ended(process):
            address = f"http://127.0.0.1:{port}{PREFIX}"
            wait_until_healthy(f"{address}/_stcore/health", process, log)
            yield address


@pytest.mark.parametrize("path", ["/", "/front", "/documents"])
def test_a_deep_link_works_behind_nginx(browser: Browser, prefixed: str, path: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open(f"{path}?by=published")
        assert visitor.path == path
        assert visitor.query == {"by": ["published"]}
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def test_a_link_copied_behind_nginx_opens_the_same_claim(browser: Browser, prefixed: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open("/")
        visitor.main.locator("button.row").first.click()
        evidence = visitor.main.get_by_role("region", name="Evidence")
        expect(evidence).to_be_visible(timeout=PATIENCE)
        visitor.page.wait_for_url(re.compile(r"ev="))
        visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.page.get_by_role("button", name="Copy link").click()
        expect(visitor.page.get_by_text("Link copied.")).to_be_visible()
        link = visitor.page.evaluate("navigator.clipboard.readText()")
        heading = evidence.get_by_role("heading").inner_text()
    assert link.startswith(f"{prefixed}/?ev=")
    with reader(browser, prefixed) as other:
        other.open(link.removeprefix(prefixed))
        expect(other.main.get_by_role("region", name="Evidence")).to_contain_text(heading, timeout=PATIENCE)


def test_pages_keep_the_prefix(browser: Browser, prefixed: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open("/figures")
        visitor.page.get_by_role("link", name="Method", exact=True).click()
        visitor.page.wait_for_url(f"{prefixed}/method")
        visitor.settle()
        visitor.page.go_back()
        visitor.page.wait_for_url(f"{prefixed}/figures")


def test_the_counters_of_the_server_stay_inside(prefixed: str) -> None:
    assert not answers(f"{prefixed}/_stcore/metrics")
