"""Appraisals over the API: the same figures, and the same rules of sight, as on the pages."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Permission
from collab.calc.apportion import BY, OF
from collab.errors import Refused
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.api.models import BY_CODE
from savings.queries import appraisal_of


class AmountsOut(serializers.DictField):
    """Pounds as text, under `total` and under the slug of each council."""

    child = serializers.CharField()


class YearOut(serializers.Serializer[Any]):
    year = serializers.CharField(help_text="The financial year, for example 2013/14.")
    saving = AmountsOut(help_text="What is saved in the year, gross.")
    one_off_cost = AmountsOut(help_text="What is spent once in the year.")
    net = AmountsOut(help_text="Saving less one-off cost.")


class PaybackOut(serializers.Serializer[Any]):
    years = serializers.IntegerField(help_text="Whole years from the start of the first one.")
    months = serializers.IntegerField(help_text="And months, rounded up.")


class AppraisalOut(serializers.Serializer[Any]):
    programme = serializers.CharField(help_text="The programme, as in its own address.")
    model = serializers.CharField(help_text="The code of the operating model.")
    of = serializers.ChoiceField(OF, help_text="What is shared out: the saving, or the cost of the model.")
    by = serializers.ChoiceField(BY, help_text="What the shares go by.")
    baseline_cost = AmountsOut(help_text="What the posts in scope cost a year now.")
    model_cost = serializers.CharField(help_text="What the posts of the model cost a year.")
    gross_saving = AmountsOut(help_text="Baseline cost less model cost, in a full year.")
    years = YearOut(many=True, help_text="The years that are appraised, in order.")
    npv = AmountsOut(help_text="Net present value of the years, at the programme's rate.")
    payback = PaybackOut(
        allow_null=True, help_text="When the cumulative net comes back to nought; null where it does not."
    )


class AppraisalIn(serializers.Serializer[Any]):
    of = serializers.ChoiceField(OF, required=False, allow_blank=True)
    by = serializers.ChoiceField(BY, required=False, allow_blank=True)


class AppraisalView(OfProgramme, APIView):
    knows = Permission.MODEL_VIEW
    parameters = ("of", "by")

    @extend_schema(
        parameters=[
            OF_PROGRAMME,
            BY_CODE,
            OpenApiParameter("of", enum=OF, description="What is shared; without it, what the model says."),
            OpenApiParameter("by", enum=BY, description="What shares go by; without it, what the model says."),
        ],
        responses=AppraisalOut,
    )
    def get(self, request: Request, slug: str, code: str) -> Response:
        """What an operating model saves and costs in each year, for all councils together and for each."""
        asked = AppraisalIn(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        try:
            found = appraisal_of(self.programme, code, **asked.validated_data)
        except Refused as refused:
            if refused.code == "unknown-model":
                raise Http404 from refused
            raise
        return Response(found.as_json(self.programme.slug, code))
