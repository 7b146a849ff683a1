"""A council's own savings: its plan, the lines of it, and what each takes from which post."""

from django.db import models

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.models import Council, Programme
from programme.models.kept import one_of
from savings.enums import LineKind, LineStatus, Origin


class SavingsPlan(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="savings_plans")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="savings_plans")

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "council"], name="savings_plan_one_a_council")]

    def __str__(self) -> str:
        return f"Savings plan of {self.council.short_name}"


class SavingsLine(models.Model):
    """One saving of a plan. `held`: agreed, and counted for its own council's people only until it is released."""

    plan = models.ForeignKey(SavingsPlan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(editable=False)
    ref = models.CharField("reference", max_length=100)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=LineKind)
    status = models.CharField(max_length=20, choices=LineStatus)
    held = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, choices=Origin, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ref"], name="savings_line_ref_once"),
            one_of("kind", LineKind, "savings_line_kind_known"),
            one_of("status", LineStatus, "savings_line_status_known"),
            models.CheckConstraint(
                condition=models.Q(origin__in=["", *Origin.values]), name="savings_line_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class LineAmount(models.Model):
    """What a line brings in a financial year, named by the year in which it begins. None where nothing is said."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    planned_pence = PenceField(null=True, blank=True)
    forecast_pence = PenceField(null=True, blank=True)
    actual_pence = PenceField(null=True, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["line", "year"], name="line_amount_one_a_year")]

    def __str__(self) -> str:
        return str(self.year)


class LinePost(models.Model):
    """A post of the council's baseline, by its reference, that a line takes away from a year on, and how much of it."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="posts")
    position = models.PositiveIntegerField(editable=False)
    ref = models.CharField("reference", max_length=100)
    from_year = models.PositiveSmallIntegerField()
    fte = models.DecimalField("FTE", max_digits=9, decimal_places=4)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(fte__gte=0), name="line_post_fte")]

    def __str__(self) -> str:
        return self.ref
