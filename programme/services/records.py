"""What the programme manager keeps is added, changed, put in order and deleted: the same way for every noun."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max

from collab.errors import Refused
from collab.history import Job, erase, record
from programme.models import Council, InOrder, Kept, Programme
from programme.queries import may_in
from programme.rules import keeping as rules

K = TypeVar("K", bound=Kept)
STALE = "Somebody else changed this while you were writing. Nothing of yours is lost."
FORBIDDEN = "These values do not go together, or there is an entry of this name already."
GONE = "Somebody else deleted this in the meantime."


@transaction.atomic
def add_record(
    model: type[K], *, programme: Programme, values: Mapping[str, Any], by: Any, reason: str = ""
) -> K:  # fmt: skip
    """A new record, at the end where its kind is in order. `values` has what `model.asked` names, or less.

    Refused with code "not-allowed", or "invalid" where the values do not go together.
    """
    lock_programme(programme, by)
    row = model(programme=programme)
    links = _take_over(row, values)
    if isinstance(row, InOrder):
        row.position = (_in_programme(row).aggregate(last=Max("position"))["last"] or 0) + 1
    _check(row, links)
    _save(row, by=by, reason=reason or "added")
    _put_links(row, links, by=by, reason=reason or "added")
    return row


@transaction.atomic
def change_record(row: K, *, values: Mapping[str, Any], version: int, by: Any, reason: str = "") -> K:
    """The record with `values`. Without a difference nothing is written.

    Refused with code "stale" where it is no longer at `version`, "gone" where it was deleted, or as by add_record.
    """
    row = _locked(row, version, by)
    before = {name: _kept(row, name) for name in values}
    links = _take_over(row, values)
    if before == {**{name: _kept(row, name) for name in values}, **{name: _keys(rows) for name, rows in links.items()}}:
        return row
    _check(row, links)
    row.version += 1
    _save(row, by=by, reason=reason or "changed")
    _put_links(row, links, by=by, reason=reason or "changed")
    return row


@transaction.atomic
def delete_record(row: Kept, *, version: int, by: Any, reason: str = "") -> None:
    """The record is gone, with what belongs to it; their histories stay. Refused as by change_record."""
    row = _locked(row, version, by)
    for part in (*row.belongings(), row):
        erase(part, by=by, reason=reason or "deleted")


@transaction.atomic
def move_record(row: Kept, *, up: bool, by: Any) -> bool:
    """One place up or down among its siblings. False where it is at the edge already."""
    row = _locked(row, row.version, by, whatever_version=True)
    mates = list(row.siblings())
    at = next(index for index, mate in enumerate(mates) if mate.pk == row.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(mates):
        return False
    places = sorted(mate.position for mate in mates)
    if len(set(places)) < len(places):
        places = [places[0] + index for index in range(len(places))]
    mates[at], mates[to] = mates[to], mates[at]
    for mate, place in zip(mates, places, strict=True):
        if mate.position != place:
            mate.position = place
            record(mate, by=by, reason="put in order")
    return True


def lock_programme(programme: Programme, by: Any) -> Programme:
    """The programme, locked until the transaction ends; Refused where `by` may not keep it."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if not isinstance(by, Job):
        reason = rules.why_not_keep(may_in(programme, by))
        if reason:
            raise Refused(reason, code="not-allowed")
    return programme


def _locked(row: K, version: int, by: Any, *, whatever_version: bool = False) -> K:
    lock_programme(row.programme, by)  # type: ignore[attr-defined]
    now = type(row)._default_manager.filter(pk=row.pk).first()
    if now is None:
        raise Refused(GONE, code="gone")
    if now.version != version and not whatever_version:
        raise Refused(STALE, code="stale")
    return now


def _take_over(row: Kept, values: Mapping[str, Any]) -> dict[str, list[models.Model]]:
    """Set what is asked; what is kept in rows of its own is handed back, to be put when the record is there."""
    links = {}
    for name, value in values.items():
        if name not in row.asked:
            raise TypeError(f"{name} of a {row._meta.verbose_name} is not asked")
        if _is_link(row, name):
            links[name] = list(value)
        else:
            setattr(row, name, value)
    return links


def _check(row: Kept, links: Mapping[str, list[models.Model]]) -> None:
    """Whatever a record names takes part in its programme, and its values go together."""
    named = [
        getattr(row, field.name) for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)
    ]  # fmt: skip
    for other in (*named, *(target for targets in links.values() for target in targets)):
        if other is not None and not _takes_part(other, row.programme_id):  # type: ignore[attr-defined]
            raise Refused(f"{other} takes no part in this programme.", code="elsewhere")
    try:
        row.clean()
    except ValidationError as error:
        raise Refused(f"{error.messages[0]}.", code="invalid") from error


def _save(row: Kept, *, by: Any, reason: str) -> None:
    """What the database forbids is refused too, where a form has not said so before in its own words."""
    try:
        record(row, by=by, reason=reason)
    except IntegrityError as error:
        raise Refused(FORBIDDEN, code="invalid") from error


def _takes_part(other: Any, programme: int) -> bool:
    if isinstance(other, Kept):
        return bool(other.programme_id == programme)  # type: ignore[attr-defined]
    if isinstance(other, Council):
        return other.programme_councils.filter(programme=programme).exists()
    return isinstance(other, Programme) or other.memberships.filter(programme=programme).exists()


def _is_link(row: Kept, name: str) -> bool:
    return any(field.name == name for field in row._meta.many_to_many)


def _keys(rows: list[models.Model]) -> set[Any]:
    return {row.pk for row in rows}


def _kept(row: Kept, name: str) -> Any:
    return _keys(list(getattr(row, name).all())) if _is_link(row, name) else getattr(row, name)


def _put_links(row: Kept, links: dict[str, list[models.Model]], *, by: Any, reason: str) -> None:
    """The rows that join a record with others are as `links` wants them, each change with its own history."""
    for name, wanted in links.items():
        field: Any = row._meta.get_field(name)
        through, own, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        there = {getattr(link, f"{other}_id"): link for link in through.objects.filter(**{own: row})}
        for key in there.keys() - _keys(wanted):
            erase(there[key], by=by, reason=reason)
        for target in wanted:
            if target.pk not in there:
                record(through(**{own: row, other: target}), by=by, reason=reason)


def _in_programme(row: Kept) -> Any:
    everything: Any = type(row)._default_manager
    return everything.filter(programme=row.programme_id)  # type: ignore[attr-defined]
