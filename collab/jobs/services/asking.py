"""Asking for something to be made, and no longer wanting it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from collab.jobs.enums import LIVE, State
from collab.jobs.kinds import Payload, kind_called
from collab.jobs.models import LONGEST_TITLE, Asking, Job
from collab.jobs.queries import digest_of, usable
from collab.jobs.services.working import perform


@transaction.atomic
def ask(
    *, kind: str, payload: Payload, content: bytes, what: str, title: str, file_name: str, return_to: str, by: Any
) -> Asking:
    """`by` would like the file that `kind` makes of `content`: made already, being made for somebody else, or new.

    It will be `what` ("PDF") of something called `title`. `return_to` is the page from which it was asked for.
    """
    digest = digest_of(kind_called(kind).name, payload, content)
    job = usable(digest) or _add(Job(kind=kind, payload=payload, digest=digest))
    if job.state == State.WAITING:
        # Also where it waits already: a second note in the queue does no harm, and a lost one is made good.
        perform.enqueue(job.pk)
    said = {
        "what": what,
        "title": title[:LONGEST_TITLE],
        "file_name": file_name,
        "return_to": return_to,
        "withdrawn_at": None,
    }
    return Asking.objects.update_or_create(job=job, by=by, defaults=said)[0]


def _add(job: Job) -> Job:
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        # Somebody asked for the same in this moment. Locked, as by `usable`: whoever claims a job without its lock, and
        # is asked for it when all is written, would wait for somebody who has it and waits for the claim.
        return Job.objects.select_for_update().defer("result").get(digest=job.digest, state__in=LIVE)
    return job


@transaction.atomic
def withdraw(asking: Asking) -> None:
    """The person no longer wants it. Where nobody else does, the work stops."""
    # Somebody who asks for the same in this moment waits, and then finds it stopped or still wanted.
    Job.objects.select_for_update().only("pk").filter(pk=asking.job_id).first()
    asking.withdrawn_at = timezone.now()
    asking.save(update_fields=["withdrawn_at"])
    wanted = Asking.objects.filter(job=asking.job_id, withdrawn_at=None)
    if not wanted.exists():
        Job.objects.filter(pk=asking.job_id, state__in=LIVE).update(
            state=State.CANCELLED, token=None, leased_until=None, finished_at=timezone.now()
        )
