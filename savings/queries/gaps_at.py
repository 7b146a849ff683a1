"""Budget gaps, with what closed them, as they were on a day gone by."""

import datetime

from collab.calc.years import FinancialYear
from collab.history import standing_at
from collab.moments import end_of
from programme.models import Council, Programme
from savings.models import BudgetGap, GapAmount, LineAmount, SavingsLine
from savings.models.plan import CASH, OPEN_TO_ALL
from savings.queries.as_at import case_at
from savings.queries.as_at_plans import council_of_line, local_plans_at
from savings.queries.gaps import CouncilGap, Typed, added_up, gaps_beside
from savings.queries.joint import Joint, joint_beside


def joint_at(programme: Programme, day: datetime.date) -> Joint:
    """As `joint_of`, at the end of a day: of the model that was preferred then. Fourteen queries."""
    return joint_beside(case_at(programme, day), lambda case: local_plans_at(case, day))


def gaps_at(programme: Programme, joint: Joint, day: datetime.date, council: Council | None = None) -> list[CouncilGap]:
    """As `gaps_of`, at the end of a day, beside the joint saving of that day. Three queries."""
    moment = end_of(day)
    gaps = standing_at(BudgetGap, moment).filter(programme=programme)
    amounts = standing_at(GapAmount, moment).filter(gap_id__in=gaps.values("id"))
    lines = standing_at(SavingsLine, moment).filter(OPEN_TO_ALL, CASH, plan__programme=programme)
    delivered = standing_at(LineAmount, moment).filter(line_id__in=lines.values("id"))
    typed = Typed([row.instance for row in gaps], amounts, added_up(delivered, council_of_line()))
    return gaps_beside(joint, typed, FinancialYear.containing(today_then(programme, day)), council)


def today_then(programme: Programme, day: datetime.date) -> datetime.date:
    """The day by which a year was over: that day, but in a programme that lives on a day of its own."""
    return programme.own_date or day
