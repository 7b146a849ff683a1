"""The councils' trackers over the API: the same figures, and as much of them, as on their pages."""

from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.calc.quarters import LAST, Quarter
from collab.calc.tracker import Row, Tracker
from collab.calc.years import FinancialYear
from collab.web.api_fields import Pounds
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.models import Council
from programme.queries.staffing import current_baselines
from savings.api.parameters import QuarterIn, YearIn
from savings.models import SavingsPlan
from savings.queries import LineSight, line_sight
from savings.queries.tracker import Tracked, trackers


@dataclass(frozen=True)
class SeenTracker:
    """A tracker, with its services for whoever sees the plan to the penny."""

    found: Tracker
    sight: LineSight

    @property
    def services(self) -> tuple[Row, ...] | None:
        return self.found.rows if self.sight > LineSight.ROUNDED else None

    @property
    def total(self) -> Row:
        return self.found.total


@dataclass(frozen=True)
class SeenCouncil:
    council: Council
    row: Tracked
    sight: LineSight

    @property
    def cash(self) -> SeenTracker:
        return SeenTracker(self.row.cash, self.sight)

    @property
    def other(self) -> SeenTracker:
        return SeenTracker(self.row.other, self.sight)

    @property
    def with_held(self) -> SeenTracker | None:
        return SeenTracker(self.row.with_held, self.sight) if self.row.with_held else None


class TrackerRowOut(serializers.Serializer[Any]):
    proposed = Pounds(source="saved.proposed", help_text="What was agreed for the year, also of withdrawn lines.")
    achieved = Pounds(
        source="saved.achieved", help_text="At outturn what is achieved, before that what is anticipated of the year."
    )
    pressures = Pounds(help_text="What the year put upon the budget up to the quarter, above nought.")
    net = Pounds(help_text="At risk, at outturn unachieved: proposed - achieved + pressures. May be below nought.")
    net_budget = Pounds(allow_null=True, help_text="The net budget of the year; null where it is not entered.")
    percent = serializers.CharField(
        allow_null=True,
        help_text="The net as a percentage of the net budget, to one decimal, where there is one.",
    )
    substitutions = Pounds(help_text="Found in the place of lines that failed: not counted in the net.")


class TrackerServiceOut(TrackerRowOut):
    service = serializers.CharField(help_text="The service; empty for what names none.")


class TrackerTableOut(serializers.Serializer[Any]):
    services = TrackerServiceOut(
        many=True, allow_null=True, help_text="Service by service; null where they are not told to you."
    )
    total = TrackerRowOut(help_text="The council as a whole.")


class TrackerOut(serializers.Serializer[Any]):
    council = serializers.SlugField(source="council.slug", help_text="Whose tracker it is.")
    year = serializers.CharField(source="row.quarter.year", help_text="The financial year.")
    quarter = serializers.IntegerField(source="row.quarter.number", help_text="Of the year, from April: 1 to 4.")
    is_outturn = serializers.BooleanField(
        source="row.is_outturn", help_text="Whether it is of a year that is over: what is confirmed counts then."
    )
    cash_releasing = TrackerTableOut(source="cash", help_text="What closes a budget gap.")
    not_cash_releasing = TrackerTableOut(source="other", help_text="What closes none, kept apart.")
    lines = serializers.IntegerField(source="row.said.lines", help_text="How many lines count.")
    without_update = serializers.IntegerField(
        source="row.said.without_update", help_text="Of them, those without an update for the quarter."
    )
    unconfirmed = serializers.IntegerField(
        source="row.said.unconfirmed", help_text="Of them, those of which finance has confirmed nothing."
    )
    held_lines = serializers.IntegerField(
        source="row.held", help_text="For the council's own people: how many lines are held, and in no sum above."
    )
    with_held = TrackerTableOut(
        allow_null=True,
        help_text="What closes a gap, held lines too; null for others, or where there are none.",
    )


class TrackerIn(serializers.Serializer[Any]):
    council = serializers.CharField(required=False)
    year = YearIn(required=False)
    quarter = QuarterIn(required=False)


class TrackerList(OfProgramme, ListAPIView[SavingsPlan]):
    """The councils' trackers of one quarter: proposed, achieved or anticipated, pressures and the net."""

    knows = Permission.SAVINGS_VIEW
    queryset = SavingsPlan.objects.none()
    serializer_class = TrackerOut
    parameters = ("council", "year", "quarter")

    @extend_schema(
        parameters=[
            OF_PROGRAMME,
            OpenApiParameter("council", description="Of this council alone, by its slug."),
            OpenApiParameter(
                "year", description="The financial year, written like 2013/14; the present one where it is not said."
            ),
            OpenApiParameter(
                "quarter",
                enum=[str(number) for number in range(1, LAST + 1)],
                description="The quarter up to which is asked; the end of the year where it is not said.",
            ),
        ],
        operation_id="trackers_list",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        asked = TrackerIn(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        year = wanted.get("year") or FinancialYear.containing(self.programme.today)
        slug = wanted.get("council")
        current = [row for row in current_baselines(self.programme) if slug in (None, row.council.slug)]
        page: Any = self.paginate_queryset(current)
        sights = [(row.council, line_sight(self.may, row)) for row in page]
        own = {council.pk: sight == LineSight.OWN for council, sight in sights}
        found = trackers(self.programme, Quarter(year, int(wanted.get("quarter", LAST))), own=own)
        seen = [SeenCouncil(council, found[council.pk], sight) for council, sight in sights]
        return self.get_paginated_response(TrackerOut(seen, many=True).data)
