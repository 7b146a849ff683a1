"""The history of one piece, and putting a version of it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from collab.errors import Refused
from documents import rules
from documents.models import Document, Paragraph, Section
from documents.queries import paragraphs_of, read_text, with_figures
from documents.queries.past import Version, versions_of
from documents.services import restore_front, restore_paragraph, restore_section
from documents.versions import (
    ShownVersion,
    present_front_versions,
    present_paragraph_versions,
    present_section_versions,
)
from documents.views.base import ReportPage, whole_number
from documents.views.desk import back_to
from programme.pages import ProgrammeRequest

A_PAGE = 20


class HistoryPage(ReportPage):
    """The versions of `piece`, twenty a page. A subclass says what they are of and how they are shown."""

    piece: Document | Section | Paragraph
    restore_name: str

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page()

    def page(self, *, status: int = 200, error: str = "") -> HttpResponse:
        versions = versions_of(self.document, self.piece)
        page = Paginator(versions, A_PAGE).get_page(self.request.GET.get("page"))
        context = {
            "document": self.document, "name": self.name(), "page": page, "error": error,
            "versions": self.present(versions, page.start_index() - 1),
            "seen": versions[0].edit.number, "gone": getattr(versions[0].row, "removed", False),
            "restore": self.address(), "has_references": isinstance(self.piece, Paragraph),
            "may_edit": rules.why_not_edit(self.document, self.may) is None,
        }  # fmt: skip
        return render(self.request, "documents/piece_history.html", context, status=status)

    def address(self) -> str:
        of = [] if isinstance(self.piece, Document) else [self.piece.key]
        return reverse(self.restore_name, args=[self.programme.slug, self.document.slug, *of])

    def name(self) -> str:
        """What the history is of, within a sentence."""
        raise NotImplementedError

    def present(self, versions: list[Version], at: int) -> list[ShownVersion]:
        raise NotImplementedError


class ParagraphHistory(HistoryPage):
    restore_name = "paragraph-restore"
    piece: Paragraph

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.piece = get_object_or_404(paragraphs_of(self.document), key=kwargs["key"])
        self.text = with_figures(read_text(self.document), self.may)

    def name(self) -> str:
        shown = self.text.paragraphs.get(self.piece.key)
        return shown.name if shown else "a deleted paragraph"

    def present(self, versions: list[Version], at: int) -> list[ShownVersion]:
        headings = {section.pk: section.name for section in self.document.sections.all()}
        return present_paragraph_versions(versions, self.text, headings, at, A_PAGE)


class SectionHistory(HistoryPage):
    restore_name = "section-restore"
    piece: Section

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.piece = get_object_or_404(Section, document=self.document, key=kwargs["key"])

    def name(self) -> str:
        return f"the heading “{self.piece.name}”"

    def present(self, versions: list[Version], at: int) -> list[ShownVersion]:
        return present_section_versions(versions, at, A_PAGE)


class FrontHistory(HistoryPage):
    restore_name = "front-restore"

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.piece = self.document

    def name(self) -> str:
        return "the title and front fields"

    def present(self, versions: list[Version], at: int) -> list[ShownVersion]:
        return present_front_versions(versions, self.document.style.style, at, A_PAGE)


class Restore(HistoryPage):
    """POST puts the version called `number` back; a refusal shows the history as it is by then."""

    http_method_names = ("post",)

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_edit(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        number, seen = (whole_number(request.POST.get(name, "")) or 0 for name in ("number", "seen"))
        try:
            anchor = self.put_back(number, seen)
        except Refused as refused:
            return self.page(status=409, error=refused.reason)
        messages.success(request, f"Put back as it was after change {number}. Undo takes it away again.")
        return back_to(self.document, anchor)

    def put_back(self, number: int, seen: int) -> str:
        """Returns the place on the desk where it stands now."""
        raise NotImplementedError


class ParagraphRestore(Restore, ParagraphHistory):
    def put_back(self, number: int, seen: int) -> str:
        restore_paragraph(self.piece, number=number, seen=seen, by=self.request.user)
        return f"p-{self.piece.key}"


class SectionRestore(Restore, SectionHistory):
    def put_back(self, number: int, seen: int) -> str:
        restore_section(self.piece, number=number, seen=seen, by=self.request.user)
        return f"s-{self.piece.key}"


class FrontRestore(Restore, FrontHistory):
    def put_back(self, number: int, seen: int) -> str:
        restore_front(self.document, number=number, seen=seen, by=self.request.user)
        return ""
