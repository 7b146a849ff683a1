"""Where the texts that somebody reads use a figure."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.models import Document, Paragraph
from documents.notation import Chip
from documents.queries.finding import texts_of
from documents.queries.reports import documents_visible_to
from documents.queries.text import ShownParagraph
from documents.signs import figures_named
from programme.models import Programme

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Use:
    """A text with the paragraphs that name the figure, each with what it is called."""

    document: Document
    paragraphs: list[tuple[ShownParagraph, str]]


def uses_of(user: "User", programme: Programme, key: str) -> list[Use]:
    """In texts that are not archived, the latest change first. Three queries, however many there are."""
    visible = documents_visible_to(user, programme).filter(archived_at__isnull=True)
    named = Paragraph.objects.filter(body__contains=f"{{fig:{key}", removed=False, section__removed=False).order_by()
    documents = list(visible.filter(pk__in=named.values("section__document")))
    found = []
    for document, text in zip(documents, texts_of(documents).values(), strict=True):
        rows = [row for row in text.paragraphs.values() if names_figure(row.row.body, key)]
        if rows:
            found.append(Use(document, [(row, text.names[row.key]) for row in rows]))
    return found


def names_figure(body: str, key: str) -> bool:
    return any(isinstance(piece, Chip) and piece.key == key for piece in figures_named(body))
