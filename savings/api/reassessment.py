"""Reassessments over the API: what everybody sees, and of conflicts as much as whoever asks may see of the posts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Permission
from collab.calc.claims import KINDS
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.api.models import BY_CODE
from savings.api.appraisal import AmountsOut
from savings.queries import Counting, case_of, local_plans, reassess, told_of

# What is counted for a council's own people besides what is released.
OWN = (Counting.HELD.value, Counting.PROPOSED.value)
NOT_OWN = "Lines that are held or proposed are counted for their own council’s people alone."


class ReassessedYearOut(serializers.Serializer[Any]):
    year = serializers.CharField(help_text="The financial year, for example 2014/15.")
    baseline = serializers.CharField(help_text="What the posts in scope of all councils cost, as validated.")
    erosion = AmountsOut(help_text="What the councils' lines have taken of that by then.")
    model_cost = serializers.CharField(
        help_text="What the posts of the model cost, less what lines take of those kept."
    )
    reassessed = serializers.CharField(help_text="The joint saving of a full year as it then stands.")
    shares = serializers.DictField(
        child=serializers.CharField(), help_text="Each council's share of it, by slug; the weights are as validated."
    )


class ClaimConflictOut(serializers.Serializer[Any]):
    council = serializers.CharField(help_text="The slug of the council whose post it is.")
    post = serializers.CharField(allow_null=True, help_text="Its reference; null where it is not told to you.")
    kind = serializers.ChoiceField(KINDS, help_text="What is wrong.")
    lines = serializers.ListField(
        child=serializers.CharField(), help_text="The lines that name the post; empty where they are not told to you."
    )


class ReassessmentOut(serializers.Serializer[Any]):
    programme = serializers.CharField(help_text="The programme, as in its own address.")
    model = serializers.CharField(help_text="The code of the operating model.")
    as_validated = serializers.CharField(help_text="The joint saving of a full year before any line takes anything.")
    years = ReassessedYearOut(many=True, help_text="The years that are appraised, in order.")
    conflicts = ClaimConflictOut(
        many=True, help_text="Posts that two count on, or that are not there. Nothing is netted off for them."
    )


class ReassessmentIn(serializers.Serializer[Any]):
    counting = serializers.ChoiceField(OWN, required=False, allow_blank=True)


class ReassessmentView(OfProgramme, APIView):
    knows = Permission.MODEL_VIEW
    parameters = ("counting",)

    @extend_schema(
        parameters=[
            OF_PROGRAMME,
            BY_CODE,
            OpenApiParameter(
                "counting",
                enum=OWN,
                description="Also count the held lines of your own councils, or those and the proposed ones; without "
                "it, the lines that are released.",
            ),
        ],
        responses=ReassessmentOut,
    )
    def get(self, request: Request, slug: str, code: str) -> Response:
        """The joint saving as validated and as it stands in each year, after the councils' own savings lines."""
        asked = ReassessmentIn(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        counting = Counting(asked.validated_data.get("counting") or Counting.RELEASED)
        case = case_of(self.programme, code=code)
        if not case.models:
            raise Http404
        own = [row.council for row in case.councils if self.may(Permission.SAVINGS_OWN_VIEW, row.council)]
        if counting is not Counting.RELEASED and not own:
            raise PermissionDenied(NOT_OWN)
        found = reassess(case, case.models[0], local_plans(case, counting=counting, own=own))
        return Response(found.as_json(self.programme.slug, code, told=told_of(self.may, case)))
