"""What a council means by its ratings on a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from programme.models import Council
from savings.models import RatingRules, default_rating_rules


@dataclass(frozen=True)
class RatingRecord:
    """As at a day: what holds, what is to come (soonest first), what held (latest first)."""

    in_force: RatingRules
    coming: list[RatingRules] = field(default_factory=list)
    earlier: list[RatingRules] = field(default_factory=list)

    @property
    def begun(self) -> list[RatingRules]:
        """What the council has set itself and has begun to hold, latest first."""
        return [row for row in (self.in_force, *self.earlier) if row.pk]


def rules_of(rows: Iterable[RatingRules], council: Council, on: datetime.date) -> RatingRules:
    """Those of `rows` that are in force for the council on that day, else the default, which has no key."""
    held = [row for row in rows if row.council_id == council.pk and row.in_force_from <= on]
    return max(held, key=lambda row: row.in_force_from, default=default_rating_rules(council))


def rating_record(council: Council, on: datetime.date) -> RatingRecord:
    """All of a council's definitions, told apart by the day. One query."""
    rows = list(RatingRules.objects.filter(council=council).order_by("-in_force_from"))
    begun = [row for row in rows if row.in_force_from <= on]
    coming = [row for row in reversed(rows) if row.in_force_from > on]
    return RatingRecord(begun[0] if begun else default_rating_rules(council), coming, begun[1:])
