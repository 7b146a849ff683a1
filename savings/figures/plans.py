"""What the lines of the councils' savings plans add up to by year, of each plan as much as somebody may see."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from collab.figures import Basis, Family, Figure, Kind, key_of, stamp
from programme.models import Council, Programme
from programme.queries import May
from savings.enums import LineStatus
from savings.queries import LineSight, YearSums
from savings.queries.plan_sums import PlanSums, plans_in_sight

# By key: what it is, and the field of the sums.
SUMS = {
    "planned": ("Savings planned by {}", "planned_pence"), "forecast": ("Savings forecast by {}", "forecast_pence"),
    "confirmed": ("Savings of {} confirmed by finance", "actual_pence"),
}  # fmt: skip
LINES = "lines"
DELIVERED = "delivered"
# By part of a plan: which of its lines, and whether they are told to other councils.
PARTS = {
    "released": ("released lines that close a budget gap", True),
    "other": ("released lines that release no cash", True),
    "held": ("held lines", False),
    "proposed": (f"{LineStatus.PROPOSED.label.lower()} lines", False),
}
OWN_ALONE = "What the owners of lines have said to be delivered is told to the council’s own people."
PRICES = "prices of their year"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Four queries."""
    if not may(Permission.SAVINGS_VIEW):
        return
    plans = plans_in_sight(programme, may)
    for plan in plans:
        for year in plan.years:
            for part, (_, told) in PARTS.items():
                sums = getattr(plan.years[year], part)
                if sums.lines and (told or plan.sight == LineSight.OWN):
                    yield from _of_part(programme, plan, FinancialYear(year), part, sums)
    yield from _together(programme, plans)


def _of_part(
    programme: Programme, plan: PlanSums, year: FinancialYear, part: str, sums: YearSums
) -> Iterator[Figure]:  # fmt: skip
    for key in SUMS:
        yield _sum(programme, key, year, part, sums, plan.council)
    yield _count(programme, year, part, sums.lines, plan.council)
    if part == "released":
        own = plan.sight == LineSight.OWN
        pence = plan.delivered.get((year.start, part), 0) if own else None
        yield _figure(
            programme, DELIVERED, "Savings delivered so far by {}", year, part, pence, plan.council,
            bases=(_basis(year, part, plan.council, DELIVERED, pence),) if own else (),
            why_not="" if own else OWN_ALONE,
        )  # fmt: skip


def _together(programme: Programme, plans: list[PlanSums]) -> Iterator[Figure]:
    """The released lines of all councils."""
    for start in sorted({year for plan in plans for year in plan.years if plan.years[year].released.lines}):
        year = FinancialYear(start)
        found = [(plan.council, plan.years[start].released) for plan in plans if start in plan.years]
        for key, (name, field) in SUMS.items():
            amounts = [(council, getattr(sums, field)) for council, sums in found]
            bases = tuple(_basis(year, "released", council, key, pence) for council, pence in amounts)
            total = sum(pence for _, pence in amounts)
            yield _figure(programme, key, name, year, "released", total, None, bases=bases)


def _sum(
    programme: Programme, key: str, year: FinancialYear, part: str, sums: YearSums, council: Council
) -> Figure:  # fmt: skip
    name, field = SUMS[key]
    pence = getattr(sums, field)
    return _figure(
        programme, key, name, year, part, pence, council, bases=(_basis(year, part, council, key, pence),)
    )  # fmt: skip


def _count(programme: Programme, year: FinancialYear, part: str, number: int, council: Council) -> Figure:
    bases = (_basis(year, part, council, LINES, number),)
    return _figure(programme, LINES, "Lines of {}", year, part, number, council, kind=Kind.COUNT, bases=bases)


def _basis(year: FinancialYear, part: str, council: Council, key: str, value: int | None) -> Basis:
    words = f"the {PARTS[part][0]} of {council.name} in {year}"
    return Basis(f"plan.c{council.pk}.{part}.y{year.start}.{key}", words, stamp(value))


def _figure(
    programme: Programme, key: str, name: str, year: FinancialYear, part: str, value: int | None,
    council: Council | None, *, kind: Kind = Kind.MONEY, bases: tuple[Basis, ...] = (), why_not: str = "",
) -> Figure:  # fmt: skip
    whose = council.name if council else "all councils together"
    plan = council and reverse("plan", args=[programme.slug, council.slug])
    page = plan or reverse("savings", args=[programme.slug])
    money = kind is Kind.MONEY
    return Figure(
        key=key_of(programme, key, None if part == "released" else part, year, council),
        name=f"{name.format(council.short_name if council else 'all councils')}, {year}, {PARTS[part][0]}",
        kind=kind,
        value=value,
        why_not=why_not,
        scope=f"{whose}, {year}, {PARTS[part][0]}",
        source=f"Savings plan of {whose}" if council else "Savings plans of the councils",
        address=f"{page}?year={year.start}",
        as_at=programme.today,
        taken="gross" if money else "",
        price_base=PRICES if money else "",
        bases=bases,
    )


FAMILY = Family(frozenset({*SUMS, LINES, DELIVERED}), figures, subject="Savings plans")
