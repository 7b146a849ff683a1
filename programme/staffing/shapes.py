"""What is read from a staffing file."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from collab.calc.costing import post_cost
from collab.calc.money import plain

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or doubtful at one place, in plain words with the remedy.

    `row` counts as `StaffingFile.rows_read` is counted from: the header is 1 in a CSV, and a workbook's rows have the
    sheet's own numbers. A problem of the whole file stands at the header. `column` is the file's own heading, or "".
    """

    row: int
    column: str
    message: str
    severity: Severity

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "message": self.message}


@dataclass(frozen=True, slots=True)
class StaffingPost:
    """One accepted row: a post, or a group of like posts.

    `tier` is None where the file does not tell it. `estimated` says in words what of it is an estimate, or "".
    `personal` holds the columns about a person by their headings, and only where names were asked for.
    """

    row: int
    ref: str
    title: str
    service: str
    tier: int | None
    grade: str
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal
    cost_pence: int
    vacant: bool
    in_scope: bool
    reports_to: str
    statutory: tuple[str, ...]
    funding_source: str
    shared_with: tuple[tuple[str, Decimal], ...]
    estimated: str
    personal: dict[str, str]


@dataclass(frozen=True)
class StaffingFile:
    """A staffing file as it was understood: every row below the header but blank ones accepted, rejected or left out.

    `columns` are the headings in use, `dropped_columns` those about persons that were not kept. `hidden` says in
    sentences what a reader of the workbook may not see; each is among the warnings too. `rejected_cells` has the
    text of every rejected row by heading, without the dropped columns, for whoever mends it.
    """

    layout: str
    header_row: int
    columns: list[str]
    posts: list[StaffingPost]
    errors: list[Problem]
    warnings: list[Problem]
    dropped_columns: list[str]
    hidden: list[str]
    rejected_cells: dict[int, dict[str, str]] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        return self.accepted + self.rejected + len(self.left_out)

    @property
    def accepted(self) -> int:
        return len(self.posts)

    @property
    def rejected(self) -> int:
        return len(self.rejected_cells)

    @property
    def fte(self) -> Decimal:
        return sum((post.fte for post in self.posts), Decimal())

    @property
    def salary_total_pence(self) -> int:
        """The sum of salary × FTE, each row rounded to the penny."""
        return sum(post_cost(post.salary_pence, post.fte, Decimal()) for post in self.posts)

    @property
    def cost_total_pence(self) -> int:
        return sum(post.cost_pence for post in self.posts)

    def with_warnings(self, problems: Sequence[Problem]) -> "StaffingFile":
        """The same with more to be said, such as what only the other baselines tell."""
        return replace(self, warnings=[*self.warnings, *problems]) if problems else self

    def as_json(self) -> dict[str, Any]:
        return {
            "layout": self.layout,
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "warnings": len(self.warnings),
            "fte": f"{self.fte:.4f}",
            "salary_total": plain(self.salary_total_pence),
            "cost_total": plain(self.cost_total_pence),
            "errors": [problem.as_json() for problem in self.errors],
            "warnings_list": [problem.as_json() for problem in self.warnings],
            "dropped_columns": self.dropped_columns,
        }
