"""What is asked of whoever wants to know of a PDF."""

from django import forms

from collab.web.forms import CollabForm


class VerifyForm(CollabForm):
    file = forms.FileField(
        label="The PDF", allow_empty_file=True, max_length=200,
        help_text="Up to 20 MB. It is compared and thrown away: nothing of it is kept.",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )  # fmt: skip
