"""Dates and amounts of what the programme manager keeps, record by record, each as exactly as it is known."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.roles import Permission
from collab.calc.money import pounds
from collab.db import PenceField
from collab.figures import Basis, Family, Figure, Kind, Value, key_of, stamp
from programme.enums import Basis as GrossOrNet
from programme.enums import Exactness, Precision, Stage
from programme.models import Benefit, Kept, KnownDate, Programme
from programme.nouns import NOUN, PAGE
from programme.presenters.pages import terms
from programme.presenters.records import name_of
from programme.queries import May

STAGE = ("stage", "stage-since", "stage-review")


@dataclass(frozen=True)
class Said:
    """A field of a noun that is a figure, called `name` with the name of the record in it. `scope` tells the rest."""

    noun: str
    field: str
    key: str
    name: str
    scope: Callable[[Any], str] = lambda row: ""


def _state(row: Any) -> str:
    return str(row.get_state_display()).lower()


def _benefit(row: Any) -> str:
    whose = row.council.name if row.council else "all councils together"
    return f"{whose}, {row.get_kind_display().lower()}, {_state(row)}"


SAID = (
    Said("milestone", "when", "date", "Date of “{}”", _state),
    Said("condition", "met", "met", "Since when it is met that “{}”"),
    Said("workstream", "starts", "starts", "When the workstream “{}” begins", _state),
    Said("workstream", "ends", "ends", "When the workstream “{}” ends", _state),
    Said("review", "when", "review", "Date of the review by {}", lambda row: str(row.get_kind_display()).lower()),
    Said("finding", "due_on", "due", "By when “{}” is to be answered", _state),
    Said("funding", "amount_pence", "funding", "Funding for {}",
         lambda row: ", ".join(filter(None, (row.funder, _state(row), row.period)))),
    Said("contribution", "amount_pence", "contribution", "Contribution for {}",
         lambda row: ", ".join(filter(None, (row.council.name, str(row.get_agreement_display()).lower(), row.period)))),
    Said("contribution", "share", "contribution-share", "Share of the cost of {}",
         lambda row: ", ".join(filter(None, (row.council.name, str(row.get_agreement_display()).lower(), row.period)))),
    Said("benefit", "amount_pence", "benefit", "Benefit “{}”",
         lambda row: f"{_benefit(row)}, {terms(row.recurrence, row.basis, row.price_base)}"),
    Said("benefit", "when", "benefit-from", "From when the benefit “{}” comes", _benefit),
    Said("risk", "review_on", "risk-review", "When the risk “{}” is looked at again", _state),
)  # fmt: skip


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Everybody in the programme reads its records. A query for each noun."""
    if not may(Permission.PROGRAMME_VIEW):
        return
    yield from _stage(programme)
    for noun in dict.fromkeys(said.noun for said in SAID):
        for row in _rows(programme, NOUN[noun].model):
            for said in SAID:
                if said.noun == noun and (found := known(row, said.field)):
                    yield _figure(programme, row, said, *found)


def known(row: Any, field: str) -> tuple[Kind, Value] | None:
    """A field of a record as a figure; words where a date or an amount is not exact. None where nothing is said."""
    named = getattr(type(row), field)
    if isinstance(named, KnownDate):
        on, exactness = (getattr(row, column) for column in named.columns)
        if on is None:
            return None
        return (Kind.DATE, on) if exactness == Exactness.DAY else (Kind.TEXT, named.read(row))
    value = getattr(row, field)
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return Kind.DATE, value
    if isinstance(row._meta.get_field(field), PenceField):
        return amount(value, getattr(row, "precision", Precision.EXACT))
    return Kind.PERCENTAGE, Decimal(value) / 100


def amount(pence: int, precision: str) -> tuple[Kind, Value]:
    """Money, or in words where it is not exact: "more than £100,000"."""
    if precision == Precision.EXACT:
        return Kind.MONEY, pence
    return Kind.TEXT, f"{Precision(precision).label} {pounds(pence)}"


def gross_or_net(basis: str) -> str:
    return "" if basis == GrossOrNet.NOT_SAID else basis


def _rows(programme: Programme, model: type[Kept]) -> Any:
    everything: Any = model._default_manager
    rows = everything.filter(programme=programme)
    return rows.select_related("council") if hasattr(model, "council") else rows


def _figure(programme: Programme, row: Any, said: Said, kind: Kind, value: Value) -> Figure:
    noun, called = NOUN[said.noun], name_of(type(row), row)
    is_benefit = isinstance(row, Benefit)
    return Figure(
        key=key_of(programme, said.key, row.pk),
        name=said.name.format(called),
        kind=kind,
        value=value,
        scope=said.scope(row),
        source=row.source,
        address=noun.url(programme),
        as_at=programme.today,
        taken=gross_or_net(row.basis) if is_benefit else "",
        price_base=f"{row.price_base} prices" if is_benefit and row.price_base else "",
        bases=(Basis(f"{said.noun}.{row.pk}.{said.field}", f"{noun.one} “{called}”", stamp(value)),),
    )


def _stage(programme: Programme) -> Iterator[Figure]:
    found: dict[str, tuple[str, tuple[Kind, Value] | None]] = {
        "stage": ("Stage of the programme", (Kind.TEXT, str(Stage(programme.stage).label).lower())),
        "stage-since": ("Since when the programme is at its stage", known(programme, "since")),
        "stage-review": ("When the stage is looked at again", known(programme, "stage_review_on")),
    }
    for key, (name, said) in found.items():
        if said:
            yield Figure(
                key=key_of(programme, key),
                name=name,
                kind=said[0],
                value=said[1],
                scope=str(Stage(programme.stage).label),
                source="The stage as the programme manager keeps it",
                address=PAGE["stage"].url(programme),
                as_at=programme.today,
                bases=(Basis(key, "the stage of the programme", stamp(said[1])),),
            )


FAMILY = Family(
    frozenset({*STAGE, *(said.key for said in SAID)}), figures, subject="Stage, dates, funding, reviews and benefits"
)
