"""The settings of a council in words."""

import datetime
from dataclasses import dataclass

from collab.calc.money import pounds
from collab.moments import day
from documents.enums import Numbering
from documents.models import HouseStyle
from programme.models import CouncilSettings
from programme.queries import SettingsRecord


@dataclass(frozen=True)
class ShownSettings:
    """One set of settings: the day from which it holds ("" for the default), and what each is."""

    row: CouncilSettings
    since: str
    values: list[tuple[str, str]]
    may_withdraw: bool


@dataclass(frozen=True)
class ShownStyle:
    row: HouseStyle
    since: str
    numbering: str
    may_withdraw: bool


@dataclass(frozen=True)
class SettingsPage:
    in_force: ShownSettings
    coming: list[ShownSettings]
    earlier: list[ShownSettings]
    style: ShownStyle
    coming_styles: list[ShownStyle]
    earlier_styles: list[ShownStyle]


def present_settings(
    found: SettingsRecord, styles: list[HouseStyle], style: HouseStyle, today: datetime.date
) -> SettingsPage:
    """`styles` are the council's own, latest first; `style` is the one in force, which may serve everybody."""
    others = [row for row in styles if row.pk != style.pk]
    coming = [row for row in reversed(others) if row.in_force_from > today]
    return SettingsPage(
        in_force=_settings(found.in_force, today),
        coming=[_settings(row, today) for row in found.coming],
        earlier=[_settings(row, today) for row in found.earlier],
        style=_style(style, today),
        coming_styles=[_style(row, today) for row in coming],
        earlier_styles=[_style(row, today) for row in others if row.in_force_from <= today],
    )


def _settings(row: CouncilSettings, today: datetime.date) -> ShownSettings:
    own = row.pk is not None
    return ShownSettings(
        row=row,
        since=day(row.in_force_from) if own else "",
        values=[
            ("Default on-cost rate", f"{(row.on_cost_rate * 100).normalize():f}% of salary"),
            ("A decision is key from", f"{pounds(row.key_decision_pence)} of expenditure or saving"),
            ("Smallest count of posts that others may see", str(row.suppression_threshold)),
            ("A baseline is stale after", f"{row.stale_after_days} days"),
        ],
        may_withdraw=own and row.in_force_from >= today,
    )


def _style(row: HouseStyle, today: datetime.date) -> ShownStyle:
    return ShownStyle(
        row=row,
        since=day(row.in_force_from) if row.council_id else "",
        numbering=str(Numbering(row.style.numbering).label),
        may_withdraw=bool(row.council_id) and row.in_force_from >= today,
    )
