"""What is done to pieces as they stand: splitting, deleting, finding and replacing."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.web.forms import CollabForm, Radios
from documents.forms.base import ReasonForm
from documents.replacing import Search


class SplitForm(ReasonForm):
    """Where a paragraph is cut. `places` are (place, what stands before it, what stands after it)."""

    place = forms.TypedChoiceField(
        label="Where the first part ends", coerce=int, widget=Radios,
        error_messages={"required": "Choose where the first part ends"},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("place", "reason", "version")

    def __init__(self, *args: Any, places: list[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.choices = [(at, f"after “{above}”") for at, above, _ in places]  # type: ignore[attr-defined]
        field.widget.hints = {str(at): f"The second part begins “{below}”" for at, _, below in places}


class SeenField(forms.CharField):
    """Pieces as the person saw them, "key.version key.version", as a map; None where nothing was sent."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        pairs = (part.rpartition(".") for part in str(value).split())
        return {key: int(version) if version.isdecimal() and len(version) < 10 else 0 for key, _, version in pairs}


class RemoveSectionForm(ReasonForm):
    """A heading to be deleted, and what the person saw go with it: with its sub-headings, and without."""

    with_subheadings = forms.BooleanField(
        label="Delete its sub-headings too, with all that stands under them", required=False
    )
    seen = SeenField(required=False)
    seen_with_subheadings = SeenField(required=False)
    field_order = ("with_subheadings", "reason", "seen", "seen_with_subheadings")

    def __init__(self, *args: Any, with_subheadings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_subheadings:
            del self.fields["with_subheadings"]


class FindForm(CollabForm):
    """What is looked for, and what is to take its place."""

    q = forms.CharField(label="Find", max_length=200)
    replacement = forms.CharField(
        label="Replace by", required=False, max_length=200,
        help_text="Leave it empty to take the words out.",
    )  # fmt: skip
    match_case = forms.BooleanField(label="Match capital and small letters", required=False)
    whole_words = forms.BooleanField(label="Whole words only", required=False)

    @property
    def search(self) -> Search:
        data = self.cleaned_data
        return Search(data["q"], match_case=data["match_case"], whole_words=data["whole_words"])


class TickedField(forms.MultipleChoiceField):
    """Places, "key.version.number" each; what is no place is not ticked."""

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[tuple[str, int, int]]:
        found = [re.fullmatch(r"([a-z0-9]{1,12})\.([0-9]{1,9})\.([0-9]{1,9})", each) for each in value or []]
        places = [(match[1], int(match[2]), int(match[3])) for match in found if match]
        if not places:
            raise ValidationError(self.error_messages["required"], code="required")
        return places


class ReplaceForm(ReasonForm):
    """The places that are ticked, each named as documents.found names it."""

    place = TickedField(
        label="Places", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick one place at least"}
    )
    field_order = ("place", "reason")

    @property
    def wanted(self) -> dict[str, tuple[int, set[int]]]:
        """Of each piece the version that the person saw, and the numbers of its places."""
        found: dict[str, tuple[int, set[int]]] = {}
        for key, version, number in self.cleaned_data["place"]:
            found.setdefault(key, (version, set()))[1].add(number)
        return found

    @property
    def ticked(self) -> set[str]:
        """As they were sent, so that a page which comes back has them still."""
        return set(self["place"].value() or [])
