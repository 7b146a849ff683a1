"""Run one function in a child process of its own, with a ration of time, memory and files.

For work on what other people send us: a file that makes a parser run away takes the child with it,
never the server. The child starts without Django, with an almost empty environment and an empty
home directory that is removed afterwards; what it prints goes nowhere.
"""

import contextlib
import importlib
import json
import logging
import math
import os
import re
import resource
import selectors
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, cast

from collab.errors import Refused

logger = logging.getLogger(__name__)

MOST_OUTPUT = 64 * 1024 * 1024
LARGEST_FILE = 16 * 1024 * 1024
OPEN_FILES = 256
# Libraries and reserved addresses cost no memory, so the address space may be wider than the ration.
SPARE_ADDRESSES = 1024

_ROOT = Path(__file__).resolve().parents[1]
_FUNCTION = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")
_HEADER = struct.Struct(">cQ")
_DONE, _REFUSED, _FULL, _FAILED = b"D", b"R", b"M", b"F"
# Native libraries give up by abort or trap when they are refused memory; the kernel kills.
_OUT_OF_MEMORY = {-signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP}


class ChildFailed(Exception):
    """The child gave no result. The message is a plain sentence without anything of the payload."""


class TooSlow(ChildFailed):
    """It did not finish in its time and was stopped."""


class TooBig(ChildFailed):
    """It needed more memory than its ration, or answered with more than 64 MB."""


def run(
    function: str, payload: bytes, *, seconds: float, megabytes: int, environ: Mapping[str, str] | None = None
) -> bytes:
    """What `function` ("package.module:name", bytes to bytes) returns for `payload`.

    Gives the function `seconds` from start to answer and `megabytes` of memory. Raises TooSlow or TooBig
    where that is not enough, the function's own Refused as it was raised, and ChildFailed for anything
    else that goes wrong there, which is logged by type and place without a word of the payload.
    When it returns or raises, the child and all that the child started are gone.
    `environ` adds to the child's environment.
    """
    if not _FUNCTION.fullmatch(function):
        raise ValueError(f"not a function's address: {function!r}")
    with tempfile.TemporaryDirectory(prefix="collab-", ignore_cleanup_errors=True) as home:
        child = subprocess.Popen(
            [sys.executable, "-m", "collab.child", function, str(math.ceil(seconds)), str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env={**_environ(home), **(environ or {})},
            start_new_session=True,
        )
        try:
            answer, complaint = _converse(child, payload, seconds)
        finally:
            _end(child)
    return _result(function, answer, complaint, child.returncode)


def _environ(home: str) -> dict[str, str]:
    path = os.environ.get("PATH", os.defpath)
    own = {"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1"}
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": home, "TMPDIR": home, **own}


def _converse(child: subprocess.Popen[bytes], payload: bytes, seconds: float) -> tuple[bytes, bytes]:
    """Send the payload while taking the answer; the second is what Python said before it began to work."""
    deadline = time.monotonic() + seconds
    to_child, from_child, errors = _pipes(child)
    rest = memoryview(payload)
    answer, complaint = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        os.set_blocking(to_child.fileno(), False)
        selector.register(to_child, selectors.EVENT_WRITE)
        selector.register(from_child, selectors.EVENT_READ, answer)
        selector.register(errors, selectors.EVENT_READ, complaint)
        while not _complete(answer):
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if time.monotonic() >= deadline:
                raise TooSlow(f"It was not finished after {seconds:g} seconds and was stopped.")
            for key, _ in ready:
                if key.data is None:
                    rest = _send(to_child, rest)
                    if not rest:
                        selector.unregister(to_child)
                        to_child.close()
                elif chunk := os.read(key.fd, 65536):
                    key.data.extend(chunk)
                    del complaint[4096:]
                elif key.data is answer:
                    return bytes(answer), bytes(complaint)
                else:
                    selector.unregister(key.fileobj)
    return bytes(answer), bytes(complaint)


def _send(to_child: IO[bytes], rest: memoryview) -> memoryview:
    """What is still to be sent: nothing more to a child that does not listen."""
    try:
        return rest[os.write(to_child.fileno(), rest[:65536]) :]
    except BrokenPipeError:
        return rest[:0]


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    return cast("tuple[IO[bytes], IO[bytes], IO[bytes]]", (child.stdin, child.stdout, child.stderr))


def _complete(answer: bytearray) -> bool:
    """Whether it is all there, or longer than any answer may be."""
    if len(answer) < _HEADER.size:
        return False
    _, length = _HEADER.unpack_from(answer)
    return length > MOST_OUTPUT or len(answer) >= _HEADER.size + length


def _end(child: subprocess.Popen[bytes]) -> None:
    # The group first: until its leader is waited for, nobody else can get its number.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in _pipes(child):
        pipe.close()


def _result(function: str, answer: bytes, complaint: bytes, returncode: int) -> bytes:
    if len(answer) < _HEADER.size:
        raise _death(function, complaint, returncode)
    status, length = _HEADER.unpack_from(answer)
    if length > MOST_OUTPUT:
        raise TooBig("Its result was too large.")
    body = answer[_HEADER.size : _HEADER.size + length]
    if len(body) < length:
        raise _death(function, complaint, returncode)
    if status == _DONE:
        return body
    if status == _REFUSED:
        said = json.loads(body)
        raise Refused(said["reason"], code=said["code"])
    if status == _FULL:
        raise TooBig("It needed more memory than it may have.")
    logger.error("%s failed in its child process: %s", function, body.decode(errors="replace"))
    raise ChildFailed("It stopped because of an error.")


def _death(function: str, complaint: bytes, returncode: int) -> ChildFailed:
    logger.error("%s died in its child process with %s. %s", function, returncode, complaint.decode(errors="replace"))
    if returncode == -signal.SIGXCPU:
        return TooSlow("It used all its processor time and was stopped.")
    if returncode in _OUT_OF_MEMORY:
        return TooBig("It needed more memory than it may have.")
    return ChildFailed("It stopped because of an error.")


def main(function: str, seconds: str, megabytes: str) -> None:
    """The child's side: one payload from standard input, one framed answer to standard output."""
    answer = os.dup(1)
    os.dup2(2, 1)
    _ration(int(seconds), int(megabytes))
    try:
        module, name = function.split(":")
        work = getattr(importlib.import_module(module), name)
        status, body = _work(work)
    except BaseException as error:
        status, body = _explain(error)
    for part in (_HEADER.pack(status, len(body)), body):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(answer, rest) :]
    # Not sys.exit: threads or exit handlers of a library must not keep an answered child alive.
    os._exit(0)


def _work(work: Callable[[bytes], bytes]) -> tuple[bytes, bytes]:
    # From here on anything printed could hold words of the payload.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    body = work(sys.stdin.buffer.read())
    if not isinstance(body, bytes):
        raise TypeError("the function must return bytes")
    return (_FULL, b"") if len(body) > MOST_OUTPUT else (_DONE, body)


def _explain(error: BaseException) -> tuple[bytes, bytes]:
    if isinstance(error, Refused):
        return _REFUSED, json.dumps({"reason": error.reason, "code": error.code}).encode()
    places: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(places) < 10:
        if isinstance(cause, MemoryError):
            return _FULL, b""
        trace = traceback.extract_tb(cause.__traceback__)
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in trace]
        # The type and the places only: the message could quote the payload.
        places.append("\n  ".join([type(cause).__name__, *frames]))
        cause = cause.__cause__ or cause.__context__
    return _FAILED, "\n".join(places).encode()


def _ration(seconds: int, megabytes: int) -> None:
    mega = 1024 * 1024
    # Processor time has a soft limit below the hard one: its signal tells it from the kernel's kill.
    rations = {
        resource.RLIMIT_DATA: (megabytes * mega, megabytes * mega),
        resource.RLIMIT_AS: ((megabytes + SPARE_ADDRESSES) * mega,) * 2,
        resource.RLIMIT_CPU: (seconds + 1, seconds + 2),
        resource.RLIMIT_FSIZE: (LARGEST_FILE, LARGEST_FILE),
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
        resource.RLIMIT_CORE: (0, 0),
    }
    for which, (soft, hard) in rations.items():
        _, most = resource.getrlimit(which)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(which, (soft, hard))
    # If the parent is killed, nobody else would stop this.
    signal.alarm(seconds + 2)


if __name__ == "__main__":
    main(*sys.argv[1:])
