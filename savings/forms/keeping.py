"""What is asked of a council's gap, net budgets, pressures and substitutions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from collab.calc.quarters import quarters_of
from collab.calc.years import FinancialYear
from collab.db import PoundsField
from collab.web.forms import Radios
from programme.forms.fields import YearText
from programme.forms.records import VersionedForm
from savings.enums import GapType, PressureKind

SOURCE_HINT = "Where the amount is written, so that others can look it up: a report and its paragraph, a budget book."
TYPE_HINTS = {
    GapType.CUMULATIVE_POSITION: "Each amount is all that has to be found by that year.",
    GapType.IN_YEAR_INCREMENT: "Each amount is what that year adds to the years before it.",
}


def source_field() -> forms.CharField:
    return forms.CharField(label="Source", max_length=300, help_text=SOURCE_HINT)


class GapForm(VersionedForm):
    """An amount for each of `years` of which one is known."""

    type = forms.ChoiceField(label="What the amounts are", choices=GapType.choices, widget=Radios)
    source = source_field()

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["type"].widget.hints = TYPE_HINTS
        for year in years:
            self.fields[f"amount_{year}"] = PoundsField(
                label=f"Gap in {FinancialYear(year)}, pounds", required=False
            )  # fmt: skip
        self.order_fields(["type", *(f"amount_{year}" for year in years), "source", "reason", "version"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.amounts:
            self.add_error(f"amount_{self.years[0]}", "Write the amount of one year at least")
        return data

    @property
    def amounts(self) -> dict[int, int]:
        found = {year: self.cleaned_data.get(f"amount_{year}") for year in self.years}
        return {year: pence for year, pence in found.items() if pence is not None}


class NetBudgetForm(VersionedForm):
    service = forms.CharField(
        label="Service", max_length=200, required=False,
        help_text="As the lines of the plan call it. Leave it empty for the net budget of the whole council.",
    )  # fmt: skip
    year = YearText(label="Financial year")
    amount_pence = PoundsField(label="Net budget for the year, pounds")
    source = source_field()
    field_order = ("service", "year", "amount_pence", "source", "reason", "version")


class PressureForm(VersionedForm):
    """A pressure, or what was found in the place of a line that fails."""

    kind = forms.ChoiceField(label="What it is", choices=PressureKind.choices, widget=Radios)
    title = forms.CharField(label="In a few words", max_length=300)
    service = forms.CharField(
        label="Service (you may leave this out)", max_length=200, required=False,
        help_text="As the lines of the plan call it.",
    )  # fmt: skip
    year = YearText(label="Financial year")
    quarter = forms.TypedChoiceField(label="Quarter in which it arose", coerce=int, widget=Radios)
    amount_pence = PoundsField(
        label="Amount in the year, pounds", min_pence=1, help_text="Above nought: a pressure of 328,000 is 328,000."
    )
    line: Any = forms.ModelChoiceField(
        label="The line in whose place it stands (for a substitution)", queryset=None, required=False,
        empty_label="No line in particular",
    )  # fmt: skip
    source = source_field()
    field_order = ("kind", "title", "service", "year", "quarter", "amount_pence", "line", "source", "reason", "version")

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].widget.hints = {
            PressureKind.PRESSURE: "Adds to what is at risk.",
            PressureKind.SUBSTITUTION: "Recorded beside delivery; counted neither as delivery nor as risk.",
        }
        fields["quarter"].choices = [(row.number, row.months) for row in quarters_of(FinancialYear(2000))]
        fields["line"].queryset = lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("line") and data.get("kind") == PressureKind.PRESSURE:
            self.add_error("line", "Only a substitution stands in the place of a line")
        return data
