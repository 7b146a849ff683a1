"""A table as it is read in a text: every cell in words, money in whole pounds."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from collab.calc.money import in_whole_pounds_adds_up, whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets.table import Column, Kind, Table, Value

ROUNDED = "Figures may not sum due to rounding to the nearest pound."
UNSAID = "not said"
NUMBERS = frozenset({Kind.MONEY, Kind.FTE, Kind.RATE, Kind.COUNT})


@dataclass(frozen=True)
class PrintedTable:
    """`numbers` says of each column whether it holds numbers, which stand to the right."""

    headings: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None


def printed_table(table: Table) -> PrintedTable:
    def row(values: Sequence[Value]) -> tuple[str, ...]:
        return tuple(printed_cell(column, value) for column, value in zip(table.columns, values, strict=True))

    return PrintedTable(
        tuple(column.heading for column in table.columns),
        tuple(column.kind in NUMBERS for column in table.columns),
        tuple(row(values) for values in table.rows),
        row(table.total) if table.total else None,
    )


def printed_cell(column: Column, value: Value) -> str:
    """ "£1,408,362", "41.8", "28.5%", "30 November 2012", "2014/15"; what stands there as words stays as it is."""
    if value is None or value == "":
        return UNSAID
    if isinstance(value, str | FinancialYear):
        return str(value)
    if isinstance(value, datetime.date):
        return day(value)
    if column.kind == Kind.MONEY and isinstance(value, int):
        return whole_pounds(value)
    if column.kind == Kind.YEAR and isinstance(value, int):
        return str(FinancialYear(value))
    if column.kind == Kind.RATE:
        return f"{_plain(100 * Decimal(value))}%"
    return _plain(Decimal(value)) if column.kind in NUMBERS else str(column.cell(value))


def _plain(number: Decimal) -> str:
    whole, dot, rest = f"{abs(number):,f}".partition(".")
    rest = rest.rstrip("0")
    return f"{'−' if number < 0 else ''}{whole}{dot if rest else ''}{rest}"


def with_rounding(table: Table, *sums: tuple[Sequence[int], int]) -> Table:
    """The same with a note where whole pounds that are seen do not add up to a total that is seen: that of a column,
    or one of `sums`, parts and total that stand elsewhere in the table."""
    money = [at for at, column in enumerate(table.columns) if column.kind == Kind.MONEY]
    total = table.total or []
    columns = [([row[at] for row in table.rows], total[at]) for at in money if total]
    off = any(_is_off(parts, total) for parts, total in [*columns, *sums])
    return replace(table, notes=(*table.notes, ROUNDED)) if off else table


def _is_off(parts: Sequence[Value], total: Value) -> bool:
    """Whether they add up in pence and not in whole pounds."""
    amounts = [value for value in (*parts, total) if isinstance(value, int)]
    if len(amounts) != len(parts) + 1 or sum(amounts[:-1]) != amounts[-1]:
        return False
    return not in_whole_pounds_adds_up(amounts[:-1], amounts[-1])
