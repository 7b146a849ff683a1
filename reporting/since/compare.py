"""A sealed figure beside the one of today: whether it would print otherwise, and what of its bases has become another.

Plain comparison, without a query. Both have to have been seen by the same eyes: a figure that is told to the pound to
some and to £5,000 to others has not moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from collab.figures import Basis, Figure, printed


class State(Enum):
    """`GONE`: what the figure was of is there no more. `UNSEEN`: it is, and how it stands is not for these eyes."""

    SAME = "same"
    MOVED = "moved"
    GONE = "gone"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class Compared:
    """`now` is what it would print today, "" where nothing; `because` are reasons that go on from "because"."""

    state: State
    now: str = ""
    because: tuple[str, ...] = ()


def compared(words: str, form: str, bases: Iterable[Basis], live: Figure | None) -> Compared:
    """`words` are what was printed, in `form`, and `bases` what that rested on."""
    if live is None:
        return Compared(State.GONE)
    if live.value is None:
        return Compared(State.UNSEEN)
    now = printed(live, form)
    return Compared(State.MOVED, now, reasons(bases, live.bases)) if now != words else Compared(State.SAME, now)


def reasons(then: Iterable[Basis], now: Iterable[Basis]) -> tuple[str, ...]:
    """One for each basis with another stamp, in the order of today; then those that there are no more."""
    before, after = ({basis.key: basis for basis in some} for some in (then, now))
    found = [_reason(before.get(key), basis) for key, basis in after.items() if not _alike(before.get(key), basis)]
    found += [f"it no longer rests on {basis.words}" for key, basis in before.items() if key not in after]
    return tuple(found)


def _alike(before: Basis | None, now: Basis) -> bool:
    return before is not None and before.stamp == now.stamp


def _reason(before: Basis | None, now: Basis) -> str:
    if before is None:
        return f"it now rests on {now.words} too"
    if now.key.startswith("baseline."):
        return f"{now.words} was validated, in place of {before.words}"
    return f"{now.words} became other than at the sealing"
