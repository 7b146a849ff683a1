"""Word's own numbering, so that Word prints the numbers that documents.numbering gives and goes on counting from them.

A list goes on as long as the next number is the next one; where it is not (a report that begins again in
each part), another list begins there. Each list is a definition of its own: no program then counts otherwise than the
next, as they do where lists share one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.word.xml import Element, add

# In twentieths of a point: 11 mm for a number, 9 mm for a letter.
NUMBER, LETTER = 624, 510


@dataclass(frozen=True)
class Place:
    """A level of a list."""

    num: int
    level: int

    @property
    def below(self) -> "Place":
        return Place(self.num, self.level + 1)


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    left: int
    hanging: int
    start: int = 1


def _letters(first: int, left: int) -> list[_Level]:
    """Items (a) and (i), of which the outer ones are level `first` of their list, counted from 1."""
    return [
        _Level("lowerLetter", f"(%{first})", left + LETTER, LETTER),
        _Level("lowerRoman", f"(%{first + 1})", left + 2 * LETTER, LETTER),
    ]


class Lists:
    """Ask in reading order."""

    def __init__(self, numbering: Element) -> None:
        self._numbering = numbering
        self._count = 0
        self._plain: tuple[int, int] = (0, 0)
        self._decimal: tuple[int, int, int] = (0, 0, 0)
        self._bullets: dict[int, int] = {}

    def heading(self, number: str) -> Place:
        """For a heading that prints "3"."""
        num, heading, _ = self._decimal
        if not num or int(number) != heading + 1:
            num = self._begin_decimal(int(number), 1)
        self._decimal = (num, int(number), 0)
        return Place(num, 0)

    def paragraph(self, number: str, printed: str) -> Place:
        """For a paragraph whose number is "3" or "3.2", `printed` with or without a stop."""
        if "." in number:
            heading, count = (int(part) for part in number.split("."))
            num, open_heading, last = self._decimal
            if not num or (heading, count) != (open_heading, last + 1):
                num = self._begin_decimal(heading, count)
            self._decimal = (num, heading, count)
            return Place(num, 1)
        num, last = self._plain
        if not num or int(number) != last + 1:
            text = "%1." if printed.endswith(".") else "%1"
            num = self._begin([_Level("decimal", text, NUMBER, NUMBER, int(number)), *_letters(2, NUMBER)])
        self._plain = (num, int(number))
        return Place(num, 0)

    def items(self, left: int) -> Place:
        """For lettered items that do not stand right below the number of their paragraph."""
        return Place(self._begin(_letters(1, left)), 0)

    def bullets(self, left: int) -> Place:
        if left not in self._bullets:
            levels = [_Level("bullet", "•", left + LETTER * deep, LETTER) for deep in (1, 2)]
            self._bullets[left] = self._begin(levels)
        return Place(self._bullets[left], 0)

    def _begin_decimal(self, heading: int, count: int) -> int:
        levels = [
            _Level("decimal", "%1", NUMBER, NUMBER, heading),
            _Level("decimal", "%1.%2", NUMBER, NUMBER, count),
            *_letters(3, NUMBER),
        ]
        return self._begin(levels)

    def _begin(self, levels: Sequence[_Level]) -> int:
        self._count += 1
        abstract = add(self._numbering, "abstractNum", abstractNumId=self._count)
        add(abstract, "nsid", val=f"{self._count:08X}")
        add(abstract, "multiLevelType", val="multilevel")
        for at, level in enumerate(levels):
            one = add(abstract, "lvl", ilvl=at)
            add(one, "start", val=level.start)
            add(one, "numFmt", val=level.format)
            add(one, "lvlText", val=level.text)
            add(one, "lvlJc", val="left")
            properties = add(one, "pPr")
            add(add(properties, "tabs"), "tab", val="num", pos=level.left)
            add(properties, "ind", left=level.left, hanging=level.hanging)
        return self._count

    def close(self) -> None:
        """After the last question: Word wants every definition before the first list."""
        for number in range(1, self._count + 1):
            add(add(self._numbering, "num", numId=number), "abstractNumId", val=number)
