"""A warm parent's children are like any others, and begin sooner."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from collab import child
from collab.child.warm import Warm
from collab.errors import Refused
from tests.collab.test_child import is_gone, no_child_left_behind  # noqa: F401

DO = "tests.collab.child_work:do"


@pytest.fixture
def warm(no_child_left_behind: None) -> Iterator[Warm]:  # noqa: F811
    child.keep_warm(DO)
    made = child._warm[DO]
    yield made
    del child._warm[DO]
    made.close()


def run(name: str, payload: bytes = b"", seconds: float = 20, megabytes: int = 256) -> bytes:
    return child.run(DO, name.encode() + b" " + payload, seconds=seconds, megabytes=megabytes)


def test_warm_children_keep_every_promise(warm: Warm) -> None:
    assert run("reverse", b"\0\n" * 3_000_000) == b"\n\0" * 3_000_000
    assert run("chatter", b"result") == b"result"
    with pytest.raises(Refused, match="wrong colour"):
        run("refuse")
    with pytest.raises(child.ChildFailed):
        run("fail", b"secret")
    for name in ("sleep", "spin", "ignore_signals"):
        with pytest.raises(child.TooSlow, match=r"after 0\.5 seconds"):
            run(name, seconds=0.5)
    assert is_gone(int(run("answer_with_grandchild")))
    with pytest.raises(child.TooBig):
        run("take", b"300")
    for number, kind in ((signal.SIGKILL, child.TooBig), (signal.SIGXCPU, child.TooSlow)):
        with pytest.raises(kind):
            run("die", str(int(number)).encode())
    # After all that the same parent goes on.
    assert warm.parent.poll() is None
    assert run("parent") == str(warm.parent.pid).encode()


def test_nothing_comes_back_from_a_warm_child(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [run("count"), run("count")] == [b"1", b"1"]
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    first, second = (run("surroundings").decode().splitlines() for _ in range(2))
    assert not [line for line in first if "secret" in line]
    homes = [line for line in (*first, *second) if line.startswith("HOME=")]
    assert len(set(homes)) == 2
    assert not [home for home in homes if os.path.exists(home.removeprefix("HOME="))]


def test_a_parent_that_dies_is_replaced(warm: Warm) -> None:
    first = int(run("parent"))
    os.kill(first, signal.SIGKILL)
    warm.parent.wait()
    assert run("reverse", b"abc") == b"cba"
    assert int(run("parent")) not in (first, os.getpid())
    assert is_gone(first)


def test_a_parent_ends_with_whoever_asked(warm: Warm) -> None:
    """Also in the middle: nobody is left to tell the child to end but the parent."""
    pipes = warm._ask(b'[20, 256, {"HOME": "/"}]')
    listed, found = Path(f"/proc/{warm.parent.pid}/task/{warm.parent.pid}/children"), []
    while not found:
        found = listed.read_text().split()
    warm._control.close()
    assert warm.parent.wait(10) == 0
    assert is_gone(int(found[0]))
    pipes.close()
