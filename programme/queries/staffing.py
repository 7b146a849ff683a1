"""Which baseline stands for a council, and how old it is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from programme.enums import BaselineStatus
from programme.models import Baseline, Council, CouncilSettings, Programme, default_settings


@dataclass(frozen=True)
class CurrentBaseline:
    """The baseline by which a council's figures go: the latest that is validated, or None where there is none.

    `age_days` counts to the programme's today, and is below 0 for a day to come; it is stale from the day after
    `stale_after_days`, a setting of the council.
    """

    council: Council
    baseline: Baseline | None
    stale_after_days: int
    age_days: int | None
    suppression_threshold: int

    @property
    def is_stale(self) -> bool:
        return self.age_days is not None and self.age_days > self.stale_after_days


def current_baselines(programme: Programme, councils: Iterable[Council] | None = None) -> list[CurrentBaseline]:
    """For each council, in the programme's order. Two queries, however many councils."""
    today, parts = programme.today, _parts(programme)
    if councils is not None:
        parts = parts.filter(council__in=list(councils))
    found = {row.council_id: row for row in _latest(programme)}
    return [_current(part, found.get(part.council_id), today) for part in parts]


def _current(part: Any, baseline: Baseline | None, today: datetime.date) -> CurrentBaseline:
    age = (today - baseline.as_at).days if baseline else None
    return CurrentBaseline(part.council, baseline, part.stale_after_days, age, part.suppression_threshold)


def _parts(programme: Programme) -> QuerySet[Any]:
    """The councils in the programme, each with what it has set for its baselines."""
    rows = CouncilSettings.objects.filter(council=OuterRef("council"), in_force_from__lte=programme.today)
    latest, default = rows.order_by("-in_force_from"), default_settings(Council())
    settings = {
        name: Coalesce(Subquery(latest.values(name)[:1]), getattr(default, name))
        for name in ("stale_after_days", "suppression_threshold")
    }
    return programme.programme_councils.select_related("council").annotate(**settings)


def _latest(programme: Programme) -> QuerySet[Baseline]:
    """One of each council that has a validated one."""
    rows = Baseline.objects.filter(programme=programme, status=BaselineStatus.VALIDATED)
    latest = rows.filter(council=OuterRef("council")).order_by("-as_at").values("pk")[:1]
    return rows.filter(pk=Subquery(latest)).select_related("council").order_by("council")
