"""Mail about roles. It names the programme and the role, and nothing that anybody has written."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from programme.models import Invitation, Membership
from programme.queries.people import key_of
from programme.rules.people import as_role

logger = logging.getLogger(__name__)


def send_invitation(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether the mail has gone out; where not, the reader is told."""
    path = reverse("invitation", args=[key_of(invitation)])
    context = {
        "name": invitation.name, "programme": invitation.programme.name, "by": invitation.by.name,
        "role": as_role(invitation.role, invitation.council), "link": request.build_absolute_uri(path),
        "ends_at": invitation.ends_at,
    }  # fmt: skip
    return _send(request, "programme/email/invitation", invitation.email, context)


def tell_of_role(request: HttpRequest, given: Membership) -> bool:
    context = {
        "name": given.user.name, "programme": given.programme.name, "role": as_role(given.role, given.council),
        "link": request.build_absolute_uri(given.programme.get_absolute_url()),
    }  # fmt: skip
    return _send(request, "programme/email/role", given.user.email, context)


def _send(request: HttpRequest, template: str, to: str, context: dict[str, Any]) -> bool:
    """What was recorded stays recorded where the mail server does not answer."""
    try:
        get_adapter(request).send_mail(template, to, context)
    except (OSError, SMTPException):
        logger.exception("A mail could not be sent")
        messages.warning(request, "The mail could not be sent, because the mail server did not take it. Try later.")
        return False
    return True
