"""Sign-in with allauth's views and our forms, and the mail that would have been sent."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import forms

# Django's file backend ends every message with this line.
BETWEEN_MESSAGES = b"\n" + b"-" * 79 + b"\n"
SHOWN = 50
# Django's form views take PUT for POST; nothing here sends one.
METHODS = ["get", "head", "post", "options"]


class SignIn(allauth_views.LoginView):
    form_class = forms.SignInForm
    http_method_names = METHODS

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            response.status_code = 429
        return response


class Forgotten(allauth_views.PasswordResetView):
    form_class = forms.ForgottenForm
    http_method_names = METHODS


class NewPassword(allauth_views.PasswordResetFromKeyView):
    form_class = forms.NewPasswordForm
    http_method_names = METHODS


class ChangePassword(allauth_views.PasswordChangeView):
    form_class = forms.ChangePasswordForm
    http_method_names = METHODS


class SignInAgain(allauth_views.ReauthenticateView):
    form_class = forms.AgainForm
    http_method_names = METHODS


@dataclass(frozen=True)
class SentMail:
    to: str
    subject: str
    sent_at: datetime | None
    body: str


@require_safe
@never_cache
@login_not_required
def sent_mail(request: HttpRequest) -> HttpResponse:
    """Where Collab is tried out, nobody receives mail: the page shows it instead. Elsewhere there is no such page."""
    if not settings.SHOW_MAIL:
        raise Http404
    return render(request, "account/sent_mail.html", {"mails": _mails(Path(settings.MAIL_FOLDER)), "shown": SHOWN})


def _mails(folder: Path) -> list[SentMail]:
    """The newest messages first. A file may hold several, in the order in which they were sent."""
    found: list[SentMail] = []
    for path in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        parts = [part for part in path.read_bytes().split(BETWEEN_MESSAGES) if part.strip()]
        found += [_mail(part) for part in reversed(parts)]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _mail(content: bytes) -> SentMail:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy promises
    body = message.get_body(preferencelist=("plain", "html"))
    return SentMail(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=parsedate_to_datetime(str(message["Date"])) if message["Date"] else None,
        body=body.get_content().strip() if body else "",
    )
