"""What the programme manager keeps, with what its pages show beside it. Each is a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Max, Min, OuterRef, Prefetch, Q, Subquery, Sum, Value, When

from programme.enums import MONEY_KINDS, Precision, RiskState
from programme.models import (
    Benefit,
    Contribution,
    Finding,
    Funding,
    Milestone,
    Programme,
    RestartCondition,
    Review,
    Risk,
    Workstream,
)

RISK_ORDERS: dict[str, tuple[Any, ...]] = {
    "severity": ("closed", F("scored").desc(nulls_last=True), "pk"),
    "owner": ("closed", "owner", "pk"),
    "review": ("closed", F("review_on").asc(nulls_last=True), "pk"),
    "changed": (F("changed_at").desc(), "pk"),
}


@dataclass(frozen=True)
class Total:
    """A sum of amounts that may be added: `of` says of what, field by field.

    `precision` is that of the amounts which are not exact, where they agree: two of "more than" make one of it.
    """

    of: dict[str, str]
    pence: int
    count: int
    unknown: int
    precision: Precision = Precision.EXACT


def changed_at(model: Any) -> Subquery:
    """When a record was changed last, for annotate()."""
    rows = model.history.filter(id=OuterRef("pk")).order_by().values("id")
    return Subquery(rows.annotate(last=Max("history_date")).values("last"))


def conditions_of(programme: Programme) -> list[RestartCondition]:
    return list(programme.restart_conditions.annotate(changed_at=changed_at(RestartCondition)))


def workstreams_of(programme: Programme) -> list[Workstream]:
    """Workstreams and projects alike, in order, with their councils. Two queries."""
    rows = programme.workstreams.annotate(changed_at=changed_at(Workstream))
    return list(rows.prefetch_related("workstream_councils__council"))


def milestones_of(programme: Programme) -> list[Milestone]:
    return list(programme.milestones.annotate(changed_at=changed_at(Milestone)))


def funding_of(programme: Programme) -> list[Funding]:
    return list(programme.funding.annotate(changed_at=changed_at(Funding)))


def contributions_of(programme: Programme) -> list[Contribution]:
    """In the programme's order of councils."""
    place = programme.programme_councils.filter(council=OuterRef("council")).values("position")
    rows = programme.contributions.select_related("council").annotate(changed_at=changed_at(Contribution))
    return list(rows.annotate(place=Subquery(place)).order_by("place", "pk"))


def reviews_of(programme: Programme) -> list[Review]:
    """With their findings, in order. Two queries."""
    findings = Finding.objects.annotate(changed_at=changed_at(Finding)).select_related("waits_for")
    rows = programme.reviews.annotate(changed_at=changed_at(Review))
    return list(rows.prefetch_related(Prefetch("findings", findings)))


def benefits_of(programme: Programme) -> list[Benefit]:
    return list(programme.benefits.select_related("council").annotate(changed_at=changed_at(Benefit)))


def risks_of(programme: Programme, order: str = "severity") -> list[Risk]:
    """By one of RISK_ORDERS. What is closed comes last, but where the latest change counts."""
    rows = programme.risks.select_related("waits_for").annotate(
        changed_at=changed_at(Risk), scored=F("likelihood") * F("impact"),
        closed=Case(When(state=RiskState.CLOSED, then=Value(1)), default=Value(0)),
    )  # fmt: skip
    return list(rows.order_by(*RISK_ORDERS[order if order in RISK_ORDERS else "severity"]))


def funding_totals(programme: Programme) -> list[Total]:
    """For each state of funding, never one with another."""
    return _totals(programme.funding.all(), ("state",))


def contribution_totals(programme: Programme) -> list[Total]:
    """For what is agreed, proposed and declined apart."""
    return _totals(programme.contributions.all(), ("agreement",))


def benefit_totals(programme: Programme) -> list[Total]:
    """Only amounts of one kind, state, recurrence, basis and price base are added."""
    rows = programme.benefits.filter(kind__in=MONEY_KINDS)
    return _totals(rows, ("kind", "state", "recurrence", "basis", "price_base"), vague=~Q(precision=Precision.EXACT))


def _totals(rows: Any, of: tuple[str, ...], *, vague: Q | None = None) -> list[Total]:
    """`vague` says which amounts are not exact, of records that tell such apart."""
    none = Q(amount_pence__isnull=True)
    precisions = {}
    if vague is not None:
        precisions = {"first": Min("precision", filter=vague & ~none), "last": Max("precision", filter=vague & ~none)}
    found = rows.order_by(*of).values(*of).annotate(
        pence=Sum("amount_pence"), count=Count("pk"), unknown=Count("pk", filter=none), **precisions
    )  # fmt: skip
    return [
        Total({name: row[name] for name in of}, row["pence"] or 0, row["count"], row["unknown"], _precision(row))
        for row in found
    ]


def _precision(row: dict[str, Any]) -> Precision:
    first, last = row.get("first"), row.get("last")
    if not first:
        return Precision.EXACT
    return Precision(first) if first == last else Precision.ABOUT
