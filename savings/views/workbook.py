"""The appraisal of an operating model as a workbook that reckons it anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from collab.web.downloads import XLSX, file_response
from programme.models import Baseline
from programme.pages import ProgrammeRequest
from programme.queries.sight import Sight, sight_of
from savings.forms import SharingForm
from savings.presenters import sharing
from savings.queries import Appraised, appraised, why_not_appraise
from savings.queries.workbook import workbook_contents
from savings.tables import notes_of
from savings.views.appraisal import ModelAppraisal
from savings.workbook import to_workbook

# More take longer than anybody waits for a page; then the workbook has what they cost together.
MOST_POSTS = 20_000


class ModelWorkbook(ModelAppraisal):
    """`of` and `by` say how amounts are shared. Where that cannot be worked out, it leads to the page that says why."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = SharingForm(request.GET)
        rows = [] if why_not_appraise(self.case) else appraised(self.case, **form.asked)[0]
        if rows and rows[0].shared:
            try:
                return self._file(rows[0])
            except OverflowError as error:
                messages.error(request, str(error))
        return redirect("model-appraisal", self.programme.slug, kwargs["code"])

    def _file(self, row: Appraised) -> HttpResponse:
        assert row.shared is not None  # noqa: S101 - asked above
        model, inputs = row.case.model, row.shared.inputs
        shared = sharing(inputs.of, inputs.by)
        notes = notes_of(self.case, f"{shared[0].upper()}{shared[1:]}.")
        models = [(row.case, row.shared)]
        contents = workbook_contents(self.case, models, notes=notes, sees=self._sees, most_posts=MOST_POSTS)
        name = f"{self.programme.slug}-{slugify(f'model {model.code}')}.xlsx"
        return file_response(to_workbook(contents), XLSX, name)

    def _sees(self, baseline: Baseline) -> bool:
        return sight_of(self.may, baseline) >= Sight.POSTS
