"""Which two moments of a report to compare."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from collab.web.forms import CollabForm


class MomentField(forms.CharField):
    """A date and time typed or picked. Without seconds it means the end of its minute, as pages print minutes."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "govuk-input--width-20"})

    def to_python(self, value: Any) -> datetime.datetime | None:  # type: ignore[override]
        text = str(value or "").strip()
        if not text:
            return None
        try:
            at = parse_datetime(text)
        except ValueError:
            at = None
        if at is None:
            raise ValidationError("This must be a real date and time, for example 2013-03-12T10:42", code="invalid")
        if len(text) == len("2013-03-12T10:42"):
            at += datetime.timedelta(seconds=59, microseconds=999_999)
        return make_aware(at) if is_naive(at) else at


class CompareForm(CollabForm):
    """`moments` are the (value, words) of the moments to choose from; a date and time goes before a choice."""

    only = forms.BooleanField(label="Only what changed, with its heading", required=False)

    def __init__(self, *args: Any, moments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = forms.ChoiceField(label=label, choices=moments)
            self.fields[f"{name}_at"] = MomentField(
                label="Or another date and time", required=False,
                help_text="The report as it was at the end of that minute.",
            )  # fmt: skip
        self.order_fields(["from", "from_at", "to", "to_at", "only"])
