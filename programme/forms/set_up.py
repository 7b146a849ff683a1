"""What is asked when a programme is made and its councils are kept."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.web.forms import CollabForm, DatePartsField
from programme.enums import Stage

# Unitary authorities, non-metropolitan and metropolitan districts, London boroughs and counties.
ONS_CODE = re.compile(r"^E(?:06|07|08|09|10)\d{6}$")


class ProgrammeForm(CollabForm):
    name = forms.CharField(label="Name", max_length=150, help_text="For example: Shared waste services of the coast.")
    summary = forms.CharField(
        label="Summary (you may leave this out)", required=False, max_length=2000,
        help_text="What the councils want to do together, in a few sentences. All who take part read it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    stage = forms.ChoiceField(label="Stage", choices=[("", "Choose a stage"), *Stage.choices])
    stage_since = DatePartsField(label="At this stage since", help_text="For example, 26 2 2026.")
    stage_reason = forms.CharField(
        label="Why it is at this stage (needed where it is deferred)", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stage") == Stage.DEFERRED and "stage_reason" in data and not data["stage_reason"].strip():
            self.add_error("stage_reason", "Say why the programme is deferred")
        return data


class PartForm(CollabForm):
    """What a programme says of one of its councils."""

    executive = forms.CharField(
        label="Form of executive (you may leave this out)", required=False, max_length=100,
        help_text="For example: leader and cabinet, elected mayor, committees.",
    )  # fmt: skip
    population = forms.IntegerField(
        label="How many people live there (you may leave this out)", required=False, min_value=1,
        max_value=20_000_000, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write a whole number, for example 105600"},
    )  # fmt: skip
    population_source = forms.CharField(
        label="Where that number comes from", required=False, max_length=100, help_text="For example: Census 2021."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("population") and "population_source" in data and not data["population_source"]:
            self.add_error("population_source", "Say where the number of people comes from")
        return data


class NewCouncilForm(PartForm):
    name = forms.CharField(label="Name", max_length=150, help_text="In full: Alder Borough Council.")
    short_name = forms.CharField(label="Short name", max_length=80, help_text="As in a table: Alder.")
    ons_code = forms.CharField(
        label="ONS code", max_length=20, help_text="The nine-character code of the Office for National Statistics.",
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-10", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )  # fmt: skip
    field_order = ("name", "short_name", "ons_code", "executive", "population", "population_source")

    def clean_ons_code(self) -> str:
        code = str(self.cleaned_data["ons_code"]).strip().upper()
        if not ONS_CODE.match(code):
            raise ValidationError(
                "Write the code of an English council: E06, E07, E08, E09 or E10 and six digits, for example E06000005"
            )
        return code
