"""Which two moments of a report to compare."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from collab.web.forms import CollabForm

DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")
TIMES = ("%I.%M %p", "%I:%M %p", "%H.%M", "%H:%M")
# At the ends of the calendar a moment of another time zone is none.
FIRST_YEAR = 1000
EXAMPLE = "12 March 2013, 4.10 pm"


class MomentField(forms.CharField):
    """A date and time as pages print it, or as programs write it. Without seconds it means the end of its minute."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-20"})

    def to_python(self, value: Any) -> datetime.datetime | None:  # type: ignore[override]
        text = " ".join(str(value or "").replace(",", " ").split())
        if not text:
            return None
        at = _as_printed(text) or _as_programs_write(text)
        if at is not None:
            at = make_aware(at) if is_naive(at) else at
        if at is None or not FIRST_YEAR <= at.year < datetime.MAXYEAR:
            raise ValidationError(f"This must be a real date and time, for example {EXAMPLE}", code="invalid")
        return at


def _as_printed(text: str) -> datetime.datetime | None:
    for day in DAYS:
        for time in TIMES:
            try:
                at = datetime.datetime.strptime(text, f"{day} {time}")  # noqa: DTZ007
            except ValueError:
                continue
            return at.replace(second=59, microsecond=999_999)
    return None


def _as_programs_write(text: str) -> datetime.datetime | None:
    """With a T and, where there are any, seconds and a zone: 2013-03-12T16:10:05.000001+00:00."""
    try:
        # In an address a plus sign stands for a space.
        return parse_datetime(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        return None


class CompareForm(CollabForm):
    """`moments` are the (value, words) of the moments to choose from; a date and time goes before a choice."""

    only = forms.BooleanField(label="Only what changed, with its heading", required=False)

    def __init__(self, *args: Any, moments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = forms.ChoiceField(label=label, choices=moments)
            self.fields[f"{name}_at"] = MomentField(
                label="Or another date and time", required=False,
                help_text=f"For example {EXAMPLE}",
            )  # fmt: skip
        self.order_fields(["from", "from_at", "to", "to_at", "only"])
