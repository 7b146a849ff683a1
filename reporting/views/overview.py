"""The overview of a programme, with the reports that its reader may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.roles import Permission
from documents.queries import reports_visible_to
from programme.nouns import PAGES
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.presenters import present_overview
from programme.queries import overview
from reporting.queries import waiting_for
from savings import presenters as worth
from savings.queries import case_of, foremost

REPORTS, WAITING = 5, 3


class ProgrammeOverview(ProgrammePage):
    section = "overview"
    programme_argument = "slug"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        reports = reports_visible_to(request.user, self.programme)
        found = overview(self.programme)
        waiting = [row for row in waiting_for(request.user) if row.programme.pk == self.programme.pk]
        councils = [part.council for part in found.councils]
        context = {
            "page": present_overview(self.programme, found),
            "open_settings": {row.pk for row in councils if self.may(Permission.SETTINGS_VIEW, row)},
            "waiting": waiting[:WAITING],
            "waiting_count": len(waiting),
            "reports": list(reports[:REPORTS]),
            "report_count": reports.count(),
            "parts": [(part, part.url(self.programme)) for part in PAGES],
            "may_see_people": self.may(Permission.PEOPLE_VIEW),
            "may_set_up": self.may(Permission.PROGRAMME_SET_UP),
        }
        if self.may(Permission.MODEL_VIEW):
            context["worth"] = self._worth()
        return render(request, "programme/programme_overview.html", context)

    def _worth(self) -> dict[str, Any]:
        """What the joint work would save now, by the foremost model, or why that is not known."""
        case = case_of(self.programme)
        row = foremost(case)
        if isinstance(row, str):
            return {"why_not": row}
        return {
            "headline": worth.appraisal_headline(row),
            "model": row.case.model,
            "as_it_stands": self.may(Permission.SAVINGS_VIEW),
            "scope": worth.scope_of(case),
            "cautions": worth.present_cautions(case, [row.case]),
            "heads": worth.present_heads(row),
        }
