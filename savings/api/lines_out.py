"""What the API says of a line of a savings plan."""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from collab.web.api_fields import Fte, Pounds, Year
from savings.enums import Confidence, LineKind, LineStatus, Origin, Rating
from savings.models import LineAmount, LinePost, SavingsLine
from savings.presenters.line_words import seen
from savings.queries import LineSight

OWN = "empty where the line is another council's"


@dataclass(frozen=True)
class SeenAmount:
    """A line's year, to the penny or rounded, as `sight` has it."""

    row: LineAmount
    sight: LineSight

    def __getattr__(self, name: str) -> int | None:
        pence: int | None = getattr(self.row, name)
        return None if pence is None else seen(pence, self.sight)


@dataclass(frozen=True)
class SeenLine:
    """A line, with how much of it this person may see; `shows_posts`: which posts it takes."""

    row: SavingsLine
    sight: LineSight
    shows_posts: bool

    @property
    def is_exact(self) -> bool:
        return self.sight > LineSight.ROUNDED

    @property
    def amounts(self) -> list[SeenAmount]:
        return [SeenAmount(row, self.sight) for row in self.row.amounts.all()]

    @property
    def posts_taken(self) -> int:
        return len(self.row.posts.all())

    @property
    def posts(self) -> list[LinePost] | None:
        return list(self.row.posts.all()) if self.shows_posts else None

    def _own(self, name: str) -> str:
        return str(getattr(self.row, name)) if self.sight == LineSight.OWN else ""

    @property
    def description(self) -> str:
        return self._own("description")

    @property
    def confidence(self) -> str:
        return self._own("confidence")

    @property
    def depends_on(self) -> str:
        return self._own("depends_on")

    @property
    def source(self) -> str:
        return self._own("source")

    @property
    def authority(self) -> str:
        return self._own("authority")


class LineAmountOut(serializers.Serializer[Any]):
    year = Year(source="row.year", help_text="The financial year.")
    planned = Pounds(source="planned_pence", allow_null=True, help_text="What was planned; null where nothing is said.")
    forecast = Pounds(source="forecast_pence", allow_null=True, help_text="What is expected of the whole year.")
    confirmed = Pounds(
        source="actual_pence", allow_null=True, help_text="What finance has confirmed, from the beginning of the year."
    )
    cost = Pounds(source="cost_pence", allow_null=True, help_text="What it costs to achieve in the year.")


class LinePostOut(serializers.Serializer[Any]):
    ref = serializers.CharField(help_text="The post of the council's baseline.")
    from_year = Year(help_text="The financial year from which it goes.")
    fte = Fte(help_text="How much of it goes.")


class LineOut(serializers.Serializer[Any]):
    council = serializers.SlugField(source="row.plan.council.slug", help_text="Whose plan it is in.")
    ref = serializers.CharField(source="row.ref", help_text="Its reference in the plan.")
    title = serializers.CharField(source="row.title", help_text="What is to be saved.")
    kind = serializers.ChoiceField(LineKind.choices, source="row.kind", help_text="What kind of saving it is.")
    status = serializers.ChoiceField(
        LineStatus.choices, source="row.status", help_text="Proposed and withdrawn lines are their own council's alone."
    )
    held = serializers.BooleanField(
        source="row.held", help_text="Agreed, and counted for its own council's people only until it is released."
    )
    origin = serializers.ChoiceField(
        Origin.choices, source="row.origin", allow_blank=True, help_text="Whose saving it is; empty where not said."
    )
    service = serializers.CharField(source="row.service", help_text="The service it is of.")
    recurring = serializers.BooleanField(source="row.recurring", help_text="Whether it comes again each year.")
    cash_releasing = serializers.BooleanField(source="row.cash_releasing", help_text="Whether it releases cash.")
    closes_gap = serializers.BooleanField(
        source="row.closes_gap", help_text="Whether it closes a budget gap: it releases cash and avoids no mere cost."
    )
    rating = serializers.ChoiceField(
        Rating.choices, source="row.rating", allow_blank=True, help_text="That of its latest update."
    )
    confidence = serializers.ChoiceField(
        Confidence.choices, allow_blank=True, help_text=f"How sure its council is; {OWN}."
    )
    description = serializers.CharField(help_text=f"What it is about; {OWN}.")
    depends_on = serializers.CharField(help_text=f"What it depends on; {OWN}.")
    source = serializers.CharField(  # type: ignore[assignment]
        help_text=f"Where its figures come from; {OWN}."
    )
    authority = serializers.CharField(help_text=f"Who decided its status, and where that is written; {OWN}.")
    is_exact = serializers.BooleanField(
        help_text="Whether the amounts are to the penny for you; else they are to the nearest £5,000."
    )
    amounts = LineAmountOut(many=True, help_text="Gross, by financial year, at the prices of the year.")
    posts_taken = serializers.IntegerField(help_text="How many posts it takes away.")
    posts = LinePostOut(many=True, allow_null=True, help_text="Which they are; null where that is not shown to you.")
