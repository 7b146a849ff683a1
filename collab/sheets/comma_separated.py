"""A table as CSV: UTF-8 with a mark that spreadsheets look for, CRLF, ISO dates, amounts as plain numbers."""

import csv
import io
from decimal import Decimal

from collab.sheets.table import Cell, Table, like_a_formula
from collab.xml import possible

BOM = "\ufeff"


def to_csv(*tables: Table) -> bytes:
    """The headings are the first record, so that programs find them; title and notes follow after an empty one, and
    further tables after that. An apostrophe stands before a text that a spreadsheet would reckon out."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for at, table in enumerate(tables):
        if at:
            writer.writerow([])
        writer.writerow([_written(column.heading) for column in table.columns])
        rows = [*table.rows, table.total] if table.total is not None else table.rows
        writer.writerows([_written(cell) for cell in table.cells(row)] for row in rows)
        writer.writerow([])
        writer.writerows([_written(possible(line))] for line in (table.title, *table.notes))
    return (BOM + stream.getvalue()).encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if like_a_formula(cell) else cell
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
