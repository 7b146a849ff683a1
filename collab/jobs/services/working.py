"""Doing a job, so that it is done once whatever happens to the worker.

The queue (django-tasks) holds notes to look at a job, and a note may come too often or too late without harm: a job
is taken up by a lease that one worker at a time can hold, and finished only by the worker that holds it. Whoever takes
a job up leaves a note for the moment at which the lease ends; if the worker is dead by then, another reads it.
"""

import datetime
import logging
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from types import FrameType

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from collab.child import places_of
from collab.errors import Refused
from collab.jobs.enums import State
from collab.jobs.kinds import Made, kind_called
from collab.jobs.models import MOST_ATTEMPTS, Job
from collab.jobs.queries import digest_of, left_behind
from collab.jobs.services.pruning import prune

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=30)
PAUSE = datetime.timedelta(seconds=5)
SECONDS_BETWEEN_BEATS = 2

TOO_SLOW = "It took longer than {seconds} seconds and was stopped. Nothing is lost."
GIVEN_UP = (
    f"It was begun {MOST_ATTEMPTS} times and could not be finished. Nothing is lost. "
    "Try again later; if it fails once more, tell your administrator."
)


class Lost(Exception):
    """The job is no longer this attempt's: nobody wants it now, or another worker has taken it up."""


class OutOfTime(Exception):
    """The attempt did not end in the time of its kind."""


@task()
def perform(pk: int) -> None:
    """Do the job, if it is to be done and nobody is doing it."""
    attempt = claim(pk)
    if attempt is None:
        _look_again(pk)
        return
    attempt.run()
    prune()


def claim(pk: int) -> "Lease | None":
    """A lease of the job, or None where it is over, in somebody's hands, or has been tried too often."""
    free, token, now = left_behind().filter(pk=pk), uuid.uuid4(), timezone.now()
    with transaction.atomic():
        taken = free.filter(attempts__lt=MOST_ATTEMPTS).update(
            state=State.RUNNING, token=token, leased_until=now + LEASE, started_at=now, attempts=F("attempts") + 1,
            doing="", done=0, total=0,
        )  # fmt: skip
        if taken:
            _look_again(pk)
            return Lease(Job.objects.defer("result").get(pk=pk), token)
        free.filter(attempts__gte=MOST_ATTEMPTS).update(
            state=State.FAILED, error=GIVEN_UP, token=None, leased_until=None, finished_at=now
        )
    return None


def _look_again(pk: int) -> None:
    """A note in the queue for the moment at which the lease of a running job is over."""
    until = Job.objects.filter(pk=pk, state=State.RUNNING).values_list("leased_until", flat=True).first()
    if until is not None:
        perform.using(run_after=until).enqueue(pk)


def take_up_left_behind() -> None:
    """A note for each job on which nobody works. Called when a worker starts: after a crash some may have none."""
    for pk in left_behind().values_list("pk", flat=True):
        perform.enqueue(pk)


class Lease:
    """One attempt at a job. Every write to the job asks whether the lease is still this attempt's."""

    def __init__(self, job: Job, token: uuid.UUID) -> None:
        self.job = job
        self._mine = Job.objects.filter(pk=job.pk, token=token)
        self._renewed = time.monotonic()

    def progress(self, doing: str, done: int = 0, total: int = 0) -> None:
        self._renew(doing=doing[:200], done=done, total=total)

    def beat(self, doing: str = "") -> None:
        if time.monotonic() - self._renewed >= SECONDS_BETWEEN_BEATS:
            self._renew(**{"doing": doing[:200]} if doing else {})

    def _renew(self, **fields: str | int) -> None:
        if not self._mine.update(leased_until=timezone.now() + LEASE, **fields):
            raise Lost
        self._renewed = time.monotonic()

    def run(self) -> None:
        """Work until it is done, refused, out of time or no longer wanted, and keep what came of it."""
        try:
            kind = kind_called(self.job.kind)
            with _time_limit(kind.seconds):
                made = kind.make(self.job.payload, self)
        except Lost:
            return
        except Refused as refused:
            self._fail(refused.reason)
        except OutOfTime:
            self._fail(TOO_SLOW.format(seconds=kind.seconds))
        except Exception as error:
            # The message could quote what was being made, so the log has the type and the places only.
            logger.error("%s failed in attempt %s: %s", self.job, self.job.attempts, places_of(error))
            self._again()
        except BaseException:
            # The worker is told to stop: another may go on at once.
            self._again()
            raise
        else:
            self._finish(made)

    def _finish(self, made: Made) -> None:
        self._mine.update(
            state=State.DONE, result=made.data, content_type=made.content_type, size=len(made.data),
            sha256=sha256(made.data).hexdigest(),
            digest=digest_of(self.job.kind, self.job.payload, made.content), token=None, leased_until=None,
            finished_at=timezone.now(),
        )  # fmt: skip

    def _fail(self, reason: str) -> None:
        self._mine.update(
            state=State.FAILED, error=reason[:500], token=None, leased_until=None, finished_at=timezone.now()
        )

    @transaction.atomic
    def _again(self) -> None:
        if self.job.attempts >= MOST_ATTEMPTS:
            self._fail(GIVEN_UP)
        elif self._mine.update(state=State.WAITING, token=None, leased_until=None):
            perform.using(run_after=timezone.now() + PAUSE).enqueue(self.job.pk)


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise OutOfTime in the midst of what takes longer. A worker works in its main thread, where alone this counts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
