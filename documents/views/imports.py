"""A report comes in: upload, look at what was understood, keep it or not."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from documents.forms import KeepForm, UploadForm
from documents.models import Import
from documents.outline import Outline
from documents.presenters import present_outline
from documents.queries import imports_waiting_for, style_for
from documents.services import discard_import, keep_import, read_file, wait_for_officer
from documents.views.lists import CreatePage
from programme.pages import ProgrammeRequest


class ReportImport(CreatePage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(UploadForm(councils=self.councils))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES, councils=self.councils)
        if not form.is_valid():
            return self._page(form, 422)
        upload, council = form.cleaned_data["file"], form.cleaned_data["council"]
        style = style_for(council, self.programme.today)
        try:
            outline = read_file(upload.read(), file_name=upload.name, style=style)
        except Refused as refused:
            form.add_error("file", refused.reason)
            return self._page(form, 422)
        waiting = wait_for_officer(
            outline, programme=self.programme, council=council, file_name=upload.name, by=request.user
        )
        return redirect("report-import-check", self.programme.slug, waiting.pk)

    def _page(self, form: UploadForm, status: int = 200) -> HttpResponse:
        return render(self.request, "documents/report_import.html", {"form": form}, status=status)


class WaitingPage(CreatePage):
    """A file that this person brought in and has not decided on. Anybody else's is 404."""

    waiting: Import

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        mine = imports_waiting_for(self.request.user, self.programme)
        waiting = mine.select_related("programme").filter(pk=kwargs["pk"]).first()
        if waiting is None:
            raise Http404
        self.waiting = waiting


class ReportImportCheck(WaitingPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(KeepForm(initial={"title": self.waiting.outline["title"]}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = KeepForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            document = keep_import(
                self.waiting, style=style_for(self.waiting.council, self.programme.today),
                title=form.cleaned_data["title"], by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, f"{self.waiting.file_name} is now a draft report.")
        return redirect("report-desk", self.programme.slug, document.slug)

    def _page(self, form: KeepForm, status: int = 200) -> HttpResponse:
        style = style_for(self.waiting.council, self.programme.today)
        page = present_outline(Outline.from_json(self.waiting.outline), style.style)
        context = {"form": form, "waiting": self.waiting, "page": page, "style": style}
        return render(self.request, "documents/report_import_check.html", context, status=status)


class ReportImportDiscard(WaitingPage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        discard_import(self.waiting)
        messages.success(request, f"{self.waiting.file_name} was not kept. Nothing of it was saved.")
        return redirect("report-list", self.programme.slug)
