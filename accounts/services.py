"""What changes about a person."""

from typing import Any

from django.utils import timezone

from accounts.models import User


def remember_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """Called at every sign-in, in place of Django's own receiver, which forgets the sign-in before."""
    user.previous_sign_in_at, user.last_login = user.last_login, timezone.now()
    user.save(update_fields=["previous_sign_in_at", "last_login"])
