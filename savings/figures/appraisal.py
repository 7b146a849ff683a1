"""What each operating model costs and saves as validated, in all and for each council."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.appraisal import Amounts, Appraisal
from collab.calc.workings import TOTAL, Working
from collab.calc.workings import in_words as payback_in_words
from collab.calc.years import FinancialYear
from collab.figures import Family, Figure, Kind, Value, key_of
from programme.models import Council, Programme
from programme.queries import May
from savings.figures.bases import (
    Bases,
    of_full_year,
    of_model_cost,
    of_one_off,
    of_parameters,
    of_phasing,
    of_sharing,
    together,
)
from savings.presenters.appraisal import place_of
from savings.presenters.words import as_at, price_base
from savings.queries import Case, ModelCase, appraised, case_of, why_not_appraise

FULL_YEAR, ALL = "a full year", "all years"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Of every model that can be appraised, the preferred one first. The queries of `case_of`, and no others."""
    if not may(Permission.MODEL_VIEW):
        return
    case = case_of(programme)
    if why_not_appraise(case):
        return
    for row in sorted(appraised(case)[0], key=lambda row: not row.case.model.preferred):
        yield from _Of(case, row.case, row.shared or row.total, shared=row.shared is not None).all()


@dataclass(frozen=True)
class Amount:
    """One kind of amount of a model: its key, what it is called, and what it rests on in all. `stands_as` begins the
    key of what it stands at once local plans are counted."""

    key: str
    name: str
    bases: Bases
    taken: str = "gross"
    scope: str = FULL_YEAR
    stands_as: str = ""


@dataclass(frozen=True)
class _Of:
    """The figures of one model. Unless `shared`, nothing is said of single councils."""

    case: Case
    model: ModelCase
    appraisal: Appraisal
    shared: bool

    def all(self) -> Iterator[Figure]:
        found, name = self.appraisal, f"model {self.model.model.code}"
        yield from self._amounts(self._saving, found.gross_saving, "gross_saving")
        yield from self._amounts(self._npv, found.npv, "npv")
        cost = Amount("model-cost", f"Cost of {name}", of_model_cost(self.case, self.model))
        yield self._figure(cost, found.model_cost, "model_cost")
        yield self._figure(self._one_off, found.one_off_total, "", scope=ALL)
        payback = Amount("payback", f"Payback of {name}", self._every, scope=ALL)
        yield self._figure(payback, payback_in_words(found), "payback", kind=Kind.TEXT)
        saving = Amount("saving", f"Joint saving of {name}", self._yearly, stands_as="stands")
        net = Amount("net", f"Net saving of {name}", self._every, taken="net")
        for year in found.years:
            for what, amounts, working in (
                (saving, year.saving, "saving"),
                (self._one_off, year.one_off_cost, "one_off_cost"),
                (net, year.net, "net"),
            ):
                yield from self._amounts(what, amounts, f"{working}.{year.year}", year=year.year)

    @property
    def _saving(self) -> Amount:
        name = f"Joint saving of model {self.model.model.code}"
        return Amount("saving", name, of_full_year(self.case, self.model), stands_as="stands")

    @property
    def _npv(self) -> Amount:
        bases = together(self._every, of_parameters(self.case, "discount-rate"))
        return Amount("npv", f"Net present value of model {self.model.model.code}", bases, taken="net", scope=ALL)

    @property
    def _one_off(self) -> Amount:
        return Amount("one-off", f"One-off costs of model {self.model.model.code}", of_one_off(self.case, self.model))

    @cached_property
    def _yearly(self) -> Bases:
        return together(of_full_year(self.case, self.model), of_phasing(self.case, self.model))

    @cached_property
    def _every(self) -> Bases:
        return together(self._yearly, of_one_off(self.case, self.model))

    @cached_property
    def _sharing(self) -> Bases:
        return of_sharing(self.case, self.model)

    def _amounts(
        self, what: Amount, amounts: Amounts, working: str, *, year: FinancialYear | None = None
    ) -> Iterator[Figure]:
        """The total, and each council's part."""
        yield self._figure(what, amounts.total, f"{working}.{TOTAL}", year=year)
        for row in self.case.councils if self.shared else ():
            slug = row.council.slug
            yield self._figure(what, amounts.councils[slug], f"{working}.{slug}", year=year, council=row.council)

    def _figure(
        self, what: Amount, value: Value, working: str, *, year: FinancialYear | None = None,
        council: Council | None = None, kind: Kind = Kind.MONEY, scope: str = "",
    ) -> Figure:  # fmt: skip
        programme, model = self.case.programme, self.model.model
        scope = str(year) if year else scope or what.scope
        name = f"{council.short_name}’s share of the {what.name[0].lower()}{what.name[1:]}" if council else what.name
        page = reverse("model-appraisal", args=[programme.slug, model.code])
        whose = f"?whose={council.slug}" if council else ""
        return Figure(
            key=key_of(programme, what.key, model, year, council),
            name=f"{name}, {scope}",
            kind=kind,
            value=value,
            scope=f"{council.name if council else 'all councils together'}, {scope}",
            source=f"Operating model {model.code} against the {as_at(self.case)}",
            address=f"{page}{whose}#{place_of(working)}" if working else page,
            as_at=latest_day(self.case),
            taken=what.taken,
            price_base=price_base(self.case),
            bases=together(what.bases, self._sharing) if council else what.bases,
            workings=lambda: self._workings(working),
            stands_as=key_of(programme, what.stands_as, model, year, council) if what.stands_as else "",
        )

    def _workings(self, key: str) -> tuple[Working, ...]:
        found = self.appraisal.workings.get(key)
        return (found,) if found else ()


def latest_day(case: Case) -> datetime.date | None:
    return max((row.current.baseline.as_at for row in case.councils if row.current.baseline), default=None)


FAMILY = Family(
    frozenset({"saving", "npv", "model-cost", "one-off", "payback", "net"}), figures,
    subject="Joint saving as validated",
)  # fmt: skip
