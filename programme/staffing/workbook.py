"""Excel workbooks: the sheet with the staffing table, and what a reader of it may not see. Runs in a child process."""

import datetime
import io
import itertools
import math
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from collab.errors import Refused
from programme.staffing import said
from programme.staffing.markup import Book, Marks
from programme.staffing.tables import HEADER_WITHIN, MOST_COLUMNS, Table, collect, find_header, no_table

# The library lays a sheet out from its first cell to its last, used or not: so many fit into the child's memory.
MOST_CELLS = 3_000_000


def read(data: bytes) -> bytes:
    """A Table, as bytes; Refused with a plain sentence where there is none."""
    try:
        return _Workbook(data).table().as_bytes()
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError):
        raise Refused(
            "The workbook could not be read: it may be damaged. Open it in Excel, save it under a new name and upload "
            "that.",
            code="staffing-unreadable",
        ) from None


@dataclass
class _Sheet:
    """A sheet on which a staffing table begins."""

    name: str
    values: CalamineSheet
    marks: Marks
    rank: tuple[int, int]

    def table(self) -> Table:
        rows = rows_of(self.values)
        above = list(itertools.islice(rows, HEADER_WITHIN))
        place, _ = find_header(above) or (0, None)
        header_row = place + 1
        numbered = enumerate(itertools.chain(above[header_row:], rows), start=header_row + 1)
        return Table(
            header=above[place],
            header_row=header_row,
            rows=collect(with_formulas(numbered, self.marks)),
            notes=said.of_calculated_and_merged(self.name, self.marks, self.values.merged_cell_ranges or []),
            hidden=said.of_hidden_cells(self.name, self.marks),
        )


class _Workbook:
    def __init__(self, data: bytes) -> None:
        self.values = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self.book = Book(data)
        sheets = [sheet for sheet in self.values.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        self.hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
        self.too_large: list[str] = []

    def table(self) -> Table:
        """That of the visible sheet whose header is the best; the first of several as good."""
        best: _Sheet | None = None
        tables: list[str] = []
        for name in self.visible:
            sheet = self._sheet(name)
            if sheet:
                tables.append(name)
                best = sheet if best is None or sheet.rank > best.rank else best
        if best is None:
            raise self._nothing()
        table = best.table()
        others = [name for name in tables if name != best.name]
        table.notes = [*said.of_sheets(self.visible, best.name, others), *self.too_large, *table.notes]
        table.hidden = [*said.of_hidden_sheets(self.hidden), *table.hidden]
        return table

    def _nothing(self) -> Refused:
        if self.too_large:
            return Refused(self.too_large[0], code="staffing-too-large")
        hidden = next((name for name in self.hidden if self._sheet(name)), None)
        return Refused(said.only_hidden(hidden), code="staffing-hidden") if hidden else no_table()

    def _sheet(self, name: str) -> _Sheet | None:
        """None where no staffing table is on it, or it is too large to be laid out."""
        marks = self.book.marks(name)
        if marks.last_row * marks.last_column > MOST_CELLS:
            self.too_large.append(said.too_large(name, marks))
            return None
        values = self.values.get_sheet_by_name(name)
        found = find_header(rows_of(values))
        return _Sheet(name, values, marks, found[1].rank) if found else None


def rows_of(sheet: CalamineSheet) -> Iterator[list[str]]:
    for cells in sheet.iter_rows():
        yield [_text(cell) for cell in cells[:MOST_COLUMNS]]


def with_formulas(rows: Iterable[tuple[int, list[str]]], marks: Marks) -> Iterator[tuple[int, list[str]]]:
    """A formula without a value stands for itself, so that it is not taken for an empty cell."""
    for number, cells in rows:
        for column in marks.without_value.get(number, {}):
            if column <= len(cells):
                cells[column - 1] = marks.without_value[number][column]
        yield number, cells


def _text(value: Any) -> str:
    """As the cell shows it, without its format: a whole number without decimals, a date as 2012-11-30."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is float:  # what a spreadsheet keeps; it shows fifteen figures of it, and those are read
        return _figures(value)
    if kind is bool:
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _figures(value: Any) -> str:
    if not math.isfinite(value):
        return ""
    whole = int(value)
    return str(whole) if whole == value and abs(whole) < 10**15 else f"{Decimal(f'{value:.15g}'):f}"
