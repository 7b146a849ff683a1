"""The rows of a file with a savings plan or a tracker, as they stand in it. Runs in a child process."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from collab.errors import Refused
from collab.sheets.table import like_a_formula
from programme.staffing.delimited import LONGEST_QUOTED, SEPARATORS, decoded, first, records
from programme.staffing.layouts import plain_heading
from programme.staffing.markup import Book
from programme.staffing.tables import MOST_COLUMNS, is_blank
from programme.staffing.workbook import MOST_CELLS, rows_of, with_formulas

# One of them stands in the header, by whose width the separator of a CSV is known.
HEADINGS = {"reference", "proposed", "proposedsavings", "target", "achieved", "service", "directorate"}
MOST_ROWS = 5_000
# Of what a form can carry from the preview to the keeping.
MOST_BYTES = 3_000_000

Row = tuple[int, list[str]]


def read_csv(data: bytes) -> bytes:
    csv.field_size_limit(LONGEST_QUOTED)
    text, notes = decoded(data)
    rows, doubts = records(text, max(SEPARATORS, key=lambda separator: _width(text, separator)))
    numbered = ((number, [_without_apostrophe(cell) for cell in cells]) for number, cells in enumerate(rows, 1))
    return _written([("", _cut(numbered))], [*notes, *doubts])


def read_xlsx(data: bytes) -> bytes:
    """Of the sheets that a reader of the workbook sees."""
    try:
        values, book = CalamineWorkbook.from_filelike(io.BytesIO(data)), Book(data)
        sheets = [sheet for sheet in values.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        found = [(name, _sheet(values, book, name)) for name in visible]
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError):
        raise Refused(
            "The workbook could not be read: it may be damaged. Save it under a new name in Excel, and upload that.",
            code="plan-file",
        ) from None
    hidden = [f"The sheet “{sheet.name}” is hidden and not read." for sheet in sheets if sheet.name not in visible]
    return _written(found, hidden)


def _sheet(values: CalamineWorkbook, book: Book, name: str) -> list[Row]:
    marks = book.marks(name)
    if marks.last_row * marks.last_column > MOST_CELLS:
        raise Refused(
            f"The sheet “{name}” has cells far beyond its table. Delete the rows and columns around it.",
            code="plan-file",
        )
    return _cut(with_formulas(enumerate(rows_of(values.get_sheet_by_name(name)), 1), marks))


def _width(text: str, separator: str) -> int:
    """How many columns the header has, if this is the separator."""
    rows = first(text, separator)
    return max((len(cells) for cells in rows if any(plain_heading(cell) in HEADINGS for cell in cells)), default=0)


def _without_apostrophe(cell: str) -> str:
    """Collab's own files have one before what a spreadsheet would reckon out."""
    return cell[1:] if cell[:1] == "'" and like_a_formula(cell[1:]) else cell


def _cut(rows: Iterable[Row]) -> list[Row]:
    """Blank rows as empty ones. A file may end with many of them."""
    found: list[Row] = []
    for number, cells in rows:
        if not is_blank(cells):
            found.append((number, [cell.strip() for cell in cells[:MOST_COLUMNS]]))
        elif found and found[-1][1]:
            found.append((number, []))
        if len(found) > MOST_ROWS:
            raise Refused(
                f"The file has more than {MOST_ROWS:,} rows. Take out what is no part of it.", code="plan-file"
            )
    return found


def _written(sheets: list[tuple[str, list[Row]]], notes: list[str]) -> bytes:
    written = json.dumps([sheets, notes], ensure_ascii=False).encode("utf-8", "replace")
    if len(written) > MOST_BYTES:
        raise Refused("The file says more than can be read of it. Take out what is no part of it.", code="plan-file")
    return written
