"""A tracker's file is compared with ours. Nothing of it is kept: the page carries its rows, signed, to the download."""

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from collab.calc.quarters import Quarter
from collab.calc.reconcile import reconcile
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.sheets import Column, Kind, Table
from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from savings.forms.tracker_check import TrackerFileForm
from savings.presenters.tracker import choose_quarter
from savings.presenters.tracker_check import CheckPage, check_tables, present_check, present_problems
from savings.queries.tracker import tracked, tracker_years
from savings.rules.keeping import why_not_keep_savings
from savings.tracker_file.reading import read_tracker_file, understand_tracker
from savings.tracker_file.tables import HEADINGS, PERCENT, SERVICE
from savings.views.council import CouncilPage

SALT = "tracker-file"
# What was looked at can be taken away for a day.
SECONDS = 24 * 60 * 60
# A form may bring so much.
MOST_CARRIED = 4_000_000
TOO_LARGE = "The file says too much to be looked at in one piece. Take out what is no tracker."
SPOILT = "The file that you looked at did not come back whole, or it is more than a day old. Upload it again."


class TrackerCheckPage(CouncilPage):
    """For those who keep the council's savings: 403 with the reason for others."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = why_not_keep_savings(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def ask(self, form: TrackerFileForm, status: int = 200) -> HttpResponse:
        return self.show("tracker_check", {"form": form, "formats": FORMATS}, status)

    def compared(self, rows: str, year: int, quarter: int, unit: str) -> CheckPage:
        """Refused where there is no tracker in the file."""
        names = [self.council.name, self.council.short_name]
        file = understand_tracker(rows, unit=unit, council=names)
        if file.problems:
            return present_problems(file.problems, file.notes)
        ours = tracked(self.programme, self.council, Quarter(FinancialYear(year), quarter), own=False)
        found = reconcile(file.lines, file.total, ours.cash, step=file.step)
        return present_check(self.council, ours, found, file.notes)


class TrackerCheck(TrackerCheckPage):
    """`?format=` has the template; POST shows the file beside ours, and changes nothing."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if "format" in request.GET:
            return response(_template(), format=request.GET["format"], filename="tracker-template")
        years = tracker_years(self.programme, self.council, own=True)
        at = choose_quarter(years, request.GET.get("year", ""), request.GET.get("quarter", ""), self.programme)
        return self.ask(TrackerFileForm(initial={"year": at.year.start, "quarter": at.number}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = TrackerFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, 422)
        file, asked = form.cleaned_data["file"], [form.cleaned_data[name] for name in ("year", "quarter", "unit")]
        try:
            rows = read_tracker_file(file.read(), filename=file.name)
            page = self.compared(rows, *asked)
            carried = signing.dumps([*self.at, *asked, rows], salt=SALT, compress=True)
            if len(carried) > MOST_CARRIED:
                raise Refused(TOO_LARGE, code="tracker-file")
        except Refused as refused:
            form.add_error("unit" if refused.code == "unit" else "file", refused.reason)
            return self.ask(form, 422)
        context = {"page": page, "carried": carried, "formats": FORMATS, "file_name": file.name}
        return self.show("tracker_checked", context)


class TrackerCheckFile(TrackerCheckPage):
    """The comparison to take away, in the `format` that the form names."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        try:
            *at, year, quarter, unit, rows = signing.loads(
                request.POST.get("rows", ""), salt=SALT, max_age=SECONDS
            )  # fmt: skip
        except signing.BadSignature:
            at = []
        if at != self.at:
            form = TrackerFileForm({})
            form.errors.clear()
            form.add_error(None, SPOILT)
            return self.ask(form, 422)
        tables = check_tables(self.programme, self.council, self.compared(rows, year, quarter, unit))
        return response(*tables, format=request.POST.get("format", ""), filename=f"{self.council.slug}-tracker-check")


def _template() -> Table:
    kinds = {SERVICE: Kind.TEXT, PERCENT: Kind.RATE}
    return Table(
        "Tracker", [Column(heading, kinds.get(key, Kind.MONEY)) for key, heading in HEADINGS.items()], [],
        name="Tracker",
    )  # fmt: skip
