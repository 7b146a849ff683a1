"""The desk: the report being written, with one piece of it open at a time."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from documents.desk import present_desk
from documents.enums import Numbering
from documents.exempting import classification_of, question_of
from documents.forms import FrontForm, ParagraphForm
from documents.models import Document
from documents.queries import ShownText, edits_of, latest_undoable, read_text, with_figures
from documents.services import change_front, undo
from documents.sources import sources_of
from documents.views.base import DeskPage, whole_number
from programme.pages import ProgrammeRequest

# A message about an act that its author may take back at once: a button stands beside it.
UNDOABLE = "undoable"


def show_desk(
    request: ProgrammeRequest, document: Document, *, status: int = 200, open_piece: str = "",
    text: ShownText | None = None, **extra: Any,
) -> HttpResponse:  # fmt: skip
    """The whole desk; `open_piece` is the key of the piece whose form is open, `extra` what that form needs. `text` is
    what the page has read already, if nothing has been written since."""
    text = text or with_figures(read_text(document), request.may)
    form = extra.get("form")
    if isinstance(form, ParagraphForm):
        form.show_in_editor(text.key_of, text.number_of, text.say)
    context = {
        "document": document,
        "desk": present_desk(text),
        "sources": sources_of(text),
        "text": text,
        "undoable": latest_undoable(document, request.user),
        "recent": edits_of(document)[:5],
        "open_piece": open_piece,
        "numbers": json.dumps(text.key_of),
        "numbering": Numbering(text.style.numbering).label,
        "front": [(row.label, document.field(row.key)) for row in text.style.front],
        "classification": classification_of(text),
        "classification_question": question_of(text),
        **extra,
    }
    return render(request, "documents/report_desk.html", context, status=status)


def back_to(document: Document, anchor: str = "") -> HttpResponse:
    response = redirect("report-desk", document.programme.slug, document.slug)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


class ReportDesk(DeskPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return show_desk(request, self.document, text=self.text)


class ReportFront(DeskPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        document = self.document
        initial = {**document.front, "title": document.title, "version": document.version}
        initial["meeting_date"] = document.meeting_date
        return self._page(FrontForm(initial=initial, style=document.style.style))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = FrontForm(request.POST, style=self.document.style.style)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        # What this style does not show stays as it is, and so does a date in words until a real one takes its place.
        asked = set(form.fields) - ({"meeting_date"} if not data.get("meeting_date") else set())
        hidden = {key: value for key, value in self.document.front.items() if key not in asked}
        try:
            change_front(
                self.document, title=data["title"], meeting_date=data.get("meeting_date"),
                front={**hidden, **form.front}, version=data["version"] or 0, by=request.user, reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            return self._refused(form, refused)
        messages.success(request, "The title and front fields are saved.")
        return back_to(self.document)

    def _refused(self, form: FrontForm, refused: Refused) -> HttpResponse:
        form.add_error(None, refused.reason)
        saved = []
        if refused.code == "stale":
            self.document.refresh_from_db()
            form.has_now_seen(self.document.version)
            style = self.document.style.style
            saved = [("Title", self.document.title)]
            saved += [(field.label, self.document.field(field.key) or "nothing") for field in style.front]
        return self._page(form, 409, saved)

    def _page(self, form: FrontForm, status: int = 200, saved: Any = ()) -> HttpResponse:
        context = {"form": form, "document": self.document, "saved": saved}
        return render(self.request, "documents/report_front.html", context, status=status)


class ReportUndo(DeskPage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        asked = request.POST.get("number", "")
        number = whole_number(asked)
        if asked and number is None:
            messages.error(request, "That change is not in the list of changes. Nothing was undone.")
            return back_to(self.document)
        try:
            done = undo(self.document, by=request.user, number=number)
        except Refused as refused:
            messages.error(request, refused.reason)
            return back_to(self.document)
        messages.success(request, f"Undone: {done.undoes}.")
        kind = "p" if done.piece in read_text(self.document).paragraphs else "s"
        return back_to(self.document, f"{kind}-{done.piece}")
