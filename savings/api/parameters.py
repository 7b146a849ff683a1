"""Parameters that are no fields of a list: a year, a quarter."""

from typing import Any

from rest_framework import serializers

from collab.calc.quarters import LAST
from collab.calc.years import FinancialYear


class YearIn(serializers.CharField):
    """A financial year as it is written, "2013/14"."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return FinancialYear.parse(super().to_internal_value(data))
        except ValueError:
            raise serializers.ValidationError("Write a financial year like 2013/14.") from None


class QuarterIn(serializers.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__([str(number) for number in range(1, LAST + 1)], **kwargs)
