"""What the owner of a line is asked once a quarter, and what finance answers."""

from typing import Any

from django import forms

from collab.calc.quarters import Quarter
from collab.db import PoundsField
from collab.web.forms import CollabForm, Radios
from savings.enums import Rating
from savings.queries.updates import LineQuarter
from savings.services.updates import Told

_WIDE = {"class": "update__amount", "inputmode": "decimal", "autocomplete": "off"}


class UpdateForm(CollabForm):
    """`sure` is shown where what was typed may be a slip."""

    forecast_pence = PoundsField(
        min_pence=0, widget=forms.TextInput(attrs=_WIDE),
        error_messages={"required": "Fill in what it will save in the year, 0 where nothing"},
    )  # fmt: skip
    delivered_pence = PoundsField(
        label="How much has it saved so far?", min_pence=0, widget=forms.TextInput(attrs=_WIDE),
        error_messages={"required": "Fill in how much it has saved so far, 0 where nothing"},
    )  # fmt: skip
    rating = forms.ChoiceField(label="How do you rate it?", choices=Rating, widget=Radios)
    comment = forms.CharField(
        label="Anything your council should know?", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "update__comment"}),
        help_text="One sentence is plenty. Other councils do not see it.",
    )  # fmt: skip
    sure = forms.BooleanField(label="Yes, that is right", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, quarter: Quarter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = False
        forecast, delivered = self.fields["forecast_pence"], self.fields["delivered_pence"]
        forecast.label = f"What will it save in {quarter.year}?"
        forecast.help_text = "Filled in with the last forecast. Change it only if it has moved."
        delivered.help_text = f"{quarter.so_far} {quarter.ends.year}. Finance confirms it afterwards."

    @classmethod
    def showing(cls, row: LineQuarter, said: Told) -> "UpdateForm":
        """What was never said to be saved is asked, and not taken to be nothing."""
        initial: dict[str, Any] = {**vars(said), "version": row.line.version}
        if row.delivered_pence is None:
            initial["delivered_pence"] = None
        return cls(initial=initial, quarter=row.quarter)

    @property
    def told(self) -> Told:
        data = self.cleaned_data
        return Told(data["forecast_pence"], data["delivered_pence"], data["rating"], data["comment"])


class ConfirmForm(CollabForm):
    """Another amount than was claimed, with the reason; or a question to the owner."""

    confirmed_pence = PoundsField(label="Confirmed so far, in pounds", min_pence=0, required=False)
    answer = forms.CharField(
        label="Why, or what you ask of the owner", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where the amount is not the one claimed, and where you return it. The owner reads it.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
