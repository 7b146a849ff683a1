"""What a sheet is called, and how it is printed."""

import re
from collections.abc import Sequence
from typing import Any

from collab.xml import possible

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
# Excel keeps this name for itself.
_TAKEN = "history"
A4 = 9


def sheet_name(wanted: str, others: Sequence[str]) -> str:
    """A name that spreadsheets take, and none of `others`, whatever their case: "Shares", "Shares 2"."""
    name = _FORBIDDEN.sub(" ", possible(wanted)).strip(" '")[:LONGEST].rstrip(" '") or "Table"
    taken = {_TAKEN, *(other.lower() for other in others)}
    shown, number = name, 1
    while shown.lower() in taken:
        number += 1
        shown = f"{name[: LONGEST - len(str(number)) - 1]} {number}"
    return shown


def print_set_up(sheet: Any, heading_row: int | None = None) -> None:
    """On A4 across, as wide as the page; the row of headings stands on every page, its number at the foot."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if heading_row:
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
