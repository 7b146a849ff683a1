"""An operating model as it was when somebody wanted to keep it."""

from django.conf import settings
from django.db import models

from collab.db import PenceField
from collab.history import AppendOnly
from programme.models.operating_model import OperatingModel


class ModelVersion(AppendOnly):
    """A model, frozen. Rows are never changed, and a model that has one is never deleted.

    `content` is the model as a bundle writes it. `measured_against` lists the baselines of then, each as {"council":
    slug, "as_at": "2012-11-30", "cost": pounds}; `saving_pence` is the gross saving in a full year against them, or
    None where a council had no validated one.
    """

    model = models.ForeignKey(OperatingModel, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    content = models.JSONField()
    measured_against = models.JSONField(default=list)
    posts = models.PositiveIntegerField()
    cost_pence = PenceField()
    saving_pence = PenceField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    job = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="model_version_number_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="model_version_has_reason"),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | ~models.Q(job=""), name="model_version_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def who(self) -> str:
        return self.by.name if self.by else self.job
