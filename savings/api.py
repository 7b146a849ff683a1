"""Appraisals over the API: the same figures, and the same rules of sight, as on the pages."""

from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.roles import Permission
from collab.calc.apportion import BY, OF
from collab.errors import Refused
from programme.queries import may_in, programmes_of
from savings.queries import appraisal_of


class AmountsOut(serializers.DictField):
    """Pounds as text, under `total` and under the slug of each council."""

    child = serializers.CharField()


class YearOut(serializers.Serializer[Any]):
    year = serializers.CharField()
    saving = AmountsOut()
    one_off_cost = AmountsOut()
    net = AmountsOut()


class PaybackOut(serializers.Serializer[Any]):
    years = serializers.IntegerField()
    months = serializers.IntegerField()


class AppraisalOut(serializers.Serializer[Any]):
    programme = serializers.CharField()
    model = serializers.CharField()
    of = serializers.ChoiceField(OF)
    by = serializers.ChoiceField(BY)
    baseline_cost = AmountsOut()
    model_cost = serializers.CharField()
    gross_saving = AmountsOut()
    years = YearOut(many=True)
    npv = AmountsOut()
    payback = PaybackOut(allow_null=True)


class RefusalOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField(help_text="Why not, in a sentence.")


class AppraisalIn(serializers.Serializer[Any]):
    of = serializers.ChoiceField(OF, required=False, allow_blank=True)
    by = serializers.ChoiceField(BY, required=False, allow_blank=True)


class AppraisalView(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("of", enum=OF, description="What is shared; without it, what the model says."),
            OpenApiParameter("by", enum=BY, description="What shares go by; without it, what the model says."),
        ],
        responses={200: AppraisalOut, 400: None, 409: RefusalOut},
    )
    def get(self, request: Request, slug: str, code: str) -> Response:
        """What an operating model saves and costs in each year, for all councils together and for each."""
        programme = programmes_of(cast(User, request.user)).filter(slug=slug).first()
        if programme is None or not may_in(programme, cast(User, request.user))(Permission.MODEL_VIEW):
            raise Http404
        asked = AppraisalIn(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        try:
            found = appraisal_of(programme, code, **asked.validated_data)
        except Refused as refused:
            if refused.code == "unknown-model":
                raise Http404 from refused
            return Response({"code": refused.code, "detail": refused.reason}, status=409)
        return Response(found.as_json(programme.slug, code))
