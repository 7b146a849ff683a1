"""What goes into the workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from collab.calc.appraisal import Appraisal


class PostRow(NamedTuple):
    ref: str
    title: str
    service: str
    tier: int | None
    in_scope: bool
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal


@dataclass(frozen=True)
class ModelContents:
    """A model with its figures. Its posts stand in the workbook where they are given, else what they cost together."""

    code: str
    name: str
    appraisal: Appraisal
    posts: Iterable[PostRow] | None = None


@dataclass(frozen=True)
class Contents:
    """Models of one programme, appraised on the same baselines. `posts` are those of the councils, by slug, whose posts
    stand in the workbook; of another council it has what its posts in scope cost together. `notes` say as at when, from
    what source and in which prices."""

    title: str
    notes: Sequence[str]
    models: Sequence[ModelContents]
    posts: Mapping[str, Iterable[PostRow]]
