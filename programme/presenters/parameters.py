"""The parameters of the case in words, with every change of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from collab.calc.money import pounds
from collab.calc.years import FinancialYear
from collab.moments import day
from programme.enums import ApportionBy, ApportionOf
from programme.models import CaseParameters
from programme.presenters.operating_models import percent
from programme.presenters.records import NOTHING, Difference, ShownChange
from programme.queries.parameters import CouncilKeys

AGREED = {
    "scope": "Scope", "as_at": "Baselines as at", "first_year": "First year", "appraisal_years": "Years appraised",
    "discount_rate": "Discount rate, a year", "price_base": "Price base", "apportion_of": "What is shared",
    "apportion_by": "Shared by", "source": "Source", "agreed_on": "Agreed on", "agreed_by": "Agreed by",
}  # fmt: skip
KEYS = {
    "population": "Population", "population_source": "Source of the population",
    "net_revenue_budget_pence": "Net revenue budget", "budget_source": "Source of the budget",
    "fixed_share": "Fixed share", "share_source": "Source of the share",
}  # fmt: skip
CHOICES = {"apportion_of": ApportionOf, "apportion_by": ApportionBy}
UNDECIDED = "not decided"


@dataclass(frozen=True)
class ShownKeys:
    """What one council's shares go by; amounts are words."""

    slug: str
    name: str
    position: int
    population: str
    population_source: str
    budget: str
    budget_source: str
    share: str
    share_source: str
    on_cost: str


def present_parameters(row: CaseParameters) -> list[tuple[str, str]]:
    """Each line of the list, but for who agreed it and where it is written."""
    return [
        (label, _words(name, getattr(row, name)))
        for name, label in AGREED.items()
        if name not in ("agreed_on", "agreed_by", "source")
    ]


def present_keys(rows: Iterable[CouncilKeys]) -> list[ShownKeys]:
    return [_keys(row) for row in rows]


def _keys(row: CouncilKeys) -> ShownKeys:
    part = row.part
    return ShownKeys(
        slug=part.council.slug,
        name=part.council.name,
        position=part.position,
        population=_words("population", part.population),
        population_source=part.population_source,
        budget=_words("net_revenue_budget_pence", part.net_revenue_budget_pence),
        budget_source=part.budget_source,
        share=_words("fixed_share", part.fixed_share),
        share_source=part.share_source,
        on_cost=f"{percent(row.settings.on_cost_rate)}{'' if row.settings.pk else ' (the default)'}",
    )


def share_warning(rows: Sequence[CouncilKeys]) -> str:
    """Where fixed shares are not a whole; empty where none is set."""
    shares = [row.part.fixed_share for row in rows if row.part.fixed_share is not None]
    if not shares:
        return ""
    missing = [row.part.council.short_name for row in rows if row.part.fixed_share is None]
    if missing:
        return f"There is no fixed share of {', '.join(missing)}, so that nothing can be shared by fixed shares."
    added = sum(shares, Decimal(0))
    if added != 1:
        return f"The fixed shares add up to {added.normalize():f}, not to 1. They are used as weights."
    return ""


def present_parameter_changes(rows: Sequence[Any]) -> list[ShownChange]:
    """Latest first; each version with what it changed."""
    found, before = [], None
    for row in rows:
        differences = _differences(AGREED, before, row)
        verb = "agreed" if row.agreed_on or row.agreed_by else "entered"
        found.append(_change(f"Version {row.number}", verb, row, differences))
        before = row
    return found[::-1]


def present_key_changes(rows: Sequence[Any]) -> list[ShownChange]:
    """Latest first; only what shares go by."""
    found: list[ShownChange] = []
    before: dict[int, Any] = {}
    for row in rows:
        differences = _differences(KEYS, before.get(row.council_id), row)
        before[row.council_id] = row
        if differences:
            found.append(_change(row.council.name, "changed", row, differences))
    return found[::-1]


def _change(what: str, verb: str, row: Any, differences: list[Difference]) -> ShownChange:
    who = row.history_user.name if row.history_user else row.history_job
    return ShownChange(what, verb, who, row.history_date, row.history_change_reason, differences)


def _differences(labels: dict[str, str], before: Any, after: Any) -> list[Difference]:
    found = []
    for name, label in labels.items():
        one = _words(name, getattr(before, name)) if before is not None else ""
        other = _words(name, getattr(after, name))
        if other not in (one or NOTHING, UNDECIDED if before is None else one):
            found.append(Difference(label, one, other))
    return found


def _words(name: str, value: Any) -> str:
    if name in CHOICES:
        return str(CHOICES[name](value).label) if value else UNDECIDED
    if value is None or value == "":
        return NOTHING
    if name in ("first_year", "price_base"):
        return str(FinancialYear(value))
    if name == "discount_rate":
        return percent(value)
    if name == "net_revenue_budget_pence":
        return pounds(value)
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
