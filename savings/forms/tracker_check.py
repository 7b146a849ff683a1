"""What is asked of a tracker's file that is compared with ours."""

from typing import Any

from django import forms

from collab.calc.quarters import LAST, quarters_of
from collab.calc.years import FinancialYear
from collab.web.forms import CollabForm, Radios
from programme.forms.fields import YearText
from savings.tracker_file.reading import POUNDS, THOUSANDS


class TrackerFileForm(CollabForm):
    file = forms.FileField(
        label="The tracker", allow_empty_file=True, max_length=200,
        help_text="CSV or Excel (.xlsx), up to 20 MB. It is compared, and nothing of it is saved.",
    )  # fmt: skip
    year = YearText(label="Financial year")
    quarter = forms.TypedChoiceField(label="As at the end of", coerce=int, widget=Radios)
    unit = forms.ChoiceField(
        label="What the figures of the file are in", widget=Radios,
        choices=[(THOUSANDS, "Thousands of pounds"), (POUNDS, "Pounds")],
    )  # fmt: skip
    field_order = ("year", "quarter", "unit", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["quarter"].choices = [
            (row.number, f"{row.months}{', or the outturn' if row.number == LAST else ''}")
            for row in quarters_of(FinancialYear(2000))
        ]
