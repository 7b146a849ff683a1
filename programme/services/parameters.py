"""What all figures of the case go by: agreed as one list, changed by a new version of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import record
from programme.models import CaseParameters, ModelYear, Programme, ProgrammeCouncil
from programme.queries.operating_models import parameters_in_force
from programme.rules import operating_models as rules
from programme.services.membership import refuse
from programme.services.operating_models.locking import lock

# What people agree on, in the order in which it is shown.
AGREED = (
    "scope", "as_at", "first_year", "appraisal_years", "discount_rate", "price_base", "apportion_of", "apportion_by",
    "source", "agreed_on", "agreed_by",
)  # fmt: skip
# What shares may go by, each with where it comes from.
KEYS = (
    "population", "population_source", "net_revenue_budget_pence", "budget_source", "fixed_share", "share_source",
)  # fmt: skip


@transaction.atomic
def change_parameters(
    programme: Programme, *, values: Mapping[str, Any], number: int, by: Any, reason: str
) -> CaseParameters:
    """The next version of the list, with `values` for all that AGREED names; `number` is the one that the person saw,
    0 for none.

    Refused with code "not-allowed", "stale", "same", "years" where a model has a cost outside the new years, or
    "apportionment" where one of its two parts is missing.
    """
    programme = lock(programme, by)
    now = parameters_in_force(programme)
    if number != (now.number if now else 0):
        raise Refused(
            "Somebody else changed the parameters while you were at it. Nothing of yours is lost.", code="stale"
        )
    if bool(values["apportion_of"]) != bool(values["apportion_by"]):
        raise Refused("Say both what is shared and by what, or neither.", code="apportionment")
    if now is not None and all(getattr(now, name) == values[name] for name in AGREED):
        raise Refused("Nothing is different from what is agreed already.", code="same")
    _refuse_years(programme, values["first_year"], values["appraisal_years"])
    row = CaseParameters(programme=programme, number=number + 1, **{name: values[name] for name in AGREED})
    record(row, by=by, reason=reason)
    return row


def _refuse_years(programme: Programme, first: int, count: int) -> None:
    costs = ModelYear.objects.filter(model__programme=programme, one_off_pence__isnull=False)
    for row in (
        costs.exclude(year__range=(first, first + count - 1)).select_related("model").order_by("model", "year")[:1]
    ):
        why_not = rules.why_not_one_off({row.year: row.one_off_pence or 0}, first_year=first, years=count)
        refuse(f"Model {row.model.code}: {why_not} Change the model first.", "years")


@transaction.atomic
def change_keys(part: ProgrammeCouncil, *, values: Mapping[str, Any], by: Any, reason: str = "") -> ProgrammeCouncil:
    """What amounts may be shared by, of one council; `values` as KEYS names them. Without a difference nothing is
    written. Refused with code "not-allowed", or "gone" where the council takes part no more."""
    programme = lock(part.programme, by)
    found = programme.programme_councils.select_related("council").filter(pk=part.pk).first()
    if found is None:
        raise Refused(f"{part.council.name} takes part no more.", code="gone")
    if all(getattr(found, name) == values[name] for name in KEYS):
        return found
    for name in KEYS:
        setattr(found, name, values[name])
    record(found, by=by, reason=reason or "what shares go by changed")
    return found
