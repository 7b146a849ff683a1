"""Any record of a programme in words: its fields, what a change changed, and what two people wrote."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst

from collab.calc.money import pounds
from collab.db import PenceField
from programme.models import KnownDate, Programme
from programme.queries import Change

NOTHING = "not said"
VERBS = {"+": "added", "~": "changed", "-": "deleted"}
LONGEST_NAME = 90


@dataclass(frozen=True)
class Difference:
    """One field, as it was and as it is; `before` is empty where the record is new."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownChange:
    what: str
    verb: str
    who: str
    at: datetime.datetime
    why: str
    differences: list[Difference]
    url: str = ""


def label_of(model: Any, name: str) -> str:
    known = getattr(model, name)
    return str(capfirst(known.label if isinstance(known, KnownDate) else model._meta.get_field(name).verbose_name))


def said(model: Any, row: Any, name: str) -> str:
    """A field of `row`, a record or a row of its history, as people say it."""
    known = getattr(model, name)
    if isinstance(known, KnownDate):
        return known.read(row) or NOTHING
    field = model._meta.get_field(name)
    if field.many_to_many:
        return names_of(getattr(row, name).all())
    value = getattr(row, field.attname)
    if value is None or value == "":
        return NOTHING
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(field, models.ForeignKey):
        return str(getattr(row, name) or "something deleted since")
    if isinstance(field, PenceField):
        return pounds(value)
    return date_format(value) if isinstance(value, datetime.date) else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


def names_of(rows: Iterable[Any]) -> str:
    return ", ".join(str(row) for row in rows) or NOTHING


def name_of(model: Any, row: Any) -> str:
    """What people call a record: its words, cut where they are long."""
    words = str(getattr(row, model.called))
    return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rsplit(' ', 1)[0]} …"


def present_record(row: Any, *, private: bool) -> list[tuple[str, str]]:
    """Every field that is asked, with its label; what is private only where `private` says so."""
    model = type(row)
    return [(label_of(model, name), said(model, row, name)) for name in _shown(model, private)]


def present_changes(changes: Iterable[Change], programme: Programme, *, private: bool) -> list[ShownChange]:
    return [_change(change, programme, private) for change in changes]


def present_stale(saved: Any, typed: Any, links: dict[str, Iterable[Any]]) -> list[Difference]:
    """Where what is saved now and what somebody typed differ. `links` has what was typed of fields with several."""
    model, found = type(saved), []
    for name in model.asked:
        several = _has_several(model, name)
        mine = names_of(links.get(name, ())) if several else said(model, typed, name)
        theirs = said(model, saved, name)
        if mine != theirs:
            found.append(Difference(label_of(model, name), theirs, mine))
    return found


def _shown(model: Any, private: bool) -> list[str]:
    return [name for name in model.asked if private or name not in model.private]


def _change(change: Change, programme: Programme, private: bool) -> ShownChange:
    now, noun = change.now, change.noun
    model = noun.model if noun else Programme
    if change.of_councils:
        what, verb = "Councils", "changed"
        gone = now.history_type == "-"
        name = str(now.council)
        differences = [Difference("Councils that take part", name if gone else "", "" if gone else name)]
    else:
        what = f"{capfirst(noun.one) if noun else 'The programme'} “{name_of(model, now)}”"
        verb, differences = VERBS[now.history_type], _differences(model, change, private)
    url = reverse(f"{noun.key}-history", args=[programme.slug, now.id]) if noun and not change.of_councils else ""
    return ShownChange(what, verb, change.who, change.at, now.history_change_reason, differences, url)


def _differences(model: Any, change: Change, private: bool) -> list[Difference]:
    """A new record has all that was said of it, a changed one what became different, a deleted one nothing."""
    if change.now.history_type == "-":
        return []
    found = []
    for name in _shown(model, private):
        if _has_several(model, name):
            continue
        after = said(model, change.now, name)
        before = said(model, change.before, name) if change.before else ""
        if not change.before and _is_default(model, change.now, name):
            continue
        if after != (before or NOTHING):
            found.append(Difference(label_of(model, name), before, after))
    return found


def _is_default(model: Any, row: Any, name: str) -> bool:
    """Nobody has said anything else."""
    field = None if isinstance(getattr(model, name), KnownDate) else model._meta.get_field(name)
    return field is not None and field.has_default() and getattr(row, field.attname) == field.get_default()


def _has_several(model: Any, name: str) -> bool:
    return not isinstance(getattr(model, name), KnownDate) and bool(model._meta.get_field(name).many_to_many)
