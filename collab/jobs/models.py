"""A piece of long work, and who asked for it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from collab.jobs.enums import LIVE, State

LONGEST_TITLE = 300
MOST_ATTEMPTS = 3


class Job(models.Model):
    """One thing to make. `payload` names by their ids what it is made of, `digest` the content that was asked for.

    Whoever works on it holds a lease: a `token` of its own until `leased_until`. Without a lease, or when that is
    over, anybody may take it up.
    """

    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    doing = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.BinaryField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["digest", "state"], name="job_by_content")]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=Q(state__in=LIVE), name="job_made_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, token__isnull=False, leased_until__isnull=False)
                | (~Q(state=State.RUNNING) & Q(token__isnull=True, leased_until__isnull=True)),
                name="job_is_leased_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, result__isnull=False) | (~Q(state=State.DONE) & Q(result__isnull=True)),
                name="job_has_its_result_when_done",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=MOST_ATTEMPTS), name="job_attempts_are_few"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class Asking(models.Model):
    """Somebody's claim to what a job makes: `what` it is ("PDF") of the thing called `title`. It is theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="askings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    title = models.CharField(max_length=LONGEST_TITLE)
    file_name = models.CharField(max_length=120)
    return_to = models.CharField(max_length=300)
    asked_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [models.UniqueConstraint(fields=["job", "by"], name="asking_once_by_each")]

    def __str__(self) -> str:
        return f"{self.what} of {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def state(self) -> Any:
        """That of the job, but for somebody who no longer wants it."""
        return State.CANCELLED if self.withdrawn_at else State(self.job.state)


class Round(models.Model):
    """Something that workers do every day, and when it is next due."""

    name = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
