"""What is asked of the case as a whole, and of each council for sharing."""

from decimal import Decimal
from typing import Any

from django import forms

from collab.db import PoundsField
from collab.web.forms import CollabForm, DatePartsField
from programme.forms.fields import DecimalText, PercentText, YearText
from programme.forms.operating_models import ApportionmentForm
from programme.forms.records import ReasonForm, see
from programme.services.parameters import AGREED, KEYS


class ParametersForm(ApportionmentForm, CollabForm):
    """The whole list: a change is a new version of it."""

    scope = forms.CharField(
        label="Scope", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Which services and posts the case is about, and which it is not.",
    )  # fmt: skip
    as_at = DatePartsField(
        label="Baselines as at (you may leave this out)", required=False,
        help_text="The day that the case names for the councils’ baselines. For example 30 11 2012.",
    )  # fmt: skip
    first_year = YearText(label="First year of the appraisal")
    appraisal_years = forms.IntegerField(
        label="Years appraised", min_value=1, max_value=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number of years, for example 10"},
    )  # fmt: skip
    discount_rate = PercentText(
        label="Discount rate, per cent a year", places=4, least=Decimal(0), most=Decimal(100), example="3.5",
        help_text="The Green Book has 3.5 for the first thirty years.",
    )  # fmt: skip
    price_base = YearText(label="Price base", help_text="The year in whose prices all amounts stand, such as 2012/13.")
    source = forms.CharField(label="Source", max_length=300, help_text="Where the list is written down.")
    agreed_on = DatePartsField(label="Agreed on (you may leave this out)", required=False)
    agreed_by = forms.CharField(
        label="Agreed by (you may leave this out)", required=False, max_length=200,
        help_text="For example: Programme Board.",
    )  # fmt: skip
    reason = forms.CharField(label="Why the list changes", max_length=200, help_text="Kept in its history.")
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "scope", "as_at", "first_year", "appraisal_years", "discount_rate", "price_base", "apportion_of",
        "apportion_by", "source", "agreed_on", "agreed_by", "reason", "number",
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in AGREED}

    def has_now_seen(self, number: int) -> None:
        see(self, "number", number)


class KeysForm(ReasonForm):
    """What shares may go by, of one council; a figure needs its source."""

    population = forms.IntegerField(
        label="Population (you may leave this out)", required=False, min_value=0, max_value=20_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number, for example 105600"},
    )  # fmt: skip
    population_source = forms.CharField(
        label="Where that number comes from", required=False, max_length=100, help_text="For example: Census 2021."
    )
    net_revenue_budget_pence = PoundsField(
        label="Net revenue budget, pounds (you may leave this out)", required=False, min_pence=0
    )
    budget_source = forms.CharField(
        label="Where that amount comes from", required=False, max_length=100,
        help_text="For example: Medium Term Financial Plan 2013/14.",
    )  # fmt: skip
    fixed_share = DecimalText(
        label="Fixed share (you may leave this out)", places=6, least=Decimal(0), most=Decimal(999), example="0.3",
        required=False, help_text="Of 1 for all councils together, such as 0.3.",
    )  # fmt: skip
    share_source = forms.CharField(
        label="Where that share comes from", required=False, max_length=100, help_text="For example: Board, May 2013."
    )
    field_order = (*KEYS, "reason")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, source in zip(KEYS[::2], KEYS[1::2], strict=True):
            if data.get(name) is not None and source in data and not data[source]:
                self.add_error(source, "Say where it comes from")
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in KEYS}
