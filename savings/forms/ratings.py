"""What a council means by its ratings: parsing and field checks."""

from typing import Any

from django import forms

from collab.web.forms import CollabForm, DatePartsField, PercentField
from savings.models import RatingRules

NAMES = ("green_from", "amber_from", "green", "amber", "red", "blue", "due_days", "source")


class RatingsForm(CollabForm):
    green_from = PercentField(label="Green from, per cent of the plan", help_text="For example 95.")
    amber_from = PercentField(label="Amber from, per cent of the plan", help_text="Less than that is red.")
    green = forms.CharField(label="What green means", max_length=200)
    amber = forms.CharField(label="What amber means", max_length=200)
    red = forms.CharField(label="What red means", max_length=200)
    blue = forms.CharField(label="What blue means", max_length=200)
    due_days = forms.IntegerField(
        label="Days until an update is due", min_value=1, max_value=90,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        help_text="Counted from the end of the quarter. From 1 to 90.",
        error_messages={"invalid": "Write a whole number of days, for example 11"},
    )  # fmt: skip
    in_force_from = DatePartsField(label="In force from", help_text="Today or a later day. For example 1 7 2014.")
    source = forms.CharField(
        label="Decided by, or written in", max_length=200, help_text="For example Cabinet, 12 March 2013."
    )

    @classmethod
    def showing(cls, row: RatingRules) -> "RatingsForm":
        """With what `row` says; a default is not offered as the council's own source."""
        initial = {name: getattr(row, name) for name in NAMES}
        return cls(initial={**initial, "source": row.source if row.pk else ""})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        green, amber = data.get("green_from"), data.get("amber_from")
        if green is not None and amber is not None and not 0 < amber < green:
            self.add_error("amber_from", "Amber begins above 0 and below where green begins")
        for name in ("green_from", "amber_from"):
            share = data.get(name)
            if share is not None and share != round(share, 3):
                self.add_error(name, "Write it with at most one decimal: for example 92.5")
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NAMES}
