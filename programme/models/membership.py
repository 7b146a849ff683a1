"""Roles of people in a programme."""

from django.conf import settings
from django.db import models

from accounts.roles import COUNCIL_ROLES, PROGRAMME_ROLES, Role
from collab.history import HistoriedManager, historied
from programme.models.programme import Council, Programme


class Membership(models.Model):
    """One role of one person in one programme: for one council, or for the programme as a whole."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "programme", "council", "role"], name="membership_once"),
            models.UniqueConstraint(
                fields=["user", "programme", "role"],
                condition=models.Q(council__isnull=True),
                name="membership_of_programme_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(COUNCIL_ROLES), council__isnull=False)
                | models.Q(role__in=sorted(PROGRAMME_ROLES), council__isnull=True),
                name="membership_role_has_its_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
