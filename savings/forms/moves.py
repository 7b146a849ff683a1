"""What is asked when it is said what becomes of a line or of a plan."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.calc.years import FinancialYear
from collab.db import PoundsField
from collab.moments import day
from collab.web.forms import CollabForm, DatePartsField, Radios
from savings.enums import LineStatus, Settlement
from savings.models import SavingsLine

AUTHORITY_HINT = "Who decided it, and where that is written. For example: Cabinet, 12 March 2013, minute 45."
SETTLEMENT_HINTS = {
    str(Settlement.RETIMED): "It comes in a later year. Say below what is planned for later years from now on.",
    str(Settlement.REPLACED): "Another line of the plan makes up for it.",
    str(Settlement.WITHDRAWN): "It is given up. It stays in the tracker as promised and not achieved.",
}


class DecisionForm(CollabForm):
    """An authority and the day of its decision, which is not to come."""

    authority = forms.CharField(label="By what authority", max_length=300, help_text=AUTHORITY_HINT)
    on = DatePartsField(label="Decided on", help_text="For example 12 3 2013.")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(
                f"It is recorded once it has been decided: choose {day(self.today)} or an earlier day"
            )
        return on


class MoveForm(DecisionForm):
    """`hints`: what each status that the line may go to would do. `may_hold`: it is proposed still."""

    to = forms.ChoiceField(label="What is it from now on?", widget=Radios)
    hold = forms.BooleanField(
        label="Where it is agreed: hold it, so that only the council’s own people see it until it is released",
        required=False,
    )
    reason = forms.CharField(
        label="Why (you may leave this out)", required=False, max_length=200,
        help_text="Kept in the history, which the council’s own people read.",
    )  # fmt: skip
    field_order = ("to", "hold", "authority", "on", "reason")

    def __init__(self, *args: Any, hints: Mapping[LineStatus, str], may_hold: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(status.value, status.label) for status in hints]
        field: Any = self.fields["to"]
        field.widget = Radios(hints={status.value: words for status, words in hints.items()})
        field.choices = choices
        if not may_hold:
            del self.fields["hold"]

    def clean_to(self) -> LineStatus:
        return LineStatus(self.cleaned_data["to"])


class WhyForm(CollabForm):
    reason = forms.CharField(
        label="Why", max_length=200, help_text="Kept in the history, which the council’s own people read."
    )


class SettleForm(CollabForm):
    """`years`: the later years that can be planned for, with what is planned; `others`: the lines that can stand in."""

    settlement = forms.ChoiceField(
        label="What becomes of it?", choices=Settlement.choices, widget=Radios(hints=SETTLEMENT_HINTS)
    )
    replaced_by = forms.ChoiceField(label="Which line takes its place? (only if replaced)", required=False)
    reason = forms.CharField(
        label="Why", max_length=300, help_text="It stands beside the year from now on, for the council’s own people."
    )

    def __init__(
        self, *args: Any, years: Mapping[int, int | None], others: Sequence[SavingsLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["replaced_by"]
        field.choices = [("", "No line"), *((str(line.pk), f"{line.ref} {line.title}") for line in others)]
        for year, planned in years.items():
            self.fields[f"y{year}"] = PoundsField(
                label=f"Planned for {FinancialYear(year)} (only if re-timed)", required=False, min_pence=0,
                initial=planned,
            )  # fmt: skip
        self.years = tuple(years)
        self.order_fields(["settlement", *(f"y{year}" for year in years), "replaced_by", "reason"])

    @property
    def later(self) -> dict[int, int]:
        """What is planned from now on, by year; of a form that is valid."""
        typed = {year: self.cleaned_data.get(f"y{year}") for year in self.years}
        return {year: pence for year, pence in typed.items() if pence is not None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("settlement") == Settlement.REPLACED and not data.get("replaced_by"):
            self.add_error("replaced_by", "Say which line of the plan takes its place")
        return data


class AgreePlanForm(DecisionForm):
    """`proposed`: the lines that are proposed still, of which it is asked whether they are agreed with the plan."""

    also = forms.MultipleChoiceField(
        label="Which proposed lines are agreed with it?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Those that you leave out stay proposed, and stand in the plan as proposed.",
    )  # fmt: skip
    field_order = ("also", "authority", "on")

    def __init__(self, *args: Any, proposed: Sequence[SavingsLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["also"]
        field.choices = [(str(line.pk), f"{line.ref} {line.title}") for line in proposed]
        if not proposed:
            del self.fields["also"]
