"""Tables as files: one description of a table, written as CSV and as a workbook. Neither hides anything."""

from collab.sheets.comma_separated import to_csv
from collab.sheets.printing import PrintedTable, printed_table, with_rounding
from collab.sheets.table import Column, Kind, Table, Value
from collab.sheets.workbook import to_xlsx

__all__ = [
    "Column",
    "Kind",
    "PrintedTable",
    "Table",
    "Value",
    "printed_table",
    "to_csv",
    "to_xlsx",
    "with_rounding",
]
