"""A staffing file comes in: the template, the upload, what was read of it, mended, and saved as a draft."""

from typing import Any

from django.http import Http404, HttpResponse

from accounts.roles import Permission
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.staffing.templates import template_csv, template_xlsx

TEMPLATES = {
    "csv": ("text/csv; charset=utf-8", template_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", template_xlsx),
}


class StaffingTemplate(ProgrammePage):
    """The table that a council can fill in, as CSV or XLSX."""

    section = "staffing"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.BASELINE_VIEW) or kwargs["kind"] not in TEMPLATES:
            raise Http404

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        content_type, made = TEMPLATES[kwargs["kind"]]
        name = f"attachment; filename=staffing-template.{kwargs['kind']}"
        return HttpResponse(made(), headers={"Content-Type": content_type, "Content-Disposition": name})
