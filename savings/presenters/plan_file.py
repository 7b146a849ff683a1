"""What a plan's file would change, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collab.calc.money import to_the_penny
from collab.calc.years import FinancialYear
from programme.presenters.records import Difference
from savings.models import SavingsLine
from savings.plan_file.proposal import Problem, Proposal, Proposed, Years
from savings.presenters.line_changes import differences_of_line, differences_of_posts
from savings.services.plans import FIELDS, LineYear

SUMMED = ("planned_pence", "forecast_pence", "cost_pence")


@dataclass(frozen=True)
class LineShown:
    ref: str
    title: str
    differences: list[Difference]


@dataclass(frozen=True)
class FilePage:
    """`sums`: the year, and planned, forecast and cost as they are and as they would be."""

    problems: Sequence[Problem]
    notes: Sequence[str]
    new: list[LineShown]
    changed: list[LineShown]
    same: int
    not_named: Sequence[SavingsLine]
    sums: list[tuple[str, list[tuple[str, str]]]]
    needs_reason: bool

    @property
    def may_keep(self) -> bool:
        return not self.problems and bool(self.new or self.changed)


def present_plan_file(proposal: Proposal) -> FilePage:
    changes = proposal.changes
    return FilePage(
        proposal.problems,
        proposal.notes,
        [_shown(row) for row in changes if row.line is None],
        [_shown(row) for row in changes if row.line is not None],
        len(proposal.lines) - len(changes),
        proposal.not_named,
        _sums(proposal),
        proposal.needs_reason,
    )


def _shown(row: Proposed) -> LineShown:
    saved = row.line or SavingsLine(ref=row.ref)
    differences = differences_of_line(saved, row.values, _said(row.there), _said(row.years))
    title = row.values.get("title", saved.title)
    differences += differences_of_posts(row.taken, row.posts)
    if row.line is None:
        differences = [replace(difference, before="") for difference in differences]
    return LineShown(row.ref, title, differences)


def _said(years: Years) -> dict[int, LineYear]:
    return {year: LineYear(*(said[name] for name in FIELDS)) for year, said in years.items()}


def _sums(proposal: Proposal) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of every line, whatever its status."""
    rows = {row.ref: row for row in proposal.lines}
    kept = [{amount.year: vars(amount) for amount in line.amounts.all()} for line in proposal.present.lines]
    left = [{amount.year: vars(amount) for amount in line.amounts.all()} for line in proposal.not_named]
    after = [*left, *(row.years for row in rows.values())]
    years = sorted({year for said in (*kept, *after) for year in said})
    return [
        (str(FinancialYear(year)), [(_sum(kept, year, name), _sum(after, year, name)) for name in SUMMED])
        for year in years
    ]


def _sum(lines: Iterable[Years], year: int, name: str) -> str:
    return to_the_penny(sum(said.get(year, {}).get(name) or 0 for said in lines))
