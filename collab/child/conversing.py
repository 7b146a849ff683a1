"""The parent's side of a conversation with a child, however that was started."""

import json
import logging
import os
import selectors
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from collab.child.errors import ChildFailed, TooBig, TooSlow
from collab.child.framing import DONE, FAILED, FULL, HEADER, MOST_OUTPUT, MOST_TOLD, REFUSED, TOLD
from collab.errors import Refused

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
SECONDS_BETWEEN_BEATS = 1.0
# Native libraries give up by abort or trap when they are refused memory; the kernel kills.
_OUT_OF_MEMORY = {-signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP}


class Pipes(NamedTuple):
    """Our ends: what the child reads, what it answers, and what Python says before it begins to work."""

    to_child: IO[bytes]
    from_child: IO[bytes]
    errors: IO[bytes]

    def close(self) -> None:
        for pipe in self:
            pipe.close()


def environment(home: str) -> dict[str, str]:
    """All that a child is told of this machine."""
    path = os.environ.get("PATH", os.defpath)
    own = {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": home, "TMPDIR": home, **own}


def converse(
    pipes: Pipes, payload: bytes, seconds: float, beat: Callable[[str], None] | None = None
) -> tuple[bytes, bytes]:
    """Send the payload while taking the answer; the second is what Python said before it began to work.

    Calls `beat` at least once a second with what the child told last, and lets through what it raises.
    """
    deadline = time.monotonic() + seconds
    rest, told = memoryview(payload), ""
    answer, complaint = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        os.set_blocking(pipes.to_child.fileno(), False)
        selector.register(pipes.to_child, selectors.EVENT_WRITE)
        selector.register(pipes.from_child, selectors.EVENT_READ, answer)
        selector.register(pipes.errors, selectors.EVENT_READ, complaint)
        while not _complete(answer):
            left = max(0.0, deadline - time.monotonic())
            ready = selector.select(min(left, SECONDS_BETWEEN_BEATS) if beat else left)
            if time.monotonic() >= deadline:
                raise TooSlow(f"It was not finished after {seconds:g} seconds and was stopped.")
            if beat:
                beat(told)
            for key, _ in ready:
                if key.data is None:
                    rest = _send(pipes.to_child, rest)
                    if not rest:
                        selector.unregister(pipes.to_child)
                        pipes.to_child.close()
                elif chunk := os.read(key.fd, 65536):
                    key.data.extend(chunk)
                    del complaint[4096:]
                    told = _take_told(answer) or told
                elif key.data is answer:
                    return bytes(answer), bytes(complaint)
                else:
                    selector.unregister(key.fileobj)
    return bytes(answer), bytes(complaint)


def _take_told(answer: bytearray) -> str:
    """What the child has told since, taken out of what will be its answer; the last of it, or ""."""
    told = ""
    while answer[:1] == TOLD and len(answer) >= HEADER.size:
        _, length = HEADER.unpack_from(answer)
        if length > MOST_TOLD or len(answer) < HEADER.size + length:
            break
        told = answer[HEADER.size : HEADER.size + length].decode(errors="replace")
        del answer[: HEADER.size + length]
    return told


def _send(to_child: IO[bytes], rest: memoryview) -> memoryview:
    """What is still to be sent: nothing more to a child that does not listen."""
    try:
        return rest[os.write(to_child.fileno(), rest[:65536]) :]
    except BrokenPipeError:
        return rest[:0]


def _complete(answer: bytearray) -> bool:
    """Whether it is all there, or longer than any answer may be."""
    if len(answer) < HEADER.size:
        return False
    _, length = HEADER.unpack_from(answer)
    return length > MOST_OUTPUT or len(answer) >= HEADER.size + length


def result(function: str, answer: bytes, complaint: bytes, returncode: int) -> bytes:
    """What the answer says, or the exception that it stands for."""
    if len(answer) < HEADER.size:
        raise _death(function, complaint, returncode)
    status, length = HEADER.unpack_from(answer)
    if length > MOST_OUTPUT:
        raise TooBig("Its result was too large.")
    body = answer[HEADER.size : HEADER.size + length]
    if len(body) < length:
        raise _death(function, complaint, returncode)
    if status == DONE:
        return body
    if status == REFUSED:
        said = json.loads(body)
        raise Refused(said["reason"], code=said["code"])
    if status == FULL:
        raise TooBig("It needed more memory than it may have.")
    if status == FAILED:
        logger.error("%s failed in its child process: %s", function, body.decode(errors="replace"))
    raise ChildFailed("It stopped because of an error.")


def _death(function: str, complaint: bytes, returncode: int) -> ChildFailed:
    logger.error("%s died in its child process with %s. %s", function, returncode, complaint.decode(errors="replace"))
    if returncode == -signal.SIGXCPU:
        return TooSlow("It used all its processor time and was stopped.")
    if returncode in _OUT_OF_MEMORY:
        return TooBig("It needed more memory than it may have.")
    return ChildFailed("It stopped because of an error.")
