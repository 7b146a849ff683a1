"""Tokens are made and withdrawn by the person for whom they act, and end with a new password and with the account."""

import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Token, User
from accounts.tokens import digest_of, new_token
from collab.history import erase, erase_many, record

DEFAULT_DAYS = 90
LONGEST_DAYS = 365


@transaction.atomic
def make_token(*, name: str, days: int, by: User) -> tuple[Token, str]:
    """A token with which programs read as `by`, for 1 to LONGEST_DAYS days; and its text, which is kept nowhere."""
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"a token holds for 1 to {LONGEST_DAYS} days")
    text = new_token()
    now = timezone.now()
    token = Token(user=by, name=" ".join(name.split()), secret_digest=digest_of(text))
    token.expires_at = now + datetime.timedelta(days=days)
    record(token, by=by, reason="made a token")
    return token, text


@transaction.atomic
def withdraw_token(token: Token, *, by: User) -> None:
    """No program gets in with it any more, from the next request on."""
    erase(token, by=by, reason="withdrew the token")


def withdraw_tokens(user: User, *, by: Any, reason: str) -> None:
    """All of the person's. Called where their password changes and their account closes, in the same transaction."""
    erase_many(list(Token.objects.filter(user=user)), by=by, reason=reason)


def remember_use(token: Token) -> None:
    """Once a day. What using it leaves behind is no change of it, and has no history."""
    today = timezone.localdate()
    if token.last_used_on != today:
        models.QuerySet(Token).filter(pk=token.pk).update(last_used_on=today)
