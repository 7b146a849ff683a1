"""Reports and business cases over the API: the same rules of sight and the same numbers as the pages."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from documents.models import Document
from documents.queries import ShownSection, ShownText, documents_visible_to, read_text


class ReportOut(serializers.ModelSerializer[Document]):
    council = serializers.SlugField(
        source="council.slug", allow_null=True, help_text="Whose report it is; null for a business case."
    )
    programme = serializers.SlugField(source="programme.slug")

    class Meta:
        model = Document
        fields = (
            "slug",
            "kind",
            "title",
            "programme",
            "council",
            "meeting_date",
            "front",
            "created_at",
            "changed_at",
            "archived_at",
        )


class ParagraphOut(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="The paragraph's identity; it outlasts every change.")
    number = serializers.CharField(help_text="As it prints now, without closing stop; empty where it prints none.")
    label = serializers.CharField(source="row.label")  # type: ignore[assignment]
    body = serializers.CharField(source="row.body", help_text="In the light notation.")


class SectionOut(serializers.Serializer[ShownSection]):
    key = serializers.CharField(source="row.key")
    heading = serializers.CharField(source="row.heading")
    level = serializers.IntegerField(source="row.level")
    kind = serializers.CharField(source="row.kind")
    number = serializers.CharField()
    paragraphs = ParagraphOut(many=True)


class ReportTextOut(serializers.Serializer[ShownText]):
    report = ReportOut(source="document")
    sections = SectionOut(many=True)


class ReportViewSet(viewsets.ReadOnlyModelViewSet[Document]):
    """The reports and business cases that the caller may read, latest change first; one of them with its whole text."""

    serializer_class = ReportOut
    lookup_field = "slug"
    filterset_fields: ClassVar = {
        "programme__slug": ["exact"],
        "council__slug": ["exact"],
        "kind": ["exact"],
        "meeting_date": ["exact"],
        "archived_at": ["isnull"],
    }
    queryset = Document.objects.none()

    def get_queryset(self) -> QuerySet[Document]:
        return documents_visible_to(cast(User, self.request.user))

    @extend_schema(responses=ReportTextOut)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = self.get_queryset().filter(slug=kwargs["slug"]).first()
        if document is None:
            raise Http404
        return Response(ReportTextOut(read_text(document)).data)
