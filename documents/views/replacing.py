"""Find and replace within a document."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from collab.errors import Refused
from documents.forms.acts import FindForm, ReplaceForm
from documents.found import FoundPage, present_found
from documents.queries import read_text
from documents.replacing import Search
from documents.services import Replaced, replace_words
from documents.services.log import counted
from documents.views.base import DeskPage
from documents.views.desk import UNDOABLE, back_to
from programme.pages import ProgrammeRequest


class ReportFind(DeskPage):
    """GET finds, and with `preview` shows what replacing would change. POST replaces in the places that are ticked."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if "q" not in request.GET:
            return self._page(FindForm())
        form = FindForm(request.GET)
        if not form.is_valid():
            return self._page(form, status=422)
        preview = "preview" in request.GET
        found = self._found(form.search, form.cleaned_data["replacement"] if preview else None)
        return self._page(form, found=found, replacing=self._ticking(found) if preview else None)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        search, replacement = form.search, form.cleaned_data["replacement"]
        replacing = ReplaceForm(request.POST)
        if not replacing.is_valid():
            return self._page(form, found=self._found(search, replacement), replacing=replacing, status=422)
        try:
            done = replace_words(
                self.document, search=search, replacement=replacement, wanted=replacing.wanted, by=request.user,
                reason=replacing.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as refused:
            found = self._found(search, replacement)
            replacing = ReplaceForm({**request.POST.dict(), "place": found.values})
            replacing.add_error(None, refused.reason)
            return self._page(form, found=found, replacing=replacing, status=409)
        self._tell(done)
        return back_to(self.document)

    def _tell(self, done: Replaced) -> None:
        places = "1 place" if done.places == 1 else f"{done.places} places"
        said = f"Replaced in {places}, in {counted(done.pieces)}."
        messages.success(self.request, said, extra_tags=UNDOABLE)
        if done.left:
            messages.warning(self.request, f"Left as it was: {'; '.join(done.left)}.")

    def _found(self, search: Search, replacement: str | None) -> FoundPage:
        return present_found(read_text(self.document), search, replacement)

    def _ticking(self, found: FoundPage) -> ReplaceForm:
        return ReplaceForm(initial={"place": found.values})

    def _page(
        self, form: FindForm, *, found: FoundPage | None = None, replacing: ReplaceForm | None = None, status: int = 200
    ) -> HttpResponse:
        context = {"form": form, "document": self.document, "found": found, "replacing": replacing}
        return render(self.request, "documents/report_find.html", context, status=status)
