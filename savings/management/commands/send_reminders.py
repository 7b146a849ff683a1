"""Writes to the owners of savings lines when the quarter's update is asked for, and once more when it is overdue."""

from argparse import ArgumentParser
from typing import Any

from collab import commands
from collab.errors import Refused
from programme.models import Programme
from savings.services.reminders import Posted, letters_due, send_reminders


class Command(commands.Command):
    help = __doc__ or ""
    name = "send_reminders"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--programme", metavar="SLUG", help="of this programme alone")
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        slug = options["programme"]
        programmes = Programme.objects.filter(slug=slug) if slug else Programme.objects.all()
        if slug and not programmes:
            raise Refused(f"There is no programme “{slug}”.", code="unknown-programme")
        if options["dry_run"]:
            posted = Posted([letter for programme in programmes for letter in letters_due(programme)], [])
        else:
            posted = send_reminders(programmes)
        sent, failed = posted.sent, posted.failed
        if failed and not sent:
            raise Refused("The mail server took none of the reminders. They are sent the next time.", code="no-mail")
        would = "would be sent" if options["dry_run"] else "sent"
        summary = f"{len(sent)} reminder{'' if len(sent) == 1 else 's'} {would}, {len(failed)} not taken."
        lines = [{"kind": row.kind, "programme": row.programme.slug, "lines": len(row.rows)} for row in sent]
        return summary, {"dry_run": options["dry_run"], "sent": lines, "failed": len(failed)}
