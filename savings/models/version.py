"""A savings plan as it was agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collab.history import AppendOnly
from savings.models.plan import SavingsPlan


class PlanVersion(AppendOnly):
    """A plan, frozen. `content` has its lines in full; `authority` says who agreed it, and where that is written."""

    plan = models.ForeignKey(SavingsPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField()
    authority = models.CharField(max_length=300)
    content = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    job = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.CheckConstraint(condition=~Q(authority=""), name="plan_version_has_authority"),
            models.CheckConstraint(condition=Q(by__isnull=False) | ~Q(job=""), name="plan_version_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def who(self) -> str:
        return self.by.name if self.by else self.job
