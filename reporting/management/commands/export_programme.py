"""Writes the bundle of a programme; brought in elsewhere and written again, it is the same bytes."""

from argparse import ArgumentParser
from typing import Any

from collab import commands
from programme.queries import programme_called
from reporting.bundle import write_out


class Command(commands.Command):
    help = __doc__ or ""
    name = "export_programme"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--output", metavar="FILE", required=True)

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        by = self.actor(options)
        programme = programme_called(options["slug"], by=by)
        data = write_out(programme, by=by)
        commands.write_bytes(options["output"], data)
        summary = f"The bundle of {programme.name} is in {options['output']} ({len(data):,} bytes)."
        return summary, {"programme": programme.slug, "output": options["output"], "bytes": len(data)}
