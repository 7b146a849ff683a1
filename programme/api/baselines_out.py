"""What the API says of a baseline and of its posts."""

from dataclasses import dataclass
from typing import Any, ClassVar

from rest_framework import serializers

from collab.web.api_fields import Fte, Pounds, Rate
from programme.enums import BaselineStatus
from programme.models import Baseline, Post
from programme.queries.sight import Sight
from programme.queries.staffing import CurrentBaseline
from programme.queries.staffing_totals import Totals

NOT_SHOWN = "null where it is not shown to you"


@dataclass(frozen=True)
class SeenBaseline:
    """A baseline, with what of it this person may see. `current` where it is the one by which figures go."""

    row: Baseline
    sight: Sight
    current: CurrentBaseline | None
    totals: Totals | None

    @property
    def released(self) -> bool:
        return self.row.released_at is not None

    @property
    def is_current(self) -> bool:
        return self.current is not None

    @property
    def source(self) -> str:
        """The name of a file is for those who see what was in it."""
        return self.row.source if self.sight >= Sight.POSTS else ""


class ShownOut(serializers.Serializer[Any]):
    posts = serializers.IntegerField(allow_null=True, help_text=f"How many; {NOT_SHOWN}.")
    fte = Fte(allow_null=True, help_text=f"Full-time equivalents; {NOT_SHOWN}.")
    cost = Pounds(source="cost_pence", allow_null=True, help_text=f"What they cost a year; {NOT_SHOWN}.")


class BaselineOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="row.pk", help_text="Its number, as in its own address.")
    council = serializers.SlugField(source="row.council.slug", help_text="Whose posts they are.")
    as_at = serializers.DateField(source="row.as_at", help_text="The day for which it holds.")
    status = serializers.ChoiceField(
        BaselineStatus.choices, source="row.status", help_text="Drafts are known to their council's own leads alone."
    )
    released = serializers.BooleanField(help_text="Whether the council lets the programme team see its posts.")
    validated_at = serializers.DateTimeField(
        source="row.validated_at", allow_null=True, help_text="Since when it has been validated, and never changed."
    )
    is_current = serializers.BooleanField(
        help_text="Whether figures go by it: it is the council's latest that is validated."
    )
    age_days = serializers.IntegerField(
        source="current.age_days", default=None, allow_null=True,
        help_text="From its day to the programme's today; null where it is not the current one.",
    )  # fmt: skip
    is_stale = serializers.BooleanField(
        source="current.is_stale", default=None, allow_null=True,
        help_text="Whether it is older than the council has set; null where it is not the current one.",
    )  # fmt: skip
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="What it was made from; empty where its posts are not shown to you."
    )
    in_scope = ShownOut(
        source="totals.in_scope", default=None, allow_null=True,
        help_text="All posts in scope together, gross, with on-costs; null where it is not the current one.",
    )  # fmt: skip
    out_of_scope = serializers.IntegerField(
        source="totals.outside", default=None, allow_null=True,
        help_text="How many posts are out of scope; null where its posts are not shown to you.",
    )  # fmt: skip


class CellOut(ShownOut):
    service = serializers.CharField(allow_null=True, help_text="Null for all services together.")
    tier = serializers.CharField(
        allow_null=True,
        help_text="Null for all tiers together, empty where it is not said; the first may stand together.",
    )


class ListedPostOut(serializers.Serializer[Any]):
    title = serializers.CharField(help_text="What the post is called.")
    service = serializers.CharField(help_text="The service that it stands in.")
    tier = serializers.IntegerField(help_text="1 to 3.")
    fte = Fte(help_text="Full-time equivalents.")
    pay_band_from = Pounds(source="band_from_pence", help_text="A full-time year's pay is this or more,")
    pay_band_below = Pounds(source="band_to_pence", help_text="and less than this.")
    in_scope = serializers.BooleanField(help_text="Whether figures count it.")


class BaselineDetailOut(BaselineOut):
    by_service_and_tier = CellOut(
        many=True, help_text="Posts in scope by service and tier, with totals; empty where they are not shown to you."
    )
    managers = ListedPostOut(
        many=True, help_text="The posts of tiers 1 to 3, with a pay band; empty where they are not shown to you."
    )


class PostOut(serializers.ModelSerializer[Post]):
    fte = Fte(help_text="Full-time equivalents; of a row that stands for many posts, all of them.")
    salary = Pounds(source="salary_pence", help_text="A full-time year's pay, before on-costs.")
    on_cost_rate = Rate(help_text="On-costs, as a share of salary.")
    cost = Pounds(source="cost_pence", help_text="Salary × FTE × (1 + on-cost rate), to the penny.")
    statutory = serializers.ListField(
        child=serializers.CharField(), help_text="Which of the posts that every council needs it is."
    )
    shared_with = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text="Other councils that carry a part of it, and which.",
    )

    class Meta:
        model = Post
        fields = (
            "ref", "title", "service", "tier", "grade", "fte", "salary", "on_cost_rate", "cost", "vacant", "in_scope",
            "reports_to", "statutory", "funding_source", "shared_with", "estimated",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "ref": {"help_text": "Its reference, once in a baseline."},
            "title": {"help_text": "What it is called."},
            "service": {"help_text": "The service that it stands in; empty where it is not said."},
            "tier": {"help_text": "1 for the head of the council; null where it is not said."},
            "grade": {"help_text": "Its grade; empty where it is not said."},
            "vacant": {"help_text": "Whether nobody holds it."},
            "in_scope": {"help_text": "Whether figures count it."},
            "reports_to": {"help_text": "The reference of the post above it; empty where it is not said."},
            "funding_source": {"help_text": "Who pays for it; empty where it is not said."},
            "estimated": {"help_text": "What of its figures the file does not state, in words."},
        }
