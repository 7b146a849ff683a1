"""A staffing file comes in: the template, the upload, what was read of it, mended, and saved as a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from collab.web.downloads import CSV, XLSX, file_response, response
from programme import presenters as words
from programme.forms.staffing_files import KeepForm, MendForm, UploadForm
from programme.models import StaffingUpload
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.queries.uploads import upload_of, uploads_of
from programme.rules import baselines as rules
from programme.services.drafts import already_there
from programme.services.staffing_files import discard_file, keep_file, mend_file, read_anew, receive_file
from programme.staffing.templates import template_csv, template_xlsx
from programme.views.baselines import CouncilPage

TEMPLATES = {"csv": (template_csv, CSV), "xlsx": (template_xlsx, XLSX)}
PROBLEMS_A_PAGE = 50
# Rows to a page, so that it stays one that somebody can work through.
MENDED_AT_ONCE = 20


class StaffingTemplate(ProgrammePage):
    """The table that a council can fill in, as CSV or XLSX."""

    section = "staffing"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.BASELINE_VIEW) or kwargs["kind"] not in TEMPLATES:
            raise Http404

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        make, content_type = TEMPLATES[kwargs["kind"]]
        return file_response(make(), content_type, f"staffing-template.{kwargs['kind']}")


class KeepersPage(CouncilPage):
    """For those who bring in the council's baselines: 403 with the reason for its others."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_keep_staffing(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)


class FileUpload(KeepersPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(UploadForm(today=self.programme.today))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES, today=self.programme.today)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            upload = receive_file(
                programme=self.programme, council=self.council, as_at=data["as_at"], file_name=data["file"].name,
                data=data["file"].read(), keep_names=data["keep_names"], by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("file", refused.reason)
            return self._page(form, 422)
        return redirect("staffing-file", self.programme.slug, self.council.slug, upload.pk)

    def _page(self, form: UploadForm, status: int = 200) -> HttpResponse:
        waiting = uploads_of(self.request.user).filter(programme=self.programme, council=self.council)
        context = {"form": form, "council": self.council, "waiting": waiting}
        return render(self.request, "programme/staffing_upload.html", context, status=status)


class FilePage(KeepersPage):
    """A file that this person brought in and has not decided on. Anybody else's is 404."""

    upload: StaffingUpload

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = upload_of(self.request.user, self.programme, kwargs["pk"])
        if found is None or found.council_id != self.council.pk:
            raise Http404
        self.upload = found

    def here(self) -> HttpResponse:
        return redirect("staffing-file", self.programme.slug, self.council.slug, self.upload.pk)

    def show(self, keep: KeepForm | None = None, mend: MendForm | None = None, status: int = 200) -> HttpResponse:
        page = words.present_file(self.upload)
        keep = keep or KeepForm(rejected=page.rejected_count)
        mend = mend or MendForm(rows=page.rejected[:MENDED_AT_ONCE])
        problems = Paginator(page.problems, PROBLEMS_A_PAGE).get_page(self.request.GET.get("page"))
        context = {
            "upload": self.upload, "council": self.council, "page": page, "list": problems, "form": keep, "mend": mend,
            "forms": [keep, mend], "later": page.rejected_count - len(mend.rows),
        }  # fmt: skip
        return render(self.request, "programme/staffing_file.html", context, status=status)


class FileRead(FilePage):
    """What was read; POST mends rows and reads it again, or takes all mending back (`anew`)."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if "anew" in request.POST:
            return self._anew()
        mend = MendForm(request.POST, rows=words.rejected_rows(self.upload)[:MENDED_AT_ONCE])
        if not mend.is_valid():
            return self.show(mend=mend, status=422)
        before = self.upload.reading["rejected"]
        try:
            mend_file(self.upload, mends=mend.mends, left_out=mend.left_out)
        except Refused as refused:
            mend.add_error(None, refused.reason)
            return self.show(mend=mend, status=409)
        now = self.upload.reading["rejected"]
        messages.success(request, f"Read again. {before - now:,} of {before:,} rejected rows are mended or left out.")
        return self.here()

    def _anew(self) -> HttpResponse:
        try:
            read_anew(self.upload)
        except Refused as refused:
            messages.error(self.request, refused.reason)
            return redirect("staffing-upload", self.programme.slug, self.council.slug)
        messages.success(self.request, "The file is read as it came.")
        return self.here()


class FileKeep(FilePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = KeepForm(request.POST, rejected=self.upload.reading["rejected"])
        if not form.is_valid():
            return self.show(keep=form, status=422)
        try:
            drafted = keep_file(self.upload, accept_partial=bool(form.cleaned_data.get("partial")), by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self.show(keep=form, status=409)
        if drafted.is_new:
            messages.success(request, f"{self.upload.file_name} is now a draft baseline.")
        else:
            messages.info(request, already_there(drafted.baseline))
        return redirect("baseline", self.programme.slug, self.council.slug, drafted.baseline.pk)


class FileDiscard(FilePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        discard_file(self.upload)
        messages.success(request, f"{self.upload.file_name} was not saved, and nothing of it was kept.")
        return redirect("staffing-upload", self.programme.slug, self.council.slug)


class FileProblems(FilePage):
    """As a table to take away."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        table = words.table_of_problems(self.upload)
        return response(table, format=kwargs["kind"], filename=f"{self.council.slug}-staffing-problems")
