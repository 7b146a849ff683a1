"""What a council still has to find: its budget gap by year."""

from django.db import models

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.models import Council, Programme
from programme.models.kept import one_of
from savings.enums import GapType


class BudgetGap(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="budget_gaps")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="budget_gaps")
    type = models.CharField(max_length=30, choices=GapType)
    source = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "council", "type"], name="budget_gap_one_of_a_type"),
            one_of("type", GapType, "budget_gap_type_known"),
        ]

    def __str__(self) -> str:
        return f"Budget gap of {self.council.short_name}"


class GapAmount(models.Model):
    """The gap of a financial year, named by the year in which it begins."""

    gap = models.ForeignKey(BudgetGap, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    amount_pence = PenceField()

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["gap", "year"], name="gap_amount_one_a_year")]

    def __str__(self) -> str:
        return str(self.year)
