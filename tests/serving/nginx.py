"""nginx with the lines of CONTRIBUTING.md, and two dashboards behind it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import dashboard, ended, free_port, wait_until_healthy
from tests.conftest import ROOT
from tests.needs import absent

PREFIX = "/bakhmut"
PORTS = ("8501", "8502")  # as they are written
AROUND = """\
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user} worker_processes 1;
events {{}}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {folder}/sent; proxy_temp_path {folder}/got; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {upstream}
    server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""


@dataclass(frozen=True)
class Hosted:
    """Where nginx is, where the dashboards behind it are, and the number of nginx's process."""

    address: str
    behind: tuple[str, str]
    process: int
    folder: Path

    def files_on_disk(self) -> list[str]:
        """What nginx has open of what was sent or is to be got."""
        numbers = subprocess.run(
            ["pgrep", "-P", str(self.process)], capture_output=True, text=True, check=True
        ).stdout.split()
        opened = [link for number in numbers for link in Path(f"/proc/{number}/fd").iterdir()]
        paths = [str(link.readlink()) for link in opened if link.is_symlink()]
        return [path for path in paths if path.startswith((f"{self.folder}/sent", f"{self.folder}/got"))]


def written_lines(ports: tuple[str, str]) -> tuple[str, str]:
    """The configuration that CONTRIBUTING.md gives, for dashboards on other ports."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    upstream, locations = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    for written, port in zip(PORTS, ports, strict=True):
        assert f"127.0.0.1:{written}" in upstream
        upstream = upstream.replace(f"127.0.0.1:{written}", f"127.0.0.1:{port}")
    return upstream, locations


@contextlib.contextmanager
def hosted(folder: Path) -> Iterator[Hosted]:
    """Two dashboards behind nginx, prefix and all."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        absent("the hosting tests need nginx; on Debian: apt-get install nginx")
    option = f"--server.baseUrlPath={PREFIX.strip('/')}"
    with dashboard(folder, option, base=PREFIX) as one, dashboard(folder, option, base=PREFIX) as two:
        port, log = free_port(), folder / "nginx.log"
        first, second = (re.findall(r":(\d+)/", each)[0] for each in (one, two))
        upstream, locations = written_lines((first, second))
        # Workers of a root's nginx would be somebody else, who may not write to this folder.
        user = "user root;" if os.geteuid() == 0 else ""
        written = AROUND.format(folder=folder, port=port, user=user, upstream=upstream, locations=locations)
        (folder / "nginx.conf").write_text(written, encoding="utf-8")
        with log.open("wb") as output:
            command = [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        with ended(process):
            address = f"http://127.0.0.1:{port}{PREFIX}"
            wait_until_healthy(f"{address}/_stcore/health", process, log)
            yield Hosted(address, (one, two), process.pid, folder)
