"""What might go wrong, and what is done about it."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from collab.history import HistoriedManager, historied
from programme.enums import Impact, Likelihood, RiskResponse, RiskState
from programme.models.kept import Kept, one_of, whenever
from programme.models.programme import Programme
from programme.models.review import WAITS_HINT


class Risk(Kept):
    """Likelihood and impact are both scored or neither; their product puts risks in order."""

    asked = (
        "text", "cause", "effect", "likelihood", "impact", "owner", "waits_for", "response", "response_text",
        "review_on", "state", "closed_reason", "source",
    )  # fmt: skip
    private = ("waits_for",)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField("what might happen", max_length=300)
    cause = models.TextField("because of what", blank=True, max_length=2000)
    effect = models.TextField("and what it would do", blank=True, max_length=2000)
    likelihood = models.PositiveSmallIntegerField("likelihood", choices=Likelihood, null=True, blank=True)
    impact = models.PositiveSmallIntegerField("impact", choices=Impact, null=True, blank=True)
    owner = models.CharField("who owns it", max_length=150, blank=True, help_text="A role rather than a name.")
    waits_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="risks_waiting",
        verbose_name="person it waits for", help_text=WAITS_HINT,
    )  # fmt: skip
    response = models.CharField("response", max_length=20, choices=RiskResponse, blank=True)
    response_text = models.TextField("what is done about it", blank=True, max_length=3000)
    review_on = models.DateField("looked at again on", null=True, blank=True)
    state = models.CharField("state", max_length=20, choices=RiskState, default=RiskState.OPEN)
    closed_reason = models.TextField("why it is closed", blank=True, max_length=2000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("state", RiskState, "risk_state_known"),
            models.CheckConstraint(
                condition=Q(response="") | Q(response__in=RiskResponse.values), name="risk_response_known"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__isnull=True, impact__isnull=True)
                | Q(
                    # Of a comparison with nothing a database says neither yes nor no, and lets it pass.
                    likelihood__isnull=False,
                    impact__isnull=False,
                    likelihood__gte=1,
                    likelihood__lte=5,
                    impact__gte=1,
                    impact__lte=5,
                ),
                name="risk_scored_twice_or_not", violation_error_code="impact",
                violation_error_message="Score both likelihood and impact, or neither",
            ),
            whenever(
                Q(state=RiskState.CLOSED), ~Q(closed_reason=""), name="risk_closed_has_reason",
                field="closed_reason", say="Say why it is closed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def severity(self) -> int | None:
        """1 to 25, or None where it is not scored."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None

    def clean(self) -> None:
        if self.state == RiskState.OPEN and self.closed_reason:
            raise ValidationError({"closed_reason": "Only a closed risk has a reason for it"})

    def is_late(self, today: datetime.date) -> bool:
        return self.state == RiskState.OPEN and self.review_on is not None and self.review_on < today
