"""script/run as somebody runs it who tries Collab out: the server and the worker beside it, which end together."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from reporting.demonstration import DRAFT_SLUG, PASSWORD
from tests.house.source import ROOT

PATIENCE = 60
SETTINGS = ("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "EMAIL_URL")


class Site:
    """The site as a browser without scripts has it."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.jar = CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        own = {"PORT": str(port), "HOST": "127.0.0.1", "DATABASE_URL": f"sqlite:///{folder}/run.sqlite3"}
        self.script = subprocess.Popen(
            [ROOT / "script" / "run"], env={**kept, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def get(self, path: str) -> bytes:
        return self.open(f"{self.address}{path}", timeout=PATIENCE).read()

    def post(self, path: str, page: str, **fields: str) -> "tuple[str, bytes]":
        """Sends a form of `page`; the address to which that led, and what is there."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page).decode())
        assert token
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        with self.open(f"{self.address}{path}", data, timeout=PATIENCE) as answer:
            return answer.url, answer.read()

    def processes(self) -> dict[str, int]:
        """The worker and the server, by what they are."""
        listed = Path(f"/proc/{self.script.pid}/task/{self.script.pid}/children").read_text().split()
        commands = {pid: Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in listed}
        return {name: int(pid) for pid, said in commands.items() for name in ("worker", "gunicorn") if name in said}

    def answers(self) -> bool:
        try:
            return bool(self.get("/sign-in/"))
        except (urllib.error.URLError, ConnectionResetError):
            return False


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    until(site.answers)
    yield site
    site.script.terminate()
    site.script.wait(PATIENCE)


def until(true) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)


def test_a_file_is_made_and_all_ends_together(site: Site) -> None:
    site.post("/sign-in/", "/sign-in/", login="officer@darlington.example", password=PASSWORD)
    report = f"/programmes/three-borough/reports/{DRAFT_SLUG}/"
    where, got = site.post(f"{report}pdf/", f"{report}read/")
    until(lambda: site.get(f"{urllib.parse.urlparse(where).path.removesuffix('file/')}file/").startswith(b"%PDF"))
    assert re.fullmatch(rf"{site.address}/jobs/[-0-9a-f]{{36}}/(file/)?", where), got[:200]
    found = site.processes()
    assert set(found) == {"worker", "gunicorn"}
    # Without its worker a server would promise files that never come.
    os.kill(found["worker"], signal.SIGKILL)
    assert site.script.wait(PATIENCE) == 128 + signal.SIGKILL
    assert not site.answers()
