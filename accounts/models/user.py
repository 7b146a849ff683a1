"""People who sign in."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from collab.history import HistoriedQuerySet, historied

# What signing in leaves behind in the row: no change of the person, so no history and no signature.
SIGN_IN_FIELDS = frozenset({"last_login", "previous_sign_in_at", "password"})


class UserManager(BaseUserManager["User"].from_queryset(HistoriedQuerySet)):  # type: ignore[misc]
    """Accounts are made by accounts.services.make_account."""

    def get_by_natural_key(self, username: str | None) -> "User":
        found: User = self.get(email__iexact=username)
        return found


class User(AbstractBaseUser, PermissionsMixin):
    """One person. What they may do follows from their memberships of programmes (programme.Membership).

    `may_set_up` lets somebody make a programme where they are administrator of none yet, and nothing else.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    may_set_up = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # When the sign-in before the present one was, from which "since your last visit" counts; null at the first.
    previous_sign_in_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = historied(without=tuple(sorted(SIGN_IN_FIELDS)))
    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_whatever_the_case")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With `update_fields` of SIGN_IN_FIELDS alone, as Django saves at sign-in, there is no history."""
        fields = kwargs.get("update_fields")
        if fields is None or not set(fields) <= SIGN_IN_FIELDS:
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
