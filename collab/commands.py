"""What all of Collab's commands share: who acts, one JSON object or a short summary, and plain refusals."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from collab.errors import Refused
from collab.history import Job


class Command(BaseCommand):
    """A command that writes nothing when it refuses, and says why in one sentence with exit status 1."""

    requires_system_checks: list[str] = []
    name = ""
    from_shell = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="EMAIL", help="act as this person; without it, as the command itself")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def run_from_argv(self, argv: list[str]) -> None:
        self.from_shell = True
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            summary, data = self.act(**options)
        except Refused as refused:
            if self.from_shell:
                # Django would put the name of a class before the sentence.
                self.stderr.write(refused.reason)
                sys.exit(1)
            raise CommandError(refused.reason) from refused
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) if options["json"] else summary)

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        """Do it; return the summary for people and the object for programs."""
        raise NotImplementedError

    def actor(self, options: dict[str, Any]) -> Any:
        """The person of --by, or the command as a named job."""
        if not options["by"]:
            return Job(f"command {self.name}")
        user = get_user_model().objects.filter(email__iexact=options["by"], is_active=True).first()
        if user is None:
            raise Refused(f"Nobody signs in as {options['by']}.", code="unknown-person")
        return user

    def progress(self, words: str) -> None:
        """How far it is, on standard error, where somebody is looking."""
        if self.from_shell and sys.stderr.isatty():
            self.stderr.write(words, lambda plain: plain)


def read_bytes(path: str, *, most: int | None = None) -> bytes:
    """The file's bytes; Refused with a plain sentence where it cannot be read, or has more of them than `most`."""
    try:
        with Path(path).open("rb") as file:
            data = file.read() if most is None else file.read(most + 1)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.", code="no-file") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.", code="unreadable") from error
    if most is not None and len(data) > most:
        raise Refused(f"{path} is larger than {most // 1024 // 1024} MB.", code="too-large")
    return data


def write_bytes(path: str, data: bytes) -> None:
    """Write the file whole or not at all."""
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {error.strerror}.", code="unwritable") from error
