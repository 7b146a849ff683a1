"""What a model says of the years, and the savings that it makes besides those of posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import erase, erase_many, record
from programme.enums import OtherSavingKind
from programme.models import ModelYear, OperatingModel, OtherSaving, OtherSavingYear
from programme.queries.operating_models import parameters_in_force
from programme.rules import operating_models as rules
from programme.services.membership import refuse
from programme.services.operating_models.locking import count_change, lock_model


@dataclass(frozen=True)
class YearSaid:
    """Of one year: the share of the full-year saving, and what is spent once, with what that is. None: not said."""

    phasing: Decimal | None = None
    one_off_pence: int | None = None
    one_off_what: str = ""

    @property
    def says_something(self) -> bool:
        return self.phasing is not None or self.one_off_pence is not None


@transaction.atomic
def change_years(
    model: OperatingModel, *, years: Mapping[int, YearSaid], version: int, by: Any, reason: str = ""
) -> OperatingModel:
    """All that the model says of years, by the year in which each begins; what is left out is said no more.

    Refused as by `lock_model`, or with code "years" where a cost is outside the years appraised.
    """
    model = lock_model(model, version, by)
    parameters = parameters_in_force(model.programme)
    costs = {year: said.one_off_pence for year, said in years.items() if said.one_off_pence is not None}
    if parameters is not None:
        first, count = parameters.first_year, parameters.appraisal_years
        refuse(rules.why_not_one_off(costs, first_year=first, years=count), "years")
    before = {row.year: row for row in model.years.all()}
    wanted = {year: said for year, said in years.items() if said.says_something}
    reason, differs = reason or "years changed", False
    for year in sorted(before.keys() | wanted.keys()):
        differs |= _put(model, year, before.get(year), wanted.get(year), by=by, reason=reason)
    return count_change(model, by=by, reason=reason) if differs else model


def _put(
    model: OperatingModel, year: int, row: ModelYear | None, said: YearSaid | None, *, by: Any, reason: str
) -> bool:
    """Whether anything had to be written."""
    if said is None:
        if row is not None:
            erase(row, by=by, reason=reason)
        return row is not None
    row = row or ModelYear(model=model, year=year)
    if YearSaid(row.phasing, row.one_off_pence, row.one_off_what) == said:
        return False
    row.phasing, row.one_off_pence, row.one_off_what = said.phasing, said.one_off_pence, said.one_off_what
    record(row, by=by, reason=reason)
    return True


@transaction.atomic
def add_other_saving(
    model: OperatingModel, *, title: str, kind: OtherSavingKind, source: str, amounts: Mapping[int, int], version: int,
    by: Any, reason: str = "",
) -> OtherSaving:  # fmt: skip
    """A saving that is not of posts, at the end of the list; `amounts` in pence by year. Refused as by `lock_model`."""
    model = lock_model(model, version, by)
    last = model.other_savings.order_by("-position").values_list("position", flat=True).first() or 0
    row = OtherSaving(model=model, position=last + 1, title=title, kind=kind, source=source)
    reason = reason or "other saving added"
    record(row, by=by, reason=reason)
    _put_amounts(row, amounts, by=by, reason=reason)
    count_change(model, by=by, reason=reason)
    return row


@transaction.atomic
def change_other_saving(
    row: OtherSaving, *, title: str, kind: OtherSavingKind, source: str, amounts: Mapping[int, int], version: int,
    by: Any, reason: str = "",
) -> OtherSaving:  # fmt: skip
    """As by add_other_saving. Without a difference nothing is written. Refused with code "gone" where it is deleted."""
    model, row = _locked(row, version, by)
    reason = reason or "other saving changed"
    said = {"title": title, "kind": kind, "source": source}
    differs = any(getattr(row, name) != value for name, value in said.items())
    if differs:
        for name, value in said.items():
            setattr(row, name, value)
        record(row, by=by, reason=reason)
    if _put_amounts(row, amounts, by=by, reason=reason) or differs:
        count_change(model, by=by, reason=reason)
    return row


@transaction.atomic
def delete_other_saving(row: OtherSaving, *, version: int, by: Any, reason: str = "") -> None:
    model, row = _locked(row, version, by)
    reason = reason or "other saving deleted"
    erase_many(list(row.amounts.all()), by=by, reason=reason)
    erase(row, by=by, reason=reason)
    count_change(model, by=by, reason=reason)


def _locked(row: OtherSaving, version: int, by: Any) -> tuple[OperatingModel, OtherSaving]:
    model = lock_model(row.model, version, by)
    found = model.other_savings.filter(pk=row.pk).first()
    if found is None:
        raise Refused(rules.GONE, code="gone")
    return model, found


def _put_amounts(row: OtherSaving, amounts: Mapping[int, int], *, by: Any, reason: str) -> bool:
    before = {each.year: each for each in row.amounts.all()}
    differs = False
    for year in sorted(before.keys() | amounts.keys()):
        each = before.get(year)
        if year not in amounts:
            erase(before[year], by=by, reason=reason)
        elif each is None or each.amount_pence != amounts[year]:
            each = each or OtherSavingYear(other_saving=row, year=year)
            each.amount_pence = amounts[year]
            record(each, by=by, reason=reason)
        else:
            continue
        differs = True
    return differs
