"""How allauth behaves here: nobody signs up, and no answer tells who has an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.services import choose_password


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence whether the address is unknown or the password wrong.
        "email_password_mismatch": "The e-mail address and password do not match. Check both and try again.",
        "invalid_login": "The e-mail address and password do not match. Check both and try again.",
        "account_inactive": "This account is closed. Ask the administrator of your programme.",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, then try again.",
        "rate_limited": "There were too many attempts. Wait five minutes, then try again.",
        "enter_current_password": "The present password is not right.",
        "incorrect_password": "The password is not right.",
        "invalid_password_reset": "The link is not valid any more. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator, never by a visitor."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def set_password(self, user: User, password: str) -> None:
        """Called by the pages on which somebody changes or resets their own password."""
        choose_password(user, password=password, by=user, reason="chose a new password")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give every template of a message the address at which the site was asked."""
        request = context.get("request") or self.request
        site = request.build_absolute_uri("/") if request else ""
        super().send_mail(template_prefix, email, {"site_address": site, **context})
