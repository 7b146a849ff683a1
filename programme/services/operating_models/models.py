"""A model is made, said other things of, and deleted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from collab.errors import Refused
from collab.history import erase, erase_many, record
from programme.models import ModelGroup, ModelPost, ModelYear, OperatingModel, OtherSaving, OtherSavingYear, Programme
from programme.rules import operating_models as rules
from programme.services.membership import refuse
from programme.services.operating_models.copying import copy_baselines, copy_model
from programme.services.operating_models.locking import count_change, lock, lock_model

# What people say of a model besides its posts and years.
SAID = ("code", "name", "description", "reasons", "preferred", "apportion_of", "apportion_by")


@transaction.atomic
def make_model(
    programme: Programme, *, code: str, name: str, description: str = "", reasons: str = "",
    of_baselines: bool = False, copy_of: OperatingModel | None = None, by: Any, reason: str = "",
) -> OperatingModel:  # fmt: skip
    """A model at the end of the list: with no posts, with those of all released baselines, or as `copy_of` is.

    Refused with code "not-allowed", "code" where another has it, or "elsewhere" for a model of another programme.
    """
    programme = lock(programme, by)
    _refuse_code(programme, code)
    if copy_of is not None and copy_of.programme_id != programme.pk:
        raise Refused("That model is not of this programme.", code="elsewhere")
    last = programme.operating_models.aggregate(last=Max("position"))["last"] or 0
    model = OperatingModel(
        programme=programme, code=code, name=name, description=description, reasons=reasons, position=last + 1
    )
    if copy_of is not None:
        model.apportion_of, model.apportion_by = copy_of.apportion_of, copy_of.apportion_by
    reason = reason or "model made"
    record(model, by=by, reason=reason)
    if copy_of is not None:
        copy_model(copy_of, to=model, by=by, reason=reason)
    elif of_baselines:
        copy_baselines(model, by=by, reason=reason)
    return model


@transaction.atomic
def change_model(
    model: OperatingModel, *, values: Mapping[str, Any], version: int, by: Any, reason: str = ""
) -> OperatingModel:
    """The model with `values` of what SAID names; without a difference nothing is written. Of a programme's models one
    at most is preferred: another that was is so no more.

    Refused with code "not-allowed", "gone", "stale", "code", or "apportionment" where one of its two parts is missing.
    """
    model = lock_model(model, version, by)
    if unknown := set(values) - set(SAID):
        raise TypeError(f"{', '.join(sorted(unknown))} of a model cannot be set")
    before = {name: getattr(model, name) for name in values}
    if before == dict(values):
        return model
    for name, value in values.items():
        setattr(model, name, value)
    if bool(model.apportion_of) != bool(model.apportion_by):
        raise Refused("Say both what is shared and by what, or neither.", code="apportionment")
    if model.code != before.get("code", model.code):
        _refuse_code(model.programme, model.code, model)
    reason = reason or "changed"
    if model.preferred and not before.get("preferred", True):
        for other in model.programme.operating_models.filter(preferred=True).exclude(pk=model.pk):
            other.preferred = False
            count_change(other, by=by, reason=f"model {model.code} is preferred")
    return count_change(model, by=by, reason=reason)


@transaction.atomic
def delete_model(model: OperatingModel, *, version: int, by: Any, reason: str = "") -> None:
    """The model is gone with all that belongs to it; their histories stay. Refused with code "in-use" for one that is
    preferred or has versions, or as by change_model."""
    model = lock_model(model, version, by)
    refuse(rules.why_not_delete(model, versions=model.versions.count()), "in-use")
    reason = reason or "deleted"
    erase_content(model, by=by, reason=reason)
    ModelGroup.objects.filter(model=model).delete()
    erase(model, by=by, reason=reason)


def erase_content(model: OperatingModel, *, by: Any, reason: str) -> None:
    """Posts, years and other savings of a model, in the transaction of whoever calls."""
    amounts = OtherSavingYear.objects.filter(other_saving__model=model)
    for rows in (amounts, OtherSaving.objects.filter(model=model), ModelYear.objects.filter(model=model)):
        erase_many(list(rows), by=by, reason=reason)
    erase_many(list(ModelPost.objects.filter(model=model)), by=by, reason=reason)


def _refuse_code(programme: Programme, code: str, model: OperatingModel | None = None) -> None:
    others = programme.operating_models.exclude(pk=model.pk) if model else programme.operating_models.all()
    refuse(rules.why_not_code(code, list(others.values_list("code", flat=True))), "code")
