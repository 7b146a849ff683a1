"""Whether something is exempt, by what, and why."""

from typing import Any

from django import forms

from collab.web.forms import CollabForm
from documents.exemption import ACT, PARAGRAPHS, Exemption, exemption_of
from documents.forms.base import ReasonForm
from documents.models.exemption import LONGEST_EXEMPT_REASON, LONGEST_OPEN_TITLE, Exemptible


class ExemptionFields(CollabForm):
    """Open where no paragraph is ticked and nothing else is filled."""

    paragraphs = forms.TypedMultipleChoiceField(
        label=f"Exempt by these paragraphs of {ACT}", required=False, coerce=int,
        choices=[(number, f"{number}: information {words}") for number, words in PARAGRAPHS.items()],
        widget=forms.CheckboxSelectMultiple, help_text="Tick none for what the public may read.",
    )  # fmt: skip
    exempt_reason = forms.CharField(
        label="Why the public interest asks for it", required=False, max_length=LONGEST_EXEMPT_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why keeping it back serves the public interest better than publishing it. The public reads this.",
    )  # fmt: skip
    open_title = forms.CharField(
        label="Title that the public reads", required=False, max_length=LONGEST_OPEN_TITLE,
        help_text="It names what is kept back without telling any of it.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        numbers, why = data.get("paragraphs") or [], data.get("exempt_reason", "")
        if numbers and not why:
            self.add_error("exempt_reason", "Say why keeping it back serves the public interest better")
        if numbers and not data.get("open_title"):
            self.add_error("open_title", "Give it a title that the public may read")
        if why and not numbers and "paragraphs" not in self.errors:
            self.add_error("paragraphs", "Tick the paragraphs by which it is exempt, or empty the reason")
        return data

    @property
    def exemption(self) -> Exemption | None:
        data = self.cleaned_data
        if not data["paragraphs"]:
            return None
        return Exemption(tuple(sorted(data["paragraphs"])), data["exempt_reason"], data["open_title"])


def initial_of(row: Exemptible, title: str) -> dict[str, Any]:
    """What such a form begins with; `title` is what the thing is called."""
    found = exemption_of(row)
    if found is None:
        return {"open_title": title}
    return {"paragraphs": found.paragraphs, "exempt_reason": found.reason, "open_title": found.open_title}


class ClassifyForm(ExemptionFields, ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("paragraphs", "exempt_reason", "open_title", "reason", "version")
