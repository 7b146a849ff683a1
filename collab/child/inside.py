"""The child's side."""

import importlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable

from collab.child.framing import DONE, FAILED, FULL, HEADER, MOST_OUTPUT, MOST_TOLD, REFUSED, TOLD
from collab.errors import Refused

LARGEST_FILE = 16 * 1024 * 1024
OPEN_FILES = 256
# Libraries and reserved addresses cost no memory, so the address space may be wider than the ration.
SPARE_ADDRESSES = 1024

_answer: int | None = None


def tell(words: str) -> None:
    """Say to whoever waits how far the work is, in a few words. Outside a child it says nothing."""
    if _answer is not None:
        body = words.encode()[:MOST_TOLD]
        # So short a message is written whole or not at all.
        os.write(_answer, HEADER.pack(TOLD, len(body)) + body)


def main(function: str, seconds: str, megabytes: str) -> None:
    """One payload from standard input, one framed answer to standard output."""
    global _answer
    answer = _answer = os.dup(1)
    os.dup2(2, 1)
    _ration(int(seconds), int(megabytes))
    try:
        module, name = function.split(":")
        work = getattr(importlib.import_module(module), name)
        status, body = _work(work)
    except BaseException as error:
        status, body = _explain(error)
    for part in (HEADER.pack(status, len(body)), body):
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
    return (FULL, b"") if len(body) > MOST_OUTPUT else (DONE, body)


def _explain(error: BaseException) -> tuple[bytes, bytes]:
    if isinstance(error, Refused):
        return REFUSED, json.dumps({"reason": error.reason, "code": error.code}).encode()
    if any(isinstance(cause, MemoryError) for cause in _causes(error)):
        return FULL, b""
    return FAILED, places_of(error).encode()


def places_of(error: BaseException) -> str:
    """The types and the places of an error and of what led to it: its message could quote what was worked on."""
    places = []
    for cause in _causes(error):
        trace = traceback.extract_tb(cause.__traceback__)
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in trace]
        places.append("\n  ".join([type(cause).__name__, *frames]))
    return "\n".join(places)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 10:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


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
