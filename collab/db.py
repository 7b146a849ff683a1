"""Fields that Django lacks. Money is whole pence in the database, and pounds for people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from collab.calc.money import pence_of, pounds

# Nothing that councils plan comes near it, and it leaves room for sums in a column of eight bytes.
MOST_PENCE = 10**15


class PoundsField(forms.CharField):
    """An amount typed as pounds. Cleans to whole pence, or None where it may be left out."""

    def __init__(self, *, min_pence: int | None = None, **kwargs: Any) -> None:
        self.min_pence = min_pence
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}))
        super().__init__(empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return pounds(value).removeprefix("£") if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if text is None:
            return None
        amount = pence_of(str(text))
        if amount is None:
            raise ValidationError(
                "Write the amount in pounds, in figures: for example 1,250 or 1,250.50", code="invalid"
            )
        if abs(amount) > MOST_PENCE:
            raise ValidationError("The amount is larger than Collab can keep", code="too-large")
        if self.min_pence is not None and amount < self.min_pence:
            raise ValidationError(f"The amount cannot be less than {pounds(self.min_pence)}", code="too-small")
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class PenceField(models.BigIntegerField):
    """An amount in whole pence. Names of such fields end in `_pence`. A form asks for it in pounds."""

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": PoundsField, **kwargs})
