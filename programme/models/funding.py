"""Money for the programme itself: from others, and from its own councils."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.enums import Agreement, FundingState
from programme.models.kept import Kept, one_of
from programme.models.programme import Council, Programme

PERIOD_HINT = "A financial year or several, such as 2012/13."
AMOUNT_HINT = "In pounds. Leave it open where the source does not state it."


class Funding(Kept):
    """Money from outside. What was applied for and what was received are never added."""

    asked = ("what_for", "funder", "amount_pence", "period", "state", "conditions", "source")
    called = "what_for"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="funding")
    what_for = models.CharField("what it is for", max_length=300)
    funder = models.CharField("who pays", max_length=150)
    amount_pence = PenceField("amount", null=True, blank=True, help_text=AMOUNT_HINT)
    period = models.CharField("for when", max_length=60, blank=True, help_text=PERIOD_HINT)
    state = models.CharField("state", max_length=20, choices=FundingState)
    conditions = models.TextField("conditions", blank=True, max_length=2000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        verbose_name = "funding"
        ordering = ["pk"]
        constraints = [
            one_of("state", FundingState, "funding_state_known"),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gte=0), name="funding_amount_not_negative",
                violation_error_code="amount_pence", violation_error_message="The amount cannot be less than nothing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.funder}: {self.what_for}"


class Contribution(Kept):
    """What one council gives to the programme: the programme's record of what was agreed, as an amount or a share."""

    asked = ("council", "what_for", "amount_pence", "share", "period", "agreement", "source")
    called = "what_for"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="contributions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="contributions")
    what_for = models.CharField("what it is for", max_length=300)
    amount_pence = PenceField("amount", null=True, blank=True, help_text=AMOUNT_HINT)
    share = models.DecimalField(
        "share of the cost, in per cent", max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[
            MinValueValidator(0, "A share cannot be less than nothing"),
            MaxValueValidator(100, "A share cannot be more than 100"),
        ],
    )  # fmt: skip
    period = models.CharField("for when", max_length=60, blank=True, help_text=PERIOD_HINT)
    agreement = models.CharField("agreed or not", max_length=20, choices=Agreement)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        verbose_name = "contribution"
        ordering = ["pk"]
        constraints = [
            one_of("agreement", Agreement, "contribution_agreement_known"),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gte=0),
                name="contribution_amount_not_negative", violation_error_code="amount_pence",
                violation_error_message="The amount cannot be less than nothing",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=100), name="contribution_share_in_range",
                violation_error_code="share", violation_error_message="A share is between 0 and 100 per cent",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.what_for}"
