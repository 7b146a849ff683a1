"""What is asked of the pages on which models are looked at."""

from collections.abc import Iterable
from typing import Any

from django import forms

from collab.calc.apportion import BY, OF
from collab.web.forms import CollabForm
from programme.models import OperatingModel
from savings.presenters.words import METHODS

WHATS = {"saving": "The saving", "cost": "The cost of the model"}


class SharingForm(CollabForm):
    """How the pages share amounts; what is left empty is what the model itself says."""

    of = forms.ChoiceField(label="What is shared", required=False)
    by = forms.ChoiceField(label="By what", required=False)

    def __init__(self, *args: Any, unsaid: str = "As each model says", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [("", unsaid), *((key, WHATS[key]) for key in OF)]  # type: ignore[attr-defined]
        self.fields["by"].choices = [("", unsaid), *((key, METHODS[key]) for key in BY)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """`of` and `by`, empty where nothing is asked, or nothing that there is."""
        data = self.cleaned_data if self.is_valid() else {}
        return {name: data.get(name) or "" for name in ("of", "by")}


class ComparisonForm(SharingForm):
    """Also, the model whose shares are shown by every method."""

    model = forms.ChoiceField(label="Shares by every way of", required=False)

    def __init__(self, *args: Any, models: Iterable[OperatingModel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [("", "The preferred model"), *((row.code, f"Model {row.code}") for row in models)]
        self.fields["model"].choices = codes  # type: ignore[attr-defined]

    @property
    def looked_at(self) -> str:
        """The code that is asked for; empty where none is."""
        return (self.cleaned_data.get("model") or "") if self.is_valid() else ""
