"""What others found when they looked at the programme, and what was answered."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from collab.history import HistoriedManager, historied
from programme.enums import ActionState, Response, ReviewKind
from programme.models.kept import InOrder, Kept, KnownDate, exactness, one_of
from programme.models.programme import Programme

WAITS_HINT = (
    "Somebody who takes part in the programme: it waits on their home page until its date. "
    "Shown to you and nobody else."
)


class Review(Kept):
    asked = ("reviewer", "kind", "when", "scope", "source")
    called = "reviewer"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.CharField("who reviewed it", max_length=150)
    kind = models.CharField("what kind of review", max_length=20, choices=ReviewKind)
    on = models.DateField(null=True, editable=False)
    exactness = exactness()
    when = KnownDate("on", "exactness", "when", "As exactly as it is known.")
    scope = models.TextField("what was looked at", blank=True, max_length=2000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [one_of("kind", ReviewKind, "review_kind_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.reviewer}"

    def belongings(self) -> list[models.Model]:
        return list(self.findings.all())


class Finding(InOrder, Kept):
    """One thing that a review found, what is answered to it, and who does what by when."""

    asked = ("review", "text", "response", "response_text", "owner", "waits_for", "due_on", "state", "source")
    private = ("waits_for",)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="findings")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    text = models.TextField("what was found", max_length=3000)
    response = models.CharField("response", max_length=20, choices=Response)
    response_text = models.TextField("the response in words", blank=True, max_length=3000)
    owner = models.CharField("who acts on it", max_length=150, blank=True, help_text="A role rather than a name.")
    waits_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="findings_waiting",
        verbose_name="person it waits for", help_text=WAITS_HINT,
    )  # fmt: skip
    due_on = models.DateField("by when", null=True, blank=True)
    state = models.CharField("what has been done", max_length=20, choices=ActionState)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            one_of("response", Response, "finding_response_known"),
            one_of("state", ActionState, "finding_state_known"),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.response in (Response.PARTLY, Response.REJECTED) and not self.response_text:
            raise ValidationError({"response_text": "Say what is not accepted, and why"})

    def siblings(self) -> Any:
        return Finding.objects.filter(review=self.review_id)

    def is_late(self, today: datetime.date) -> bool:
        return self.state != ActionState.DONE and self.due_on is not None and self.due_on < today
