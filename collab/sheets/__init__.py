"""Tables as files: one description of a table, written as CSV and as a workbook. Neither hides anything."""

from collab.sheets.comma_separated import to_csv
from collab.sheets.table import Column, Kind, Table, Value
from collab.sheets.workbook import to_xlsx

__all__ = ["Column", "Kind", "Table", "Value", "to_csv", "to_xlsx"]
