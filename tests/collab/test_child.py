"""A child process gives its function's result, or is gone with a plain reason."""

import logging
import signal
import time
from pathlib import Path

import pytest

from collab import child
from collab.child.framing import MOST_TOLD
from collab.errors import Refused


def run(name: str, payload: bytes = b"", seconds: float = 20, megabytes: int = 256) -> bytes:
    return child.run(f"tests.collab.child_work:{name}", payload, seconds=seconds, megabytes=megabytes)


def is_alive(pid: int) -> bool:
    # An orphan that is killed may stay a moment until init takes note of it.
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def is_gone(pid: int) -> bool:
    for _ in range(50):
        if not is_alive(pid):
            return True
        time.sleep(0.1)
    return False


def children() -> set[str]:
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture(autouse=True)
def no_child_left_behind():
    """Not even a dead one that nobody waited for."""
    before = children()
    yield
    assert children() <= before


@pytest.mark.parametrize("payload", [b"", b"abc", b"\0\n" * 3_000_000])
def test_run_returns_what_the_function_returns(payload):
    assert run("reverse", payload) == payload[::-1]


def test_run_keeps_stray_prints_out_of_the_result():
    assert run("chatter", b"result") == b"result"


def test_run_raises_the_functions_own_refusal():
    with pytest.raises(Refused) as refusal:
        run("refuse")
    assert (refusal.value.reason, refusal.value.code) == ("It is the wrong colour. Paint it.", "colour")


def test_run_failure_names_type_and_place_in_the_log_and_nothing_of_the_payload(caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(child.ChildFailed) as failure:
        run("fail", b"secret salary")
    assert str(failure.value) == "It stopped because of an error."
    assert "ValueError" in caplog.text
    assert "child_work.py" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("name", ["text", "does_not_exist"])
def test_run_fails_plainly_where_the_function_is_wrong(name):
    with pytest.raises(child.ChildFailed) as failure:
        run(name)
    assert type(failure.value) is child.ChildFailed


def test_run_takes_only_an_address_of_a_function():
    with pytest.raises(ValueError, match="not a function's address"):
        child.run("os.system('x')", b"", seconds=1, megabytes=64)


@pytest.mark.parametrize("name", ["sleep", "spin", "ignore_signals"])
def test_run_stops_what_takes_too_long(name):
    with pytest.raises(child.TooSlow, match="after 1 seconds"):
        run(name, seconds=1)


def test_run_that_is_stopped_takes_its_own_children_along(tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(child.TooSlow):
        run("sleep_with_grandchild", str(note).encode(), seconds=3)
    assert is_gone(int(note.read_text()))


def test_run_that_answers_leaves_nothing_running():
    assert is_gone(int(run("answer_with_grandchild")))


def test_run_bounds_memory():
    assert run("take", b"100") == str(100 * 1024 * 1024).encode()
    with pytest.raises(child.TooBig):
        run("take", b"300")


def test_run_bounds_the_result():
    assert len(run("answer_long", str(child.MOST_OUTPUT).encode())) == child.MOST_OUTPUT
    with pytest.raises(child.TooBig):
        run("answer_long", str(child.MOST_OUTPUT + 1).encode())


def test_run_bounds_files_and_removes_them():
    assert run("write_file", str(child.LARGEST_FILE).encode()) == b"written"
    with pytest.raises(child.ChildFailed):
        run("write_file", str(child.LARGEST_FILE + 1).encode())


@pytest.mark.parametrize(
    ("died_of", "becomes"),
    [
        (signal.SIGKILL, child.TooBig),
        (signal.SIGABRT, child.TooBig),
        (signal.SIGXCPU, child.TooSlow),
        (signal.SIGSEGV, child.ChildFailed),
    ],
)
def test_run_tells_how_a_child_died(died_of, becomes):
    with pytest.raises(child.ChildFailed) as failure:
        run("die", str(int(died_of)).encode())
    assert type(failure.value) is becomes


def test_run_passes_on_what_the_function_tells():
    heard: list[str] = []
    function = "tests.collab.child_work:tell_and_wait"
    assert child.run(function, b"T and the rest", seconds=20, megabytes=256, beat=heard.append) == b"T and the rest"
    assert heard[0] == ""
    assert heard[-1].startswith("thr\u00e9e...")
    assert len(heard[-1].encode()) == MOST_TOLD
    # Also where nobody listens.
    assert run("tell_and_wait", b"result") == b"result"


def test_run_gives_the_child_a_bare_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    function = "tests.collab.child_work:surroundings"
    said = child.run(function, b"", seconds=20, megabytes=256, environ={"EXTRA": "1"}).decode().splitlines()
    names = {line.split("=")[0] for line in said if "=" in line}
    assert {"PATH", "LANG", "HOME", "TMPDIR", "PYTHONPATH", "EXTRA"} <= names
    assert "DATABASE_URL" not in names
    assert "modules=" in said
    assert not Path(said[-1]).exists()
