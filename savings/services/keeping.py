"""What stands beside a council's savings plan is kept: its gap, net budgets, pressures and substitutions."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import Job, erase, record
from programme.models import Council, Programme
from programme.queries.access import may_in
from programme.services.membership import refuse
from savings.enums import GapType, PressureKind
from savings.models import BudgetGap, GapAmount, NetBudget, Pressure, SavingsLine
from savings.queries.kept import next_reference, version_of_budget
from savings.rules.keeping import GONE, STALE, why_not_keep_savings

SAID_OF_PRESSURE = ("kind", "title", "service", "year", "quarter", "amount_pence", "line", "source")
SAID_OF_BUDGET = ("service", "year", "amount_pence", "source")


@transaction.atomic
def keep_gap(
    programme: Programme,
    council: Council,
    *,
    was: str = "",
    type: str,
    source: str,
    amounts: Mapping[int, int],
    version: int,
    by: Any,
    reason: str = "",
) -> BudgetGap:
    """The gap of a council, all its years with it; what is left out is said no more. `was` is the type that it had, or
    empty for a new one. Without a difference nothing is written.

    Refused with code "not-allowed", "stale" where it is no longer at `version`, "gone", or "type" where the council has
    another gap of that type.
    """
    _lock(programme, council, by)
    gaps = {row.type: row for row in BudgetGap.objects.filter(programme=programme, council=council)}
    if was and was not in gaps:
        raise Refused(GONE, code="gone")
    if type != was and type in gaps:
        kind = GapType(type).label.lower()
        raise Refused(f"{council.name} has a gap typed as “{kind}” already. Change that one.", code="type")
    row = gaps.get(was) or BudgetGap(programme=programme, council=council, version=0)
    if was and row.version != version:
        raise Refused(STALE, code="stale")
    before = {each.year: each for each in row.amounts.all()} if was else {}
    if (row.type, row.source) == (type, source) and {y: each.amount_pence for y, each in before.items()} == amounts:
        return row
    reason = reason or ("gap changed" if was else "gap entered")
    row.type, row.source, row.version = type, source, row.version + 1
    record(row, by=by, reason=reason)
    _put_amounts(row, before, amounts, by=by, reason=reason)
    return row


def _put_amounts(
    row: BudgetGap, before: Mapping[int, GapAmount], amounts: Mapping[int, int], *, by: Any, reason: str
) -> None:  # fmt: skip
    for year in sorted(before.keys() | amounts.keys()):
        each = before.get(year) or GapAmount(gap=row, year=year)
        if year not in amounts:
            erase(each, by=by, reason=reason)
        elif each.amount_pence != amounts[year]:
            each.amount_pence = amounts[year]
            record(each, by=by, reason=reason)


@transaction.atomic
def keep_net_budget(
    programme: Programme,
    council: Council,
    *,
    row: NetBudget | None = None,
    values: Mapping[str, Any],
    version: int = 0,
    by: Any,
    reason: str = "",
) -> NetBudget:
    """A new net budget, or `row` as `values` (SAID_OF_BUDGET) have it. `version`: as from `version_of_budget`. Refused
    as by keep_gap, with code "service" where the service has a net budget of that year."""
    _lock(programme, council, by)
    new = row is None
    row = NetBudget(programme=programme, council=council) if row is None else _budget(row, version)
    others = NetBudget.objects.filter(programme=programme, council=council).exclude(pk=row.pk)
    if others.filter(year=values["year"], service=values["service"]).exists():
        whose = f"“{values['service']}”" if values["service"] else "the whole council"
        raise Refused(f"There is a net budget of {whose} for that year already. Change that one.", code="service")
    if _take_over(row, SAID_OF_BUDGET, values) or new:
        record(row, by=by, reason=reason or f"net budget {'entered' if new else 'changed'}")
    return row


@transaction.atomic
def delete_net_budget(row: NetBudget, *, version: int, by: Any, reason: str) -> None:
    """Refused as by keep_net_budget, or with code "reason" where none is given."""
    _lock(row.programme, row.council, by)
    refuse(None if reason.strip() else "Say why it is deleted.", "reason")
    erase(_budget(row, version), by=by, reason=reason)


@transaction.atomic
def keep_pressure(
    programme: Programme,
    council: Council,
    *,
    row: Pressure | None = None,
    values: Mapping[str, Any],
    version: int = 0,
    by: Any,
    reason: str = "",
) -> Pressure:
    """A new pressure or substitution, or `row` as `values` (SAID_OF_PRESSURE) have it. Refused as by keep_gap, with
    code "line" for a line of another council, or one that a pressure names."""
    _lock(programme, council, by)
    new = row is None
    row = _new_pressure(programme, council) if row is None else _pressure(row, version)
    _check_line(values["line"], values["kind"], programme, council)
    if _take_over(row, SAID_OF_PRESSURE, values) or new:
        row.version += 1
        record(row, by=by, reason=reason or f"{row.get_kind_display().lower()} {'entered' if new else 'changed'}")
    return row


@transaction.atomic
def delete_pressure(row: Pressure, *, version: int, by: Any, reason: str) -> None:
    """Refused as by keep_pressure, or with code "reason" where none is given."""
    _lock(row.programme, row.council, by)
    refuse(None if reason.strip() else "Say why it is deleted.", "reason")
    erase(_pressure(row, version), by=by, reason=reason)


def _lock(programme: Programme, council: Council, by: Any) -> None:
    """The council's part in the programme, locked until the transaction ends."""
    programme.programme_councils.select_for_update().get(council=council)
    if not isinstance(by, Job):
        refuse(why_not_keep_savings(council, may_in(programme, by)), "not-allowed")


def _budget(row: NetBudget, version: int) -> NetBudget:
    now = NetBudget.objects.filter(pk=row.pk).first()
    if now is None:
        raise Refused(GONE, code="gone")
    if version_of_budget(now) != version:
        raise Refused(STALE, code="stale")
    return now


def _new_pressure(programme: Programme, council: Council) -> Pressure:
    ref = next_reference(programme, council)
    return Pressure(programme=programme, council=council, ref=ref, version=0)


def _pressure(row: Pressure, version: int) -> Pressure:
    now = Pressure.objects.filter(pk=row.pk).first()
    if now is None:
        raise Refused(GONE, code="gone")
    if now.version != version:
        raise Refused(STALE, code="stale")
    return now


def _check_line(line: SavingsLine | None, kind: str, programme: Programme, council: Council) -> None:
    if line is None:
        return
    if kind != PressureKind.SUBSTITUTION:
        raise Refused("Only a substitution stands in the place of a line.", code="line")
    if (line.plan.programme_id, line.plan.council_id) != (programme.pk, council.pk):
        raise Refused("That line is of another council’s plan.", code="line")


def _take_over(row: Any, names: tuple[str, ...], values: Mapping[str, Any]) -> bool:
    """Whether anything is another than it was."""
    differs = any(getattr(row, name) != values[name] for name in names)
    for name in names:
        setattr(row, name, values[name])
    return differs
