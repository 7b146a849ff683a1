"""The councils' budget gaps over the API, as they were typed: told to everybody who sees the savings."""

from typing import Any

from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.web.api_fields import Pounds, Year
from programme.api.base import OF_PROGRAMME, OfProgramme
from savings.enums import GapType
from savings.models import BudgetGap


class GapAmountOut(serializers.Serializer[Any]):
    year = Year(help_text="The financial year.")
    amount = Pounds(source="amount_pence", help_text="What is to be found, or what the year adds to it.")


class GapOut(serializers.Serializer[Any]):
    council = serializers.SlugField(source="council.slug", help_text="Whose gap it is.")
    type = serializers.ChoiceField(
        GapType.choices, help_text="A standing position for each year, or what each year adds. The two are never mixed."
    )
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="Where the amounts are written."
    )
    amounts = GapAmountOut(many=True, help_text="By financial year.")


class GapFilter(FilterSet):
    council = CharFilter(field_name="council__slug", help_text="Of this council alone, by its slug.")
    type = ChoiceFilter(choices=GapType.choices, help_text="Of this type alone.")


class GapList(OfProgramme, ListAPIView[BudgetGap]):
    """The budget gaps of the councils, by financial year."""

    knows = Permission.SAVINGS_VIEW
    queryset = BudgetGap.objects.none()
    serializer_class = GapOut
    filterset_class = GapFilter

    @extend_schema(parameters=[OF_PROGRAMME], operation_id="budget_gaps_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        gaps = BudgetGap.objects.filter(programme=self.programme).select_related("council").prefetch_related("amounts")
        page = self.paginate_queryset(self.filter_queryset(gaps.order_by("council", "type")))
        return self.get_paginated_response(GapOut(page, many=True).data)
