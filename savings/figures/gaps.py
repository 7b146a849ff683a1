"""Each council's budget gap by year: what has to be found, what closes it, and what is left."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.gaps import GapYear
from collab.calc.years import FinancialYear
from collab.figures import Basis, Family, Figure, Kind, key_of, stamp
from programme.models import Programme
from programme.queries import May
from savings.enums import GapType
from savings.figures.bases import Bases, of_phasing, of_sharing, of_standing, together
from savings.queries import Case, local_plans
from savings.queries.case import case_of
from savings.queries.gaps import CouncilGap, Gap, gaps_of
from savings.queries.joint import Joint, joint_beside
from savings.queries.reassessment import LocalPlans

POSITION = "gap"
NAMES = {
    POSITION: "Budget gap of {} to be found by then",
    "gap-rise": "What the year adds to the budget gap of {}",
    "gap-confirmed": "Confirmed savings that close the budget gap of {}",
    "gap-to-come": "Savings forecast and to come that close the budget gap of {}",
    "gap-joint": "Share of the joint saving that closes the budget gap of {}",
    "gap-left": "Left to find of the budget gap of {}",
}
PRICES = "prices of their year"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Six queries more than `case_of`."""
    if not may(Permission.SAVINGS_VIEW):
        return
    case = case_of(programme)
    read: list[LocalPlans] = []

    def plans(of: Case) -> LocalPlans:
        read.append(local_plans(of))
        return read[0]

    joint = joint_beside(case, plans)
    share = _of_share(joint, read)
    for council in gaps_of(programme, joint):
        for gap in council.gaps:
            for year in gap.years:
                yield from _OfYear(programme, council, gap, year, share).all()


def _of_share(joint: Joint, read: list[LocalPlans]) -> Bases:
    """What the councils' shares of the joint saving rest on; which model they are of is chosen anew each time."""
    if joint.model is None or joint.found is None:
        return ()
    case, model = joint.case, joint.model
    chosen = Basis("joint-model", f"the choice of operating model {model.model.code}", stamp(model.model.pk))
    standing = of_standing(case, model, read[0])
    return together((chosen,), standing, of_phasing(case, model), of_sharing(case, model))


class _OfYear:
    """The figures of one year of one gap."""

    def __init__(self, programme: Programme, council: CouncilGap, gap: Gap, year: GapYear, share: Bases) -> None:
        self.programme, self.council, self.gap, self.year, self.share = programme, council.council, gap, year, share
        self.delivery = council.delivery

    def all(self) -> Iterator[Figure]:
        year, typed, delivered = self.year, self._typed, self._delivered
        yield self._figure(POSITION, year.position, typed)
        yield self._figure("gap-rise", year.increment, typed)
        yield self._figure("gap-confirmed", year.confirmed, delivered)
        yield self._figure("gap-to-come", year.to_come, delivered)
        if year.joint is not None:
            yield self._figure("gap-joint", year.joint, self.share)
        share = self.share if year.joint is not None else ()
        yield self._figure("gap-left", year.remaining, together(typed, delivered, share))

    def _figure(self, key: str, pence: int, bases: Bases) -> Figure:
        row, year, name = self.gap.row, self.year.year, self.council.short_name
        typed = str(GapType(row.type).label).lower()
        return Figure(
            key=key_of(self.programme, key, row.type, year, self.council),
            name=f"{NAMES[key].format(name)}, {year} ({typed})",
            kind=Kind.MONEY,
            value=pence,
            scope=f"{self.council.name}, {year}, {typed}",
            source=row.source or f"Budget gap of {self.council.name}",
            address=f"{reverse('gap', args=[self.programme.slug, self.council.slug])}#gap-{row.type}",
            as_at=self.programme.today,
            taken="gross",
            price_base=PRICES,
            bases=bases,
        )

    @property
    def _typed(self) -> Bases:
        """What was typed up to the year, of which its position comes."""
        amounts: list[Any] = [f"{row.year} {row.position}" for row in self.gap.years if row.year <= self.year.year]
        key = f"gap.{self.gap.row.type}.c{self.council.pk}"
        return (Basis(key, f"the budget gap of {self.council.name} as it was typed", stamp(*amounts[-2:])),)

    @property
    def _delivered(self) -> Bases:
        saved = self.delivery.savings.get(self.year.year)
        amounts = (saved.confirmed, saved.unconfirmed, saved.rest) if saved else ()
        running = FinancialYear.containing(self.programme.today)
        lines = f"what the released lines of {self.council.name} save in {self.year.year}"
        return (
            Basis(f"lines.c{self.council.pk}.y{self.year.year.start}", lines, stamp(*amounts)),
            Basis("year-is-over", "whether the year is over", stamp(self.year.year < running)),
        )


FAMILY = Family(frozenset(NAMES), figures, subject="Budget gaps")
