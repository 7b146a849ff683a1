"""Throwing away what is old."""

import datetime
from collections.abc import Callable

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from collab.jobs.enums import LIVE, State
from collab.jobs.models import Job

KEPT_FOR = datetime.timedelta(days=7)
REMEMBERED_FOR = datetime.timedelta(days=30)
NOTES_KEPT_FOR = datetime.timedelta(days=1)

_others: list[Callable[[], None]] = []


def also_prune(act: Callable[[], None]) -> None:
    """For the floors above, when Django starts: `act` throws away what of theirs is old."""
    _others.append(act)


def prune_after(time: datetime.timedelta) -> None:
    """A worker prunes then, whatever else it has to do."""
    prune_again.using(run_after=timezone.now() + time).enqueue()


@task()
def prune_again() -> None:
    prune()


def prune() -> None:
    """Results go after a week and every trace of them after a month; what the queue remembers, after a day; and what
    the floors above keep for a time alone."""
    now = timezone.now()
    Job.objects.filter(state=State.DONE, finished_at__lt=now - KEPT_FOR).update(state=State.EXPIRED, result=None)
    Job.objects.exclude(state__in=LIVE).filter(asked_at__lt=now - REMEMBERED_FOR).delete()
    notes = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    notes.filter(enqueued_at__lt=now - NOTES_KEPT_FOR).delete()
    for act in _others:
        act()
