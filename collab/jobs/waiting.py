"""Waiting a moment for a file that may soon be there, so that a short one needs no page of its own."""

import time

from collab.jobs.enums import LIVE
from collab.jobs.models import Job
from collab.jobs.queries import ahead_of

PATIENCE = 2.0
BETWEEN_LOOKS = 0.1


def wait_for(job: Job) -> None:
    """Return when the job is over, or after two seconds; at once where others come before it."""
    deadline = time.monotonic() + PATIENCE
    if not job.is_live or ahead_of(job):
        return
    while time.monotonic() < deadline and Job.objects.filter(pk=job.pk, state__in=LIVE).exists():
        time.sleep(BETWEEN_LOOKS)
