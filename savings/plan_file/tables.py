"""The tables of a plan's file, found by their headings wherever these stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.staffing.layouts import plain_heading
from savings.plan_tables import AMOUNTS, OF_QUARTER, OWN_WORDS, POSTS, WORDS

# A column of the lines is known by a heading, or by a year and a field of its amounts.
Key = str | tuple[int, str]

_YEAR = re.compile(r"([0-9]{4}/[0-9]{2})[\s:,]+(.+)", re.S)
_WORDS = {plain_heading(word): word for word in (*WORDS, *OWN_WORDS)}
_POSTS = {plain_heading(word): word for word in POSTS}
_AMOUNTS = {plain_heading(label): name for label, name in AMOUNTS.items()}
_QUARTERS = {plain_heading(f"planned {label}"): f"q{at}_pence" for at, label in enumerate(OF_QUARTER, 1)}
_LABELS = {name: label for label, name in AMOUNTS.items()}
_SUMS = {"year", "linesofthesum"}
_TOTALS = {"total", "totals", "grandtotal", "sum", "sums"}


@dataclass(frozen=True)
class Row:
    place: str
    cells: dict[Key, str]

    def says(self, key: Key) -> str:
        return self.cells.get(key, "")


@dataclass
class Tables:
    """`headings` are those of the lines as they stand in the file."""

    headings: dict[Key, str] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    posts: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def heading(self, key: Key) -> str:
        """Also of a column that the file has not."""
        if isinstance(key, str) or key in self.headings:
            return self.headings.get(key, str(key))
        return f"{FinancialYear(key[0])} {_LABELS[key[1]]}"


def find_tables(sheets: Sequence[tuple[str, Sequence[tuple[int, list[str]]]]], notes: Iterable[str]) -> Tables:
    """Refused where there is no table of lines, two of them, or two columns of one heading."""
    found = Tables(notes=list(notes))
    for name, rows in sheets:
        _walk(found, rows, f"{name}, " if len(sheets) > 1 else "")
    if not found.headings:
        raise Refused(
            "No savings plan was found: no row has the headings Reference and Title. Give the columns the headings of "
            "the template, or of a plan taken away from Collab.",
            code="plan-file",
        )
    return found


def _walk(found: Tables, rows: Iterable[tuple[int, list[str]]], sheet: str) -> None:
    keys: list[Key | None] = []
    into, blank = "", True
    for number, cells in rows:
        plain = {plain_heading(cell) for cell in cells if cell}
        if {"reference", "title"} <= plain:
            keys, into = _header(found, cells), "lines"
        elif set(_POSTS) <= plain:
            keys, into = [_POSTS.get(plain_heading(cell)) for cell in cells], "posts"
        elif plain >= _SUMS:
            into = ""
        elif blank and sum(bool(cell) for cell in cells) == 1:
            continue  # a note below a table, or one of several
        elif cells and into:
            said = {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None}
            # A row may end before the last column does.
            every: dict[Key, str] = dict.fromkeys([key for key in keys if key is not None], "") | said
            _put(found, into, Row(f"{sheet}row {number}", every))
        blank = not cells


def _put(found: Tables, into: str, row: Row) -> None:
    if into == "posts":
        found.posts.append(row)
    else:
        label = plain_heading(row.says("Reference") or row.says("Title"))
        one = not (row.says("Reference") and row.says("Title"))
        is_total = label in _TOTALS or (one and label.startswith("total"))
        (found.totals if is_total else found.lines).append(row)


def _header(found: Tables, cells: list[str]) -> list[Key | None]:
    if found.headings:
        raise Refused("The file has two tables of lines. Leave one of them in it.", code="plan-file")
    keys = [_key(cell) for cell in cells]
    for key, cell in zip(keys, cells, strict=True):
        if key is not None and key in found.headings:
            raise Refused(f"Two columns have the heading “{cell}”. Leave one of them in the file.", code="plan-file")
        if key is not None:
            found.headings[key] = " ".join(cell.split())
    found.notes += [
        f"The column “{cell}” is not known and not read."
        for key, cell in zip(keys, cells, strict=True)
        if cell and not key
    ]
    return keys


def _key(heading: str) -> Key | None:
    year = _YEAR.fullmatch(heading.strip())
    if year is None:
        return _WORDS.get(plain_heading(heading))
    label = plain_heading(year[2])
    name = _AMOUNTS.get(label) or _QUARTERS.get(label)
    try:
        return (FinancialYear.parse(year[1]).start, name) if name else None
    except ValueError:
        return None
