"""What a council's figures go by on a day."""

import datetime
from dataclasses import dataclass, field

from programme.models import Council, CouncilSettings, default_settings


@dataclass(frozen=True)
class SettingsRecord:
    """The settings of a council as at a day: what holds, what is to come (soonest first), what held (latest first)."""

    in_force: CouncilSettings
    coming: list[CouncilSettings] = field(default_factory=list)
    earlier: list[CouncilSettings] = field(default_factory=list)


def settings_for(council: Council, on: datetime.date) -> CouncilSettings:
    """The settings in force on that day; the default, which has no key, where the council had set none. One query."""
    return settings_record(council, on).in_force


def settings_as_at(council: Council, as_at: datetime.date, *, today: datetime.date) -> CouncilSettings:
    """For figures of a past day: the settings in force on it, or the council's first if it has set its own only since.

    The default, which has no key, where it has none to this day. One query.
    """
    record = settings_record(council, as_at)
    since = [row for row in record.coming if row.in_force_from <= today]
    return record.in_force if record.in_force.pk or not since else since[0]


def settings_record(council: Council, on: datetime.date) -> SettingsRecord:
    """All of a council's settings, told apart by the day. One query."""
    rows = list(CouncilSettings.objects.filter(council=council).order_by("-in_force_from"))
    begun = [row for row in rows if row.in_force_from <= on]
    coming = [row for row in reversed(rows) if row.in_force_from > on]
    return SettingsRecord(begun[0] if begun else default_settings(council), coming, begun[1:])
