"""What is asked of a savings line: what it is, what it brings in each year, and which posts it takes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from accounts.models import User
from collab.calc.years import FinancialYear
from collab.db import PoundsField
from collab.web.forms import Radios
from programme.forms.fields import DecimalText, YearText
from programme.forms.records import VersionedForm
from savings.enums import Confidence, LineKind, Origin
from savings.models.plan import QUARTERS
from savings.rules.plans import why_not_quarters
from savings.services.plans import FIELDS, SAID, LineYear, PostSaid

NOT_YET = "Not said yet"
BELOW = (
    "A line saves nothing or more. Say what it costs under the cost to achieve, and correct what is too much by "
    "writing the right amount"
)
LABELS = {
    "planned_pence": "Planned", "forecast_pence": "Forecast", "cost_pence": "Cost to achieve",
    "q1_pence": "April to June", "q2_pence": "July to September", "q3_pence": "October to December",
    "q4_pence": "January to March",
}  # fmt: skip
LONG = forms.Textarea(attrs={"rows": 3})
MORE_POSTS = 3
REF = {"class": "govuk-input--width-10", "spellcheck": "false"}


class LineForm(VersionedForm):
    """`years` are those of the plan, by the year in which each begins. `values` and `said` are for the service."""

    title = forms.CharField(label="What is saved", max_length=300, help_text="For example: one team for adoption.")
    ref = forms.CharField(
        label="Reference", max_length=100, help_text="The council’s own, once in the plan.",
        widget=forms.TextInput(attrs=REF),
    )  # fmt: skip
    service = forms.CharField(label="Service", max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=LineKind.choices, widget=Radios)
    origin = forms.ChoiceField(
        label="Whose saving it is", required=False, choices=[("", NOT_YET), *Origin.choices],
        widget=Radios(hints={"collaboration": "One that the joint work itself has made."}),
    )  # fmt: skip
    recurring = forms.BooleanField(label="It comes every year", required=False, initial=True)
    cash_releasing = forms.BooleanField(
        label="It releases cash", required=False, initial=True, help_text="Only such a saving closes a budget gap."
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Owner", required=False, empty_label="Nobody yet",
        help_text="One of the council’s own people, who is asked for an update each quarter.",
    )  # fmt: skip
    confidence = forms.ChoiceField(
        label="Confidence", required=False, choices=[("", NOT_YET), *Confidence.choices], widget=Radios
    )
    description = forms.CharField(label="What it is", required=False, max_length=20_000, widget=LONG)
    depends_on = forms.CharField(label="What it depends on", required=False, max_length=20_000, widget=LONG)
    source = forms.CharField(
        label="Source of the amounts", required=False, max_length=300,
        help_text="So that others can look them up: for example, budget book 2013/14, page 12.",
    )  # fmt: skip

    def __init__(self, *args: Any, years: Sequence[int], owners: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        fields: Any = self.fields
        fields["owner"].queryset = User.objects.filter(pk__in=[user.pk for user in owners]).order_by("name")
        for year in years:
            for name, label in LABELS.items():
                fields[f"{name}_{year}"] = PoundsField(
                    label=f"{label} in {FinancialYear(year)}, pounds", required=False
                )
        last = ("reason", "version")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that are not of a year."""
        return [self[name] for name in LineForm.base_fields if name not in ("reason", "version")]

    @property
    def rows(self) -> list[tuple[FinancialYear, list[forms.BoundField]]]:
        return self._rows(("planned_pence", "forecast_pence", "cost_pence"))

    @property
    def quarters(self) -> list[tuple[FinancialYear, list[forms.BoundField]]]:
        return self._rows(QUARTERS)

    def _rows(self, names: Sequence[str]) -> list[tuple[FinancialYear, list[forms.BoundField]]]:
        return [(FinancialYear(year), [self[f"{name}_{year}"] for name in names]) for year in self.years]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for year in self.years:
            for name in LABELS:
                # What a bundle has brought in stands until it is changed.
                field, pence = f"{name}_{year}", data.get(f"{name}_{year}")
                if pence is not None and pence < 0 and pence != self.initial.get(field):
                    self.add_error(field, BELOW if name != "cost_pence" else "A cost is nothing or more")
            quarters = [data.get(f"{name}_{year}") for name in QUARTERS]
            why_not = why_not_quarters(data.get(f"planned_pence_{year}"), quarters)
            if why_not and not any(f"{name}_{year}" in self.errors for name in LABELS):
                self.add_error(f"{QUARTERS[0]}_{year}", why_not)
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SAID}

    @property
    def said(self) -> dict[int, LineYear]:
        data = self.cleaned_data
        return {year: LineYear(*(data[f"{name}_{year}"] for name in FIELDS)) for year in self.years}


class PostsForm(VersionedForm):
    """A row for each post that the line takes, and some more. A row whose reference is empty takes nothing."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        for at in range(count):
            self.fields[f"ref_{at}"] = forms.CharField(
                label=f"Reference of post {at + 1}", required=False, max_length=100, widget=forms.TextInput(attrs=REF)
            )
            self.fields[f"from_{at}"] = YearText(label=f"From which year, post {at + 1}", required=False, help_text="")
            self.fields[f"fte_{at}"] = DecimalText(
                label=f"FTE of post {at + 1}", places=4, least=Decimal(0), most=Decimal(99_999), example="1 or 0.5",
                required=False,
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name not in ("reason", "version")), "reason", "version"])

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{part}_{at}"] for part in ("ref", "from", "fte")] for at in range(self.count)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for at in range(self.count):
            if not data.get(f"ref_{at}"):
                if data.get(f"from_{at}") is not None or data.get(f"fte_{at}"):
                    self.add_error(f"ref_{at}", "Write the reference of the post, or leave the whole row empty")
                continue
            if data.get(f"from_{at}") is None and f"from_{at}" not in self.errors:
                self.add_error(f"from_{at}", "Write the year from which it goes, for example 2014/15")
            if not data.get(f"fte_{at}") and f"fte_{at}" not in self.errors:
                self.add_error(f"fte_{at}", "Write how much of the post goes, for example 1 or 0.5")
        return data

    @property
    def posts(self) -> list[PostSaid]:
        data = self.cleaned_data
        taken = [at for at in range(self.count) if data[f"ref_{at}"]]
        return [PostSaid(data[f"ref_{at}"], data[f"from_{at}"], data[f"fte_{at}"]) for at in taken]


def initial_of(values: Mapping[str, Any], years: Mapping[int, LineYear]) -> dict[str, Any]:
    """What the form of a line begins with."""
    found = dict(values)
    for year, said in years.items():
        found |= {f"{name}_{year}": pence for name, pence in vars(said).items()}
    return found
