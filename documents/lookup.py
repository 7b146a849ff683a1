"""Figures, tables and charts of the register, found by words. Plain Python."""

import re
from collections.abc import Iterable
from typing import TypeVar

from collab.figures import FORMS, Block, Figure, printed

_WORD = re.compile(r"[^\W_](?:[./,]?[^\W_])*")
X = TypeVar("X", Figure, Block)


def found(things: Iterable[X], words: str) -> list[X]:
    """Those that all the words are said of, or the beginnings of words that are; the likest name first, and all of
    them, in their order, where no words are given. An apostrophe is neither here nor there."""
    wanted = _words(words)
    ranked = [(rank, thing) for thing in things if (rank := _rank(thing, wanted)) is not None]
    return [thing for _, thing in sorted(ranked, key=lambda pair: pair[0])]


def _rank(thing: Figure | Block, wanted: list[str]) -> int | None:
    """How far back in the name the words stand, all together; None where one of them is said nowhere."""
    name, about = _words(thing.name), _words(_about(thing))
    places = []
    for word in wanted:
        at = next((at for at, said in enumerate(name) if said.startswith(word)), None)
        if at is None and not any(said.startswith(word) for said in about):
            return None
        places.append(len(name) if at is None else at)
    return sum(places)


def _about(thing: Figure | Block) -> str:
    """What is said of it besides its name: also the amount, in every way in which it may print."""
    if isinstance(thing, Block):
        return thing.caption
    amounts = [] if thing.value is None else [printed(thing, form) for form in FORMS[thing.kind]]
    return " ".join([thing.scope, thing.source, thing.taken, *amounts])


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub("[’']", "", text.casefold()))
