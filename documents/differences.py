"""What two sequences have in common: of words, of lines, of rows. Bounded, however long they are.

difflib alone takes minutes for two texts of 50,000 characters. Beyond `MOST`, sentences (or whatever parts the caller
names) are matched first, and what lies between two that match is looked at more closely only where it is short enough.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
# The product of two lengths up to which every element is compared with every other.
MOST = 1_000_000


@dataclass(frozen=True)
class Step:
    """`old[a:b]` and `new[c:d]` are the same, or one stands in place of the other. `rough`: they were too long to
    be compared closely, and may have much in common."""

    same: bool
    a: int
    b: int
    c: int
    d: int
    rough: bool = False

    def moved(self, old: int, new: int) -> "Step":
        return Step(self.same, self.a + old, self.b + old, self.c + new, self.d + new, self.rough)


def steps(
    old: Sequence[T], new: Sequence[T], *, blank: Callable[[T], bool] | None = None,
    ends: Callable[[T], bool] | None = None,
) -> list[Step]:  # fmt: skip
    """How to make `new` of `old`. What is `blank` is the same only beside something else that is; `ends` says
    which elements end a part, for sequences that are too long to be compared element by element."""
    start, end = _common(old, new)
    a, b, c, d = start, len(old) - end, start, len(new) - end
    return _merged(
        [
            Step(True, 0, start, 0, start),
            *(row.moved(a, c) for row in _between(old[a:b], new[c:d], blank, ends)),
            Step(True, b, len(old), d, len(new)),
        ]
    )


def _common(old: Sequence[T], new: Sequence[T]) -> tuple[int, int]:
    """How many elements at the start are the same, and how many of the others at the end."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return start, end


def _merged(found: Iterable[Step]) -> list[Step]:
    """Without what is empty, and neighbours that are the same as one."""
    merged: list[Step] = []
    for row in found:
        if row.same and merged and merged[-1].same and row.a < row.b:
            merged[-1] = Step(True, merged[-1].a, row.b, merged[-1].c, row.d)
        elif row.a < row.b or row.c < row.d:
            merged.append(row)
    return merged


def _between(
    old: Sequence[T], new: Sequence[T], blank: Callable[[T], bool] | None, ends: Callable[[T], bool] | None
) -> list[Step]:
    solid = [[at for at, element in enumerate(row) if not (blank and blank(element))] for row in (old, new)]
    if len(solid[0]) * len(solid[1]) > MOST:
        return _by_parts(old, new, blank, ends) if ends else [Step(False, 0, len(old), 0, len(new), rough=True)]
    blocks = SequenceMatcher(None, [old[at] for at in solid[0]], [new[at] for at in solid[1]]).get_matching_blocks()
    anchors = [(solid[0][i + k], solid[1][j + k]) for i, j, count in blocks for k in range(count)]
    found: list[Step] = []
    x = y = 0
    for i, j in [*anchors, (len(old), len(new))]:
        start, end = _common(old[x:i], new[y:j])
        found += [
            Step(True, x, x + start, y, y + start),
            Step(False, x + start, i - end, y + start, j - end),
            Step(True, i - end, min(i + 1, len(old)), j - end, min(j + 1, len(new))),
        ]
        x, y = i + 1, j + 1
    return _merged(found)


def _by_parts(
    old: Sequence[T], new: Sequence[T], blank: Callable[[T], bool] | None, ends: Callable[[T], bool]
) -> list[Step]:
    olds, news = _cut(old, ends), _cut(new, ends)
    parts = [tuple(old[a:b]) for a, b in olds], [tuple(new[a:b]) for a, b in news]
    found: list[Step] = []
    for step in steps(*parts):
        a, b = _span(olds, step.a, step.b, len(old))
        c, d = _span(news, step.c, step.d, len(new))
        found += (
            [Step(True, a, b, c, d)]
            if step.same
            else [row.moved(a, c) for row in _between(old[a:b], new[c:d], blank, None)]
        )
    return found


def _cut(row: Sequence[T], ends: Callable[[T], bool]) -> list[tuple[int, int]]:
    """Where each part begins and ends."""
    cuts = [0, *(at + 1 for at, element in enumerate(row) if ends(element)), len(row)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _span(parts: list[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    begin = parts[first][0] if first < len(parts) else length
    return begin, parts[last - 1][1] if last > first else begin


# Words


@dataclass(frozen=True)
class Run:
    """Words that both texts have ("same"), only the second ("added") or only the first ("removed")."""

    kind: str
    words: str


def cut_words(text: str) -> list[str]:
    """Words with the stops that belong to them, spaces and signs: joined again they are the text."""
    return re.findall(r"\s+|[\w£'’.,-]+|[^\w\s]", text)


def ends_sentence(word: str) -> bool:
    return "\n" in word or word[-1:] in ".!?;:"


def word_differences(before: str, after: str) -> list[Run]:
    """Read without "removed", the runs are `after`; without "added", they are `before`."""
    found, _ = runs(cut_words(before), cut_words(after), blank=str.isspace, ends=ends_sentence)
    return [Run(kind, "".join(words)) for kind, words in found]


def runs(
    old: Sequence[T], new: Sequence[T], *, blank: Callable[[T], bool], ends: Callable[[T], bool]
) -> tuple[list[tuple[str, list[T]]], bool]:
    """Both texts as runs in reading order, each with its kind as in Run; and whether something was too long to be
    compared word by word."""
    found: list[tuple[str, list[T]]] = []
    rough = False
    for step in steps(old, new, blank=blank, ends=ends):
        words, rough = list(old[step.a : step.b]), rough or step.rough
        found += [("same", words)] if step.same else [("removed", words), ("added", list(new[step.c : step.d]))]
    return [run for run in found if run[1]], rough
