"""Two texts of one document side by side, piece by piece: what was added, deleted, changed and moved.

Plain data in and out; which words changed within a piece is documents.marked's affair.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from documents.front import FRONT_FIELDS
from documents.models import Document
from documents.queries.text import ShownParagraph, ShownSection, ShownText
from documents.styles import Style

T = TypeVar("T")


class Fate(Enum):
    """What became of a piece at one place. A piece that moved has two: where it stood, and where it stands."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CAME = "came"
    WENT = "went"


# Read with these alone, a comparison is the earlier text; with those, the later one.
EARLIER, LATER = (Fate.SAME, Fate.REMOVED, Fate.WENT), (Fate.SAME, Fate.ADDED, Fate.CAME)


@dataclass(frozen=True)
class ComparedParagraph:
    fate: Fate
    before: ShownParagraph | None
    after: ShownParagraph | None

    @property
    def shown(self) -> ShownParagraph:
        """As it is in the later text, or was in the earlier one where it is there no more."""
        return _either(self.after, self.before)

    @property
    def changed(self) -> bool:
        """Its own words, the label of its row, or whether it is numbered; a number follows from its place."""
        if not self.before or not self.after:
            return False
        old, new = self.before.row, self.after.row
        return (old.body, old.label, old.numbered) != (new.body, new.label, new.numbered)

    @property
    def touched(self) -> bool:
        return self.changed or self.fate != Fate.SAME


@dataclass(frozen=True)
class ComparedSection:
    """One that went has no paragraphs here: they are where it stands now."""

    fate: Fate
    before: ShownSection | None
    after: ShownSection | None
    paragraphs: list[ComparedParagraph] = field(default_factory=list)

    @property
    def shown(self) -> ShownSection:
        return _either(self.after, self.before)

    @property
    def changed(self) -> bool:
        if not self.before or not self.after:
            return False
        old, new = self.before.row, self.after.row
        exempt = old.exempt_paragraphs, old.exempt_reason, old.open_title
        return (old.heading, old.level, old.kind, *exempt) != (
            new.heading, new.level, new.kind, new.exempt_paragraphs, new.exempt_reason, new.open_title,
        )  # fmt: skip

    @property
    def touched(self) -> bool:
        return self.changed or self.fate != Fate.SAME


@dataclass(frozen=True)
class Comparison:
    """`front` has (label, earlier words, later words) of every field that is filled in one of the texts."""

    before: ShownText
    after: ShownText
    title: tuple[str, str]
    front: list[tuple[str, str, str]]
    sections: list[ComparedSection]

    @property
    def front_changed(self) -> bool:
        return self.title[0] != self.title[1] or any(old != new for _, old, new in self.front)

    @property
    def paragraphs(self) -> Iterator[ComparedParagraph]:
        return (paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def nothing(self) -> bool:
        touched = any(row.touched for row in self.sections) or any(row.touched for row in self.paragraphs)
        return not (self.front_changed or touched)


def _either(one: T | None, other: T | None) -> T:
    found = one or other
    if found is None:
        raise ValueError("a compared piece is in one of the texts at least")
    return found


def compare(before: ShownText, after: ShownText) -> Comparison:
    old = {section.row.key: section for section in before.sections}
    new = {section.row.key: section for section in after.sections}
    sections = [
        ComparedSection(
            fate, old.get(key), new.get(key),
            [] if fate == Fate.WENT else _paragraphs(before, after, old.get(key), new.get(key)),
        )
        for key, fate in fates(list(old), list(new))
    ]  # fmt: skip
    front = front_rows(before.document, after.document, before.style, after.style)
    return Comparison(before, after, (_title(before), _title(after)), front, sections)


def _paragraphs(
    before: ShownText, after: ShownText, old: ShownSection | None, new: ShownSection | None
) -> list[ComparedParagraph]:
    keys = [[row.key for row in section.paragraphs] if section else [] for section in (old, new)]
    return [
        ComparedParagraph(fate, before.paragraphs.get(key), after.paragraphs.get(key))
        for key, fate in fates(*keys, were=before.paragraphs, are=after.paragraphs)
    ]


def fates(
    before: Sequence[str], after: Sequence[str], *, were: Collection[str] = (), are: Collection[str] = ()
) -> list[tuple[str, Fate]]:
    """Both orders as one. As few as can be are said to have moved. `were` and `are` hold the keys that
    there were and are elsewhere: what leaves this list for another has moved too."""
    at = {key: place for place, key in enumerate(after)}
    both = [key for key in before if key in at]
    stayed = {both[place] for place in _longest_rise([at[key] for key in both])}
    old, new = set(before) | set(were), set(after) | set(are)
    found: list[tuple[str, Fate]] = []
    rest = iter(after)
    for key in before:
        if key not in stayed:
            found.append((key, Fate.WENT if key in new else Fate.REMOVED))
            continue
        for other in rest:
            if other == key:
                break
            found.append((other, Fate.CAME if other in old else Fate.ADDED))
        found.append((key, Fate.SAME))
    return found + [(key, Fate.CAME if key in old else Fate.ADDED) for key in rest]


def _longest_rise(numbers: list[int]) -> list[int]:
    """The places of the longest rising run of numbers, which need not stand side by side."""
    ends, places = list[int](), list[int]()
    previous: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        previous.append(places[length - 1] if length else -1)
        ends[length : length + 1], places[length : length + 1] = [number], [place]
    found, place = [], places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = previous[place]
    return found[::-1]


def _title(text: ShownText) -> str:
    return text.document.title.upper() if text.style.title_capitals else text.document.title


def front_rows(before: Document, after: Document, *styles: Style) -> list[tuple[str, str, str]]:
    """(label, earlier words, later words) of each field that either has, in the order of the house styles; what
    they do not name comes last, so that no change is hidden."""
    named = {row.key: row.label for style in styles for row in style.front}
    usual = {key: label for key, (label, _, _) in FRONT_FIELDS.items() if key not in named}
    found = [(label, before.field(key), after.field(key)) for key, label in (named | usual).items()]
    return [row for row in found if row[1] or row[2]]
