"""Programmes over the API, with what is kept of them: the same rules of sight as the pages."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.text import capfirst
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from accounts.models import User
from collab.web.api import KnowsItsParameters
from collab.web.openapi import in_address
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

OF_PROGRAMME = in_address("slug", "The programme, as in its own address.")


class CouncilOut(serializers.ModelSerializer[ProgrammeCouncil]):
    slug = serializers.SlugField(source="council.slug", help_text="By which the council is known in addresses.")
    name = serializers.CharField(source="council.name", help_text="Its full name.")
    ons_code = serializers.CharField(
        source="council.ons_code", help_text="The code of the Office for National Statistics."
    )

    class Meta:
        model = ProgrammeCouncil
        fields = ("slug", "name", "ons_code", "executive", "population", "population_source")
        extra_kwargs: ClassVar = {
            "executive": {"help_text": "Who decides: leader and cabinet, or an elected mayor."},
            "population": {"help_text": "How many people live there."},
            "population_source": {"help_text": "Which count of the population it is."},
        }


class ProgrammeOut(serializers.ModelSerializer[Programme]):
    councils = CouncilOut(source="programme_councils", many=True, help_text="In the programme's own order.")
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
        extra_kwargs: ClassVar = {
            "slug": {"help_text": "By which the programme is known in addresses."},
            "name": {"help_text": "What it is called."},
            "summary": {"help_text": "What it is about, in a few sentences."},
            "stage": {"help_text": "How far it has come."},
            "stage_since": {
                "help_text": "The day since which it has been in its stage, or the first that it may mean."
            },
            "stage_reason": {"help_text": "Why it is in its stage."},
            "stage_review_on": {"help_text": "When the stage is looked at again."},
            "demonstration_note": {"help_text": "What of it is invented, where it is a demonstration."},
        }


class KnownDateOut(serializers.CharField):
    """A date as exactly as it is known, in words; empty where it is not said."""


def record_out(model: type[Kept], **fields: Any) -> Any:
    """What is asked of a noun, without what is private, and the lists in `fields`."""
    names = [name for name in model.asked if name not in model.private]
    dates = {name: getattr(model, name) for name in names if isinstance(getattr(model, name), KnownDate)}
    known = {name: KnownDateOut(help_text=capfirst(date.label)) for name, date in dates.items()}
    codes: dict[str, Any] = {}
    if "council" in names:
        field: Any = model._meta.get_field("council")  # type: ignore[misc]
        codes["council"] = serializers.SlugRelatedField(
            slug_field="slug", read_only=True, allow_null=bool(field.null),
            help_text="Whose it is; null where it is nobody's alone.",
        )  # fmt: skip
    if "councils" in names:
        codes["councils"] = serializers.SlugRelatedField(
            slug_field="slug", read_only=True, many=True, help_text="Which councils take part in it."
        )
    words = {name: {"help_text": _words(model, name)} for name in names if name not in (*known, *codes)}
    words["id"] = {"help_text": "Its number, which stays the same."}
    meta = type("Meta", (), {"model": model, "fields": ("id", *names, *fields), "extra_kwargs": words})
    return type(f"{model.__name__}Out", (serializers.ModelSerializer,), {"Meta": meta, **known, **codes, **fields})


def _words(model: type[Kept], name: str) -> str:
    """What a form asks for there."""
    field: Any = model._meta.get_field(name)
    return ". ".join(part for part in (capfirst(str(field.verbose_name)), str(field.help_text)) if part)


class ProgrammeDetailOut(ProgrammeOut):
    since = KnownDateOut(help_text="Since when it has been in its stage, as exactly as it is known.")
    restart_conditions = record_out(RestartCondition)(many=True, help_text="What has to be so before it goes on.")
    workstreams = record_out(Workstream)(many=True, help_text="Its parts.")
    milestones = record_out(Milestone)(many=True, help_text="What happened or shall happen, and when.")
    funding = record_out(Funding)(many=True, help_text="Who pays for what.")
    contributions = record_out(Contribution)(many=True, help_text="What the councils put in themselves.")
    reviews = record_out(
        Review, findings=record_out(Finding)(many=True, help_text="What it found, and what was answered.")
    )(many=True, help_text="What others have said of it.")
    benefits = record_out(Benefit)(many=True, help_text="What it is good for.")
    risks = record_out(Risk)(many=True, help_text="What might go wrong.")

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
        extra_kwargs = ProgrammeOut.Meta.extra_kwargs


@extend_schema_view(retrieve=extend_schema(parameters=[OF_PROGRAMME]))
class ProgrammeViewSet(KnowsItsParameters, viewsets.ReadOnlyModelViewSet[Programme]):
    """The programmes that the caller takes part in, by name."""

    serializer_class = ProgrammeOut
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    filterset_fields = ("stage",)
    queryset = Programme.objects.none()

    def get_serializer_class(self) -> type[ProgrammeOut]:
        return ProgrammeDetailOut if self.action == "retrieve" else ProgrammeOut

    def get_queryset(self) -> QuerySet[Programme]:
        visible = programmes_of(cast(User, self.request.user)).prefetch_related("programme_councils__council")
        return visible.prefetch_related(*KEPT) if self.action == "retrieve" else visible
