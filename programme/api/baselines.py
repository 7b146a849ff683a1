"""The councils' baselines over the API, each as far as whoever asks may see it (programme/queries/sight.py)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import CharFilter, ChoiceFilter, DateFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.calc.suppression import Margin
from collab.web.api import TrueOrFalse, WholeNumber
from collab.web.openapi import in_address
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.api.baselines_out import BaselineDetailOut, BaselineOut, CellOut, ListedPostOut, PostOut, SeenBaseline
from programme.enums import BaselineStatus
from programme.models import Baseline, Post
from programme.queries.posts import ORDERS, PostsWanted, narrowed
from programme.queries.sight import Sight, listed_posts, posts_in_sight, sight_of
from programme.queries.staffing import current_baselines
from programme.queries.staffing_totals import StaffingTable, table_in_sight, totals_in_sight
from programme.rules.sight import why_not_see_posts

# What is asked


class BaselineFilter(FilterSet):
    council = CharFilter(field_name="council__slug", help_text="Of this council alone, by its slug.")
    status = ChoiceFilter(choices=BaselineStatus.choices, help_text="In this state alone.")
    as_at = DateFilter(help_text="Of this day alone.")


class PostFilter(FilterSet):
    service = CharFilter(help_text="In this service alone, as it is written.")
    tier = WholeNumber(help_text="Of this tier alone; 0 where it is not said.")
    vacant = TrueOrFalse(help_text="Those that nobody holds, or the others.")
    in_scope = TrueOrFalse(help_text="Those that figures count, or the others.")
    search = CharFilter(help_text="Each of these words stands in the reference, title, service or grade.")
    ordering = ChoiceFilter(
        choices=[(sign + name, sign + name) for name in ORDERS for sign in ("", "-")],
        help_text="By this field, with a minus the other way round; else in the order of the file.",
    )

    def filter_queryset(self, queryset: QuerySet[Post]) -> QuerySet[Post]:
        said = self.form.cleaned_data
        for name in ("vacant", "in_scope"):
            queryset = self.filters[name].filter(queryset, said[name])
        wanted = PostsWanted(said["search"], said["service"] or None, said["tier"], order=said["ordering"])
        return narrowed(queryset, wanted)


# The views


class BaselineList(OfProgramme, ListAPIView[Baseline]):
    """The councils' baselines that you may know of, the latest day first."""

    knows = Permission.BASELINE_VIEW
    queryset = Baseline.objects.none()
    serializer_class = BaselineOut
    filterset_class = BaselineFilter

    @extend_schema(parameters=[OF_PROGRAMME], operation_id="baselines_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = self.filter_queryset(Baseline.objects.filter(programme=self.programme).select_related("council"))
        known = [row for row in found if sight_of(self.may, row) > Sight.NOTHING]
        page = self.paginate_queryset(known)
        return self.get_paginated_response(BaselineOut(seen(self, page or []), many=True).data)


def seen(view: OfProgramme, rows: list[Baseline]) -> list[SeenBaseline]:
    """Three queries, however many rows."""
    currents = {row.baseline.pk: row for row in current_baselines(view.programme) if row.baseline}
    totals = totals_in_sight(view.may, currents.values())
    return [SeenBaseline(row, sight_of(view.may, row), currents.get(row.pk), totals.get(row.pk)) for row in rows]


class OfBaseline(OfProgramme):
    """Sets `self.baseline` and how much of it this person sees; 404 where that is nothing."""

    knows = Permission.BASELINE_VIEW
    baseline: Baseline
    sight: Sight

    def load(self) -> None:
        rows = Baseline.objects.filter(programme=self.programme).select_related("programme", "council")
        found = rows.filter(pk=self.kwargs["baseline"]).first()
        self.sight = Sight.NOTHING if found is None else sight_of(self.may, found)
        if found is None or self.sight == Sight.NOTHING:
            raise Http404
        self.baseline = found


BY_NUMBER = in_address("baseline", "The number of the baseline.", int)


class BaselineDetail(OfBaseline, GenericAPIView[Baseline]):
    """One baseline, with its totals by service and tier and its managers, as far as you may see them."""

    queryset = Baseline.objects.none()

    @extend_schema(parameters=[OF_PROGRAMME, BY_NUMBER], responses=BaselineDetailOut, operation_id="baselines_retrieve")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        (row,) = seen(self, [self.baseline])
        table = table_in_sight(self.may, row.current) if row.current else None
        more = {
            "by_service_and_tier": CellOut(_cells(table), many=True).data,
            "managers": ListedPostOut(listed_posts(self.may, self.baseline) if row.current else [], many=True).data,
        }
        return Response({**BaselineOut(row).data, **more})


def _cells(table: StaffingTable | None) -> list[dict[str, Any]]:
    return [
        {"service": _name(service), "tier": _name(tier), **vars(shown)}
        for (service, tier), shown in (table.figures.items() if table else ())
    ]


def _name(place: Any) -> str | None:
    """Of a row or column: None for the total, empty where it is not said."""
    return None if place is Margin.TOTAL else "" if place is None else str(place)


class BaselinePosts(OfBaseline, ListAPIView[Post]):
    """Its posts, one by one and without names, where they are shown to you: to the council's own finance and HR leads,
    and to the programme team once the council has released them."""

    queryset = Post.objects.none()
    serializer_class = PostOut
    filterset_class = PostFilter

    def load(self) -> None:
        super().load()
        of_the_team = self.may(Permission.STAFFING_RELEASED_VIEW, self.baseline.council)
        reason = why_not_see_posts(self.baseline, self.sight, of_the_team=of_the_team)
        if reason:
            raise PermissionDenied(reason)

    def get_queryset(self) -> QuerySet[Post]:
        fake = getattr(self, "swagger_fake_view", False)
        return Post.objects.none() if fake else posts_in_sight(self.may, self.baseline)

    @extend_schema(parameters=[OF_PROGRAMME, BY_NUMBER], operation_id="baselines_posts_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
