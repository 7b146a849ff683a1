"""Somebody with an account."""

from typing import Any

from accounts.models import User
from accounts.services import make_account
from collab.history import Job

JOB = Job("test")
PASSWORD = "correct horse battery"


def account(email: str, name: str, **fields: Any) -> User:
    return make_account(email=email, name=name, password=PASSWORD, by=JOB, reason="test", **fields)
