"""What is asked of a file that shows what a line says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab import uploads
from collab.errors import Refused
from collab.web.forms import CollabForm
from savings.services.evidence import KINDS, EvidenceFile, look_at

ENDINGS = ",".join(ending for kind in KINDS for ending in uploads.ENDINGS[kind])


class EvidenceForm(CollabForm):
    """`file` cleans to an EvidenceFile."""

    title = forms.CharField(label="Title", max_length=200, help_text="For example: invoice of the new contract, May.")
    what = forms.CharField(
        label="What it shows", max_length=300, help_text="In a sentence, for whoever confirms what the line has saved."
    )
    file = forms.FileField(
        label="The file", allow_empty_file=True, max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
        help_text=(
            "PDF, picture (PNG or JPEG), Word (.docx), Excel (.xlsx), CSV or plain text, up to 20 MB. Only the people "
            "of your council can read it."
        ),
    )  # fmt: skip

    def clean_file(self) -> EvidenceFile:
        file: Any = self.cleaned_data["file"]
        try:
            return look_at(file.read(), filename=file.name)
        except Refused as refused:
            raise ValidationError(refused.reason, code=refused.code) from None
