"""What a plan's file would make of a plan."""

from dataclasses import dataclass, field
from typing import Any

from savings.models import SavingsLine
from savings.models.plan import QUARTERS
from savings.queries.plan_files import Present
from savings.rules import plans as rules
from savings.services.plans import PostSaid

AMOUNTS = ("planned_pence", "forecast_pence", "actual_pence", "cost_pence", *QUARTERS)
Years = dict[int, dict[str, int | None]]


@dataclass(frozen=True)
class Problem:
    place: str
    column: str
    sentence: str


@dataclass
class Proposed:
    """A line as the file wants it. `line` is that of the plan, None where it is new; `values` are the fields that
    differ, `years` and `posts` everything of both; `there` and `taken` what the plan says of them."""

    ref: str
    line: SavingsLine | None
    values: dict[str, Any] = field(default_factory=dict)
    there: Years = field(default_factory=dict)
    years: Years = field(default_factory=dict)
    taken: list[PostSaid] = field(default_factory=list)
    posts: list[PostSaid] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return self.line is not None and not self.values and self.years == self.there and self.posts == self.taken

    @property
    def replans(self) -> bool:
        """Whether what counts as promised changes, which takes a reason."""
        planned = {
            year: (self.there.get(year, {}).get("planned_pence"), self.years.get(year, {}).get("planned_pence"))
            for year in self.there.keys() | self.years.keys()
        }
        return self.line is not None and rules.why_not_replan(self.line, planned, "") is not None


@dataclass
class Proposal:
    present: Present
    lines: list[Proposed]
    problems: list[Problem]
    notes: list[str]

    @property
    def changes(self) -> list[Proposed]:
        return [row for row in self.lines if not row.is_same]

    @property
    def not_named(self) -> list[SavingsLine]:
        named = {row.ref for row in self.lines}
        return [line for line in self.present.lines if line.ref not in named]

    @property
    def needs_reason(self) -> bool:
        return any(row.replans for row in self.lines)
