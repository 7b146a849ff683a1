"""What a council's figures go by, from a day on."""

import datetime
from decimal import Decimal

from django.db import models

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from collab.moments import day
from programme.models.programme import Council

LOWEST_SUPPRESSION = 5


class CouncilSettings(models.Model):
    """The settings of one council from `in_force_from` until the next row begins. A row whose day has come stays.

    `on_cost_rate` is a share of salary (0.2850 is 28.5%); `key_decision_pence` the expenditure or saving from which a
    decision is key; counts below `suppression_threshold` are not shown to others; a baseline is stale after
    `stale_after_days`. `source` says who decided it, or where it is written.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="settings")
    in_force_from = models.DateField()
    on_cost_rate = models.DecimalField("default on-cost rate", max_digits=5, decimal_places=4)
    key_decision_pence = PenceField("key decision threshold")
    suppression_threshold = models.PositiveSmallIntegerField("smallest count that is shown")
    stale_after_days = models.PositiveSmallIntegerField("days until a baseline is stale")
    source = models.CharField(max_length=200)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["council", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["council", "in_force_from"], name="council_settings_one_a_day"),
            models.CheckConstraint(condition=models.Q(on_cost_rate__range=(0, 1)), name="council_settings_on_cost"),
            models.CheckConstraint(condition=models.Q(key_decision_pence__gt=0), name="council_settings_threshold"),
            models.CheckConstraint(
                condition=models.Q(suppression_threshold__gte=LOWEST_SUPPRESSION), name="council_settings_suppression"
            ),
            models.CheckConstraint(condition=models.Q(stale_after_days__gt=0), name="council_settings_stale_after"),
            models.CheckConstraint(condition=~models.Q(source=""), name="council_settings_have_source"),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name} from {day(self.in_force_from)}"


def default_settings(council: Council) -> CouncilSettings:
    """What holds for a council that has set nothing yet: not saved, and said to be the default wherever it is shown."""
    return CouncilSettings(
        council=council,
        in_force_from=datetime.date.min,
        on_cost_rate=Decimal("0.2800"),
        key_decision_pence=250_000_00,
        suppression_threshold=LOWEST_SUPPRESSION,
        stale_after_days=180,
        source="Collab’s default, until the council sets its own",
    )
