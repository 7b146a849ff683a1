"""What the tests of collab.child have done in a child process."""

import os
import signal
import subprocess
import sys
import time

from collab.child import tell
from collab.errors import Refused


def reverse(payload: bytes) -> bytes:
    return payload[::-1]


def chatter(payload: bytes) -> bytes:
    print("stray words")
    os.write(1, b"D\0\0\0\0\0\0\0\x05stray")
    sys.stderr.write("more stray words")
    return payload


def refuse(payload: bytes) -> bytes:
    raise Refused("It is the wrong colour. Paint it.", code="colour")


def fail(payload: bytes) -> bytes:
    raise ValueError(f"cannot use {payload!r}")


def sleep(payload: bytes) -> bytes:
    time.sleep(60)
    return b""


def spin(payload: bytes) -> bytes:
    while True:
        pass


def sleep_with_grandchild(payload: bytes) -> bytes:
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with open(payload.decode(), "w") as file:
        file.write(str(grandchild.pid))
    time.sleep(60)
    return b""


def answer_with_grandchild(payload: bytes) -> bytes:
    return str(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid).encode()


def take(payload: bytes) -> bytes:
    """Takes as many megabytes as the payload says."""
    return str(len(bytearray(int(payload) * 1024 * 1024))).encode()


def answer_long(payload: bytes) -> bytes:
    return bytes(int(payload))


def text(payload: bytes) -> bytes:
    return "not bytes"  # type: ignore[return-value]


def die(payload: bytes) -> bytes:
    os.kill(os.getpid(), int(payload))
    return b""


def write_file(payload: bytes) -> bytes:
    with open("big", "wb") as file:
        file.write(bytes(int(payload)))
    return b"written"


def surroundings(payload: bytes) -> bytes:
    modules = ",".join(sorted(name for name in sys.modules if name.split(".")[0] == "django"))
    return "\n".join(
        [*(f"{name}={value}" for name, value in os.environ.items()), f"modules={modules}", os.getcwd()]
    ).encode()


def ignore_signals(payload: bytes) -> bytes:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return sleep(payload)


def tell_and_wait(payload: bytes) -> bytes:
    """Tells three things at once and waits to be heard."""
    for words in ("one", "two", "thr\u00e9e" + 300 * "."):
        tell(words)
    time.sleep(1.5)
    return payload


def do(payload: bytes) -> bytes:
    """What the first word of the payload says, with the rest of it."""
    name, _, rest = payload.partition(b" ")
    return globals()[name.decode()](rest)


calls = 0


def count(payload: bytes) -> bytes:
    """How often it was called in this process and in those from which it came."""
    global calls
    calls += 1
    return str(calls).encode()


def parent(payload: bytes) -> bytes:
    return str(os.getppid()).encode()
