"""The numbering engine: which number each paragraph, heading and item prints.

Plain Python over plain entries, so that the same rules number a page, a PDF and a report
that has just been read in and is not saved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

CONTINUOUS, RESTARTING = "continuous", "restarting"
DECIMAL, DECIMAL_RESTARTING = "decimal", "decimal_restarting"
SCHEMES = (CONTINUOUS, RESTARTING, DECIMAL, DECIMAL_RESTARTING)
PART, HEADING = 1, 2


@dataclass(frozen=True)
class Entry:
    """A heading (`level` 1 for a part, 2 a heading, 3 a sub-heading) or a paragraph (`level` 0) in reading order.

    A paragraph that prints no number, and a heading that no scheme counts (signature, implications),
    has `counted` false.
    """

    key: str
    level: int = 0
    counted: bool = True


def number(entries: Iterable[Entry], scheme: str) -> dict[str, str]:
    """The printed number of each entry that has one, by key: "12", "1.2"; without closing stop.

    In the decimal schemes a heading of level 2 is counted ("1", "2" …) and paragraphs follow it ("1.1");
    sub-headings do not count, and paragraphs before the first heading have plain numbers ("1").
    Raises ValueError for a scheme that does not exist.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no numbering scheme called {scheme!r}")
    decimal = scheme in (DECIMAL, DECIMAL_RESTARTING)
    restarts = scheme in (RESTARTING, DECIMAL_RESTARTING)
    numbers: dict[str, str] = {}
    heading = paragraph = 0
    for entry in entries:
        if entry.level == PART and restarts:
            heading = paragraph = 0
        if not entry.counted:
            continue
        if entry.level == HEADING and decimal:
            heading, paragraph = heading + 1, 0
            numbers[entry.key] = str(heading)
        elif entry.level == 0:
            paragraph += 1
            numbers[entry.key] = f"{heading}.{paragraph}" if decimal and heading else str(paragraph)
    return numbers


def letter(index: int) -> str:
    """The letter of an item, counting from 0: a … z, then aa, ab … as in spreadsheets."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(index: int) -> str:
    """The small roman numeral of an inner item, counting from 0: i, ii, iii …"""
    left, numeral = index + 1, ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        count, left = divmod(left, value)
        numeral += sign * count
    return numeral
