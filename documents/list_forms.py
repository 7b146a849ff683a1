"""What people type into the list of reports: what to look for, a copy, and why a report is put away."""

from typing import Any

from django import forms
from django.utils.text import slugify

from collab.web.forms import CollabForm
from documents.figure_list import KINDS
from documents.figure_list import Wanted as FiguresWanted
from documents.forms import CouncilForm
from documents.models.document import LONGEST_TITLE
from documents.queries.finding import Wanted
from programme.models import Council

STATES = (("", "Drafts"), ("archived", "Archived"))
ORDERS = (
    ("-changed", "Latest change first"),
    ("changed", "Latest change last"),
    ("title", "Title, from A"),
    ("-title", "Title, from Z"),
    ("meeting", "Earliest meeting first"),
    ("-meeting", "Latest meeting first"),
    ("council", "Council, from A"),
    ("-council", "Council, from Z"),
)


class FindForm(CollabForm):
    """Sent by GET, so that what was looked for can be kept as an address. The council is one that the person reads."""

    text = forms.CharField(
        label="Words in the text", required=False, min_length=2, max_length=100,
        error_messages={"min_length": "Type at least 2 letters to look for"},
        widget=forms.SearchInput,
    )  # fmt: skip
    title = forms.CharField(label="Words in the title", required=False, max_length=100)
    council = forms.ChoiceField(label="Council", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "All"), *((council.slug, council.short_name) for council in councils)]
        self.fields["council"].choices = choices  # type: ignore[attr-defined]
        for name in ("council", "state", "order"):
            field = self.fields[name]
            field.error_messages["invalid_choice"] = f"{field.label}: choose one of the list"

    @property
    def wanted(self) -> Wanted:
        """Of a form that is valid."""
        data = self.cleaned_data
        return Wanted(
            council=data["council"], archived=data["state"] == "archived", title=data["title"], text=data["text"],
            order=data["order"] or "-changed",
        )  # fmt: skip


class FindFiguresForm(CollabForm):
    """Sent by GET, as FindForm."""

    words = forms.CharField(label="Words", required=False, max_length=100, widget=forms.SearchInput)
    about = forms.ChoiceField(label="About", required=False)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All"), *((kind.value, label) for kind, label in KINDS.items())]
    )
    order = forms.ChoiceField(
        label="Order", required=False,
        choices=(
            ("", "As in the register"), ("name", "Figure, from A"), ("-name", "Figure, from Z"),
            ("scope", "Of what, from A"), ("-scope", "Of what, from Z"), ("-as_at", "Latest day first"),
            ("as_at", "Earliest day first"), ("source", "Source, from A"), ("-source", "Source, from Z"),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, subjects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "All"), *((slugify(subject), subject) for subject in subjects)]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]
        for name in ("about", "kind", "order"):
            field = self.fields[name]
            field.error_messages["invalid_choice"] = f"{field.label}: choose one of the list"

    @property
    def subject(self) -> str:
        """What the figures are about; "" for all, and where the form is not valid."""
        asked = self.cleaned_data.get("about", "") if self.is_valid() else ""
        return dict(self.fields["about"].choices)[asked] if asked else ""  # type: ignore[attr-defined]

    @property
    def wanted(self) -> FiguresWanted:
        """Of a form that is valid."""
        data = self.cleaned_data
        return FiguresWanted(words=data["words"], kind=data["kind"], order=data["order"])


class CopyForm(CouncilForm):
    title = forms.CharField(label="Title of the copy", max_length=LONGEST_TITLE)
    field_order = ("title", "council")


class ArchiveForm(CollabForm):
    reason = forms.CharField(
        label="Why is it put away?", max_length=200,
        help_text="For example: taken over by the report of 12 March. Everybody who may read it sees this.",
    )  # fmt: skip
