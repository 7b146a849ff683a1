"""What is known of people and of where they are signed in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User


def account_of(email: str) -> User | None:
    """The account with this address, open or closed, however it is capitalised. One query."""
    found: User | None = User.objects.filter(email__iexact=email.strip()).first()
    return found


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Where `user` is signed in now, latest first. One query."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=living)
    return found.order_by("-created_at")
