"""Operating models over the API. What they cost and save is asked of their appraisal (savings/api.py)."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Permission
from collab.web.api import TrueOrFalse, WholeNumber
from collab.web.api_fields import Fte, Pounds, Rate, Year
from collab.web.openapi import in_address
from programme.api.base import OF_PROGRAMME, OfProgramme
from programme.api.parameters import ApportionmentOut
from programme.enums import OtherSavingKind, PostBasis
from programme.models import ModelPost, ModelYear, OperatingModel, OtherSaving, OtherSavingYear
from programme.queries.model_sight import SeenModelPost, as_seen, model_posts_in_sight, sights_of_councils
from programme.queries.operating_models import models_of
from programme.queries.staffing import current_baselines

BY_CODE = in_address("code", "The code of the operating model.")


# What comes out


class ModelOut(serializers.ModelSerializer[OperatingModel]):
    apportionment = ApportionmentOut(
        source="*", allow_null=True, help_text="What is shared out and by what; null where the model does not say."
    )

    class Meta:
        model = OperatingModel
        fields = ("code", "name", "preferred", "apportionment", "version")
        extra_kwargs: ClassVar = {
            "code": {"help_text": "By which the model is known, and as in its own address."},
            "name": {"help_text": "What it is called."},
            "preferred": {"help_text": "Whether it is the one that the case proposes."},
            "version": {"help_text": "Counts its changes."},
        }


class ModelYearOut(serializers.ModelSerializer[ModelYear]):
    year = Year(help_text="The financial year.")
    phasing = Rate(
        allow_null=True, help_text="The part of the full-year saving that it brings; null where the year before holds."
    )
    one_off_cost = Pounds(source="one_off_pence", allow_null=True, help_text="What is spent once; null for nothing.")

    class Meta:
        model = ModelYear
        fields = ("year", "phasing", "one_off_cost", "one_off_what")
        extra_kwargs: ClassVar = {"one_off_what": {"help_text": "What it is spent on; empty where it is not said."}}


class OtherAmountOut(serializers.ModelSerializer[OtherSavingYear]):
    year = Year(help_text="The financial year.")
    amount = Pounds(source="amount_pence", help_text="What is saved in it.")

    class Meta:
        model = OtherSavingYear
        fields = ("year", "amount")


class OtherSavingOut(serializers.ModelSerializer[OtherSaving]):
    kind = serializers.ChoiceField(OtherSavingKind.choices, help_text="What it is of.")
    amounts = OtherAmountOut(many=True, help_text="By year.")

    class Meta:
        model = OtherSaving
        fields = ("title", "kind", "source", "amounts")
        extra_kwargs: ClassVar = {
            "title": {"help_text": "What is saved."},
            "source": {"help_text": "Where the amounts are from."},
        }


class ModelDetailOut(ModelOut):
    years = ModelYearOut(many=True, help_text="The years of which it says anything, in order.")
    other_savings = OtherSavingOut(
        many=True, help_text="Savings other than of posts: beside the staffing saving, and never added to it."
    )

    class Meta(ModelOut.Meta):
        fields = (*ModelOut.Meta.fields, "description", "reasons", "years", "other_savings")  # type: ignore[assignment]
        extra_kwargs: ClassVar = {
            **ModelOut.Meta.extra_kwargs,
            "description": {"help_text": "How the services would be run."},
            "reasons": {"help_text": "Why it is considered."},
        }


class ModelPostOut(serializers.Serializer[Any]):
    """A post of a model. Of another council's that you may not see whole, what is null is not shown to you."""

    ref = serializers.CharField(source="whole.ref", default=None, allow_null=True, help_text="Once in the model.")
    title = serializers.CharField(source="row.title", help_text="What it is called.")
    service = serializers.CharField(source="row.service", help_text="The service that it stands in.")
    tier = serializers.IntegerField(
        source="row.tier", allow_null=True, help_text="1 for the head of the structure; null where it is not said."
    )
    fte = Fte(source="row.fte", help_text="Full-time equivalents.")
    salary = Pounds(
        source="whole.salary_pence", default=None, allow_null=True, help_text="A full-time year's pay, before on-costs."
    )
    pay_band_from = Pounds(
        source="band_from_pence", allow_null=True,
        help_text="In place of a salary that is not shown: it is this or more,",
    )  # fmt: skip
    pay_band_below = Pounds(source="band_below_pence", allow_null=True, help_text="and less than this.")
    on_cost_rate = Rate(
        source="whole.on_cost_rate", default=None, allow_null=True, help_text="On-costs, as a share of salary."
    )
    cost = Pounds(
        source="whole.cost_pence", default=None, allow_null=True,
        help_text="Salary × FTE × (1 + on-cost rate), to the penny.",
    )  # fmt: skip
    reports_to = serializers.CharField(
        help_text="The reference of the post above it; empty where it is not said, or not shown to you."
    )
    statutory = serializers.ListField(
        child=serializers.CharField(), source="whole.statutory", default=None, allow_null=True,
        help_text="Which of the posts that every council needs it is.",
    )  # fmt: skip
    funding_source = serializers.CharField(
        source="whole.funding_source", default=None, allow_null=True, help_text="Who pays for it."
    )
    shared_with = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()), source="whole.shared_with", default=None,
        allow_null=True, help_text="Councils that carry a part of it, and which.",
    )  # fmt: skip
    is_whole = serializers.BooleanField(help_text="Whether all that the post says is shown to you.")
    basis = serializers.ChoiceField(PostBasis.choices, source="row.basis", help_text="How it serves the councils.")
    councils = serializers.ListField(
        child=serializers.SlugField(), source="row.councils", help_text="Which councils it serves."
    )
    kept_of = serializers.SlugField(
        source="row.retains_council.slug", default=None, allow_null=True,
        help_text="The council whose post the model keeps; null for a new post.",
    )  # fmt: skip
    retains = serializers.SerializerMethodField(
        help_text="The post that it keeps, as council:reference; null for a new post, or where it is not shown to you."
    )
    merges = serializers.ListField(
        child=serializers.CharField(), help_text="The posts that it stands in place of, as council:reference."
    )
    merges_unseen = serializers.IntegerField(help_text="How many more it stands in place of that are not shown to you.")

    def get_retains(self, seen: SeenModelPost) -> str | None:
        council = seen.row.retains_council
        return f"{council.slug}:{seen.row.retains_ref}" if council and seen.is_whole else None


# What is asked


class ModelPostFilter(FilterSet):
    """Of nothing that is not shown to everybody who sees the post."""

    service = CharFilter(help_text="In this service alone, as it is written.")
    tier = WholeNumber(method="of_tier", help_text="Of this tier alone; 0 where it is not said.")
    basis = ChoiceFilter(choices=PostBasis.choices, help_text="On this basis alone.")
    new = TrueOrFalse(
        field_name="retains_council", lookup_expr="isnull", help_text="New posts, or those that are kept."
    )
    search = CharFilter(method="with_words", help_text="Each of these words stands in the title or the service.")

    def of_tier(self, rows: QuerySet[ModelPost], name: str, value: int) -> QuerySet[ModelPost]:
        return rows.filter(tier=value or None)

    def with_words(self, rows: QuerySet[ModelPost], name: str, value: str) -> QuerySet[ModelPost]:
        for word in value.split():
            rows = rows.filter(Q(title__icontains=word) | Q(service__icontains=word))
        return rows


# The views


class ModelList(OfProgramme, ListAPIView[OperatingModel]):
    """The operating models of the programme, in their order."""

    knows = Permission.MODEL_VIEW
    queryset = OperatingModel.objects.none()
    serializer_class = ModelOut

    def get_queryset(self) -> QuerySet[OperatingModel]:
        return self.queryset if getattr(self, "swagger_fake_view", False) else models_of(self.programme)

    @extend_schema(parameters=[OF_PROGRAMME], operation_id="operating_models_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class OfModel(OfProgramme):
    """Sets `self.model`, with what is `needed` of it."""

    knows = Permission.MODEL_VIEW
    needed: tuple[str, ...] = ()
    model: OperatingModel

    def load(self) -> None:
        rows = models_of(self.programme).prefetch_related(*self.needed)
        found = rows.filter(code=self.kwargs["code"]).first()
        if found is None:
            raise Http404
        self.model = found


class ModelDetail(OfModel, GenericAPIView[OperatingModel]):
    """One operating model, with its years and its other savings."""

    needed = ("years", "other_savings__amounts")
    queryset = OperatingModel.objects.none()

    @extend_schema(
        parameters=[OF_PROGRAMME, BY_CODE], responses=ModelDetailOut, operation_id="operating_models_retrieve"
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ModelDetailOut(self.model).data)


class ModelPosts(OfModel, ListAPIView[ModelPost]):
    """The posts of an operating model, by tier, service and title, as far as you may see them. New ones are open to all
    who read the model; one that it keeps stays its council's, and is shown as far as that council's baseline is."""

    queryset = ModelPost.objects.none()
    serializer_class = ModelPostOut
    filterset_class = ModelPostFilter

    @extend_schema(parameters=[OF_PROGRAMME, BY_CODE], operation_id="operating_models_posts_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sights = sights_of_councils(self.may, current_baselines(self.programme))
        page = self.paginate_queryset(self.filter_queryset(model_posts_in_sight(self.model, sights)))
        rows = as_seen(self.model, page or [], sights)
        return self.get_paginated_response(ModelPostOut(rows, many=True).data)
