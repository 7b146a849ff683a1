"""A parent that has imported what its children need, so that each begins at once.

It forks for every request, and the fork is a child like any other: rations, home and environment of its own, and
gone with all that it started when its answer is there. It shares nothing back: what a payload does to its libraries
ends with it. The parent itself never sees a payload.
"""

import contextlib
import gc
import importlib
import json
import math
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping

from collab.child.conversing import Pipes, converse, environment, result
from collab.child.inside import main

# How long the parent may take to end a child that it was told to kill.
PATIENCE = 10


class Gone(Exception):
    """There is no such parent now, and nothing has been begun."""


class Warm:
    """The side of whoever asks. One request at a time; others wait for their turn."""

    def __init__(self, function: str) -> None:
        self.function = function
        self._turn = threading.Lock()
        self._home = tempfile.TemporaryDirectory(prefix="collab-warm-", ignore_cleanup_errors=True)
        self._begin()

    def _begin(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.parent = subprocess.Popen(
                [sys.executable, "-m", "collab.child", "--warm", self.function],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._home.name,
                env=environment(self._home.name),
                start_new_session=True,
            )

    def close(self) -> None:
        """The parent and its child end when nobody is at the other side."""
        self._control.close()
        try:
            self.parent.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.parent.kill()
            self.parent.wait()

    def run(
        self,
        payload: bytes,
        seconds: float,
        megabytes: int,
        surroundings: Mapping[str, str],
        beat: Callable[[str], None] | None,
    ) -> bytes:
        """As collab.child.run. Raises Gone where the parent has died; the next request finds a new one."""
        with self._turn:
            request = [math.ceil(seconds), megabytes, dict(surroundings)]
            pipes = self._ask(json.dumps(request).encode())
            try:
                answer, complaint = converse(pipes, payload, seconds, beat)
            finally:
                returncode = self._end()
                pipes.close()
        return result(self.function, answer, complaint, returncode)

    def _ask(self, request: bytes) -> Pipes:
        """Pipes to a new child. Their other ends are the parent's alone, so that each side sees the other's end."""
        (reads, to_child), (from_child, answers), (errors, complains) = os.pipe(), os.pipe(), os.pipe()
        pipes = Pipes(os.fdopen(to_child, "wb", 0), os.fdopen(from_child, "rb", 0), os.fdopen(errors, "rb", 0))
        try:
            socket.send_fds(self._control, [request], [reads, answers, complains])
        except OSError as error:
            pipes.close()
            self._renew()
            raise Gone from error
        finally:
            for end in (reads, answers, complains):
                os.close(end)
        return pipes

    def _end(self) -> int:
        """Have the child killed and waited for; how it ended, as subprocess tells it."""
        try:
            self._control.settimeout(PATIENCE)
            self._control.send(b"end")
            return int(self._control.recv(16) or str(-signal.SIGKILL))
        except OSError:
            self._renew()
            return -signal.SIGKILL

    def _renew(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.parent.pid, signal.SIGKILL)
        self.close()
        self._begin()


def serve(function: str) -> None:
    """The parent's own side: ready, then one fork for each request until nobody is left to ask."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    module = importlib.import_module(function.split(":")[0])
    getattr(module, "warm_up", lambda: None)()
    # What is there now is everybody's and stays as it is: no child's collector needs to look at it.
    gc.collect()
    gc.freeze()
    while True:
        request, ends, _, _ = socket.recv_fds(control, 65536, 3)
        if not request:
            return
        child = os.fork()
        # Both sides do this, so that the group is there whoever comes first.
        with contextlib.suppress(OSError):
            os.setpgid(child, child)
        if not child:
            control.close()
            _become(function, ends, *json.loads(request))
        for end in ends:
            os.close(end)
        control.recv(16)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        with contextlib.suppress(OSError):
            control.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(function: str, ends: list[int], seconds: int, megabytes: int, surroundings: dict[str, str]) -> None:
    """In the fork: what a child that was started anew would be."""
    for at, end in enumerate(ends):
        os.dup2(end, at)
        os.close(end)
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(surroundings["HOME"])
    tempfile.tempdir = None
    main(function, str(seconds), str(megabytes))
