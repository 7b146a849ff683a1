"""Somebody is asked to take part in a programme."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.roles import COUNCIL_ROLES, PROGRAMME_ROLES, Role
from collab.history import HistoriedManager, historied
from programme.enums import InvitationState
from programme.models.programme import Council, Programme

LASTS = datetime.timedelta(days=7)


class Invitation(models.Model):
    """One role, offered to whoever reads the mail of one address. Nobody has it before the link in the mail is
    followed, so that nothing tells whether the address had an account. `times` counts the mails: the last one's
    link alone holds. `by` sent that one, and the invitation holds as long as they keep the programme's people."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=30, choices=Role)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    sent_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=InvitationState, default=InvitationState.WAITING)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "programme", "role", "council",
                condition=models.Q(state=InvitationState.WAITING), name="invitation_waits_once",
            ),
            models.UniqueConstraint(
                Lower("email"), "programme", "role",
                condition=models.Q(state=InvitationState.WAITING, council__isnull=True),
                name="invitation_to_programme_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(COUNCIL_ROLES), council__isnull=False)
                | models.Q(role__in=sorted(PROGRAMME_ROLES), council__isnull=True),
                name="invitation_role_has_its_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=InvitationState.values), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=InvitationState.ACCEPTED, accepted_by__isnull=False)
                | (~models.Q(state=InvitationState.ACCEPTED) & models.Q(accepted_by__isnull=True)),
                name="invitation_accepted_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}: {self.get_role_display()}"

    @property
    def ends_at(self) -> datetime.datetime:
        """From when on the link in the mail does not hold any more."""
        return self.sent_at + LASTS

    @property
    def has_ended(self) -> bool:
        return timezone.now() > self.ends_at
