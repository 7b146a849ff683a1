"""What a tracker has besides the lines: net budgets, pressures and substitutions."""

from django.db import models
from django.db.models import Q

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.models import Council, Programme
from programme.models.kept import one_of
from savings.enums import PressureKind
from savings.models.plan import SavingsLine


class NetBudget(models.Model):
    """A service's net budget for a financial year, or with no service that of the whole council."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="net_budgets")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="net_budgets")
    year = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=200, blank=True)
    amount_pence = PenceField("net budget")
    source = models.CharField(max_length=300)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year", "service"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "council", "year", "service"], name="net_budget_one_of_a_service"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="net_budget_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.service or self.council.short_name} {self.year}"


class Pressure(models.Model):
    """A pressure on a service's budget that arose in a quarter, or a saving found in the place of one that failed
    (`line`). Neither counts as delivery. `ref` is its own in the council’s part of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pressures")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="pressures")
    ref = models.CharField("reference", max_length=100)
    kind = models.CharField(max_length=20, choices=PressureKind)
    title = models.CharField(max_length=300)
    service = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    amount_pence = PenceField("amount")
    line = models.ForeignKey(SavingsLine, on_delete=models.PROTECT, null=True, blank=True, related_name="substitutions")
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year", "quarter", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "council", "ref"], name="pressure_reference_once"),
            one_of("kind", PressureKind, "pressure_kind_known"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="pressure_quarter_known"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="pressure_is_some"),
            models.CheckConstraint(condition=~Q(source=""), name="pressure_has_source"),
        ]

    def __str__(self) -> str:
        return self.title
