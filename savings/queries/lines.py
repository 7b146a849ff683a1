"""The lines of one council's plan, as many and as much of them as one person may see."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from collab.calc.years import FinancialYear
from savings.enums import LIVE, LineStatus
from savings.models import LineAmount, PlanGroup, SavingsLine, SavingsPlan
from savings.models.plan import OPEN_TO_ALL
from savings.queries.plans import YearSums, unforecast
from savings.queries.sight import LineSight

AMOUNTS = ("planned", "forecast", "confirmed")
COLUMN = {"planned": "planned_pence", "forecast": "forecast_pence", "confirmed": "actual_pence"}
ORDERS = ("ref", "title", "service", "status")
# What asks for the lines of whoever is asking.
MINE = "mine"
# Of lines whose update is wanted, all of them or those that are overdue.
NOT_SENT, OVERDUE = "not-sent", "overdue"
# Whoever sees amounts rounded must not learn more of them from the order in which lines stand.
ORDERS_OF_AMOUNTS = AMOUNTS
# Of the sums of a plan, those that the other councils know of.
OPEN_PARTS = ("released", "other")


@dataclass(frozen=True)
class LinesWanted:
    """`text` stands in the reference, title or service; `service` is None for all of them; `owner` is a person of
    whose lines alone is asked; `update` is NOT_SENT, OVERDUE or "", for the caller to find (`queries.asking`)."""

    text: str = ""
    status: str = ""
    service: str | None = None
    kind: str = ""
    rating: str = ""
    owner: Any = None
    order: str = ""
    update: str = ""


@dataclass(frozen=True)
class PlanYear:
    """What a plan's lines that close a gap add up to in a year: those that are released, and those that count for the
    council's own people alone. `other`: released lines that close no gap."""

    released: YearSums = field(default_factory=YearSums)
    other: YearSums = field(default_factory=YearSums)
    held: YearSums = field(default_factory=YearSums)
    proposed: YearSums = field(default_factory=YearSums)


def lines_of(plan: SavingsPlan | None, sight: LineSight) -> QuerySet[SavingsLine]:
    """The lines of the plan that somebody with that sight may know of."""
    rows = SavingsLine.objects.filter(plan=plan) if plan is not None else SavingsLine.objects.none()
    if sight == LineSight.OWN:
        return rows
    return rows.filter(OPEN_TO_ALL) if sight > LineSight.NOTHING else rows.none()


def lines_wanted(lines: QuerySet[SavingsLine], wanted: LinesWanted, year: int) -> QuerySet[SavingsLine]:
    """As many of `lines` as are wanted, each with `planned`, `forecast` and `confirmed` of the year, in pence. Nothing
    is expected of a withdrawn line any more but what is confirmed."""
    for word in wanted.text.split():
        lines = lines.filter(Q(ref__icontains=word) | Q(title__icontains=word) | Q(service__icontains=word))
    exact = {"status": wanted.status, "kind": wanted.kind, "rating": wanted.rating, "owner": wanted.owner}
    lines = lines.filter(**{name: value for name, value in exact.items() if value})
    if wanted.service is not None:
        lines = lines.filter(service=wanted.service)
    amounts = LineAmount.objects.filter(line=OuterRef("pk"), year=year)
    told = {f"{name}_of_year": Subquery(amounts.values(COLUMN[name])) for name in AMOUNTS}
    expected = Case(When(status=LineStatus.WITHDRAWN, then=F("confirmed_of_year")), default=F("forecast_of_year"))
    lines = lines.annotate(**told).annotate(
        planned=F("planned_of_year"), forecast=expected, confirmed=F("confirmed_of_year")
    )
    order = [wanted.order, "position", "pk"] if wanted.order else ["position", "pk"]
    return lines.select_related("owner").order_by(*order)


def sums_of_lines(lines: QuerySet[SavingsLine]) -> YearSums:
    """Of lines from `lines_wanted`. One query."""
    sums = {f"sum_{name}": Sum(name) for name in AMOUNTS}
    found = lines.order_by().aggregate(number=Count("pk"), **sums)
    return YearSums(found["number"], *(int(found[name] or 0) for name in sums))


def services_of(lines: QuerySet[SavingsLine]) -> list[str]:
    """One query."""
    return list(lines.order_by("service").values_list("service", flat=True).distinct())


def plan_years(plan: SavingsPlan | None, sight: LineSight) -> dict[int, PlanYear]:
    """What the groups of a plan add up to, by the year in which each begins; to others than the council's own people
    neither the sums of its held and proposed lines nor the years of which only they speak. Two queries."""
    if plan is None:
        return {}
    years = years_of_groups(PlanGroup.objects.filter(plan=plan), sight)
    for (_, year), (number, pence) in unforecast(SavingsLine.objects.filter(plan=plan)).items():
        released = replace(years[year].released, unforecast=number, unforecast_pence=pence)
        years[year] = replace(years[year], released=released)
    return years


def years_of_groups(groups: Iterable[PlanGroup], sight: LineSight) -> dict[int, PlanYear]:
    """The same of groups that have been fetched, but for what is not forecast."""
    found: dict[int, dict[str, YearSums]] = {}
    for group in groups:
        part = part_of(group.status, held=group.held, cash=group.cash)
        if part in OPEN_PARTS or (part and sight == LineSight.OWN):
            sums = found.setdefault(group.year, {})
            sums[part] = sums.get(part, YearSums()) + _sums(group)
    return {year: PlanYear(**parts) for year, parts in sorted(found.items())}


def part_of(status: str, *, held: bool, cash: bool) -> str:
    """To which part of a year (a field of PlanYear) lines belong; "" for none."""
    if status in LIVE and not held:
        return "released" if cash else "other"
    if not cash:
        return ""
    if status in LIVE:
        return "held"
    return "proposed" if status == LineStatus.PROPOSED else ""


def _sums(group: PlanGroup) -> YearSums:
    return YearSums(group.lines, group.planned_pence, group.forecast_pence, group.actual_pence)


def year_shown(known: Iterable[int], asked: str, on: datetime.date) -> int:
    """The year asked for where something is said of it, else the present one or the nearest to it of which there is."""
    years, present = sorted(known), FinancialYear.containing(on).start
    if asked in map(str, years):
        return int(asked)
    return min(years, key=lambda year: (abs(year - present), year), default=present)
