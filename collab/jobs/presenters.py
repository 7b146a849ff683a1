"""How a job stands, in words."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from collab.jobs.enums import State
from collab.jobs.models import MOST_ATTEMPTS, Asking
from collab.jobs.services import KEPT_FOR

SLOW_AFTER = datetime.timedelta(seconds=15)
SLOW = (
    "This is taking longer than usual: nothing seems to be making files at the moment. Nothing is lost, and you need "
    "not stay: it will be made as soon as that works again. If it still waits in ten minutes, tell whoever runs Collab "
    "at your council that its worker does not answer."
)
HEADINGS = {
    State.WAITING: "is being made",
    State.RUNNING: "is being made",
    State.DONE: "is ready",
    State.FAILED: "could not be made",
    State.CANCELLED: "was stopped",
    State.EXPIRED: "is no longer kept",
}


@dataclass(frozen=True)
class PresentedJob:
    """`done` of `total` steps; a total of 0 says that nobody knows how many there are."""

    heading: str
    sentence: str
    is_live: bool
    is_ready: bool
    done: int = 0
    total: int = 0
    kept_until: datetime.datetime | None = None


def present_asking(asking: Asking, *, ahead: int, somebody_works: bool) -> PresentedJob:
    """`ahead`: how many are to be made before it; `somebody_works`: whether any job is in a worker's hands."""
    job, state = asking.job, asking.state
    return PresentedJob(
        heading=f"Your {asking.what} {HEADINGS[state]}",
        sentence=_sentence(asking, ahead, somebody_works),
        is_live=state in (State.WAITING, State.RUNNING),
        is_ready=state == State.DONE,
        done=job.done,
        total=job.total,
        kept_until=job.finished_at + KEPT_FOR if job.finished_at and state == State.DONE else None,
    )


def _sentence(asking: Asking, ahead: int, somebody_works: bool) -> str:
    job, now = asking.job, timezone.now()
    if asking.state == State.WAITING:
        if now - job.asked_at > SLOW_AFTER and not somebody_works:
            return SLOW
        if job.attempts:
            return f"It did not work out and is tried again, {job.attempts + 1} of {MOST_ATTEMPTS} times at most."
        return f"It waits for {_others(ahead)} that came before it." if ahead else "It is about to begin."
    if asking.state == State.RUNNING:
        if job.leased_until and job.leased_until < now:
            return "What was making it has stopped. It is taken up again in a moment."
        return f"{job.doing}." if job.doing else "It has begun."
    return {
        State.DONE: "It is yours to take away.",
        State.FAILED: job.error,
        State.CANCELLED: "You stopped it. Nothing is lost: ask for it again whenever you like.",
        State.EXPIRED: f"Files are kept for {KEPT_FOR.days} days. Go back and ask for it again.",
    }[asking.state]


def _others(count: int) -> str:
    return "one other" if count == 1 else f"{count} others"
