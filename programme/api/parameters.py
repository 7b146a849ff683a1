"""What all figures of the case go by, over the API."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.web.api_fields import Pounds, Rate, Year
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.enums import ApportionBy, ApportionOf
from programme.models import CaseParameters, ProgrammeCouncil

NOT_AGREED = "No parameters have been agreed for this programme yet."


class ApportionmentOut(serializers.Serializer[Any]):
    """Of a row with `apportion_of` and `apportion_by`; null where it has neither."""

    of = serializers.ChoiceField(
        ApportionOf.choices,
        source="apportion_of",
        help_text="What is shared out: the saving, or the cost of the model.",
    )
    by = serializers.ChoiceField(ApportionBy.choices, source="apportion_by", help_text="What the shares go by.")

    def to_representation(self, row: Any) -> Any:
        return super().to_representation(row) if row.apportion_of else None


class VersionOut(serializers.ModelSerializer[CaseParameters]):
    first_year = Year(help_text="The first year that is appraised.")
    discount_rate = Rate(help_text="A share a year.")
    price_base = Year(help_text="The year in whose prices amounts are.")
    apportionment = ApportionmentOut(
        source="*", allow_null=True, help_text="What is shared out and by what; null where it is not agreed."
    )

    class Meta:
        model = CaseParameters
        fields = (
            "number", "agreed_on", "agreed_by", "scope", "as_at", "first_year", "appraisal_years", "discount_rate",
            "price_base", "apportionment", "source",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "number": {"help_text": "Counts the versions, from 1."},
            "agreed_on": {"help_text": "The day on which it was agreed; null where that is not said."},
            "agreed_by": {"help_text": "Who agreed it."},
            "scope": {"help_text": "What the case is about."},
            "as_at": {"help_text": "The day for which the baselines should hold."},
            "appraisal_years": {"help_text": "How many years are appraised."},
            "source": {"help_text": "Where it is written down."},
        }


class CouncilKeysOut(serializers.ModelSerializer[ProgrammeCouncil]):
    council = serializers.SlugField(source="council.slug", help_text="The council.")
    net_revenue_budget = Pounds(
        source="net_revenue_budget_pence", allow_null=True, help_text="Null where it is not known."
    )
    fixed_share = Rate(allow_null=True, help_text="Null where it is not agreed.")

    class Meta:
        model = ProgrammeCouncil
        fields = (
            "council", "population", "population_source", "net_revenue_budget", "budget_source", "fixed_share",
            "share_source",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "population": {"help_text": "How many people live there; null where it is not known."},
            "population_source": {"help_text": "Which count of the population it is."},
            "budget_source": {"help_text": "Where the budget is from."},
            "share_source": {"help_text": "Where the fixed share is from."},
        }


class ParametersOut(VersionOut):
    councils = CouncilKeysOut(many=True, help_text="What shares may go by, in the programme's own order.")
    earlier = VersionOut(many=True, help_text="The versions that held before, the latest first.")

    class Meta(VersionOut.Meta):
        fields = (*VersionOut.Meta.fields, "councils", "earlier")  # type: ignore[assignment]


class Parameters(OfProgramme, GenericAPIView[CaseParameters]):
    """What all figures of the case go by: the version that holds, with what each council's share may go by, and the
    versions before it. 404 where nothing has been agreed yet."""

    knows = Permission.MODEL_VIEW
    queryset = CaseParameters.objects.none()

    @extend_schema(parameters=[OF_PROGRAMME], responses=ParametersOut, operation_id="parameters_retrieve")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        versions = list(self.programme.parameters.all())
        if not versions:
            raise NotFound(NOT_AGREED)
        councils = self.programme.programme_councils.select_related("council")
        more = {
            "councils": CouncilKeysOut(councils, many=True).data,
            "earlier": VersionOut(versions[1:], many=True).data,
        }
        return Response({**VersionOut(versions[0]).data, **more})
