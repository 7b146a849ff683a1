"""One paragraph to another place."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from collab.errors import Refused
from documents.desk import present_desk
from documents.forms import PlaceForm
from documents.models import Section
from documents.presenters import shown_words
from documents.queries import read_text, step
from documents.services import move_paragraph
from documents.views.desk import UNDOABLE, back_to
from documents.views.paragraphs import LivingParagraphPage
from programme.pages import ProgrammeRequest


class ParagraphMove(LivingParagraphPage):
    """POST with `direction` moves one step; otherwise a page asks where to."""

    def _places(self) -> list[tuple[str, Any]]:
        text = read_text(self.document)
        groups: list[tuple[str, Any]] = []
        for section in present_desk(text):
            key = section.shown.row.key
            choices = [(f"{key}/", f"first under {section.heading}")]
            for row in section.paragraphs:
                if row.shown.key != self.paragraph.key:
                    words = shown_words(text, row.shown.row.body).replace("\n", " ")[:50]
                    choices.append((f"{key}/{row.shown.key}", f"after {row.name}: {words}"))
            groups.append((section.heading, choices))
        return groups

    def _values(self) -> list[tuple[str, str]]:
        """The places without their words, which take long to say."""
        found = []
        for section in read_text(self.document).sections:
            for follows in ("", *(row.key for row in section.paragraphs if row.key != self.paragraph.key)):
                found.append((f"{section.row.key}/{follows}", ""))
        return found

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(PlaceForm(places=self._places()))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        direction = request.POST.get("direction")
        if direction in ("up", "down"):
            place = step(read_text(self.document), self.paragraph.key, direction)
            if place is None:
                messages.error(request, "It is already at the edge of the text.")
                return back_to(self.document, f"p-{self.paragraph.key}")
            return self._move(place[0].row, place[1])
        form = PlaceForm(request.POST, places=self._values())
        if not form.is_valid():
            return self._page(PlaceForm(request.POST, places=self._places()), 422)
        key, follows = form.cleaned_data["place"]
        section = get_object_or_404(Section, document=self.document, key=key, removed=False)
        return self._move(section, follows, form.cleaned_data["reason"])

    def _move(self, section: Section, follows: str, reason: str = "") -> HttpResponse:
        try:
            move_paragraph(self.paragraph, section=section, follows=follows, by=self.request.user, reason=reason)
        except Refused as refused:
            messages.error(self.request, refused.reason)
            return back_to(self.document)
        messages.success(self.request, "Moved; the paragraphs are renumbered.", extra_tags=UNDOABLE)
        return back_to(self.document, f"p-{self.paragraph.key}")

    def _page(self, form: PlaceForm, status: int = 200) -> HttpResponse:
        shown = read_text(self.document).paragraphs[self.paragraph.key]
        context = {"form": form, "document": self.document, "name": shown.name, "paragraph": self.paragraph}
        return render(self.request, "documents/paragraph_move.html", context, status=status)
