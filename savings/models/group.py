"""Sums of a plan's lines, kept beside it so that pages need not add up line by line."""

from django.db import models

from collab.db import PenceField
from savings.models.plan import SavingsPlan


class PlanGroup(models.Model):
    """The lines of a plan that are alike, in one year; written anew in the transaction of every change of a line.

    `cash`: they close a budget gap. `was_agreed`: they count as promised, withdrawn ones too. An amount that is not
    said adds nothing.
    """

    plan = models.ForeignKey(SavingsPlan, on_delete=models.CASCADE, related_name="groups")
    service = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20)
    held = models.BooleanField()
    cash = models.BooleanField()
    was_agreed = models.BooleanField()
    rating = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    lines = models.PositiveIntegerField()
    planned_pence = PenceField()
    forecast_pence = PenceField()
    actual_pence = PenceField()
    cost_pence = PenceField()

    class Meta:
        ordering = ["plan", "year", "service"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "service", "status", "held", "cash", "was_agreed", "rating", "year"],
                name="plan_group_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lines} lines of {self.year}"
