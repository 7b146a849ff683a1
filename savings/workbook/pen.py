"""Writing a sheet row by row, with formulas, and naming its cells."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from collab.sheets.pages import print_set_up
from collab.sheets.table import Kind
from collab.sheets.workbook import FONT, FORMATS, LINE, put


class Look(Enum):
    """What is in a cell. What may be changed has a pale ground; everything else follows from it."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    WHOLE = "whole number"
    POUNDS = "pounds"
    FTE = "fte"
    RATE = "rate"
    OPEN_TEXT = "text to change"
    OPEN_WHOLE = "whole number to change"
    OPEN_POUNDS = "pounds to change"
    OPEN_FTE = "fte to change"
    OPEN_RATE = "rate to change"


NUMBERS = {
    "whole number": FORMATS[Kind.COUNT],
    "pounds": FORMATS[Kind.MONEY],
    "fte": FORMATS[Kind.FTE],
    "rate": "0.00####%",
}
OPEN = PatternFill("solid", fgColor="FFFFF7D6")
WIDE = 20


@dataclass(frozen=True)
class Formula:
    """Without the sign that begins it."""

    words: str


Written = str | int | Decimal | Formula | None


def pence(amount: int) -> Decimal:
    """In pounds, as it stands in a cell."""
    return Decimal(amount).scaleb(-2)


class Pen:
    """A sheet under way. Every row is appended once, in order; `row` is the number of the last one."""

    def __init__(self, workbook: Workbook, name: str, *, wide: int = 0) -> None:
        self.sheet: Any = workbook.create_sheet(name)
        self.name = name
        self.row = 0
        self._cells: dict[tuple[int, Look], Any] = {}
        print_set_up(self.sheet)
        self.sheet.freeze_panes = "B1"
        self.sheet.column_dimensions["A"].width = 44
        for at in range(2, wide + 2):
            self.sheet.column_dimensions[get_column_letter(at)].width = WIDE

    def write(self, *cells: Written, looks: Look | tuple[Look, ...] = Look.TEXT) -> int:
        """A row; the last of `looks` goes for what follows too. Returns its number."""
        looks = looks if isinstance(looks, tuple) else (looks,)
        if looks[0] == Look.HEADING:
            longest = max((len(cell) for cell in cells[1:] if isinstance(cell, str)), default=0)
            self.sheet.row_dimensions[self.row + 1].height = LINE * (1 + longest // (WIDE - 4))
        self.sheet.append([self._cell(at, looks[min(at, len(looks) - 1)], value) for at, value in enumerate(cells)])
        self.row += 1
        return self.row

    def here(self, column: int, row: int) -> str:
        """The cell as formulas of this sheet name it; the first column is 0."""
        return f"${get_column_letter(column + 1)}${row}"

    def at(self, column: int, row: int) -> str:
        """The cell as formulas of every sheet name it."""
        return f"'{self.name.replace(chr(39), chr(39) * 2)}'!{self.here(column, row)}"

    def run(self, column: int, first: int, last: int) -> str:
        """The cells of a column of this sheet from one row to another."""
        return f"{self.here(column, first)}:{self.here(column, last)}"

    def run_at(self, column: int, first: int, last: int) -> str:
        """As `run`, for formulas of every sheet."""
        return f"{self.at(column, first)}:{self.here(column, last)}"

    def _cell(self, at: int, look: Look, value: Written) -> Any:
        if value is None:
            return None
        cell = self._cells.get((at, look)) or self._cells.setdefault(
            (at, look), _styled(WriteOnlyCell(self.sheet), look, at)
        )
        if isinstance(value, Formula):
            cell.value, cell.data_type = f"={value.words}", "f"
        else:
            put(cell, value)
        return cell


def _styled(cell: Any, look: Look, at: int) -> Any:
    kind = look.value.removesuffix(" to change")
    cell.number_format = NUMBERS.get(kind, "General")
    if look in (Look.TITLE, Look.HEADING):
        cell.font = Font(name=FONT, bold=True, size=14 if look == Look.TITLE else 11)
    if look == Look.HEADING:
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="right" if at else "left")
    if kind != look.value:
        cell.fill = OPEN
    return cell
