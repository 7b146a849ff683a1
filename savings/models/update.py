"""What the owner of a line says of it each quarter, and what finance answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collab.db import PenceField
from collab.history import AppendOnly, HistoriedManager, historied
from programme.models.kept import one_of
from savings.enums import Rating, ReminderKind, UpdateState
from savings.models.plan import SavingsLine


class LineUpdate(models.Model):
    """The update of one quarter. `forecast_pence` is of the whole year, `delivered_pence` from its beginning to the end
    of the quarter as the owner says, `confirmed_pence` the same as finance confirms. `forecast_before_pence` is
    what was forecast of the year when the update came, and is again when finance returns it."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="updates")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    forecast_pence = PenceField("forecast for the year")
    forecast_before_pence = PenceField("forecast before", null=True, blank=True, editable=False)
    delivered_pence = PenceField("delivered so far")
    rating = models.CharField(max_length=10, choices=Rating)
    comment = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=UpdateState, default=UpdateState.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_pence = PenceField("confirmed so far", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year", "quarter"], name="line_update_one_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="line_update_quarter_known"),
            one_of("rating", Rating, "line_update_rating_known"),
            one_of("state", UpdateState, "line_update_state_known"),
            models.CheckConstraint(
                condition=Q(state=UpdateState.CONFIRMED, confirmed_pence__isnull=False)
                | (~Q(state=UpdateState.CONFIRMED) & Q(confirmed_pence__isnull=True)),
                name="line_update_confirmed_has_amount",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(answered_at__isnull=False),
                name="line_update_answered_by_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Quarter {self.quarter} of {self.year} of {self.line}"


class Reminder(AppendOnly):
    """That an owner was written to about a quarter's update of a line: once when it is asked for, once when it is
    overdue."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ReminderKind)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["line", "to", "year", "quarter", "kind"], name="reminder_once"),
            one_of("kind", ReminderKind, "reminder_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.line}"
