"""Which lines of a plan are asked for an update that nobody has sent, found by the database however many there are."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from collab.calc.quarters import LAST, Quarter
from collab.calc.years import FinancialYear
from savings.enums import LIVE, UpdateState
from savings.models import LineAmount, LineUpdate, PlanGroup, RatingRules, SavingsLine, SavingsPlan
from savings.queries.ratings import rules_of


@dataclass(frozen=True)
class Asked:
    """What may be asked of a plan's lines on a day: for each year, by that in which it begins, its quarter and the day
    on which the update is due."""

    quarters: dict[int, Quarter]
    due: dict[int, datetime.date]
    today: datetime.date

    @property
    def late(self) -> set[int]:
        """The years of which an update that has not been sent is overdue."""
        return {year for year, due in self.due.items() if due < self.today}


@dataclass(frozen=True)
class Owed:
    """How many lines have not sent what they are asked for, and how many of these are late."""

    lines: int = 0
    late: int = 0


def asked_on(plan: SavingsPlan, rules: Iterable[RatingRules], today: datetime.date) -> Asked:
    """`rules` are those that its council has set by that day. One query."""
    ended = Quarter.ended_by(today)
    years = PlanGroup.objects.filter(plan=plan, year__lte=ended.year.start).order_by("year")
    quarters = {
        year: ended if year == ended.year.start else Quarter(FinancialYear(year), LAST)
        for year in years.values_list("year", flat=True).distinct()
    }
    due = {
        year: quarter.due(rules_of(rules, plan.council, quarter.ends).due_days) for year, quarter in quarters.items()
    }
    return Asked(quarters, due, today)


def lines_owing(lines: QuerySet[SavingsLine], asked: Asked, *, late: bool = False) -> QuerySet[SavingsLine]:
    """Those of `lines` whose update is wanted, each with the year of it in `asked_year`; `late`: and overdue. No
    query."""
    of_line = _owed(asked).filter(line=OuterRef("pk"))
    years = asked.late if late else asked.quarters
    return lines.annotate(asked_year=Subquery(of_line.values("year")[:1])).filter(asked_year__in=list(years))


def owed(plan: SavingsPlan, asked: Asked) -> Owed:
    """One query."""
    rows = _owed(asked).filter(line__plan=plan).order_by().values_list("year").annotate(lines=Count("pk"))
    counts = Counter(dict(rows))
    return Owed(counts.total(), sum(counts[year] for year in asked.late))


def _owed(asked: Asked) -> QuerySet[LineAmount]:
    """The year of each line for which it is asked (the same as `quarter_asked` says of one line) where nothing has been
    sent, or finance has returned it."""
    open_years = LineAmount.objects.filter(settled="", year__in=list(asked.quarters))
    later = open_years.filter(line=OuterRef("line"), year__gt=OuterRef("year"))
    sent = LineUpdate.objects.filter(_any(_is(quarter) for quarter in asked.quarters.values())).filter(
        line=OuterRef("line"), year=OuterRef("year")
    )
    return open_years.filter(
        _any(_agreed_by(quarter) for quarter in asked.quarters.values()), ~Exists(later),
        ~Exists(sent.exclude(state=UpdateState.RETURNED)), line__status__in=sorted(LIVE),
    )  # fmt: skip


def _is(quarter: Quarter) -> Q:
    return Q(year=quarter.year.start, quarter=quarter.number)


def _agreed_by(quarter: Quarter) -> Q:
    """A line is asked for no quarter that had ended when it was agreed."""
    agreed = Q(line__agreed_on__isnull=True) | Q(line__agreed_on__lte=quarter.ends)
    return Q(year=quarter.year.start) & agreed


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
