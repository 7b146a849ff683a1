"""Making the rows that there are into those that a bundle says: what differs is written, and nothing else."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from collab.history import erase_many, record_changes, record_many

# Where a figure comes from of which a bundle says nothing else.
SOURCE = "Programme bundle"

Progress = Callable[[str], None]


def quiet(words: str) -> None:
    """For whoever does not want to hear how far it is."""


@dataclass(frozen=True)
class Signature:
    """Who brings a bundle in and why, and who hears how far it is."""

    by: Any
    reason: str
    progress: Progress = quiet

    @property
    def person(self) -> Any:
        """Whoever signs as a person; None where a command acts."""
        return self.by if isinstance(self.by, models.Model) else None


def assign(row: models.Model, values: dict[str, Any]) -> bool:
    """Set the fields; whether any of them was another before."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def keep_rows(
    there: Iterable[models.Model], wanted: Sequence[models.Model], *, key: Callable[[Any], Hashable],
    fields: Sequence[str], signature: Signature,
) -> bool:  # fmt: skip
    """What is in `there` becomes `wanted`, told apart by `key`; whether that changed anything."""
    left = {key(row): row for row in there}
    new, changed = [], []
    for row in wanted:
        old = left.pop(key(row), None)
        if old is None:
            new.append(row)
        elif assign(old, {name: getattr(row, name) for name in fields}):
            changed.append(old)
    signed = {"by": signature.by, "reason": signature.reason}
    erase_many(list(left.values()), **signed)
    record_changes(changed, fields, **signed)
    record_many(new, **signed)
    return bool(left or changed or new)


def in_order(there: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """All keys in one order: as it is, with what is new at the end, unless `wanted` has another order than `there`."""
    known, named = set(there), set(wanted)
    new = [key for key in wanted if key not in known]
    if [key for key in there if key in named] == [key for key in wanted if key in known]:
        return [*there, *new]
    return [*wanted, *(key for key in there if key not in named)]
