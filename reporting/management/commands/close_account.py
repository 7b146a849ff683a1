"""Closes a person's account, with which every session ends at once; --reopen opens it again."""

from argparse import ArgumentParser
from typing import Any

from accounts.queries import account_of
from accounts.services import close_account, reopen_account
from collab import commands
from collab.errors import Refused


class Command(commands.Command):
    help = __doc__ or ""
    name = "close_account"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--reason", required=True, help="kept in the history")
        parser.add_argument("--reopen", action="store_true", help="open a closed account instead")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        user = account_of(options["email"])
        if user is None:
            raise Refused(f"Nobody signs in as {options['email']}.", code="unknown-person")
        if not options["reason"].strip():
            raise Refused("Say why: --reason.", code="no-reason")
        change = reopen_account if options["reopen"] else close_account
        user = change(user, by=self.actor(options), reason=options["reason"])
        state = "open again" if user.is_active else "closed, and every session has ended"
        return f"The account of {user.email} is {state}.", {"email": user.email, "open": user.is_active}
