"""What was read of a staffing file, in words."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from collab.calc.money import in_figures, to_the_penny
from collab.sheets import Column, Kind, Table
from programme.forms.staffing_files import RejectedRow
from programme.models import StaffingUpload

LAYOUTS = {
    "collab": "Collab’s own template",
    "transparency": "organisation structure of the transparency code",
    "organogram-senior": "organogram of senior posts",
    "organogram-junior": "organogram of junior posts, a group of posts to a row",
}
UNPAID = "Posts that count £0, since no pay is given"


@dataclass(frozen=True)
class ShownProblem:
    row: int
    column: str
    message: str
    is_error: bool


@dataclass(frozen=True)
class FilePage:
    """`problems`: what rejected a row first, then what is doubtful, each in the order of the file."""

    headline: str
    facts: list[tuple[str, str]]
    problems: list[ShownProblem]
    rejected: list[RejectedRow]
    dropped: list[str]
    hidden: list[str]
    accepted: int
    rejected_count: int


def present_file(upload: StaffingUpload) -> FilePage:
    read = upload.reading
    problems = [*_problems(read, "errors", is_error=True), *_problems(read, "warnings_list", is_error=False)]
    return FilePage(
        _headline(read), _facts(upload), problems, rejected_rows(upload), read["dropped_columns"], read["hidden"],
        read["accepted"], read["rejected"],
    )  # fmt: skip


def rejected_rows(upload: StaffingUpload) -> list[RejectedRow]:
    """Those that can be mended on a page, in the order of the file."""
    messages: dict[int, list[tuple[str, str]]] = {}
    for problem in upload.reading["errors"]:
        messages.setdefault(problem["row"], []).append((problem["column"], problem["message"]))
    return [RejectedRow(row, messages.get(row, []), dict(cells)) for row, cells in upload.reading["cells"]]


def table_of_problems(upload: StaffingUpload) -> Table:
    page = present_file(upload)
    columns = (Column("Row", Kind.COUNT), Column("Column"), Column("What became of the row"), Column("Problem"))
    rows = [
        (row.row, row.column, "rejected" if row.is_error else "accepted", row.message) for row in page.problems
    ]  # fmt: skip
    return Table(f"Problems of {upload.file_name}", columns, rows, notes=[page.headline], name="Problems")


def _headline(read: dict[str, Any]) -> str:
    accepted, rejected = read["accepted"], read["rejected"]
    rows = f"{read['rows_read']:,} row{'' if read['rows_read'] == 1 else 's'}"
    if not rejected:
        return f"All of the {rows} were read" if read["rows_read"] != 1 else "The one row was read"
    if not accepted:
        return f"None of the {rows} can be accepted as it stands"
    return f"{accepted:,} of {rows} were read, and {rejected:,} {'has' if rejected == 1 else 'have'} to be mended"


def _facts(upload: StaffingUpload) -> list[tuple[str, str]]:
    read = upload.reading
    found = [
        ("Layout", LAYOUTS[read["layout"]]),
        ("Rows read", f"{read['rows_read']:,}"),
        ("Accepted", f"{read['accepted']:,}"),
        ("Rejected", f"{read['rejected']:,}"),
        ("Left out", f"{len(read['left_out']):,}"),
        ("FTE", _figures(read["fte"])),
        ("Salaries a year", _pounds(read["salary_total"])),
        ("Cost a year with on-costs", _pounds(read["cost_total"])),
        ("Posts with an estimate", f"{read['estimated']:,}"),
        ("Vacant posts", f"{read['vacant']:,}"),
        (UNPAID, f"{read.get('unpaid', 0):,}"),
    ]
    return [row for row in found if row not in (("Left out", "0"), (UNPAID, "0"))]


def _problems(read: dict[str, Any], kind: str, *, is_error: bool) -> list[ShownProblem]:
    return [
        ShownProblem(row["row"], row["column"] or _where(row["row"], read), row["message"], is_error)
        for row in read[kind]
    ]


def _where(row: int, read: dict[str, Any]) -> str:
    """A problem of the whole file stands at the header."""
    return "The whole file" if row == read["header_row"] else "The whole row"


def _figures(number: str) -> str:
    return in_figures(Fraction(number))


def _pounds(amount: str) -> str:
    return to_the_penny(int(Fraction(amount) * 100))
