"""What is asked where the joint saving as it stands is looked at, and where a claim is decided."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from collab.calc.claims import POST_NOT_FOUND
from collab.web.forms import CollabForm, DatePartsField, Radios
from savings.enums import ConflictKind, Keeper
from savings.presenters.conflicts import SIGNS

HINTS: dict[str, str] = {
    Keeper.LOCAL: "The joint saving goes without the post.",
    Keeper.JOINT: "The line is to let go of the post.",
    Keeper.NEITHER: "For example, where it names the wrong post.",
}


class PastDayForm(CollabForm):
    """`today` is the last day that can be asked for."""

    at = forms.DateField(
        label="As at the end of another day", required=False, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write the day as year, month and day, for example 2013-02-26"},
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_at(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["at"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Choose a day that has passed: nothing has been recorded yet for this one")
        return day

    @property
    def day(self) -> datetime.date | None:
        return self.cleaned_data["at"] if self.is_valid() else None


class ConflictsForm(CollabForm):
    """Which conflicts are listed."""

    council = forms.ChoiceField(label="Council", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *ConflictKind.choices])
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Every state"), *((state.value, words) for state, (_, words) in SIGNS.items())],
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = [("", "Every council"), *councils]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        data = self.cleaned_data if self.is_valid() else {}
        return {name: data.get(name) or "" for name in ("council", "kind", "state")}


class DecideForm(CollabForm):
    """`lines`: the references of those that claim the post. `today`: the last day on which it can have been decided."""

    keeper = forms.ChoiceField(label="Who keeps the claim?", widget=Radios(hints=HINTS))
    line = forms.ChoiceField(label="Which of the lines keeps it?", required=False)
    authority = forms.CharField(
        label="By what authority was it decided?", max_length=300,
        help_text="For example: Programme Board of 14 July, minute 6. Read by everybody in the programme.",
    )  # fmt: skip
    decided_on = DatePartsField(label="When was it decided?", help_text="For example, 14 7 2014")
    reason = forms.CharField(
        label="Why?", max_length=2000, help_text="Read by the council’s own people alone.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, lines: Sequence[str], today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [row for row in Keeper.choices if not (kind == POST_NOT_FOUND and row[0] == Keeper.JOINT)]
        self.fields["keeper"].choices = choices  # type: ignore[attr-defined]
        if len(lines) > 1:
            unsaid = ("", "No line, or not the council’s own")
            self.fields["line"].choices = [unsaid, *((ref, ref) for ref in lines)]  # type: ignore[attr-defined]
        else:
            del self.fields["line"]

    def clean_decided_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError("It must have been decided by today")
        return day
