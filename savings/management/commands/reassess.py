"""Prints the joint saving of an operating model as validated, and as it stands after the councils' own lines."""

from argparse import ArgumentParser
from typing import Any

from collab import commands
from collab.calc.money import to_the_penny
from collab.calc.reassess import Reassessment
from programme.queries import programme_called
from savings.queries import reassessment_of


class Command(commands.Command):
    help = __doc__ or ""
    name = "reassess"

    def add_arguments(self, parser: ArgumentParser) -> None:
        # It reads for whoever keeps the installation, and so names the posts and lines of every council.
        parser.add_argument("programme")
        parser.add_argument("model", help="the code of the operating model")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        programme = programme_called(options["programme"])
        found = reassessment_of(programme, options["model"])
        return _summary(programme.name, options["model"], found), found.as_json(programme.slug, options["model"])


def _summary(programme: str, model: str, found: Reassessment) -> str:
    years = [
        f"  {year.year}: {to_the_penny(year.reassessed)}, after {to_the_penny(year.erosion.total)} of erosion"
        for year in found.years
    ]
    conflicts = [
        f"  {conflict.council}, post {conflict.post}: {conflict.kind} ({', '.join(conflict.lines)})"
        for conflict in found.conflicts
    ]
    lines = [
        f"{programme}, model {model}: a joint saving of {to_the_penny(found.as_validated)} a year as validated.",
        "As it stands after the councils’ own lines:",
        *years,
        f"Conflicts: {len(conflicts) or 'none'}.",
        *conflicts,
        *found.warnings,
    ]
    return "\n".join(lines)
