"""Publications as they are read: which there are, and how much of one somebody may have."""

import uuid

from django.db.models import QuerySet

from accounts.roles import Permission
from documents.finding import Needle
from programme.models import Programme
from programme.queries import May
from reporting.enums import Version
from reporting.models import Publication, SealedFigure, SealedFile


def publications_of(programme: Programme) -> QuerySet[Publication]:
    """The latest first, without their text. One query."""
    found = Publication.objects.filter(document__programme=programme).defer("sealed")
    return found.select_related("document__council", "document__programme", "by", "corrects", "corrected_by").order_by(
        "-at", "-pk"
    )


def publications_with(programme: Programme, words: str) -> list[Publication]:
    """Those in whose title, or whose council's name, all these words stand. Read here and not in the database, so that
    case and marks count alike in every one. One query."""
    needles = [Needle(word) for word in words.split()]
    return [
        row
        for row in publications_of(programme)
        if all(needle.is_in(f"{row.title} {row.document.owner_name}") for needle in needles)
    ]


def publication_called(programme: Programme, identifier: uuid.UUID) -> Publication | None:
    return publications_of(programme).filter(identifier=identifier).first()


def version_for(publication: Publication, may: May) -> Version:
    """The version that somebody reads. The full one is for those who read the drafts of the council as well."""
    document = publication.document
    council = document.council
    sees_all = may(Permission.REPORT_VIEW, council) if council else may(Permission.CASE_EDIT)
    return Version.FULL if publication.exempt and sees_all else Version.PUBLIC


def files_for(publication: Publication, may: May) -> QuerySet[SealedFile]:
    """Without their bytes."""
    versions = [Version.PUBLIC, version_for(publication, may)]
    return publication.files.filter(version__in=versions).defer("content").order_by("-version", "appendix", "pk")


def figures_for(publication: Publication, may: May) -> QuerySet[SealedFigure]:
    """In the order of the text, without their workings."""
    rows = publication.figures.filter(version=version_for(publication, may)).defer("workings", "bases")
    return rows.order_by("position")
