"""Staffing files as tests write them."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from programme.staffing import StaffingFile, read_staffing

POST = {
    "ref": "D1", "title": "Director", "service": "People", "tier": "2", "grade": "CO1", "fte": "1", "salary": "60000",
    "on_cost_rate": "0.25", "vacant": "false", "in_scope": "true", "reports_to": "", "statutory": "", "shared_with": "",
}  # fmt: skip
BAND = {
    "OrganisationLabel": "Anytown", "Level": "2", "JobTitle": "Director", "Name": "NA", "Grade": "D1",
    "Directorate": "People", "Service": "NA", "SharedPost": "NA", "SalaryBand": "60000 - 64999", "MaximumSalary": "NA",
    "Vacancy": "NA",
}  # fmt: skip
SENIOR = {
    "Post Unique Reference": "1", "Name": "N/D", "Grade": "SCS1", "Job Title": "Director", "Unit": "People",
    "Contact E-mail": "someone@example.gov.uk", "Reports to Senior Post": "XX", "FTE": "1.0",
    "Actual Pay Floor (£)": "60000", "Actual Pay Ceiling (£)": "64999", "Valid?": "1",
}  # fmt: skip
JUNIOR = {
    "Unit": "People", "Reporting Senior Post": "1", "Grade": "7", "Payscale Minimum (£)": "20000",
    "Payscale Maximum (£)": "30000", "Generic Job Title": "Adviser", "Number of Posts in FTE": "2.5",
}  # fmt: skip


def csv_of(*rows: dict[str, Any], separator: str = ",") -> bytes:
    """The headings of the first row, and all rows."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def xlsx_of(
    rows: Sequence[Sequence[Any]], change: Callable[[Workbook, Any], object] = lambda book, sheet: None
) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Posts"
    for row in rows:
        sheet.append(list(row))
    change(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes, filename: str = "posts.csv", **wishes: Any) -> StaffingFile:
    return read_staffing(data, filename=filename, on_cost_rate=Decimal("0.3"), **wishes)


def said(file: StaffingFile, row: int) -> list[str]:
    """The sentences about a row, errors with a mark of their own."""
    return [
        f"{'✗' if problem.severity == 'error' else '!'} {problem.message}"
        for problem in [*file.errors, *file.warnings]
        if problem.row == row
    ]
