"""What is to be done every day, by whichever worker comes to it first.

A round is a row that says when it is next due. Whoever finds it due puts it off by an hour before beginning, in one
statement that one worker alone can win, and to the next morning when all of it is done: so a worker that is killed, or
an act that could not do everything, leaves it to be taken up again in an hour, and what is done is done for the day.
"""

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from collab.child import places_of
from collab.jobs.models import Round

logger = logging.getLogger(__name__)

MORNING = datetime.time(7, 30)
AGAIN_AFTER = datetime.timedelta(hours=1)

_acts: dict[str, Callable[[], bool]] = {}


def every_morning(name: str, act: Callable[[], bool]) -> None:
    """For the floors above, when Django starts. `act` says whether all of it is done, and may be called again."""
    _acts[name] = act


def take_up_rounds() -> None:
    """A note in the queue for each round, at the time when it is due. Called when a worker starts."""
    for name in _acts:
        row = Round.objects.get_or_create(name=name, defaults={"due_at": _morning_after(timezone.now())})[0]
        go_round.using(run_after=row.due_at).enqueue(name)


@task()
def go_round(name: str) -> None:
    """Do it, if it is due. A note too many does no harm."""
    act = _acts.get(name)
    until = _put_off(name) if act else None
    if act is None or until is None:
        return
    try:
        done = act()
    except Exception as error:
        # The message could name somebody, so the log has the type and the places only.
        logger.error("The round of %s failed: %s", name, places_of(error))
        return
    if done:
        # Not before tomorrow, however late in the night it is now.
        _put_to(name, until, _morning_after(_end_of_day(timezone.now())))


def _put_off(name: str) -> datetime.datetime | None:
    """Until when the round is ours; None where it is not due."""
    now = timezone.now()
    until = now + AGAIN_AFTER
    due = Round.objects.filter(name=name, due_at__lte=now).values_list("due_at", flat=True).first()
    return until if due is not None and _put_to(name, due, until) else None


@transaction.atomic
def _put_to(name: str, was: datetime.datetime, due_at: datetime.datetime) -> bool:
    """Whether it was still due when we thought; with a note for when it is due next."""
    if not Round.objects.filter(name=name, due_at=was).update(due_at=due_at):
        return False
    go_round.using(run_after=due_at).enqueue(name)
    return True


def _morning_after(now: datetime.datetime) -> datetime.datetime:
    here = timezone.localtime(now)
    day = here.date() + datetime.timedelta(days=here.time() > MORNING)
    return timezone.make_aware(datetime.datetime.combine(day, MORNING))


def _end_of_day(now: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(now).replace(hour=23, minute=59)
