"""What changes about a person. Each change is signed; what signing in leaves behind is none."""

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import rules
from accounts.models import User
from accounts.services.tokens import withdraw_tokens
from collab.errors import Refused
from collab.history import record


def remember_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """Called at every sign-in, in place of Django's own receiver, which forgets the sign-in before."""
    user.previous_sign_in_at, user.last_login = user.last_login, timezone.now()
    user.save(update_fields=["previous_sign_in_at", "last_login"])
    _forget_sessions_that_are_over()


@transaction.atomic
def make_account(*, email: str, name: str, password: str | None, by: Any, reason: str, **fields: Any) -> User:
    """A new account; without a password nobody signs in with it until one is chosen. `by` None: the person.

    Refused with code "in-use" where the address has an account already.
    """
    user = User(email=email.strip().lower(), name=" ".join(name.split()), **fields)
    user.set_password(password)
    try:
        with transaction.atomic():
            record(user, by=by or user, reason=reason)
    except IntegrityError as error:
        raise Refused(f"{user.email} has an account already.", code="in-use") from error
    return user


@transaction.atomic
def change_name(user: User, *, name: str, by: Any, reason: str = "changed their name") -> User:
    user = _locked(user)
    user.name = " ".join(name.split())
    record(user, by=by, reason=reason)
    return user


@transaction.atomic
def choose_password(user: User, *, password: str, by: Any, reason: str) -> None:
    """A new password, with which every session and token of the person ends. The history tells that there is one, and
    not it."""
    user.set_password(password)
    record(user, by=by, reason=reason)
    _end(UserSession.objects.filter(user=user))
    withdraw_tokens(user, by=by, reason=reason)


@transaction.atomic
def close_account(user: User, *, by: Any, reason: str) -> User:
    """Nobody signs in with it any more, and every session and token ends at once. Roles stay, for when it is opened
    again.

    Refused with code "not-allowed" or "closed".
    """
    user = _locked(user)
    _refuse(rules.why_not_close(user, by))
    user.is_active = False
    record(user, by=by, reason=reason)
    _end(UserSession.objects.filter(user=user))
    withdraw_tokens(user, by=by, reason=reason)
    return user


@transaction.atomic
def reopen_account(user: User, *, by: Any, reason: str) -> User:
    user = _locked(user)
    _refuse(rules.why_not_reopen(user, by))
    user.is_active = True
    record(user, by=by, reason=reason)
    return user


@transaction.atomic
def let_set_up(user: User, *, by: Any, reason: str) -> User:
    """From now on the person may make programmes."""
    user = _locked(user)
    if not user.may_set_up:
        user.may_set_up = True
        record(user, by=by, reason=reason)
    return user


# Sessions


@transaction.atomic
def end_session(session: UserSession) -> None:
    """Whoever is signed in there is signed out with the next request."""
    _end(UserSession.objects.filter(pk=session.pk))


@transaction.atomic
def end_sessions(user: User, *, but: str | None) -> int:
    """End every session of `user` but the one of that key; how many there were."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=but))


def _forget_sessions_that_are_over() -> None:
    """From where and with what somebody was signed in is nobody's business once they are not. A session that is just
    being begun has no row of Django's yet, so that young ones stay."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    old = UserSession.objects.filter(created_at__lt=now - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))
    old.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _end(sessions: Any) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)


def _locked(user: User) -> User:
    found: User = User.objects.select_for_update().get(pk=user.pk)
    return found


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason, code="not-allowed")
