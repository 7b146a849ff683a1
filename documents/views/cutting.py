"""A paragraph split in two, and two joined."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from collab.errors import Refused
from documents import cutting
from documents.forms.acts import SplitForm
from documents.models import Paragraph
from documents.notation import normalise
from documents.presenters import present_places
from documents.queries import paragraphs_of, read_text
from documents.services import change_paragraph, join_paragraphs, split_paragraph
from documents.signs import signs_before
from documents.views.base import whole_number
from documents.views.desk import UNDOABLE, back_to
from documents.views.paragraphs import LivingParagraphPage, ParagraphEdit
from programme.pages import ProgrammeRequest

# What the desk's script puts into the text where the caret stands.
CARET = "\ue000"


class ParagraphSplit(ParagraphEdit):
    """A page asks where. With `here` the form of the open paragraph comes instead, the caret marked in its text: what
    was typed is saved first, and if either cannot be done, neither is."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if self.paragraph.removed:
            return super().get(request, **kwargs)
        return self._page(self._asking(initial={"version": self.paragraph.version}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if "here" in request.POST:
            return self._split_here(request)
        form = self._asking(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            second = split_paragraph(
                self.paragraph, at=data["place"], version=data["version"] or 0, by=request.user, reason=data["reason"]
            )
        except Refused as refused:
            self.paragraph.refresh_from_db()
            if self.paragraph.removed:
                messages.error(request, refused.reason)
                return back_to(self.document)
            form = self._asking({**request.POST.dict(), "version": self.paragraph.version})
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        return self._done(second)

    def _asking(self, data: Any = None, **kwargs: Any) -> SplitForm:
        return SplitForm(data, places=present_places(read_text(self.document), self.paragraph.body), **kwargs)

    def _split_here(self, request: ProgrammeRequest) -> HttpResponse:
        typed = request.POST.copy()
        typed["body"] = typed.get("body", "").replace(CARET, "")
        form, marked = self._form(typed), self._form(request.POST)
        if self.paragraph.removed:
            return self._gone(form)
        if not form.is_valid() or not marked.is_valid():
            return self._open(form, status=422)
        data, body = form.cleaned_data, normalise(form.cleaned_data["body"])
        at = signs_before(CARET, marked.cleaned_data["body"])
        try:
            cutting.cut(body, at)
        except ValueError as error:
            form.add_error("body", str(error))
            return self._open(form, status=422)
        try:
            with transaction.atomic():
                row = change_paragraph(
                    self.paragraph, body=body, version=data["version"] or 0, by=request.user,
                    numbered=data.get("numbered"), reason=data["reason"],
                )  # fmt: skip
                second = split_paragraph(row, at=at, version=row.version, by=request.user, reason=data["reason"])
        except Refused as refused:
            return self._refused(form, refused)
        return self._done(second)

    def _done(self, second: Paragraph) -> HttpResponse:
        messages.success(self.request, "Split in two; the paragraphs are renumbered.", extra_tags=UNDOABLE)
        return back_to(self.document, f"p-{second.key}")

    def _page(self, form: SplitForm, status: int = 200) -> HttpResponse:
        shown = read_text(self.document).paragraphs.get(self.paragraph.key)
        context = {
            "form": form, "document": self.document, "paragraph": self.paragraph,
            "name": shown.name if shown else "this paragraph",
        }  # fmt: skip
        return render(self.request, "documents/paragraph_split.html", context, status=status)


class ParagraphJoin(LivingParagraphPage):
    """POST joins the paragraph with the one called `second`, both as the person saw them."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        second = get_object_or_404(paragraphs_of(self.document), key=request.POST.get("second", ""))
        try:
            join_paragraphs(
                self.paragraph, second, version=whole_number(request.POST.get("version", "")) or 0,
                second_version=whole_number(request.POST.get("second_version", "")) or 0, by=request.user,
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, refused.reason)
            return back_to(self.document, f"p-{self.paragraph.key}")
        messages.success(request, "Joined; the paragraphs are renumbered.", extra_tags=UNDOABLE)
        return back_to(self.document, f"p-{self.paragraph.key}")
