"""Who changed what, when and why: on every row that carries words, figures or decisions.

A model names `history = historied()` and uses `HistoriedManager`; a service saves with
`record(row, by=…, reason=…)`, and many rows at once with `record_many`. A change that nobody signs, or that has no
reason, is refused.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from collab.inserting import insert

# Rows that are written in one statement and held in memory twice.
BATCH = 1000


@dataclass(frozen=True)
class Job:
    """A named job that acts where no person does, for example Job("command demo")."""

    name: str

    def __str__(self) -> str:
        return self.name


class HistoryRow(models.Model):
    """What each history row has besides the library's own fields."""

    history_job = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added and read."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError(f"{self.model.__name__} is never changed")

    def delete(self) -> Any:
        raise TypeError(f"{self.model.__name__} is never deleted")


class AppendOnly(models.Model):
    """A row that is written once: saving it again and deleting it raise."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self.__class__.__name__} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"{self.__class__.__name__} is never deleted")


class HistoriedQuerySet(models.QuerySet):
    """Refuses the writes that would leave no history."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError(f"{self.model.__name__} keeps history: change it row by row with collab.history.record")

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"{self.model.__name__} keeps history: create it row by row with collab.history.record")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"{self.model.__name__} keeps history: change it row by row with collab.history.record")


HistoriedManager = models.Manager.from_queryset(HistoriedQuerySet)


def historied(*, without: tuple[str, ...] = ()) -> HistoricalRecords:
    """`without`: fields that are kept nowhere but in the row itself."""
    return HistoricalRecords(
        bases=[HistoryRow], history_change_reason_field=models.CharField(max_length=300), excluded_fields=without
    )


def record(row: models.Model, *, by: Any, reason: str) -> None:
    """Save `row` and its history. `by` is a User or a Job; `reason` a few plain words."""
    with _signed(row, by, reason):
        row.save()


def erase(row: models.Model, *, by: Any, reason: str) -> None:
    """Delete `row`; its history stays and says who did it and why."""
    with _signed(row, by, reason):
        row.delete()


@transaction.atomic
def record_many(rows: Sequence[models.Model], *, by: Any, reason: str) -> None:
    """Write many new rows of one model, and their history with them, in few statements. The rows get their keys."""
    signature = _signature(by, reason)
    for some in _batches(rows):
        _plain(type(some[0])).bulk_create(some)
        _keep(type(some[0]), [row.pk for row in some], "+", signature)


@transaction.atomic
def record_values(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, by: Any, reason: str
) -> None:  # fmt: skip
    """As record_many, of rows that are nothing but their values, in the order of `names` (collab.inserting)."""
    signature = _signature(by, reason)
    for at in range(0, len(rows), BATCH):
        _keep(model, insert(model, names, rows[at : at + BATCH]), "+", signature)


@transaction.atomic
def record_changes(rows: Sequence[models.Model], fields: Sequence[str], *, by: Any, reason: str) -> None:
    """Write `fields` of many rows of one model, and their history with them, in few statements."""
    signature = _signature(by, reason)
    for some in _batches(rows):
        _plain(type(some[0])).bulk_update(some, fields)
        _keep(type(some[0]), [row.pk for row in some], "~", signature)


@transaction.atomic
def erase_many(rows: Sequence[models.Model], *, by: Any, reason: str) -> None:
    """Delete many rows of one model, to which no other row leads; their history stays."""
    signature = _signature(by, reason)
    for some in _batches(rows):
        keys = [row.pk for row in some]
        _keep(type(some[0]), keys, "-", signature)
        found = _plain(type(some[0])).filter(pk__in=keys)
        found._raw_delete(found.db)


def standing_at(model: Any, moment: datetime.datetime) -> models.QuerySet:
    """The rows of history that say how things stood at a moment: of each row of the model the last by then, and of
    several of one time the last that was written; without what had been deleted. They are to be narrowed by what they
    say, after this. One query."""
    key = model._meta.pk.attname
    by_then: models.QuerySet = models.QuerySet(model.history.model).filter(history_date__lte=moment)
    later = by_then.filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
        **{key: OuterRef(key)},
    )
    return by_then.filter(~Exists(later)).exclude(history_type="-").order_by()


def _batches(rows: Sequence[models.Model]) -> Iterator[Sequence[models.Model]]:
    return (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))


def _plain(model: type[models.Model]) -> models.QuerySet:
    """Its rows by a manager that asks for no history."""
    return models.QuerySet(model)


def _keep(model: Any, keys: Sequence[int], kind: str, signature: dict[str, Any]) -> None:
    """The history of rows as they stand in the database, in one statement that copies them there."""
    kept = model.history.model
    names = [field.attname for field in kept.tracked_fields]
    signed = {"history_date": timezone.now(), "history_type": kind, **signature}
    fields = [kept._meta.get_field(name) for name in (*names, *signed)]
    values = {f"signed_{name}": Value(value, kept._meta.get_field(name)) for name, value in signed.items()}
    found = _plain(model).filter(pk__in=keys).order_by("pk")
    sql, params = found.annotate(**values).values_list(*names, *values).query.sql_with_params()
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        statement = " ".join(("INSERT INTO", quote(kept._meta.db_table), "(", columns, ")", sql))
        cursor.execute(statement, params)


def _signature(by: Any, reason: str) -> dict[str, Any]:
    """What signs a row of history that no signal makes. Refuses what `record` refuses."""
    if not reason.strip():
        raise ValueError("a change needs a reason")
    job = by.name if isinstance(by, Job) else ""
    if not job and not isinstance(by, settings_user()):
        raise TypeError("many rows were changed by nobody")
    return {"history_user_id": None if job else by.pk, "history_job": job, "history_change_reason": reason[:300]}


@contextmanager
def _signed(row: Any, by: Any, reason: str) -> Iterator[None]:
    """A signature counts once: the next change of the same object needs its own."""
    if not reason.strip():
        raise ValueError("a change needs a reason")
    row._history_user = None if isinstance(by, Job) else by
    row._history_job = by.name if isinstance(by, Job) else ""
    row._change_reason = reason[:300]
    try:
        yield
    finally:
        del row._history_user, row._history_job, row._change_reason


@receiver(pre_create_historical_record)
def _refuse_unsigned(sender: Any, instance: Any, history_instance: Any, **kwargs: Any) -> None:
    user, job = getattr(instance, "_history_user", None), getattr(instance, "_history_job", "")
    reason = getattr(instance, "_change_reason", "")
    if not isinstance(user, settings_user()) and not job:
        raise TypeError(f"{instance.__class__.__name__} was changed by nobody: save it with collab.history.record")
    if not reason:
        raise TypeError(f"{instance.__class__.__name__} was changed for no reason: save it with collab.history.record")
    history_instance.history_job = job


def settings_user() -> type:
    from django.apps import apps

    return apps.get_model(settings.AUTH_USER_MODEL)
