"""Run one function in a child process of its own, with a ration of time, memory and files.

For work on what other people send us: a file that makes a parser run away takes the child with it,
never the server. The child starts without Django, with an almost empty environment and an empty
home directory that is removed afterwards; what it prints goes nowhere.
"""

import contextlib
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import IO, cast

from collab.child.conversing import Pipes, converse, environment, result
from collab.child.errors import ChildFailed, TooBig, TooSlow
from collab.child.framing import MOST_OUTPUT
from collab.child.inside import LARGEST_FILE, places_of, tell
from collab.child.warm import Gone, Warm

__all__ = ["LARGEST_FILE", "MOST_OUTPUT", "ChildFailed", "TooBig", "TooSlow", "keep_warm", "places_of", "run", "tell"]

_FUNCTION = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")
_warm: dict[str, Warm] = {}


def keep_warm(function: str) -> None:
    """From now on this process runs `function` in children of a parent that has imported its module already.

    Where the module has a function `warm_up`, that is called once there as well. For a process that runs
    the same function many times; everything that `run` promises stays as it is.
    """
    _address(function)
    _warm[function] = Warm(function)


def run(
    function: str,
    payload: bytes,
    *,
    seconds: float,
    megabytes: int,
    environ: Mapping[str, str] | None = None,
    beat: Callable[[str], None] | None = None,
) -> bytes:
    """What `function` ("package.module:name", bytes to bytes) returns for `payload`.

    Gives the function `seconds` from start to answer and `megabytes` of memory. Raises TooSlow or TooBig
    where that is not enough, the function's own Refused as it was raised, and ChildFailed for anything
    else that goes wrong there, which is logged by type and place without a word of the payload.
    When it returns or raises, the child and all that the child started are gone.
    `environ` adds to the child's environment. `beat` is called at least once a second meanwhile with what the
    function last said by `tell`, or ""; what it raises ends the child.
    """
    _address(function)
    with tempfile.TemporaryDirectory(prefix="collab-", ignore_cleanup_errors=True) as home:
        surroundings = {**environment(home), **(environ or {})}
        if function in _warm:
            with contextlib.suppress(Gone):
                return _warm[function].run(payload, seconds, megabytes, surroundings, beat)
        child = subprocess.Popen(
            [sys.executable, "-m", "collab.child", function, str(math.ceil(seconds)), str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env=surroundings,
            start_new_session=True,
        )
        pipes = Pipes(*cast("tuple[IO[bytes], IO[bytes], IO[bytes]]", (child.stdin, child.stdout, child.stderr)))
        try:
            answer, complaint = converse(pipes, payload, seconds, beat)
        finally:
            _end(child)
            pipes.close()
    return result(function, answer, complaint, child.returncode)


def _address(function: str) -> None:
    if not _FUNCTION.fullmatch(function):
        raise ValueError(f"not a function's address: {function!r}")


def _end(child: subprocess.Popen[bytes]) -> None:
    # The group first: until its leader is waited for, nobody else can get its number.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
