"""What jobs can be: each floor above registers its own kinds when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

Payload = dict[str, int]


class Attempt(Protocol):
    """What a kind's function is given to say how far it is. Both raise where the job is no longer this attempt's."""

    def progress(self, doing: str, done: int = 0, total: int = 0) -> None: ...

    def beat(self, doing: str = "") -> None:
        """Still at work. To be called every few seconds or oftener; costs a query every two."""


@dataclass(frozen=True)
class Made:
    """A finished file. `content` is what it was really made of, where that may have changed since it was asked for."""

    data: bytes
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """`make` does the work, or raises Refused with a sentence for people. `may_have` says whether a person may have
    the result now. `seconds` ends an attempt that does not end itself. `prepare` is called once in each worker."""

    name: str
    make: Callable[[Payload, Attempt], Made]
    may_have: Callable[[Any, Payload], bool]
    seconds: int
    prepare: Callable[[], None] = lambda: None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_called(name: str) -> Kind:
    """Raises KeyError where no floor has registered it, for example after a release that no longer has it."""
    return _kinds[name]


def is_known(name: str) -> bool:
    return name in _kinds


def all_kinds() -> list[Kind]:
    return list(_kinds.values())
