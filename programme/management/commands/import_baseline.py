"""Reads a council's staffing file (CSV or XLSX) into a new draft baseline: all of it or nothing."""

import datetime
import json
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from collab import commands, uploads
from collab.calc.money import to_the_penny
from collab.errors import Refused
from programme.queries import council_in, programme_called
from programme.services import drafts
from programme.staffing import Problem, StaffingFile

SHOWN = 20


class Command(commands.Command):
    help = __doc__ or ""
    name = "import_baseline"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--programme", required=True)
        parser.add_argument("--council", required=True)
        parser.add_argument("--as-at", required=True, metavar="YYYY-MM-DD", help="the day whose posts the file has")
        parser.add_argument("--dry-run", action="store_true", help="read it and say what is in it, and keep nothing")
        parser.add_argument(
            "--accept-partial", action="store_true", help="keep the accepted rows though others were not"
        )
        parser.add_argument("--keep-names", action="store_true", help="keep what the file says of persons")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        programme = programme_called(options["programme"])
        council = council_in(programme, options["council"])
        as_at, name, by = _day(options["as_at"]), Path(options["file"]).name, self.actor(options)
        drafts.refuse_unless_keeper(programme, council, by)
        data = commands.read_bytes(options["file"], most=uploads.MOST_BYTES)
        self.progress(f"Reading {name}")
        file = drafts.read_baseline_file(
            data, filename=name, programme=programme, council=council, as_at=as_at, keep_names=options["keep_names"]
        )
        found = file.as_json()
        if options["dry_run"]:
            return "\n".join([*_summary(file), "Nothing was kept: this was a dry run."]), found
        try:
            drafted = drafts.draft_baseline(
                programme, council, as_at=as_at, file=file, source=f"{name}, layout {file.layout}", by=by,
                reason=f"brought in from {name}", accept_partial=options["accept_partial"], progress=self.progress,
            )  # fmt: skip
        except Refused as refused:
            self.stdout.write(
                json.dumps(found, ensure_ascii=False, indent=2) if options["json"] else "\n".join(_summary(file))
            )
            hint = " --accept-partial says so." if refused.code == "rejected-rows" else ""
            raise Refused(f"{refused.reason}{hint}", code=refused.code) from None
        done = "Kept as a draft baseline." if drafted.is_new else drafts.already_there(drafted.baseline)
        return "\n".join([*_summary(file), done]), found


def _day(text: str) -> datetime.date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(f"“{text}” is no day: write it like 2012-11-30.", code="day")


def _summary(file: StaffingFile) -> list[str]:
    lines = [
        f"Layout {file.layout}: {file.rows_read:,} rows read, {file.accepted:,} accepted, {file.rejected:,} rejected; "
        f"{file.fte:,f} FTE, salaries {to_the_penny(file.salary_total_pence)}, "
        f"with on-costs {to_the_penny(file.cost_total_pence)}.",
        *_listed("Rejected", file.errors),
        *_listed("To check", file.warnings),
    ]
    if file.dropped_columns:
        lines.append(f"Columns about persons that were dropped: {', '.join(file.dropped_columns)}.")
    return lines


def _listed(what: str, problems: list[Problem]) -> list[str]:
    lines = [
        f"  {what}, row {problem.row}{f', {problem.column}' if problem.column else ''}: {problem.message}"
        for problem in problems[:SHOWN]
    ]
    more = len(problems) - SHOWN
    return [*lines, f"  … and {more:,} more; --json lists all."] if more > 0 else lines
