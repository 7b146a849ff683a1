"""What is known of people, of where they are signed in and of the programs that act for them."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Token, User
from accounts.tokens import digest_of


def account_of(email: str) -> User | None:
    """The account with this address, open or closed, however it is capitalised. One query."""
    found: User | None = User.objects.filter(email__iexact=email.strip()).first()
    return found


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Where `user` is signed in now, latest first. One query."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=living)
    return found.order_by("-created_at")


def tokens_of(user: User) -> QuerySet[Token]:
    """Those that `user` has made and not withdrawn, newest first, also where their time is over. One query."""
    found: QuerySet[Token] = Token.objects.filter(user=user)
    return found


def token_that_is(text: str) -> Token | None:
    """The token of that text, with its person, if it holds and the account is open. One query."""
    rows = Token.objects.select_related("user").filter(secret_digest=digest_of(text), user__is_active=True)
    found: Token | None = rows.filter(expires_at__gt=timezone.now()).first()
    return found
