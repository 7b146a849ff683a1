"""What is asked on the way of a baseline, and of one of its posts."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.db import PoundsField
from collab.web.forms import CollabForm, PercentField
from programme.enums import StatutoryPost
from programme.forms.records import VersionedForm
from programme.models import Council, Post
from programme.queries.posts import ORDERS, PostsWanted
from programme.services.posts import PostValues

MOST_FTE = Decimal(99_999)
NO_SERVICE = "(no service)"
SHARE_HINT = "One council to a line, with its part of the post. For example: {}: 0.5."


class SubmitForm(CollabForm):
    note = forms.CharField(
        label="What whoever validates it should know (you may leave this out)", required=False, max_length=2000,
        help_text="Read by the finance lead and the HR lead of the council.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class ReturnForm(CollabForm):
    reason = forms.CharField(
        label="Why does it become a draft again?", max_length=200,
        help_text="For example: two posts of Housing are missing. Kept in its history.",
    )  # fmt: skip


class ValidateForm(CollabForm):
    sure = forms.BooleanField(
        label="I have compared it with the council’s records, and it shows the posts of that day",
        error_messages={"required": "Tick the box once you have compared it with the council’s records"},
    )


class ReleaseForm(CollabForm):
    sure = forms.BooleanField(
        label="The council lets the programme see these posts, and knows that this cannot be taken back",
        error_messages={"required": "Tick the box if the council lets the programme see these posts"},
    )


class ScopeForm(CollabForm):
    service = forms.CharField(required=False, max_length=200)
    in_scope = forms.ChoiceField(choices=[("yes", "in scope"), ("no", "out of scope")])


class PostForm(VersionedForm):
    """A post of a draft. Its version is that of programme.queries.posts; `values` is for the service."""

    ref = forms.CharField(label="Reference", max_length=100, help_text="The council’s own, once in the baseline.")
    title = forms.CharField(label="Title", max_length=300)
    service = forms.CharField(label="Service", max_length=200)
    tier = forms.IntegerField(
        label="Tier (you may leave this out)", required=False, min_value=1, max_value=30,
        help_text="1 for the highest tier of management.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": "Write the tier as a whole number, for example 2"},
    )  # fmt: skip
    grade = forms.CharField(label="Grade (you may leave this out)", required=False, max_length=100)
    fte = forms.CharField(
        label="FTE", max_length=12, help_text="The part of full time, for example 0.6.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    salary_pence = PoundsField(
        label="Full-time salary of a year", min_pence=0, help_text="In pounds, before on-costs. For example 45,000."
    )
    on_cost_rate = PercentField(label="On-costs", help_text="Per cent of salary, for example 28.5.")
    vacant = forms.BooleanField(label="Nobody is in the post", required=False)
    in_scope = forms.BooleanField(label="In scope of the programme", required=False)
    reports_to = forms.CharField(
        label="Reports to (you may leave this out)", required=False, max_length=100,
        help_text="The reference of the line manager’s post in this baseline.",
    )  # fmt: skip
    statutory = forms.MultipleChoiceField(
        label="Statutory post", required=False, choices=StatutoryPost.choices, widget=forms.CheckboxSelectMultiple
    )
    funding_source = forms.CharField(
        label="Paid from (you may leave this out)", required=False, max_length=200,
        help_text="Where it is not the council’s own budget.",
    )  # fmt: skip
    shared_with = forms.CharField(
        label="Shared with other councils (you may leave this out)", required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    estimated = forms.CharField(
        label="What of it is estimated (empty where everything is known)", required=False, max_length=300
    )
    field_order = (
        "ref", "title", "service", "tier", "grade", "fte", "salary_pence", "on_cost_rate", "vacant", "in_scope",
        "reports_to", "statutory", "funding_source", "shared_with", "estimated", "reason", "version",
    )  # fmt: skip

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        """`councils`: the others of the programme."""
        super().__init__(*args, **kwargs)
        self.others = councils
        if councils:
            self.fields["shared_with"].help_text = SHARE_HINT.format(councils[0].short_name)
        else:
            del self.fields["shared_with"]

    @property
    def values(self) -> PostValues:
        data = {"shared_with": [], **self.cleaned_data}
        return PostValues(**{name: data[name] for name in PostValues.__dataclass_fields__})

    def clean_fte(self) -> Decimal:
        try:
            fte = Decimal(self.cleaned_data["fte"].strip())
        except InvalidOperation:
            fte = Decimal("NaN")
        if not fte.is_finite() or not 0 <= fte <= MOST_FTE:
            raise ValidationError("Write the FTE as a number, for example 0.6")
        if fte != round(fte, 4):
            raise ValidationError("Write the FTE with at most four decimals, for example 0.6667")
        return round(fte, 4)

    def clean_shared_with(self) -> list[dict[str, str]]:
        called = {name.casefold(): row for row in self.others for name in (row.slug, row.short_name, row.name)}
        found: dict[str, Decimal] = {}
        for line in self.cleaned_data["shared_with"].splitlines():
            if not line.strip():
                continue
            name, _, part = line.rpartition(":")
            council = called.get(name.strip().casefold())
            if council is None:
                known = ", ".join(row.short_name for row in self.others)
                raise ValidationError(f"“{line.strip()[:80]}” names no council of the programme with a colon: {known}")
            if council.slug in found:
                raise ValidationError(f"{council.short_name} stands here twice: add its parts up")
            found[council.slug] = _part(part)
        if sum(found.values()) > 1:
            raise ValidationError("The parts of the other councils add up to more than the whole post")
        return [{"council": slug, "part": f"{part.normalize():f}"} for slug, part in found.items()]


def _part(text: str) -> Decimal:
    try:
        part = Decimal(text.strip())
    except InvalidOperation:
        part = Decimal("NaN")
    if not part.is_finite() or not 0 < part <= 1 or part != round(part, 4):
        raise ValidationError(f"“{text.strip()[:20]}” is no part of a post: write a number up to 1, for example 0.5")
    return part


def initial_of(post: Post, councils: list[Council]) -> dict[str, Any]:
    """What a form about a post that is there begins with."""
    names = {row.slug: row.short_name for row in councils}
    lines = [f"{names.get(share['council'], share['council'])}: {share['part']}" for share in post.shared_with]
    kept = {name: getattr(post, name) for name in PostValues.__dataclass_fields__}
    return {**kept, "fte": f"{post.fte.normalize():f}", "shared_with": "\n".join(lines)}


# Each order and the other way round.
ORDERED = {
    "ref": ("Reference, from A", "Reference, from Z"), "title": ("Title, from A", "Title, from Z"),
    "service": ("Service, from A", "Service, from Z"), "tier": ("Highest tier first", "Lowest tier first"),
    "grade": ("Grade, from A", "Grade, from Z"), "fte": ("Least FTE first", "Most FTE first"),
    "salary_pence": ("Lowest salary first", "Highest salary first"),
    "cost_pence": ("Lowest cost first", "Highest cost first"),
}  # fmt: skip


def _ordered(name: str) -> list[tuple[str, str]]:
    return list(zip((name, f"-{name}"), ORDERED[name], strict=True))


class FindPostsForm(CollabForm):
    """Sent by GET. Its choices are what the baseline has."""

    text = forms.CharField(label="Words", required=False, max_length=100, widget=forms.SearchInput)
    service = forms.ChoiceField(label="Service", required=False)
    tier = forms.TypedChoiceField(label="Tier", required=False, coerce=int, empty_value=None)
    only = forms.ChoiceField(
        label="Which", required=False,
        choices=[
            ("", "All posts"), ("in", "In scope"), ("out", "Out of scope"), ("vacant", "Vacant"),
            ("estimated", "With an estimate"), ("shared", "Shared"),
        ],
    )  # fmt: skip
    order = forms.ChoiceField(
        label="Order", required=False,
        choices=[("", "As in the file"), *((key, words) for name in ORDERS for key, words in _ordered(name))],
    )  # fmt: skip

    def __init__(self, *args: Any, services: list[str], tiers: list[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name or NO_SERVICE, name or "No service said") for name in services]
        self.fields["service"].choices = [("", "All"), *named]  # type: ignore[attr-defined]
        numbered = [(tier or 0, f"Tier {tier}" if tier else "Not said") for tier in tiers]
        self.fields["tier"].choices = [("", "All"), *numbered]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> PostsWanted:
        """Of a form that is valid."""
        data = self.cleaned_data
        service = None if not data["service"] else "" if data["service"] == NO_SERVICE else data["service"]
        return PostsWanted(data["text"], service, data["tier"], data["only"], data["order"])
