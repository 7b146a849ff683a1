"""What each operating model saves as it stands, once the released lines of the councils' own plans are counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.reassess import Reassessment
from collab.calc.workings import TOTAL, Working
from collab.calc.years import FinancialYear
from collab.figures import Family, Figure, Kind, Value, key_of
from programme.models import Council, Programme
from programme.queries import May
from savings.figures.appraisal import latest_day
from savings.figures.bases import (
    Bases,
    of_conflicts,
    of_erosion,
    of_parameters,
    of_phasing,
    of_sharing,
    of_standing,
    of_taken,
    together,
)
from savings.presenters.appraisal import place_of
from savings.presenters.erosion import as_told, few_workings
from savings.presenters.losses import Eyes, eyes_of
from savings.presenters.words import about, as_at, price_base
from savings.queries import Case, LocalPlans, ModelCase, case_of, local_plans, reassessed, why_not_appraise

IN_ALL = "a full year, once every released line has taken its posts"
ONE_POST = "to the nearest £5,000 because one post makes it"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Of every model that can be reassessed, the preferred one first. Three queries more than `case_of`."""
    if not may(Permission.SAVINGS_VIEW):
        return
    case = case_of(programme)
    if why_not_appraise(case) or not case.models:
        return
    plans, eyes = local_plans(case), eyes_of(may, case)
    models = sorted(case.models, key=lambda row: not row.model.preferred)
    standing = [_Of(case, model, plans, *reassessed(case, model, plans), eyes) for model in models]
    # What is taken of the baselines is the same whatever the model.
    yield from standing[0].erosion()
    for model in standing:
        yield from model.all()


@dataclass(frozen=True)
class What:
    """An amount: the name in its key, what it is called, the year whose workings it has (and, unless it is `in_all`,
    that of its key), the first word of these workings, and what it rests on."""

    key: str
    name: str
    year: FinancialYear
    working: str
    bases: Bases
    in_all: bool = False

    @property
    def scope(self) -> str:
        return IN_ALL if self.in_all else str(self.year)


@dataclass(frozen=True)
class _Of:
    """The figures of one model. Unless `shared`, nothing is said of single councils' shares."""

    case: Case
    model: ModelCase
    plans: LocalPlans
    found: Reassessment
    shared: bool
    eyes: Eyes

    def all(self) -> Iterator[Figure]:
        name, last = f"joint saving of model {self.model.model.code}", self.found.years[-1]
        stands, phased = f"Joint saving of model {self.model.model.code} as it stands", self._phased
        end = together(self._whole, of_parameters(self.case, "first-year", "appraisal-years"))
        in_all = What("stands", stands, last.year, "share", end, in_all=True)
        yield from self._amounts(in_all, last.reassessed, last.shares)
        for row in self.found.years:
            year = row.year
            of_year = What("stands", stands, year, "phased", phased)
            yield from self._amounts(of_year, row.phased.total, row.phased.councils)
            full = What("full-year", f"Full-year {name} as it stands", year, "share", self._whole)
            yield from self._amounts(full, row.reassessed, row.shares)
            bases = of_taken(self.case, self.model, self.plans)
            taken = What("taken", f"Taken of the full-year {name} by local plans", year, "reassessed", bases)
            yield self._figure(taken, self.found.as_validated - row.reassessed, f"reassessed.{year}")
        yield from self._conflicts(last.year)

    def erosion(self) -> Iterator[Figure]:
        """What lines take of each council's baseline."""
        for row in self.found.years:
            of = {council.council.slug: council.council for council in self.case.councils}
            for slug, council in ((TOTAL, None), *of.items()):
                name = f"Taken by local plans of the baseline of {council.short_name if council else 'all councils'}"
                bases = of_erosion(self.case, self.plans, council)
                what = What("erosion", name, row.year, "erosion", bases)
                pence = row.erosion.councils[slug] if council else row.erosion.total
                yield self._eroded(what, pence, f"erosion.{row.year}.{slug}", council)

    def _eroded(self, what: What, pence: int, working: str, council: Council | None) -> Figure:
        """What one post of another council makes is told as on the page."""
        figure = self._figure(what, pence, working, council)
        figure = replace(figure, key=key_of(self.case.programme, what.key, what.year, council))
        if working not in self._few(what.year):
            return figure
        return replace(figure, kind=Kind.TEXT, value=about(pence), scope=f"{figure.scope}, {ONE_POST}")

    def _conflicts(self, last: FinancialYear) -> Iterator[Figure]:
        whose = [conflict.council for conflict in self.found.conflicts]
        name = f"Conflicts of local plans with model {self.model.model.code} or with each other"
        bases = of_conflicts(self.case, self.model, self.plans)
        what = What("conflicts", name, last, "", bases, in_all=True)
        for council in (None, *(row.council for row in self.case.councils)):
            number = whose.count(council.slug) if council else len(whose)
            said = replace(what, name=f"{name}, {council.short_name}") if council else what
            figure = self._figure(said, number, "", council)
            scope = f"{_whose(council)}, posts on which two count"
            page = reverse("erosion-conflicts", args=[self.case.programme.slug, self.model.model.code])
            yield replace(
                figure, name=said.name, kind=Kind.COUNT, scope=scope, taken="", price_base="", address=page
            )  # fmt: skip

    @cached_property
    def _whole(self) -> Bases:
        return of_standing(self.case, self.model, self.plans)

    @cached_property
    def _phased(self) -> Bases:
        return together(self._whole, of_phasing(self.case, self.model))

    @cached_property
    def _sharing(self) -> Bases:
        return of_sharing(self.case, self.model)

    @cached_property
    def _workings(self) -> dict[str, Working]:
        return self.found.workings(self.eyes.told)

    def _few(self, year: FinancialYear) -> dict[str, str]:
        at = next(at for at, row in enumerate(self.found.years) if row.year == year)
        return few_workings(self.found, at, self.eyes)

    def _amounts(self, what: What, total: int, councils: Mapping[str, int]) -> Iterator[Figure]:
        """Of all councils, and each council's part."""
        of_all = f"phased.{what.year}.{TOTAL}" if what.working == "phased" else f"reassessed.{what.year}"
        yield self._figure(what, total, of_all)
        for row in self.case.councils if self.shared else ():
            slug = row.council.slug
            share = replace(
                what, name=f"{row.council.short_name}’s share of the {what.name[0].lower()}{what.name[1:]}",
                bases=together(what.bases, self._sharing),
            )  # fmt: skip
            yield self._figure(share, councils[slug], f"{what.working}.{what.year}.{slug}", row.council)

    def _figure(self, what: What, value: Value, working: str, council: Council | None = None) -> Figure:
        programme, model = self.case.programme, self.model.model
        page = reverse("erosion", args=[programme.slug, model.code])
        return Figure(
            key=key_of(programme, what.key, model, None if what.in_all else what.year, council),
            name=f"{what.name}, {what.scope}",
            kind=Kind.MONEY,
            value=value,
            scope=f"{_whose(council)}, {what.scope}",
            source=f"Operating model {model.code} and the councils’ released lines against the {as_at(self.case)}",
            address=f"{page}?year={what.year.start}#{place_of(working)}",
            as_at=latest_day(self.case),
            taken="gross",
            price_base=price_base(self.case),
            bases=what.bases,
            workings=lambda: self._told(working, what.year),
        )

    def _told(self, key: str, year: FinancialYear) -> tuple[Working, ...]:
        found = self._workings.get(key)
        return (as_told(key, found, self._few(year)),) if found else ()


def _whose(council: Council | None) -> str:
    return council.name if council else "all councils together"


FAMILY = Family(
    frozenset({"stands", "full-year", "taken", "erosion", "conflicts"}), figures, subject="Joint saving as it stands"
)  # fmt: skip
