"""Lets a person make programmes, or makes them administrator of one; makes their account where there is none."""

from argparse import ArgumentParser
from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.queries import account_of
from accounts.roles import Role
from accounts.services import let_set_up, make_account
from collab import commands
from collab.errors import Refused
from documents.services import keep_style
from documents.styles import shipped_style
from programme.queries import programme_called
from programme.services import give_role

REASON = "made administrator by command"


class Command(commands.Command):
    help = __doc__ or ""
    name = "make_administrator"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", default="", help="what the person is called; needed for a new account")
        parser.add_argument("--programme", metavar="SLUG", help="a programme that has no administrator any more")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        if options["by"]:
            raise Refused("No person’s role makes administrators here; leave --by out.", code="not-allowed")
        by = self.actor(options)
        with transaction.atomic():
            user = account_of(options["email"]) or self._account(options, by)
            if options["programme"]:
                programme = programme_called(options["programme"])
                give_role(
                    user=user, programme=programme, role=Role.ADMINISTRATOR, council=None, by=by, reason=REASON
                )  # fmt: skip
                done = f"{user.name} is administrator of {programme.name}."
            else:
                let_set_up(user, by=by, reason=REASON)
                # For every council that has no style of its own, and for business cases, so that they can be begun.
                for style in ("plain", "business-case"):
                    keep_style(shipped_style(style), council=None, by=by)
                done = f"{user.name} may set up programmes."
        link = "" if user.has_usable_password() else _link(user)
        then = f"\nTo choose a password, open this once: {link}" if link else ""
        return done + then, {"email": user.email, "name": user.name, "link": link}

    def _account(self, options: dict[str, Any], by: Any) -> User:
        if not options["name"].strip():
            raise Refused("There is no account with this address yet. Say --name NAME to make one.", code="no-name")
        try:
            validate_email(options["email"].strip())
        except ValidationError as error:
            raise Refused(f"“{options['email']}” is not an e-mail address.", code="address") from error
        return make_account(email=options["email"], name=options["name"], password=None, by=by, reason=REASON)


def _link(user: User) -> str:
    """Where the person chooses a password, once, within three days."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    hosts = [host.lstrip(".") for host in settings.ALLOWED_HOSTS]
    return (f"https://{hosts[0]}" if settings.PRODUCTION else f"http://{settings.HOST}:{settings.PORT}") + path
