"""Which jobs there are, and whose. None of these loads a result but those that are called so."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from collab.jobs.enums import LIVE, State
from collab.jobs.kinds import Payload, is_known, kind_called
from collab.jobs.models import Asking, Job


def digest_of(kind: str, payload: Payload, content: bytes) -> str:
    """Tells what is to be made: the same for the same content of the same thing, and for nothing else."""
    head = json.dumps([kind, payload], sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(head).digest() + hashlib.sha256(content).digest()).hexdigest()


def asking_of(user: Any, pk: UUID) -> Asking | None:
    """What `user` asked for and may still have; None for anybody else's, and where sight of it has been lost."""
    asking = Asking.objects.select_related("job").defer("job__result").filter(pk=pk, by=user).first()
    if asking is None or not is_known(asking.job.kind):
        return None
    return asking if kind_called(asking.job.kind).may_have(user, asking.job.payload) else None


def usable(digest: str) -> Job | None:
    """The job that has made this, or is to make it, which nobody stops until the transaction ends."""
    jobs = Job.objects.select_for_update().defer("result")
    return jobs.filter(digest=digest, state__in=(State.DONE, *LIVE)).last()


def result_of(job: Job) -> bytes | None:
    """The finished bytes; None where there are none, or no longer."""
    return _result(Job.objects.filter(pk=job.pk))


def result_called(digest: str) -> bytes | None:
    """The same of whatever job has made this."""
    return _result(Job.objects.filter(digest=digest))


def _result(jobs: QuerySet[Job]) -> bytes | None:
    found = jobs.filter(state=State.DONE).values_list("result", flat=True).last()
    return None if found is None else bytes(found)


def ahead_of(job: Job) -> int:
    """How many are to be made before it."""
    return Job.objects.filter(state__in=LIVE, pk__lt=job.pk).count()


def is_anybody_at_work() -> bool:
    """Whether some worker holds a lease."""
    return Job.objects.filter(state=State.RUNNING, leased_until__gt=timezone.now()).exists()


def left_behind() -> QuerySet[Job]:
    """Live jobs on which nobody works."""
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, leased_until__lte=timezone.now())
    return Job.objects.defer("result").filter(free)
