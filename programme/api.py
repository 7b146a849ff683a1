"""Programmes over the API: the same rules of sight as the pages."""

from typing import cast

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from accounts.models import User
from programme.models import Programme, ProgrammeCouncil
from programme.queries import programmes_of


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


class ProgrammeViewSet(viewsets.ReadOnlyModelViewSet[Programme]):
    """The programmes that the caller takes part in, by name."""

    serializer_class = ProgrammeOut
    lookup_field = "slug"
    filterset_fields = ("stage",)
    queryset = Programme.objects.none()

    def get_queryset(self) -> QuerySet[Programme]:
        visible = programmes_of(cast(User, self.request.user))
        return visible.prefetch_related("programme_councils__council")
