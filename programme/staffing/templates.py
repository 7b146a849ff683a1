"""The template that a council can fill in: the layout `collab` with nothing in it yet."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from collab.sheets.package import to_bytes
from programme.staffing.layouts import COLLAB

GUIDE = {
    "ref": "The council’s own reference of the post. Left empty, one is made from the row’s words.",
    "title": "The job title. Needed.",
    "service": "The service that the post belongs to. Needed.",
    "tier": "1 for the highest tier of management, 2 for the next and so on.",
    "grade": "The grade or spinal point.",
    "fte": "The part of full time, for example 0.6; the sum of the parts where a row stands for several posts. Needed.",
    "salary": "The full-time salary of a year in pounds, before on-costs, for example 45000. Needed.",
    "on_cost_rate": "On-costs as a part of salary, for example 0.285 or 28.5%. Left empty, the council’s default.",
    "vacant": "true if nobody is in the post.",
    "in_scope": "false if the post is no part of what the programme looks at. Left empty, it is in scope.",
    "reports_to": "The reference of the line manager’s post.",
    "statutory": "hps, s151, mo, dcs or dass for a statutory post; several with commas between them.",
    "funding_source": "What pays for the post, where it is not the council’s own budget.",
    "shared_with": "Other councils that carry a part of the post, for example hartlepool:0.5; several with semicolons.",
}
_WIDTHS = {"title": 40, "service": 30, "funding_source": 25, "shared_with": 25}


def template_csv() -> bytes:
    """With the mark by which Excel knows UTF-8."""
    return f"\ufeff{','.join(COLLAB.columns.values())}\r\n".encode()


def template_xlsx() -> bytes:
    """One sheet to fill in and one that says how; nothing hidden."""
    book = Workbook()
    posts = book.active
    posts.title = "Posts"
    posts.append(list(COLLAB.columns.values()))
    _dress(posts)
    for place, name in enumerate(COLLAB.columns, start=1):
        posts.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 14)
    guide = book.create_sheet("How to fill it in")
    guide.append(["Column", "What it holds"])
    for name, words in GUIDE.items():
        guide.append([COLLAB.columns[name], words])
    _dress(guide)
    guide.column_dimensions["A"].width = 18
    guide.column_dimensions["B"].width = 90
    return to_bytes(book, title="Template for a baseline")


def _dress(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.alignment = Alignment(vertical="top")
    sheet.freeze_panes = "A2"
