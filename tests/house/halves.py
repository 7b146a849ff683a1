"""What two suites that run side by side need to ask only once between them.

script/test runs the suite on two databases at once. The long walks ask of every route as everybody, and what decides an
answer is the same code on either. So each suite asks every second pair, in the pattern of a chessboard: on each
database every route is asked by every second person and every person asks every second route, and between the two no
pair is left out. COLLAB_HALF says which of the two a suite is; one that runs alone, without it, asks everything.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

HALVES = ("first", "second")
HALF = os.environ.get("COLLAB_HALF") or None
assert HALF in (None, *HALVES), f"COLLAB_HALF is {HALF}: it is one of {HALVES}, or not set"


def asked_here(row: int, column: int = 0, half: str | None = HALF) -> bool:
    """Whether this suite asks what stands in this place."""
    return half is None or HALVES[(row + column) % 2] == half


def share(things: Sequence[Thing], half: str | None = HALF) -> list[Thing]:
    """Those of a list that are asked here: for what has nothing to do with a database."""
    return [thing for at, thing in enumerate(things) if asked_here(at, half=half)]


def sizes(whole: int, half: str | None = HALF) -> tuple[int, ...]:
    """How many of `whole` pairs on a board this suite may come to."""
    return (whole,) if half is None else (whole // 2, whole - whole // 2)
