"""Makes what people asked for, one job after another, and what is to be done every day, until it is stopped."""

from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from collab.jobs.kinds import all_kinds
from collab.jobs.services import prune, take_up_left_behind, take_up_rounds


class Command(db_worker.Command):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        # Somebody is looking at a page meanwhile.
        parser.set_defaults(interval=0.25, reload=False, startup_delay=False)

    def handle(self, **options: Any) -> None:
        for kind in all_kinds():
            kind.prepare()
        prune()
        take_up_left_behind()
        take_up_rounds()
        super().handle(**options)
