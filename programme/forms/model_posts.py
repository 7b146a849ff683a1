"""What of the table of posts is looked for, and what is ticked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from collab.web.forms import CollabForm
from programme.models import Council
from programme.queries.model_posts import NO_TIER, Wanted

STATES = (("", "All posts"), ("in", "In the model"), ("out", "Not in the model"))
# A number of a row, and no more: what is sent is not always what the page has.
LONGEST_NUMBER = 18


class WantedForm(CollabForm):
    """In the address, so that a narrowed table can be come back to. What nobody offers is not looked for."""

    q = forms.CharField(label="Title, reference or service", required=False, max_length=100)
    council = forms.ChoiceField(label="Council", required=False)
    service = forms.ChoiceField(label="Service", required=False)
    tier = forms.TypedChoiceField(label="Tier", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label="Shown", required=False, choices=STATES)

    def __init__(
        self, data: Any, *, councils: Sequence[Council], services: Sequence[str], tiers: Sequence[int | None]
    ) -> None:
        super().__init__(data)
        self.fields["council"].choices = [("", "All"), *((each.slug, each.short_name) for each in councils)]  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "All"), *((name, name) for name in services if name)]  # type: ignore[attr-defined]
        self.fields["tier"].choices = [("", "All"), *((NO_TIER if t is None else t, _tier(t)) for t in tiers)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            words=said.get("q", ""), council=said.get("council", ""), service=said.get("service", ""),
            tier=said.get("tier"), state=said.get("state", ""),
        )  # fmt: skip

    @property
    def narrows(self) -> bool:
        return self.wanted != Wanted()


def _tier(tier: int | None) -> str:
    return "Not said" if tier is None else str(tier)


@dataclass(frozen=True)
class Ticks:
    """Keys of posts of baselines and of the model's own; or, with `everything`, all that the table was narrowed to."""

    posts: frozenset[int]
    own: frozenset[int]
    everything: bool

    @classmethod
    def of(cls, data: Any) -> "Ticks":
        """From "b12" for a post of a baseline and "n7" for one of the model; anything else counts for nothing."""
        sent = data.getlist("tick")
        return cls(_numbers(sent, "b"), _numbers(sent, "n"), data.get("everything") == "on")

    def __bool__(self) -> bool:
        return bool(self.posts or self.own or self.everything)


def _numbers(sent: Sequence[str], kind: str) -> frozenset[int]:
    found = [word.removeprefix(kind) for word in sent if word.startswith(kind)]
    return frozenset(int(word) for word in found if word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER)
