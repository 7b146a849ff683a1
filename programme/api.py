"""Programmes over the API, with what is kept of them: the same rules of sight as the pages."""

from typing import Any, cast

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from accounts.models import User
from programme.models import (
    Benefit,
    Contribution,
    Finding,
    Funding,
    Kept,
    KnownDate,
    Milestone,
    Programme,
    ProgrammeCouncil,
    RestartCondition,
    Review,
    Risk,
    Workstream,
)
from programme.queries import programmes_of

# What the detail of a programme lists.
KEPT = (
    "restart_conditions", "workstreams__councils", "milestones", "funding", "contributions__council",
    "reviews__findings", "benefits__council", "risks",
)  # fmt: skip


class CouncilOut(serializers.ModelSerializer[ProgrammeCouncil]):
    slug = serializers.SlugField(source="council.slug")
    name = serializers.CharField(source="council.name")
    ons_code = serializers.CharField(source="council.ons_code")

    class Meta:
        model = ProgrammeCouncil
        fields = ("slug", "name", "ons_code", "executive", "population", "population_source")


class ProgrammeOut(serializers.ModelSerializer[Programme]):
    councils = CouncilOut(source="programme_councils", many=True)
    today = serializers.DateField(help_text="The day from which ages and deadlines of this programme count.")

    class Meta:
        model = Programme
        fields = (
            "slug",
            "name",
            "summary",
            "stage",
            "stage_since",
            "stage_reason",
            "today",
            "demonstration_note",
            "councils",
        )


class KnownDateOut(serializers.CharField):
    """A date as exactly as it is known, in words; empty where it is not said."""


def record_out(model: type[Kept], **fields: Any) -> Any:
    """What is asked of a noun, without what is private, and the lists in `fields`."""
    names = [name for name in model.asked if name not in model.private]
    known = {name: KnownDateOut() for name in names if isinstance(getattr(model, name), KnownDate)}
    codes: dict[str, Any] = {
        name: serializers.SlugRelatedField(slug_field="slug", read_only=True, many=name == "councils")
        for name in names
        if name in ("council", "councils")
    }
    meta = type("Meta", (), {"model": model, "fields": ("id", *names, *fields)})
    return type(f"{model.__name__}Out", (serializers.ModelSerializer,), {"Meta": meta, **known, **codes, **fields})


class ProgrammeDetailOut(ProgrammeOut):
    since = KnownDateOut()
    restart_conditions = record_out(RestartCondition)(many=True)
    workstreams = record_out(Workstream)(many=True)
    milestones = record_out(Milestone)(many=True)
    funding = record_out(Funding)(many=True)
    contributions = record_out(Contribution)(many=True)
    reviews = record_out(Review, findings=record_out(Finding)(many=True))(many=True)
    benefits = record_out(Benefit)(many=True)
    risks = record_out(Risk)(many=True)

    class Meta:
        model = Programme
        fields = (
            *ProgrammeOut.Meta.fields,
            "since",
            "stage_review_on",
            "restart_conditions",
            "workstreams",
            "milestones",
            "funding",
            "contributions",
            "reviews",
            "benefits",
            "risks",
        )


class ProgrammeViewSet(viewsets.ReadOnlyModelViewSet[Programme]):
    """The programmes that the caller takes part in, by name."""

    serializer_class = ProgrammeOut
    lookup_field = "slug"
    filterset_fields = ("stage",)
    queryset = Programme.objects.none()

    def get_serializer_class(self) -> type[ProgrammeOut]:
        return ProgrammeDetailOut if self.action == "retrieve" else ProgrammeOut

    def get_queryset(self) -> QuerySet[Programme]:
        visible = programmes_of(cast(User, self.request.user)).prefetch_related("programme_councils__council")
        return visible.prefetch_related(*KEPT) if self.action == "retrieve" else visible
