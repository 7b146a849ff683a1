"""Who changed what of a programme, when and why: of one record, and of all of them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Value

from programme.models import Programme, Workstream, WorkstreamCouncil
from programme.nouns import NOUN, NOUN_OF, NOUNS, Noun

PROGRAMME = "programme"


@dataclass(frozen=True)
class Change:
    """One row of history, `before` being the row that it followed. `noun` is None for the programme itself.

    `now` and `before` are rows of history: they have the fields of the record as it was.
    """

    noun: Noun | None
    now: Any
    before: Any

    @property
    def at(self) -> datetime.datetime:
        return self.now.history_date  # type: ignore[no-any-return]

    @property
    def of_councils(self) -> bool:
        """Whether it tells of a council that came to a workstream or left it."""
        return isinstance(self.now.instance, WorkstreamCouncil)

    @property
    def who(self) -> str:
        return str(self.now.history_user or self.now.history_job)


def changes_of_record(noun: Noun, programme: Programme, pk: int) -> list[Change]:
    """Every change of one record, deleted ones included, the latest first. Empty where there has been none such."""
    rows = _ordered(noun.model, noun.model.history.filter(id=pk, programme=programme))  # type: ignore[attr-defined]
    found = _paired(noun, rows)
    if found and noun.model is Workstream:
        found += _of_councils({pk})
    return sorted(found, key=lambda change: (change.at, change.now.history_id), reverse=True)


def changes_of_stage(programme: Programme) -> list[Change]:
    """The changes of the programme's own words and stage, the latest first."""
    return list(reversed(_paired(None, _rows(Programme, {programme.pk}))))


def all_changes(programme: Programme) -> Any:
    """(noun, history_id, history_date) of every change of a programme, the latest first; for `read_changes`."""
    parts = [_listed(Programme.history.filter(id=programme.pk), PROGRAMME)]
    parts += [_listed(noun.model.history.filter(programme=programme), noun.key) for noun in NOUNS]  # type: ignore[attr-defined]
    first, *others = parts
    return first.union(*others, all=True).order_by("-history_date", "-noun", "-history_id")


def read_changes(listed: Iterable[dict[str, Any]]) -> list[Change]:
    """The changes that `listed` names, in its order. Two queries for each noun among them."""
    listed = list(listed)
    found: dict[tuple[str, int], Change] = {}
    for key in {row["noun"] for row in listed}:
        wanted = {row["history_id"] for row in listed if row["noun"] == key}
        noun = NOUN.get(key)
        model: Any = noun.model if noun else Programme
        keys = set(model.history.filter(history_id__in=wanted).values_list("id", flat=True))
        for change in _paired(noun, _rows(model, keys)):
            found[key, change.now.history_id] = change
    return [found[row["noun"], row["history_id"]] for row in listed]


def _listed(rows: Any, noun: str) -> Any:
    return rows.order_by().annotate(noun=Value(noun)).values("noun", "history_id", "history_date")


def _rows(model: Any, keys: set[int]) -> Any:
    """The history of these records, oldest first, with what they name."""
    return _ordered(model, model.history.filter(id__in=keys))


def _ordered(model: Any, rows: Any) -> Any:
    named = [field.name for field in model.history.model._meta.concrete_fields if field.is_relation]
    return rows.select_related(*named).order_by("id", "history_id")


def _paired(noun: Noun | None, rows: Iterable[Any]) -> list[Change]:
    found: list[Change] = []
    last: Any = None
    for row in rows:
        before: Any = last if last is not None and last.id == row.id else None
        found.append(Change(noun, row, before))
        last = row
    return found


def _of_councils(workstreams: set[int]) -> list[Change]:
    """Councils that came to a workstream or left it."""
    rows = WorkstreamCouncil.history.filter(workstream_id__in=workstreams)
    return [Change(NOUN_OF[Workstream], row, None) for row in rows.select_related("council", "history_user")]
