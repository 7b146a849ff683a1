"""What each operating model costs and saves as validated, in all and for each council."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from collab.calc.appraisal import Amounts, Appraisal
from collab.calc.workings import Working
from collab.calc.workings import in_words as payback_in_words
from collab.calc.years import FinancialYear
from collab.figures import Basis, Family, Figure, Kind, Value, key_of
from collab.moments import day
from programme.models import Council, Programme
from programme.queries import May
from savings.presenters.words import as_at, price_base
from savings.queries import Case, ModelCase, appraised, case_of, why_not_appraise

FULL_YEAR, ALL = "a full year", "all years"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Of every model that can be appraised. The queries of `case_of`, and no others."""
    case = case_of(programme)
    if why_not_appraise(case):
        return
    for row in appraised(case)[0]:
        yield from _Of(case, row.case, row.shared or row.total, shared=row.shared is not None).all()


@dataclass(frozen=True)
class _Of:
    """The figures of one model. Unless `shared`, nothing is said of single councils."""

    case: Case
    model: ModelCase
    appraisal: Appraisal
    shared: bool

    def all(self) -> Iterator[Figure]:
        found, name = self.appraisal, f"model {self.model.model.code}"
        yield from self._amounts("saving", f"Joint saving of {name}", found.gross_saving, "gross_saving")
        yield from self._amounts("npv", f"Net present value of {name}", found.npv, "npv", taken="net", scope=ALL)
        yield self._figure("model-cost", f"Cost of {name}", found.model_cost, "model_cost")
        yield self._figure("one-off", f"One-off costs of {name}", found.one_off_total, "", scope=ALL)
        yield self._figure("payback", f"Payback of {name}", payback_in_words(found), "payback", kind=Kind.TEXT)
        for year in found.years:
            at = year.year
            for part, what, amounts, working in (
                ("saving", "Joint saving", year.saving, "saving"),
                ("one-off", "One-off costs", year.one_off_cost, "one_off_cost"),
                ("net", "Net saving", year.net, "net"),
            ):
                taken = "net" if part == "net" else "gross"
                yield from self._amounts(part, f"{what} of {name}", amounts, f"{working}.{at}", year=at, taken=taken)

    def _amounts(
        self, part: str, name: str, amounts: Amounts, working: str, *, year: FinancialYear | None = None,
        taken: str = "gross", scope: str = FULL_YEAR,
    ) -> Iterator[Figure]:  # fmt: skip
        """The total, and each council's part."""
        scope = str(year) if year else scope
        yield self._figure(part, name, amounts.total, f"{working}.total", year=year, taken=taken, scope=scope)
        if not self.shared:
            return
        for row in self.case.councils:
            council = row.council
            yield self._figure(
                part, f"{council.short_name}’s share of the {name[0].lower()}{name[1:]}",
                amounts.councils[council.slug], f"{working}.{council.slug}", year=year, council=council, taken=taken,
                scope=scope,
            )  # fmt: skip

    def _figure(
        self, part: str, name: str, value: Value, working: str, *, year: FinancialYear | None = None,
        council: Council | None = None, kind: Kind = Kind.MONEY, taken: str = "gross", scope: str = FULL_YEAR,
    ) -> Figure:  # fmt: skip
        model = self.model.model
        whose = council.name if council else "all councils together"
        return Figure(
            key=key_of(self.case.programme, part, model, year, council),
            name=f"{name}, {scope}",
            kind=kind,
            value=value,
            scope=f"{whose}, {scope}",
            source=f"Operating model {model.code} against the {as_at(self.case)}",
            address=reverse("model-appraisal", args=[self.case.programme.slug, model.code]),
            as_at=latest_day(self.case),
            taken=taken,
            price_base=price_base(self.case),
            bases=(*bases_of(self.case), basis_of(self.model)),
            workings=lambda: self._workings(working),
        )

    def _workings(self, key: str) -> tuple[Working, ...]:
        found = self.appraisal.workings.get(key)
        return (found,) if found else ()


def latest_day(case: Case) -> datetime.date | None:
    return max((row.current.baseline.as_at for row in case.councils if row.current.baseline), default=None)


def bases_of(case: Case) -> tuple[Basis, ...]:
    """The baselines and the parameters that every figure of the case rests on."""
    found = []
    for row in case.councils:
        baseline = row.current.baseline
        if baseline:
            words = f"the baseline of {row.council.name} as at {day(baseline.as_at)}"
            found.append(Basis(f"baseline.c{row.council.pk}", words, str(baseline.pk)))
    parameters = case.parameters
    if parameters:
        found.append(Basis("parameters", "the parameters of the case", str(parameters.pk)))
    return tuple(found)


def basis_of(model: ModelCase) -> Basis:
    row = model.model
    return Basis(f"model.m{row.pk}", f"operating model {row.code}, version {row.version}", str(row.version))


FAMILY = Family(frozenset({"saving", "npv", "model-cost", "one-off", "payback", "net"}), figures)
