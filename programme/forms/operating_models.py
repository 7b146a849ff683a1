"""What is asked of an operating model: what it is called, what it says of the years, which posts it has."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.calc.years import FinancialYear
from collab.db import PoundsField
from collab.web.forms import Radios
from programme.enums import ApportionBy, ApportionOf, OtherSavingKind, PostBasis, StatutoryPost
from programme.forms.fields import DecimalText, PercentText
from programme.forms.records import ReasonForm, VersionedForm
from programme.models import Council, OperatingModel, OtherSaving
from programme.services.operating_models import YearSaid

# It stands in addresses.
CODE = re.compile(r"(?!\.+$)[^\s/\\?#%]{1,40}")
LATER = "Not decided yet"
WORDS = {"description": 20_000, "reasons": 20_000}


def code_field() -> forms.CharField:
    return forms.CharField(
        label="Code", max_length=40, help_text="Short, as people call it: 3b. It stands in the address of its pages.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )  # fmt: skip


def words_field(label: str, hint: str, name: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=WORDS[name], help_text=hint, widget=forms.Textarea(attrs={"rows": 4})
    )


class NamedForm(forms.Form):
    """What every model is called."""

    code = code_field()
    name = forms.CharField(label="Name", max_length=200, help_text="For example: one management, two Directors.")
    description = words_field("What it is", "In a few sentences, for all who take part.", "description")
    reasons = words_field("Why it is considered", "Its advantages and risks beside the others.", "reasons")

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise ValidationError("Write a code without spaces, slashes and other signs: for example 3b")
        return code


class NewModelForm(NamedForm, ReasonForm):
    """`begin` is "blank", "baselines", or the key of a model that is copied."""

    begin = forms.ChoiceField(label="It begins", widget=Radios)
    field_order = ("code", "name", "description", "reasons", "begin", "reason")

    def __init__(self, *args: Any, models: Sequence[OperatingModel], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["begin"]
        field.choices = [
            ("baselines", "With every post that the councils have, each kept"), ("blank", "With no posts"),
            *((str(model.pk), f"As a copy of model {model.code}: {model.name}") for model in models),
        ]  # fmt: skip
        field.widget.hints = hints
        field.error_messages["required"] = "Choose how the model begins"


class ApportionmentForm(forms.Form):
    """How amounts are shared: both answers or neither."""

    apportion_of = forms.ChoiceField(
        label="What is shared between the councils", choices=[("", LATER), *ApportionOf.choices], required=False,
        widget=Radios,
    )  # fmt: skip
    apportion_by = forms.ChoiceField(
        label="Shared by", choices=[("", LATER), *ApportionBy.choices], required=False, widget=Radios
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("apportion_of") and not data.get("apportion_by"):
            self.add_error("apportion_by", "Choose what it is shared by, or leave both undecided")
        if data.get("apportion_by") and not data.get("apportion_of"):
            self.add_error("apportion_of", "Choose what is shared, or leave both undecided")
        return data


class ModelForm(NamedForm, ApportionmentForm, VersionedForm):
    preferred = forms.BooleanField(
        label="This is the preferred model", required=False, help_text="One at most: another that was is so no more."
    )
    field_order = (
        "code", "name", "description", "reasons", "preferred", "apportion_of", "apportion_by", "reason", "version",
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "version")}


class YearsForm(VersionedForm):
    """A share, a cost and what it is for, for each of `years` (those in which they begin)."""

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        for year in years:
            name = FinancialYear(year)
            self.fields[f"share_{year}"] = PercentText(
                label=f"Share of the full-year saving in {name}, per cent", places=4, least=Decimal(-1000),
                most=Decimal(1000), example="50", required=False,
            )  # fmt: skip
            self.fields[f"once_{year}"] = PoundsField(
                label=f"One-off cost in {name}, pounds", required=False, min_pence=0
            )  # fmt: skip
            self.fields[f"what_{year}"] = forms.CharField(
                label=f"What the cost of {name} is for", required=False, max_length=300
            )
        self.order_fields([*(name for name in self.fields if name not in ("reason", "version")), "reason", "version"])

    @property
    def rows(self) -> list[tuple[FinancialYear, list[forms.BoundField]]]:
        """For the page: each year with its three fields."""
        return [
            (FinancialYear(year), [self[f"{part}_{year}"] for part in ("share", "once", "what")]) for year in self.years
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for year in self.years:
            if data.get(f"what_{year}") and f"once_{year}" in data and data[f"once_{year}"] is None:
                self.add_error(f"once_{year}", f"Write what is spent in {FinancialYear(year)}, or say nothing of it")
        return data

    @property
    def said(self) -> dict[int, YearSaid]:
        data = self.cleaned_data
        return {
            year: YearSaid(data[f"share_{year}"], data[f"once_{year}"], data[f"what_{year}"]) for year in self.years
        }


class OtherSavingForm(VersionedForm):
    """Something other than posts that a model saves, with an amount for each of `years`."""

    title = forms.CharField(label="What it is", max_length=200, help_text="For example: one contract for home care.")
    kind = forms.ChoiceField(label="Kind", choices=OtherSavingKind.choices, widget=Radios)
    source = forms.CharField(
        label="Source", max_length=300, help_text="Where the amounts come from, so that others can look them up."
    )

    def __init__(self, *args: Any, years: Sequence[int], row: OtherSaving | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        for year in years:
            self.fields[f"amount_{year}"] = PoundsField(
                label=f"Saving in {FinancialYear(year)}, pounds", required=False
            )
        self.order_fields(["title", "kind", "source", *(f"amount_{year}" for year in years), "reason", "version"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.amounts:
            self.add_error(f"amount_{self.years[0]}", "Write the amount of one year at least")
        return data

    @property
    def amounts(self) -> dict[int, int]:
        found = {year: self.cleaned_data.get(f"amount_{year}") for year in self.years}
        return {year: pence for year, pence in found.items() if pence is not None}

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "kind", "source")} | {"amounts": self.amounts}


class PostForm(VersionedForm):
    """A post of a model."""

    title = forms.CharField(label="Title", max_length=300)
    service = forms.CharField(label="Service", max_length=200, required=False)
    tier = forms.IntegerField(
        label="Tier", required=False, min_value=1, max_value=20, help_text="1 is the chief executive.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number, for example 2"},
    )  # fmt: skip
    basis = forms.ChoiceField(label="Basis", choices=PostBasis.choices, widget=Radios)
    councils = forms.MultipleChoiceField(
        label="Councils that it serves", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one council or more"},
    )  # fmt: skip
    fte = DecimalText(
        label="Full-time equivalents", places=4, least=Decimal(0), most=Decimal(99_999), example="1 or 0.5",
        help_text="1 is one full-time post.",
    )  # fmt: skip
    salary_pence = PoundsField(
        label="Salary for a full-time year, pounds", min_pence=0,
        help_text="Before on-costs. All who take part in the programme can read what a new post of a model is paid.",
    )  # fmt: skip
    on_cost_rate = PercentText(
        label="On-cost rate, per cent of salary", places=2, least=Decimal(0), most=Decimal(900), example="28.5",
        help_text="Employer’s national insurance and pension together.",
    )  # fmt: skip
    reports_to = forms.CharField(
        label="Reports to (you may leave this out)", max_length=100, required=False,
        help_text="The reference of another post of this model, such as M1.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )  # fmt: skip
    statutory = forms.MultipleChoiceField(
        label="Statutory officer (where it is one)", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(value, f"{label[0].upper()}{label[1:]}") for value, label in StatutoryPost.choices],
    )  # fmt: skip
    field_order = (
        "title", "service", "tier", "basis", "councils", "fte", "salary_pence", "on_cost_rate", "reports_to",
        "statutory", "reason", "version",
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Sequence[Council], kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["councils"]
        field.choices = [(council.slug, council.name) for council in councils]
        if kept:
            self.fields["salary_pence"].help_text = "Before on-costs. The post stays its council’s own."

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "version")}


class KeepVersionForm(VersionedForm):
    reason = forms.CharField(
        label="Why this version is kept", max_length=300, help_text="For example: as put to the Programme Board in May."
    )
