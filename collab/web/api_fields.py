"""Money, numbers and years as the API writes them: text, which no program can take for a binary fraction."""

from typing import Any

from rest_framework import serializers

from collab.calc.money import plain
from collab.calc.years import FinancialYear


class Pounds(serializers.CharField):
    """Whole pence as "45000.00"."""

    def to_representation(self, value: Any) -> str:
        return plain(value)


class Fte(serializers.CharField):
    """ "1.0000"."""

    def to_representation(self, value: Any) -> str:
        return f"{value:.4f}"


class Rate(serializers.CharField):
    """As short as it goes: "0.285", "1"."""

    def to_representation(self, value: Any) -> str:
        return f"{value.normalize():f}"


class Year(serializers.CharField):
    """The financial year that begins in the year: "2013/14"."""

    def to_representation(self, value: Any) -> str:
        return str(FinancialYear(value))
