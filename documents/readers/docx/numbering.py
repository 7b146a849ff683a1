"""Word's automatic numbering: what is printed before each paragraph of a list.

Follows ECMA-376 part 1, 17.9: lists that share an abstract numbering share its counters, and a list that
overrides a start begins anew there the first time that it is used.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from documents.readers.docx.styles import Styles
from documents.readers.docx.xml import Element, W, number, toggle, value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERED = {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
_LONGEST_LABEL = 100


@dataclass(frozen=True)
class Label:
    """`printed` is what stands in print ("(a)", "1.2."), `number` the same without brackets and closing stop,
    "-" for a bullet; `depth` counts the items that it stands within. A `kind` of "text" is words and no number."""

    printed: str
    number: str
    kind: Literal["numbered", "item", "text"]
    depth: int = 0


@dataclass(frozen=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    # The level, counted from 1, after which this one begins anew; 0 for never, -1 for any higher one.
    restart: int = -1
    legal: bool = False
    style: str = ""


@dataclass
class _List:
    """An abstract numbering with its counters."""

    levels: dict[int, _Level]
    style_link: str = ""
    counters: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)


class Numbering:
    """Ask for the labels in reading order: each question counts."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, Element] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.iter(W + "abstractNum"):
            levels = {number(level.get(W + "ilvl", ""), 0): _level(level) for level in abstract.iter(W + "lvl")}
            self._lists[abstract.get(W + "abstractNumId", "")] = _List(levels, value(abstract, "numStyleLink"))
        for num in root.iter(W + "num"):
            self._numbers[num.get(W + "numId", "")] = num

    def level_of(self, num: str, style: str) -> int | None:
        """The level that the list ties to this style."""
        found = self._find(num)
        levels = {} if found is None else found.levels
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def label(self, num: str, at: int, *, heading: bool = False) -> Label | None:
        """What is printed before the next paragraph of this list at this level; None where nothing is."""
        found = self._find(num)
        if found is None or at > 8:
            return None
        levels = self._overridden(num, found)
        level = levels.get(at, _Level(format="none"))
        self._count(found, levels, num, at)
        printed = self._print(found, levels, at)
        kind = "heading" if heading else _kind(found, levels, at)
        found.kinds = {higher: said for higher, said in found.kinds.items() if higher < at} | {at: kind}
        depth = sum(said == "item" for higher, said in found.kinds.items() if higher < at)
        if level.format == "bullet":
            return Label("-", "-", "item", depth)
        bare = printed.strip(" \t()[].:;–-")
        if not bare:
            return None
        if not _PLACE.search(level.text):
            return Label(printed, "", "text")
        return Label(printed, bare, "item", depth) if kind == "item" else Label(printed, bare, "numbered")

    def _find(self, num: str, deep: int = 0) -> _List | None:
        if num not in self._numbers or deep > 5:
            return None
        found = self._lists.get(value(self._numbers[num], "abstractNumId"))
        if found is not None and found.style_link:
            # The levels stand where the linked style's own list points.
            return self._find(self._styles.numbering(found.style_link)[0], deep + 1)
        return found

    def _overridden(self, num: str, found: _List) -> dict[int, _Level]:
        levels = dict(found.levels)
        for override in self._numbers[num].iter(W + "lvlOverride"):
            at = number(override.get(W + "ilvl", ""), 0)
            own = override.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = value(override, "startOverride")
            if start:
                levels[at] = replace(levels.get(at, _Level()), start=number(start, 1))
        return levels

    def _count(self, found: _List, levels: dict[int, _Level], num: str, at: int) -> None:
        begins = (num, at) not in self._begun and self._restarts(num, at)
        self._begun.add((num, at))
        if begins or at not in found.counters:
            found.counters[at] = levels.get(at, _Level()).start
        else:
            found.counters[at] += 1
        for lower in [lower for lower in found.counters if lower > at]:
            restart = levels.get(lower, _Level()).restart
            if restart == -1 or at < restart:
                del found.counters[lower]

    def _restarts(self, num: str, at: int) -> bool:
        overrides = self._numbers[num].iter(W + "lvlOverride")
        return any(number(o.get(W + "ilvl", ""), 0) == at and value(o, "startOverride") for o in overrides)

    def _print(self, found: _List, levels: dict[int, _Level], at: int) -> str:
        level = levels.get(at, _Level(format="none"))

        def count(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            its = levels.get(other, _Level())
            return printed_number(found.counters.get(other, its.start), "decimal" if level.legal else its.format)

        return _PLACE.sub(count, level.text)


def _level(level: Element) -> _Level:
    restart = value(level, "lvlRestart")
    return _Level(
        start=number(value(level, "start"), 0),
        format=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText")[:_LONGEST_LABEL],
        restart=number(restart, -1) if restart else -1,
        legal=bool(toggle(level, "isLgl")),
        style=value(level, "pStyle"),
    )


def _kind(found: _List, levels: dict[int, _Level], at: int) -> str:
    """ "numbered" for what counts paragraphs: decimal on its own, of several levels, or right below headings."""
    level = levels.get(at, _Level(format="none"))
    places = [int(place) - 1 for place in _PLACE.findall(level.text)]
    formats = {"decimal" if level.legal else levels.get(place, _Level()).format for place in places}
    if not places or formats & (_LETTERED | {"bullet"}):
        return "item"
    within = [found.kinds[higher] for higher in found.kinds if higher < at]
    alone = len(places) == 1 and any(kind != "heading" for kind in within)
    return "item" if alone else "numbered"


def printed_number(count: int, form: str) -> str:
    """A number as Word prints it; forms that are not known here are printed as decimal."""
    if form == "none" or form == "bullet":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26 * 30:
        # Word goes on from z with aa, bb, cc.
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        numeral = ""
        for worth, sign in _ROMAN:
            times, count = divmod(count, worth)
            numeral += sign * times
        return numeral if form == "lowerRoman" else numeral.upper()
    return str(count)
