"""What a table is, whatever kind of file it becomes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from collab.calc.years import FinancialYear
from collab.xml import possible

Value = str | int | Decimal | datetime.date | FinancialYear | None
# What a file holds of it: text, a number (money in pounds), a date, or None for nothing.
Cell = str | int | Decimal | datetime.date | None

# What a program that opens a table may take for the beginning of a formula, also in its wide form.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


class Kind(Enum):
    """What a column holds. Money is whole pence, a rate a share ("0.285"), a year that in which a financial year begins
    (or a FinancialYear). None is an empty cell, and a text may stand in every column: "fewer than 5"."""

    TEXT = "text"
    MONEY = "money"
    FTE = "fte"
    RATE = "rate"
    DATE = "date"
    YEAR = "year"
    COUNT = "count"


_TAKES: dict[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: bool,
    Kind.MONEY: int,
    Kind.FTE: (Decimal, int),
    Kind.RATE: (Decimal, int),
    Kind.DATE: datetime.date,
    Kind.YEAR: (FinancialYear, int),
    Kind.COUNT: int,
}


@dataclass(frozen=True)
class Column:
    heading: str
    kind: Kind = Kind.TEXT

    def cell(self, value: Value) -> Cell:
        """Raises TypeError for what is not of the column's kind, so that no amount is written as something else."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return possible(value)
        if not isinstance(value, _TAKES[self.kind]):
            raise TypeError(f"“{self.heading}” holds {self.kind.value}, not {value!r}.")
        if self.kind == Kind.TEXT:
            return "yes" if value else "no"
        if isinstance(value, int) and self.kind in (Kind.MONEY, Kind.YEAR):
            return Decimal(value).scaleb(-2) if self.kind == Kind.MONEY else str(FinancialYear(value))
        return str(value) if isinstance(value, FinancialYear) else value


@dataclass(frozen=True)
class Table:
    """A title, the lines that say as at when, from what source, gross or net and in which prices; columns, rows, and a
    total where there is one. `name` is that of the sheet where it should not be the title."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()
    total: Sequence[Value] | None = None
    name: str = ""

    def cells(self, row: Sequence[Value]) -> list[Cell]:
        return [column.cell(value) for column, value in zip(self.columns, row, strict=True)]


def like_a_formula(text: str) -> bool:
    """Whether a program that opens it might reckon the text out, were it not told otherwise."""
    return text[:1] in FORMULA or text.lstrip()[:1] in FORMULA
