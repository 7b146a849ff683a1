"""Tables as an Excel workbook, a sheet for each: real numbers with their formats, and nothing hidden."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from collab.sheets.package import to_bytes
from collab.sheets.pages import print_set_up, sheet_name
from collab.sheets.table import Cell, Column, Kind, Table, like_a_formula
from collab.xml import possible

FORMATS = {
    Kind.TEXT: "General",
    Kind.MONEY: "[$£-809]#,##0.00;-[$£-809]#,##0.00",
    Kind.FTE: "#,##0.00##",
    Kind.RATE: "0.00%",
    Kind.DATE: "d mmm yyyy",
    Kind.YEAR: "General",
    Kind.COUNT: "#,##0",
}
WORDS = (Kind.TEXT, Kind.DATE, Kind.YEAR)
FONT = "Calibri"
# Of a line, in points.
LINE = 15
NARROWEST, WIDEST = 10, 60
# The most that a cell can hold.
LONGEST = 32_767
# What a workbook writes for a character that it cannot hold, and so reads as that character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
RULE = Side(style="thin", color="FF505A5F")


def to_xlsx(*tables: Table) -> bytes:
    """The same tables make the same bytes."""
    workbook = Workbook(write_only=True)
    names: list[str] = []
    for table in tables:
        names.append(sheet_name(table.name or table.title, names))
        _write(workbook.create_sheet(names[-1]), table)
    return to_bytes(workbook, title=possible(tables[0].title))


def _write(sheet: Any, table: Table) -> None:
    heading_row = len(table.notes) + 3
    body = [table.cells(row) for row in table.rows]
    total = [] if table.total is None else [table.cells(table.total)]
    widths = [_width(column, [row[at] for row in (*body, *total)]) for at, column in enumerate(table.columns)]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for at, row in enumerate((*body, *total), heading_row + 1):
        if (lines := _lines(row, widths)) > 1:
            sheet.row_dimensions[at].height = LINE * lines
    sheet.freeze_panes = f"A{heading_row + 1}"
    print_set_up(sheet, heading_row)
    sheet.append([_text(sheet, table.title, Font(name=FONT, bold=True, size=14))])
    for note in table.notes:
        sheet.append([_text(sheet, note)])
    sheet.append([])
    sheet.append(_headings(sheet, table.columns))
    for rows, is_total in ((body, False), (total, True)):
        cells = _Row(sheet, table.columns, total=is_total)
        for row in rows:
            sheet.append(cells.of(row))


def _headings(sheet: Any, columns: Sequence[Column]) -> Iterator[Any]:
    for at, column in enumerate(columns):
        cell = _text(sheet, column.heading, Font(name=FONT, bold=True))
        cell.alignment = _alignment(column, at, vertical="bottom", wrap_text=True)
        cell.border = Border(bottom=RULE)
        yield cell


def _alignment(column: Column, at: int, **others: Any) -> Alignment:
    """Numbers stand to the right, and what follows them keeps a distance."""
    if column.kind in WORDS:
        return Alignment(horizontal="left", indent=min(at, 1), **others)
    return Alignment(horizontal="right", **others)


def _text(sheet: Any, text: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet)
    if font:
        cell.font = font
    put(cell, text)
    return cell


class _Row:
    """The cells of a row, with the styles of their columns. They are written as they are handed over, so that every row
    uses the same ones."""

    def __init__(self, sheet: Any, columns: Sequence[Column], *, total: bool) -> None:
        self.cells = [WriteOnlyCell(sheet) for _ in columns]
        for at, (cell, column) in enumerate(zip(self.cells, columns, strict=True)):
            cell.number_format = FORMATS[column.kind]
            cell.alignment = _alignment(column, at, vertical="top", wrap_text=column.kind == Kind.TEXT)
            if total:
                cell.font, cell.border = Font(name=FONT, bold=True), Border(top=RULE)

    def of(self, row: Sequence[Cell]) -> list[Any]:
        for cell, value in zip(self.cells, row, strict=True):
            put(cell, value)
        return self.cells


def put(cell: Any, value: Cell) -> None:
    """Give a cell its value. Text stays text, whatever it looks like, also when somebody changes the cell later."""
    if not isinstance(value, str):
        cell.value, cell.quotePrefix = value, False
        return
    text = _ESCAPE.sub("_x005F_", possible(value))
    cell.value = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    cell.data_type, cell.quotePrefix = "s", like_a_formula(value)


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Wide enough for the longest line of its cells; the heading is set in several lines before it makes it wider."""
    longest = max((len(line) for cell in cells for line in _shown(cell).split("\n")), default=0)
    heading = max((len(word) for word in column.heading.split()), default=0)
    return max(NARROWEST, min(max(longest, heading) + 2, WIDEST))


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes: not every program finds that out by itself."""
    texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
    return max((sum(1 + len(line) // width for line in text.split("\n")) for text, width in texts), default=1)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"£{cell:,.2f}" if isinstance(cell, Decimal) else str(cell)
