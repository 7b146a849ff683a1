"""The lines of the councils' savings plans over the API: the same lines, and as much of them, as on the pages."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.queries.staffing import current_baselines
from savings.api.lines_out import LineOut, SeenLine
from savings.enums import LineKind, LineStatus
from savings.models import LineAmount, SavingsLine
from savings.queries import line_sight, sees_posts
from savings.queries.sight import lines_in_sight


class YearField(forms.CharField):
    """A financial year as it is written, "2013/14"; the year in which it begins."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        try:
            return FinancialYear.parse(written).start
        except ValueError:
            raise forms.ValidationError("Write a financial year like 2013/14.") from None


class YearFilter(CharFilter):
    field_class = YearField

    def filter(self, rows: QuerySet[SavingsLine], value: int | None) -> QuerySet[SavingsLine]:
        if value is None:
            return rows
        return rows.filter(Exists(LineAmount.objects.filter(line=OuterRef("pk"), year=value)))


class LineFilter(FilterSet):
    council = CharFilter(field_name="plan__council__slug", help_text="Of this council alone, by its slug.")
    status = ChoiceFilter(choices=LineStatus.choices, help_text="With this status alone.")
    kind = ChoiceFilter(choices=LineKind.choices, help_text="Of this kind alone.")
    year = YearFilter(help_text="That say something of this financial year, written like 2013/14.")


class LineList(OfProgramme, ListAPIView[SavingsLine]):
    """The lines of the councils' savings plans that you may know of: all of your own council's, and of the others
    those that are agreed and released."""

    knows = Permission.SAVINGS_VIEW
    queryset = SavingsLine.objects.none()
    serializer_class = LineOut
    filterset_class = LineFilter

    @extend_schema(parameters=[OF_PROGRAMME], operation_id="savings_lines_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        lines = lines_in_sight(self.may, self.programme).select_related("plan__council")
        lines = lines.prefetch_related("amounts", "posts").order_by("plan", "position", "pk")
        page = self.paginate_queryset(self.filter_queryset(lines)) or []
        sights = {
            row.council.pk: (line_sight(self.may, row), sees_posts(self.may, row))
            for row in current_baselines(self.programme)
        }
        seen = [SeenLine(line, *sights[line.plan.council_id]) for line in page]
        return self.get_paginated_response(LineOut(seen, many=True).data)
