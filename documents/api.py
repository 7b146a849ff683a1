"""Reports and business cases over the API: the same rules of sight and the same numbers as the pages."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import CharFilter, ChoiceFilter, DateFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from collab.web.api import KnowsItsParameters, TrueOrFalse
from collab.web.openapi import in_address
from documents.enums import Kind
from documents.models import Document
from documents.queries import ShownSection, ShownText, documents_visible_to, read_text


class ReportOut(serializers.ModelSerializer[Document]):
    council = serializers.SlugField(
        source="council.slug", allow_null=True, help_text="Whose report it is; null for a business case."
    )
    programme = serializers.SlugField(source="programme.slug", help_text="The programme that it belongs to.")

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
        extra_kwargs: ClassVar = {
            "slug": {"help_text": "By which it is known in addresses."},
            "title": {"help_text": "Its title as it prints."},
            "meeting_date": {"help_text": "The day of the meeting that it goes to."},
            "front": {"help_text": "What its front says, by the names that its house style gives."},
            "created_at": {"help_text": "When it was begun."},
            "changed_at": {"help_text": "When it was changed last."},
            "archived_at": {"help_text": "When it was put away; null where it was not."},
        }


class ParagraphOut(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="The paragraph's identity; it outlasts every change.")
    number = serializers.CharField(help_text="As it prints now, without closing stop; empty where it prints none.")
    label = serializers.CharField(source="row.label", help_text="What it is about, in a table of implications.")  # type: ignore[assignment]
    body = serializers.CharField(source="row.body", help_text="In the light notation.")


class SectionOut(serializers.Serializer[ShownSection]):
    key = serializers.CharField(source="row.key", help_text="The section's identity; it outlasts every change.")
    heading = serializers.CharField(source="row.heading", help_text="Empty where it prints none.")
    level = serializers.IntegerField(source="row.level", help_text="2 for a heading under the title, 3 under that.")
    kind = serializers.CharField(source="row.kind", help_text="What stands there: text, recommendations and so on.")
    number = serializers.CharField(help_text="As it prints now; empty where it prints none.")
    paragraphs = ParagraphOut(many=True, help_text="In their order.")


class ReportTextOut(serializers.Serializer[ShownText]):
    report = ReportOut(source="document", help_text="What the list of reports says of it.")
    sections = SectionOut(many=True, help_text="In their order.")


class ReportFilter(FilterSet):
    programme__slug = CharFilter(help_text="Of this programme alone.")
    council__slug = CharFilter(help_text="Of this council alone.")
    kind = ChoiceFilter(choices=Kind.choices, help_text="Reports, or business cases.")
    meeting_date = DateFilter(help_text="For the meeting of this day.")
    archived_at__isnull = TrueOrFalse(
        field_name="archived_at", lookup_expr="isnull", help_text="True for those that are not put away."
    )


@extend_schema_view(retrieve=extend_schema(parameters=[in_address("slug", "The report, as in its own address.")]))
class ReportViewSet(KnowsItsParameters, viewsets.ReadOnlyModelViewSet[Document]):
    """The reports and business cases that the caller may read, latest change first; one of them with its whole text."""

    serializer_class = ReportOut
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    filterset_class = ReportFilter
    queryset = Document.objects.none()

    def get_queryset(self) -> QuerySet[Document]:
        return documents_visible_to(cast(User, self.request.user))

    @extend_schema(responses=ReportTextOut)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = self.get_queryset().filter(slug=kwargs["slug"]).first()
        if document is None:
            raise Http404
        return Response(ReportTextOut(read_text(document)).data)
