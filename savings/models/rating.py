"""What a council means by its ratings, from a day on."""

import datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from collab.history import HistoriedManager, historied
from programme.models import Council


class RatingRules(models.Model):
    """In force from `in_force_from` until the next row begins. `green_from` and `amber_from` are parts of the plan
    (0.95); the texts are printed beside the ratings. An update is due `due_days` after its quarter has ended."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="rating_rules")
    in_force_from = models.DateField()
    green_from = models.DecimalField("green from", max_digits=4, decimal_places=3)
    amber_from = models.DecimalField("amber from", max_digits=4, decimal_places=3)
    blue = models.CharField(max_length=200)
    green = models.CharField(max_length=200)
    amber = models.CharField(max_length=200)
    red = models.CharField(max_length=200)
    due_days = models.PositiveSmallIntegerField("days until an update is due")
    source = models.CharField(max_length=200)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["council", "-in_force_from"]
        verbose_name_plural = "rating rules"
        constraints = [
            models.UniqueConstraint(fields=["council", "in_force_from"], name="rating_rules_one_a_day"),
            models.CheckConstraint(
                condition=Q(amber_from__gt=0, amber_from__lt=F("green_from"), green_from__lte=1),
                name="rating_rules_in_order",
            ),
            models.CheckConstraint(condition=Q(due_days__range=(1, 90)), name="rating_rules_due_in_time"),
            models.CheckConstraint(condition=~Q(source=""), name="rating_rules_have_source"),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name} from {self.in_force_from}"


def default_rating_rules(council: Council) -> RatingRules:
    """What holds for a council that has set nothing yet: not saved, and said to be the default wherever it is shown."""
    return RatingRules(
        council=council,
        in_force_from=datetime.date.min,
        green_from=Decimal("0.95"),
        amber_from=Decimal("0.7"),
        blue="Delivered and out of the budget",
        green="95% of the plan or more",
        amber="70% to 95% of the plan, or late within the year",
        red="Under 70% of the plan, or no plan",
        due_days=11,
        source="Collab’s default, until the council sets its own",
    )
