"""A worker of its own process, with kinds of work that a test can watch and spoil.

    python -m tests.collab.jobs.work FOLDER [no-lease]

`slow` notes in FOLDER/notes that it has begun, works until there is a file FOLDER/go, and notes that it is done.
"""

import datetime
import os
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
LEASE = datetime.timedelta(seconds=1.5)


def note(words: str) -> None:
    with (FOLDER / "notes").open("a") as notes:
        notes.write(f"{words} {os.getpid()}\n")


def slow(payload: Any, attempt: Any) -> Any:
    from collab.jobs.kinds import Made

    note("begun")
    while not (FOLDER / "go").exists():
        attempt.beat()
        time.sleep(0.05)
    note("made")
    return Made(b"slowly made", "text/plain", b"slow")


def run_away(payload: Any, attempt: Any) -> Any:
    note("ran away")
    while True:
        pass


def swell(payload: Any, attempt: Any) -> Any:
    from collab import child
    from collab.errors import Refused

    try:
        child.run("tests.collab.child_work:take", b"300", seconds=20, megabytes=256)
    except child.TooBig as error:
        raise Refused("It is too large.") from error


def register_all() -> None:
    from collab.jobs import kinds

    for make, seconds in ((slow, 60), (run_away, 1), (swell, 60)):
        kinds.register(kinds.Kind(make.__name__, make, lambda user, payload: True, seconds))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from collab.jobs import kinds, queries
    from collab.jobs.services import working

    kinds._kinds.clear()
    register_all()
    working.LEASE, working.SECONDS_BETWEEN_BEATS = LEASE, 0.2
    if "no-lease" in sys.argv:
        working._look_again = lambda pk: None
        working.left_behind = lambda: queries.left_behind().filter(state="waiting")
    call_command("worker", interval=0.1, verbosity=0)


if __name__ == "__main__":
    main()
