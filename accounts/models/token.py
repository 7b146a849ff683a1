"""Tokens: how a program acts for a person."""

from django.conf import settings
from django.db import models

from collab.history import HistoriedManager, historied

# What neither the history nor anybody else is told.
UNTOLD = ("secret_digest", "last_used_on")


class Token(models.Model):
    """Lets a program read over the API whatever the person may read. Withdrawn, it is deleted, and its history stays.

    `secret_digest` is of the token, which itself is kept nowhere (accounts/tokens.py).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    # The day and not the moment: enough to see what is still in use.
    last_used_on = models.DateField(null=True, blank=True, editable=False)

    history = historied(without=UNTOLD)
    objects = HistoriedManager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="token_has_name"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="token_has_a_time"),
        ]

    def __str__(self) -> str:
        return self.name
