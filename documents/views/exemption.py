"""Whether a section is exempt from publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from collab.errors import Refused
from documents.forms.exemption import ClassifyForm, initial_of
from documents.services import classify_section
from documents.views.desk import UNDOABLE, back_to
from documents.views.sections import SectionPage
from programme.pages import ProgrammeRequest


class SectionClassify(SectionPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        initial = {**initial_of(self.target, self.target.name), "version": self.target.version}
        return self._page(ClassifyForm(initial=initial))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = ClassifyForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            classify_section(
                self.target, exemption=form.exemption, version=data["version"] or 0, by=request.user,
                reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            self.target.refresh_from_db()
            form.add_error(None, refused.reason)
            form.has_now_seen(self.target.version)
            return self._page(form, 409)
        said = "The public version will name it and leave it out." if form.exemption else "The public will read it."
        messages.success(request, said, extra_tags=UNDOABLE)
        return back_to(self.document, f"s-{self.target.key}")

    def _page(self, form: ClassifyForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "document": self.document, "target": self.target}
        return render(self.request, "documents/section_classify.html", context, status=status)
