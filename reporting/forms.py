"""What a council sets itself: parsing and field checks."""

import datetime
from typing import Any

from django import forms

from collab.db import PoundsField
from collab.web.forms import CollabForm, DatePartsField, PercentField, Radios
from documents.enums import Numbering
from documents.styles import shipped_reports
from programme.models import CouncilSettings
from programme.models.settings import LOWEST_SUPPRESSION
from programme.services import Values

SHOWN_HEADINGS = 3


class FromForm(CollabForm):
    """A change that begins on a day, and why."""

    in_force_from = DatePartsField(label="In force from", help_text="Today or a later day. For example 1 4 2013.")
    reason = forms.CharField(
        label="Why (you may leave this out)", required=False, max_length=200, help_text="Kept beside your name."
    )


class StyleForm(FromForm):
    """One of the house styles that Collab carries, each told by its numbering and first headings."""

    style = forms.ChoiceField(label="House style", widget=Radios)
    field_order = ("style", "in_force_from", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, shipped = self.fields["style"], shipped_reports()
        field.choices = [(name, data["name"]) for name, data in shipped.items()]  # type: ignore[attr-defined]
        field.widget.hints = {name: _told(data) for name, data in shipped.items()}


def _told(style: dict[str, Any]) -> str:
    headings = [block["heading"] for block in style["blocks"] if block["heading"]]
    first = ", ".join(f"“{heading}”" for heading in headings[:SHOWN_HEADINGS])
    return f"Numbered {Numbering(style['numbering']).label}. {len(headings)} headings, the first {first}."


class SettingsForm(FromForm):
    on_cost_rate = PercentField(
        label="Default on-cost rate, per cent of salary",
        help_text="Employer’s national insurance and pension together, where a staffing file gives no rate of its own.",
    )
    key_decision_pence = PoundsField(
        label="A decision is key from, in pounds", min_pence=100,
        help_text="Expenditure or saving that counts as significant. For example 250,000.",
    )  # fmt: skip
    suppression_threshold = forms.IntegerField(
        label="Smallest count of posts that others may see", min_value=LOWEST_SUPPRESSION, max_value=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        help_text=f"Smaller groups are not shown outside the council. {LOWEST_SUPPRESSION} or more.",
        error_messages={"invalid": "Write a whole number, for example 5",
                        "min_value": f"It may be raised, but not below {LOWEST_SUPPRESSION}"},
    )  # fmt: skip
    stale_after_days = forms.IntegerField(
        label="A baseline is stale after, in days", min_value=1, max_value=3650,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        help_text="Figures made from an older one say so. 180 days are about half a year.",
        error_messages={"invalid": "Write a whole number of days, for example 180",
                        "min_value": "A baseline is not stale on the day it is made: write 1 or more"},
    )  # fmt: skip
    source = forms.CharField(
        label="Decided by, or written in", max_length=200,
        help_text="For example Financial Procedure Rules 2013, or Cabinet, 12 March 2013.",
    )  # fmt: skip
    field_order = (
        "on_cost_rate", "key_decision_pence", "suppression_threshold", "stale_after_days", "in_force_from", "source",
        "reason",
    )  # fmt: skip

    @classmethod
    def showing(cls, row: CouncilSettings) -> "SettingsForm":
        """The form with the values of `row` in it; a default is not offered as the council's own source."""
        names = ("on_cost_rate", "key_decision_pence", "suppression_threshold", "stale_after_days")
        initial: dict[str, Any] = {name: getattr(row, name) for name in names}
        return cls(initial={**initial, "source": row.source if row.pk else ""})

    @property
    def values(self) -> Values:
        data = self.cleaned_data
        return Values(
            on_cost_rate=data["on_cost_rate"],
            key_decision_pence=data["key_decision_pence"],
            suppression_threshold=data["suppression_threshold"],
            stale_after_days=data["stale_after_days"],
        )

    @property
    def day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["in_force_from"]
        return day
