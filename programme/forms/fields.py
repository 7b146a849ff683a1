"""What figures of posts and cases are typed into. Each cleans to an exact number, or None where it may be left out."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.calc.years import FinancialYear

LONGEST = 20
# Commas between thousands; any other is no part of a number: "0,5" is not 5.
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")


class DecimalText(forms.CharField):
    """A number with at most `places` decimals, from `least` to `most`."""

    def __init__(self, *, places: int, least: Decimal, most: Decimal, example: str, **kwargs: Any) -> None:
        self.places, self.least, self.most, self.example = places, least, most, example
        attrs = {"class": "govuk-input--width-4", "inputmode": "decimal"}
        super().__init__(widget=kwargs.pop("widget", forms.TextInput(attrs=attrs)), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = self.as_typed(value)
        if not text:
            return None
        text = text.replace(",", "") if GROUPED.fullmatch(text) else text
        try:
            number = Decimal(text[:LONGEST])
        except InvalidOperation:
            number = Decimal("NaN")
        if len(text) > LONGEST or not number.is_finite():
            raise ValidationError(f"Write a number in figures: for example {self.example}", code="invalid")
        if not self.least <= number <= self.most:
            raise ValidationError(f"The number has to be from {self.least:f} to {self.most:f}", code="range")
        if number != round(number, self.places):
            raise ValidationError(f"Write it with at most {self.places} decimals", code="too-exact")
        return number

    def as_typed(self, value: Any) -> str:
        return str(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class PercentText(DecimalText):
    """A share typed as a percentage: "28.5" is 0.285."""

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value * 100 if isinstance(value, Decimal) else value)

    def as_typed(self, value: Any) -> str:
        return super().as_typed(value).removesuffix("%").strip()

    def to_python(self, value: Any) -> Any:
        percent = super().to_python(value)
        return None if percent is None else percent / 100


class YearText(forms.CharField):
    """A financial year typed as 2013/14. Cleans to the year in which it begins."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example 2013/14.")
        super().__init__(widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(FinancialYear(value)) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return FinancialYear.parse(text).start
        except ValueError:
            raise ValidationError("Write the financial year like 2013/14", code="invalid") from None
