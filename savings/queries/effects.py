"""What the figures that everybody sees are with a line and without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from collab.calc.appraisal import NotApportionable
from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.models import OperatingModel
from savings.models import SavingsLine
from savings.queries.appraisal import foremost
from savings.queries.case import case_of
from savings.queries.reassessment import Counting, local_plans, reassess


@dataclass(frozen=True)
class JointYear:
    """The joint saving of a year, gross and for a full year, in pence."""

    year: FinancialYear
    with_pence: int
    without_pence: int


@dataclass(frozen=True)
class LineEffect:
    """`joint` has the years in which the line makes a difference to the joint saving of `model`; `why_not` says why
    there is no such saving to look at. `closes` is what the line closes of its council's gap, by year."""

    model: OperatingModel | None
    why_not: str
    joint: tuple[JointYear, ...]
    closes: Mapping[int, int]


def effect_of(line: SavingsLine, *, today: date) -> LineEffect:
    """Of a line with its plan, council, programme and amounts, among the lines that are agreed and released."""
    closes = _closes(line, today)
    case = case_of(line.plan.programme)
    chosen = foremost(case)
    if isinstance(chosen, str):
        return LineEffect(None, chosen, (), closes)
    council = line.plan.council
    released = local_plans(case)
    whole = local_plans(case, counting=Counting.PROPOSED, own=[council])
    mine = (council.slug, line.ref)
    counted = {(claim.council, claim.line) for claim in released.claims}
    with_it = replace(whole, claims=tuple(c for c in whole.claims if (c.council, c.line) in {*counted, mine}))
    without = replace(whole, claims=tuple(c for c in whole.claims if (c.council, c.line) in counted - {mine}))
    try:
        one, other = (reassess(case, chosen.case, plans) for plans in (with_it, without))
    except (NotApportionable, Refused) as refused:
        return LineEffect(chosen.case.model, str(refused), (), closes)
    years = (
        JointYear(there.year, there.reassessed, gone.reassessed)
        for there, gone in zip(one.years, other.years, strict=True)
    )
    changed = tuple(year for year in years if year.with_pence != year.without_pence)
    return LineEffect(chosen.case.model, "", changed, closes)


def _closes(line: SavingsLine, today: date) -> dict[int, int]:
    """A year that is over counts what is confirmed, or where nothing is, what is forecast."""
    if not line.closes_gap:
        return {}
    found = {}
    for row in line.amounts.all():
        over = FinancialYear(row.year).last_day < today
        told = (row.actual_pence, row.forecast_pence) if over else (row.forecast_pence, row.actual_pence)
        counts = next((pence for pence in told if pence is not None), None)
        if counts:
            found[row.year] = counts
    return found
