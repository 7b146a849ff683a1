"""What a council's tracker says for a quarter: lines by service, net budgets, pressures and substitutions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from collab.calc.quarters import Quarter
from collab.calc.tracker import Saved, Tracker, tracker
from programme.models import Council, Programme
from savings.enums import LIVE, LineKind, PressureKind, UpdateState
from savings.models import LineAmount, LineUpdate, NetBudget, Pressure
from savings.queries.plans import UNFORECAST

# A promise does not fade away when it is withdrawn, nor when it is proposed anew afterwards.
PROMISED = Q(line__status__in=sorted(LIVE)) | Q(line__agreed_on__isnull=False)
IS_LIVE = Q(line__status__in=sorted(LIVE))
IS_CASH = Q(line__cash_releasing=True) & ~Q(line__kind=LineKind.COST_AVOIDANCE)
CASH = Case(When(IS_CASH, then=Value(True)), default=Value(False))


@dataclass(frozen=True)
class Said:
    """How many live lines the amounts come from; of how many of them no update has come for this quarter; how many are
    not confirmed at outturn; and how many plan something and count with nothing, because nobody has forecast it."""

    lines: int = 0
    without_update: int = 0
    unconfirmed: int = 0
    unforecast: int = 0


@dataclass(frozen=True)
class Tracked:
    """`cash` closes a budget gap; `other` does not and is kept apart. `with_held` counts the held lines too, and is
    there for the council's own people alone."""

    quarter: Quarter
    is_outturn: bool
    cash: Tracker
    other: Tracker
    said: Said
    with_held: Tracker | None
    held: int

    @property
    def budgets_differ_by(self) -> int:
        """By how much the services' net budgets are less than the council's; 0 where one of them is not known."""
        budgets, whole = self.cash.budgets, self.cash.total.net_budget
        return 0 if budgets is None or whole is None else whole - budgets


def tracker_years(programme: Programme, council: Council, *, own: bool) -> list[int]:
    """The years of which a tracker has anything to say, to others than the council's `own` people only by what it
    counts for them. Two queries."""
    lines = LineAmount.objects.filter(line__plan__programme=programme, line__plan__council=council).order_by()
    lines = lines if own else lines.filter(PROMISED, line__held=False)
    found = {*lines.values_list("year", flat=True).distinct()}
    beside = Pressure.objects.filter(programme=programme, council=council).order_by()
    return sorted(found | {*beside.values_list("year", flat=True).distinct()})


@dataclass
class _Beside:
    """What is no line: pressures by kind and service, and net budgets by service, that of the council as ""."""

    pressures: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in PressureKind})
    budgets: dict[str, int] = field(default_factory=dict)

    def tracker(self, saved: dict[str, Saved]) -> Tracker:
        return tracker(
            saved,
            pressures=self.pressures[PressureKind.PRESSURE],
            substitutions=self.pressures[PressureKind.SUBSTITUTION],
            budgets={service: pence for service, pence in self.budgets.items() if service},
            whole_budget=self.budgets.get(""),
        )


def tracked(programme: Programme, council: Council, quarter: Quarter, *, own: bool) -> Tracked:
    """That of one council. Three queries."""
    return trackers(programme, quarter, own={council.pk: own})[council.pk]


def trackers(programme: Programme, quarter: Quarter, *, own: Mapping[int, bool]) -> dict[int, Tracked]:
    """By the keys of councils; `own` has those that are wanted, and of each whether it is for its own people. Three
    queries. At the end of a year that is over it is the outturn; before, forecasts are what is anticipated."""
    is_outturn = quarter.is_last and quarter.ends < programme.today
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _sums(amounts_of(programme, own, quarter, is_outturn=is_outturn), is_outturn=is_outturn):
        rows[row["line__plan__council"]].append(row)
    beside = _beside(programme, own, quarter)
    return {
        council: _tracked(quarter, rows[council], beside[council], is_outturn=is_outturn, own=is_own)
        for council, is_own in own.items()
    }


def _tracked(
    quarter: Quarter, rows: list[dict[str, Any]], beside: _Beside, *, is_outturn: bool, own: bool
) -> Tracked:  # fmt: skip
    free = [row for row in rows if not row["line__held"]]
    cash = [row for row in free if row["cash"]]
    held = [row for row in rows if row["line__held"] and row["cash"]] if own else []
    return Tracked(
        quarter=quarter,
        is_outturn=is_outturn,
        cash=beside.tracker(_by_service(cash)),
        other=_Beside().tracker(_by_service([row for row in free if not row["cash"]])),
        said=Said(
            *(sum(row[name] for row in cash) for name in ("live", "without_update", "unconfirmed", "unforecast"))
        ),
        with_held=beside.tracker(_by_service([*cash, *held])) if held else None,
        held=sum(row["live"] for row in held),
    )


def amounts_of(
    programme: Programme, councils: Iterable[int], quarter: Quarter, *, is_outturn: bool
) -> QuerySet[LineAmount]:  # fmt: skip
    """What was promised for the year by councils, given by their keys, line by line, each with `achieved`: at outturn
    what finance has confirmed, else the forecast recorded, as a budget gap counts it; before, what the latest update up
    to the quarter forecasts, or the forecast recorded where there is none. Of a line that counts no longer nothing is
    anticipated but what has been confirmed of it."""
    updates = LineUpdate.objects.filter(
        line=OuterRef("line"), year=quarter.year.start, quarter__lte=quarter.number
    ).exclude(state=UpdateState.RETURNED)
    latest = updates.order_by("-quarter").values("forecast_pence")[:1]
    forecast = Coalesce(F("updated"), F("forecast_pence"), Value(0))
    live = Coalesce(F("actual_pence"), F("forecast_pence"), Value(0)) if is_outturn else forecast
    return (
        LineAmount.objects.filter(PROMISED, line__plan__programme=programme, line__plan__council__in=list(councils))
        .filter(year=quarter.year.start)
        .annotate(
            updated=Subquery(latest, output_field=BigIntegerField()),
            has_update=Exists(updates.filter(quarter=quarter.number)),
            cash=CASH,
            achieved=Case(
                When(IS_LIVE, then=live),
                default=Coalesce(F("actual_pence"), Value(0)),
                output_field=BigIntegerField(),
            ),
        )
    )


def _sums(amounts: QuerySet[LineAmount], *, is_outturn: bool) -> list[dict[str, Any]]:
    """A row for each service of a council, held or not, cash or not. One query."""
    unknown = IS_LIVE & UNFORECAST & (Q(actual_pence__isnull=True) if is_outturn else Q(updated__isnull=True))
    grouped: Any = amounts.order_by()
    grouped = grouped.values("line__plan__council", "line__service", "line__held", "cash")
    return list(
        grouped.annotate(
            proposed=Sum("planned_pence"),
            counted=Sum("achieved"),
            live=Count("pk", filter=IS_LIVE),
            without_update=Count("pk", filter=IS_LIVE & Q(has_update=False)),
            unconfirmed=Count("pk", filter=IS_LIVE & Q(actual_pence__isnull=True)),
            unforecast=Count("pk", filter=unknown),
        )
    )


def _by_service(rows: list[dict[str, Any]]) -> dict[str, Saved]:
    found: dict[str, Saved] = defaultdict(Saved)
    for row in rows:
        found[row["line__service"]] += Saved(int(row["proposed"] or 0), int(row["counted"] or 0))
    return dict(found)


def _beside(programme: Programme, councils: Iterable[int], quarter: Quarter) -> dict[int, _Beside]:
    """By council: the net budgets of the year, and what arose in it up to the quarter. Two queries."""
    found: dict[int, _Beside] = defaultdict(_Beside)
    whose = {"programme": programme, "council__in": list(councils), "year": quarter.year.start}
    rows: Any = Pressure.objects.filter(**whose, quarter__lte=quarter.number).order_by()
    for council, kind, service, pence in rows.values_list("council", "kind", "service").annotate(Sum("amount_pence")):
        found[council].pressures[kind][service] = int(pence)
    budgets = NetBudget.objects.filter(**whose).order_by()
    for council, service, pence in budgets.values_list("council", "service", "amount_pence"):
        found[council].budgets[service] = pence
    return found


def lines_of_service(
    programme: Programme, council: Council, quarter: Quarter, service: str, *, is_outturn: bool
) -> QuerySet[LineAmount]:  # fmt: skip
    """What stands behind one row of the tracker: the cash-releasing lines of a service that are not held."""
    rows = amounts_of(programme, [council.pk], quarter, is_outturn=is_outturn)
    rows = rows.filter(IS_CASH, line__service=service, line__held=False)
    return rows.select_related("line").order_by("line__position", "line_id")
