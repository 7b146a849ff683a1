"""What the programme's floor reads from a bundle, before anything is kept."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple


class PostRow(NamedTuple):
    """A post of a baseline, in the fields of the model."""

    ref: str
    title: str
    service: str
    tier: int | None
    grade: str
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal
    vacant: bool
    in_scope: bool
    reports_to: str
    statutory: list[str]
    funding_source: str
    shared_with: list[dict[str, str]]
    estimated: str
    cost_pence: int


class ModelPostRow(NamedTuple):
    """A post of an operating model, in the fields of the model; the council that it is kept from by its slug."""

    ref: str
    title: str
    service: str
    tier: int | None
    basis: str
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal
    councils: list[str]
    retains_ref: str
    reports_to: str
    statutory: list[str]
    funding_source: str
    shared_with: list[dict[str, str]]
    merges: list[str]
    cost_pence: int
    retains_council: str | None


@dataclass(frozen=True)
class CouncilPart:
    slug: str
    name: str
    ons_code: str
    population: int | None
    net_revenue_budget_pence: int | None
    fixed_share: Decimal | None


@dataclass(frozen=True)
class BaselinePart:
    """`place` is where it stands in the bundle. What is None is not said."""

    place: str
    council: str
    as_at: datetime.date
    status: str
    posts: list[PostRow]
    source: str | None
    note: str | None
    released: bool


@dataclass(frozen=True)
class OtherSavingPart:
    title: str
    kind: str
    source: str
    amounts: dict[int, int]


@dataclass(frozen=True)
class ModelPart:
    """`values` are the fields of the model that are said. What is None is not said."""

    place: str
    code: str
    values: dict[str, Any]
    posts: list[ModelPostRow]
    phasing: dict[int, Decimal] | None
    one_off_pence: dict[int, int] | None
    one_off_what: dict[int, str] | None
    other_savings: list[OtherSavingPart] | None


@dataclass(frozen=True)
class ProgrammePart:
    """`parameters` are the fields of the case's parameters that are said."""

    slug: str
    name: str
    parameters: dict[str, Any]
    councils: list[CouncilPart]
    baselines: list[BaselinePart]
    models: list[ModelPart]
    warnings: list[str] = field(default_factory=list)

    @property
    def council_slugs(self) -> list[str]:
        return [council.slug for council in self.councils]
