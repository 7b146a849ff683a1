"""Forms as the pages print them: our renderer, and the fields and widgets that Django lacks.

`{{ form }}` prints the fields in GOV.UK Frontend's markup; `{% error_summary form %}` prints, at the head of the page,
the errors of all of them. Forms of any floor derive from `CollabForm`, which asks for what is missing in plain words.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's own renderer with our form and field templates; widgets are in templates/django/forms/widgets/."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"


class CollabForm(forms.Form):
    """A form that says in plain words what is missing.

    Browsers' own bubbles are left out: they vanish, cannot be enlarged and stop before the second error. The page
    comes back with every error at once.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        ask_plainly(self)


def ask_plainly(form: forms.BaseForm) -> None:
    """Replace "This field is required." by a sentence that says which answer is missing."""
    usual = forms.Field.default_error_messages["required"]
    for name, field in form.fields.items():
        if field.error_messages.get("required") == usual:
            field.error_messages["required"] = _what_is_missing(form[name])


def _what_is_missing(bound: BoundField) -> str:
    field, label = bound.field, str(bound.label).rstrip(":. ")
    if isinstance(field, forms.FileField):
        return f"Choose a file: {label}"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {label}"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return f"Choose an answer: {label}"
    return f"Fill in: {label}"


def error_summary(form: forms.BaseForm, for_the_form: str = "") -> list[tuple[str, str]]:
    """Every error of a form as (sentence, id of the control to go to), in the order of the page.

    An error of the form as a whole has no control: its id is empty, unless `for_the_form` names the field
    that such an error should lead to. Where a form asks for several things of one kind, several amounts for instance,
    the sentence begins with the label of the one that is meant.
    """
    if not form.is_bound:
        return []
    whole = _control_id(form[for_the_form]) if for_the_form in form.fields else ""
    found = [(str(message), whole) for message in form.non_field_errors()]
    kinds = Counter(type(bound.field) for bound in form)
    for bound in form:
        anchor = "" if bound.is_hidden else _control_id(bound)
        one_of_many = kinds[type(bound.field)] > 1 and not type(bound.field).__module__.startswith("django.")
        found += [(_of(bound, str(message)) if one_of_many else str(message), anchor) for message in bound.errors]
    return found


def _of(bound: BoundField, message: str) -> str:
    """The sentence with the label of its field, unless that is in it."""
    label = str(bound.label)
    if label in message:
        return message
    # After a question comes a sentence of its own.
    return f"{label} {message}" if label.endswith("?") else f"{label}: {message[0].lower()}{message[1:]}"


def _control_id(bound: BoundField) -> str:
    """The id that the first control of the field has on the page."""
    base = bound.field.widget.attrs.get("id") or bound.auto_id
    return f"{base}_0" if base and bound.field.widget.use_fieldset else base


class Radios(forms.RadioSelect):
    """Radio buttons, each with a hint of its own if `hints` has one for its value."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        hint = self.hints.get(str(value), "")
        if hint and option["attrs"].get("id"):
            option["hint"] = hint
            option["hint_id"] = f"{option['attrs']['id']}_hint"
            option["attrs"]["aria-describedby"] = option["hint_id"]
        return option


class CountedTextarea(forms.Textarea):
    """A textarea under which the number of characters left is shown (where scripts run). Needs `max_length`."""

    counted = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        # Browsers cut a pasted text at maxlength without a word; the server says it instead.
        given = context["widget"]["attrs"]
        given.pop("maxlength", None)
        if given.get("id"):
            given["aria-describedby"] = f"{given.get('aria-describedby') or ''} {given['id']}-info".strip()
        context["widget"]["counted"] = True
        return context


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes."""

    template_name = "components/forms/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs={"inputmode": "numeric", "class": f"govuk-input--width-{width}"})
            for part, width in (("day", 2), ("month", 2), ("year", 4))
        }
        super().__init__(parts, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], ("Day", "Month", "Year"), strict=True):
            part["label"] = label
        return context

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DatePartsField(forms.Field):
    """A date asked for in three boxes. Cleans to a `datetime.date`, or None where it may be left out."""

    widget = DateParts

    def to_python(self, value: Any) -> datetime.date | None:
        if value is None or isinstance(value, datetime.date):
            return value
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        missing = [word for part, word in zip(parts, ("a day", "a month", "a year"), strict=True) if not part]
        if missing:
            raise ValidationError(f"The date must include {' and '.join(missing)}", code="incomplete")
        if len(parts[2]) != 4:
            raise ValidationError("The year must have 4 digits", code="year")
        try:
            day, month, year = (int(part) for part in parts)
            return datetime.date(year, month, day)
        except ValueError:
            raise ValidationError("This must be a real date, for example 12 3 2013", code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class PercentField(forms.CharField):
    """A share typed as a percentage with at most two decimals. Cleans to a Decimal share: "28.5" is 0.2850."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-4", "inputmode": "decimal"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * 100).normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            percent = Decimal(str(text).removesuffix("%").strip()[:20])
        except InvalidOperation:
            percent = Decimal("NaN")
        if not percent.is_finite():
            raise ValidationError("Write the rate as a percentage, in figures: for example 28.5", code="invalid")
        # Before it is rounded, which so large a number as 1e30 cannot be.
        if not 0 <= percent <= 100:
            raise ValidationError("The rate has to be from 0 to 100 per cent", code="range")
        if percent != round(percent, 2):
            raise ValidationError("Write the rate with at most two decimals: for example 28.75", code="too-exact")
        return percent / 100


def all_errors(forms_of_page: Iterable[forms.BaseForm]) -> list[tuple[str, str]]:
    """The errors of several forms on one page, in their order."""
    return [error for form in forms_of_page for error in error_summary(form)]
