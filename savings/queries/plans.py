"""Sums of the councils' savings plans, from the groups that are kept beside them."""

from collections import defaultdict
from dataclasses import astuple, dataclass, field, replace

from django.db.models import Count, Q, QuerySet, Sum

from programme.models import Council, Programme
from savings.enums import LIVE
from savings.models import LineAmount, PlanGroup, SavingsLine
from savings.models.plan import CASH, OPEN_TO_ALL

# A line that plans something of a year and has not said yet what it expects of it: that is not nothing.
UNFORECAST = Q(planned_pence__gt=0, forecast_pence__isnull=True)


@dataclass(frozen=True)
class YearSums:
    """What lines add up to in a year, in pence; `lines` counts those that say something of it. `unforecast` counts
    those that plan something of it and have no forecast yet, and `unforecast_pence` is what they plan."""

    lines: int = 0
    planned_pence: int = 0
    forecast_pence: int = 0
    actual_pence: int = 0
    unforecast: int = 0
    unforecast_pence: int = 0

    def __add__(self, other: "YearSums") -> "YearSums":
        return YearSums(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def is_forecast(self) -> bool:
        """Whether something of it is."""
        return not self.unforecast or (self.planned_pence, self.forecast_pence) != (self.unforecast_pence, 0)

    @property
    def at_risk_pence(self) -> int:
        """What is planned and not forecast of the lines that have a forecast; below nought where they bring more."""
        return self.planned_pence - self.unforecast_pence - self.forecast_pence


@dataclass(frozen=True)
class CouncilPlan:
    """A council's lines that are agreed and released, by year: those that close a gap, and the others."""

    council: Council
    position: int
    has_plan: bool
    cash: dict[int, YearSums] = field(default_factory=dict)
    other: dict[int, YearSums] = field(default_factory=dict)


def released_plans(programme: Programme) -> list[CouncilPlan]:
    """What everybody in the programme may know of each council's plan, in the programme's order. Four queries."""
    groups = PlanGroup.objects.filter(plan__programme=programme, status__in=sorted(LIVE), held=False).order_by()
    summed = ("lines", "planned_pence", "forecast_pence", "actual_pence")
    rows = groups.values_list("plan__council", "cash", "year").annotate(*(Sum(name) for name in summed))
    found: dict[tuple[int, bool], dict[int, YearSums]] = defaultdict(dict)
    for council, cash, year, *sums in rows:
        found[council, cash][year] = YearSums(*(int(value) for value in sums))
    lines = SavingsLine.objects.filter(plan__programme=programme)
    for (council, year), (number, pence) in unforecast(lines).items():
        sums_of_year = found[council, True][year]
        found[council, True][year] = replace(sums_of_year, unforecast=number, unforecast_pence=pence)
    planned = set(programme.savings_plans.values_list("council", flat=True))
    return [
        CouncilPlan(
            part.council, part.position, part.council_id in planned, found[part.council_id, True],
            found[part.council_id, False],
        )
        for part in programme.programme_councils.select_related("council")
    ]  # fmt: skip


def unforecast(lines: QuerySet[SavingsLine]) -> dict[tuple[int, int], tuple[int, int]]:
    """Of the lines that are released and close a gap, how many plan something and have no forecast yet, and what they
    plan; by the council's key and the year. One query: it has to be told line from line."""
    rows = LineAmount.objects.filter(UNFORECAST, line__in=lines.filter(OPEN_TO_ALL, CASH).order_by().values("pk"))
    sums = rows.order_by().values_list("line__plan__council", "year").annotate(Count("pk"), Sum("planned_pence"))
    return {(council, year): (number, int(pence)) for council, year, number, pence in sums}
