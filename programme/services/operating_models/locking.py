"""What every change of a model begins and ends with."""

from typing import Any

from collab.errors import Refused
from collab.history import Job, record
from programme.models import OperatingModel, Programme
from programme.queries.access import may_in
from programme.rules import operating_models as rules
from programme.services.groups import keep_model_groups
from programme.services.membership import refuse


def lock(programme: Programme, by: Any) -> Programme:
    """The programme, locked until the transaction ends; Refused where `by` may not keep its models."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if not isinstance(by, Job):
        refuse(rules.why_not_keep_models(may_in(programme, by)), "not-allowed")
    return programme


def lock_model(model: OperatingModel, version: int, by: Any) -> OperatingModel:
    """The model as it is now. Refused with code "not-allowed", "gone", or "stale" where it is not at `version`."""
    lock(model.programme, by)
    now = OperatingModel.objects.select_related("programme").filter(pk=model.pk).first()
    if now is None:
        raise Refused(rules.GONE, code="gone")
    if now.version != version:
        raise Refused(rules.STALE, code="stale")
    return now


def count_change(model: OperatingModel, *, by: Any, reason: str, posts: bool = False) -> OperatingModel:
    """The model at its next version; with its groups anew where `posts` have changed."""
    model.version += 1
    record(model, by=by, reason=reason)
    if posts:
        keep_model_groups(model)
    return model
