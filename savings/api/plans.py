"""The councils' savings plans over the API: their sums by year, the same and as much of them as on the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.web.api_fields import Pounds, Year
from programme.api.base import OF_PROGRAMME, OfProgramme
from savings.models import SavingsPlan
from savings.queries import LineSight, YearSums
from savings.queries.plan_sums import PlanSums, plans_in_sight

OWN = "null where the plan is another council's"


@dataclass(frozen=True)
class SeenSums:
    row: YearSums
    delivered_pence: int | None


@dataclass(frozen=True)
class SeenYear:
    year: int
    plan: PlanSums

    @property
    def is_own(self) -> bool:
        return self.plan.sight == LineSight.OWN

    def _sums(self, part: str) -> SeenSums:
        delivered = self.plan.delivered.get((self.year, part), 0) if self.is_own else None
        return SeenSums(getattr(self.plan.years[self.year], part), delivered)

    @property
    def released(self) -> SeenSums:
        return self._sums("released")

    @property
    def other(self) -> SeenSums:
        return self._sums("other")

    @property
    def held(self) -> SeenSums | None:
        return self._sums("held") if self.is_own else None

    @property
    def proposed(self) -> SeenSums | None:
        return self._sums("proposed") if self.is_own else None


@dataclass(frozen=True)
class SeenPlan:
    row: PlanSums

    @property
    def years(self) -> Iterator[SeenYear]:
        return (SeenYear(year, self.row) for year in self.row.years)


class PlanSumsOut(serializers.Serializer[Any]):
    lines = serializers.IntegerField(source="row.lines", help_text="How many lines say something of the year.")
    planned = Pounds(source="row.planned_pence", help_text="What they plan.")
    forecast = Pounds(source="row.forecast_pence", help_text="What is expected of the whole year.")
    delivered = Pounds(
        source="delivered_pence",
        allow_null=True,
        help_text="What the owners of the lines last said to be saved by then, or finance has confirmed of it; " + OWN,
    )
    confirmed = Pounds(source="row.actual_pence", help_text="What finance has confirmed.")


class PlanYearOut(serializers.Serializer[Any]):
    year = Year(help_text="The financial year.")
    released = PlanSumsOut(help_text="Lines that are agreed and released, and that release cash.")
    not_cash_releasing = PlanSumsOut(source="other", help_text="Released lines that close no budget gap.")
    held = PlanSumsOut(
        allow_null=True, help_text=f"Agreed lines that count for the council's own people until released; {OWN}."
    )
    proposed = PlanSumsOut(allow_null=True, help_text=f"Lines that count for nothing until agreed; {OWN}.")


class PlanOut(serializers.Serializer[Any]):
    council = serializers.SlugField(source="row.council.slug", help_text="Whose plan it is.")
    years = PlanYearOut(many=True, help_text="Gross, by financial year, at the prices of the year.")


class PlanList(OfProgramme, ListAPIView[SavingsPlan]):
    """What the councils' savings plans add up to, by year; what is held or proposed for the council's own people."""

    knows = Permission.SAVINGS_VIEW
    queryset = SavingsPlan.objects.none()
    serializer_class = PlanOut

    @extend_schema(parameters=[OF_PROGRAMME], operation_id="savings_plans_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        plans: Any = [SeenPlan(row) for row in plans_in_sight(self.programme, self.may)]
        return self.get_paginated_response(PlanOut(self.paginate_queryset(plans), many=True).data)
