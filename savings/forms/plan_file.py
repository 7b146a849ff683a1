"""What is asked of a plan's file: the file, and whether it is kept."""

from typing import Any

from django import forms

from collab.web.forms import CollabForm
from programme.forms.records import ReasonForm


class PlanFileForm(CollabForm):
    file = forms.FileField(
        label="The savings plan", allow_empty_file=True, max_length=200,
        help_text="CSV or Excel (.xlsx), up to 20 MB. You see what it changes before anything is saved.",
    )  # fmt: skip


class PlanFileKeepForm(ReasonForm):
    """`rows` are those that were read, signed; `seal` is that of the plan that was shown beside them."""

    rows = forms.CharField(widget=forms.HiddenInput, strip=False)
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].label = "Why the plan of lines that count as promised changes"
