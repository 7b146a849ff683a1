"""What a programme consists of: workstreams, and the projects below them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from collab.history import HistoriedManager, historied
from programme.enums import WorkstreamState
from programme.models.kept import InOrder, Kept, KnownDate, exactness, one_of
from programme.models.programme import Council, Programme


class Workstream(InOrder, Kept):
    """A workstream, or a project below one (`parent`), with the councils that take part in it.

    Councils that are not members of the programme are named in `other_councils`, one on a line: they have no record
    of their own here until they take part in a programme.
    """

    asked = (
        "name", "parent", "state", "state_reason", "lead", "starts", "ends", "councils", "other_councils", "summary",
        "source",
    )  # fmt: skip
    called = "name"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="workstreams")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="projects",
        verbose_name="part of", help_text="Leave this open for a workstream of its own.",
    )  # fmt: skip
    name = models.CharField("name", max_length=100)
    state = models.CharField("state", max_length=20, choices=WorkstreamState)
    state_reason = models.TextField("why it is deferred", blank=True, max_length=2000)
    lead = models.CharField("who leads it", blank=True, max_length=150, help_text="A role rather than a name.")
    starts_on = models.DateField(null=True, editable=False)
    starts_exactness = exactness()
    starts = KnownDate("starts_on", "starts_exactness", "starts", "As exactly as it is known.")
    ends_on = models.DateField(null=True, editable=False)
    ends_exactness = exactness()
    ends = KnownDate("ends_on", "ends_exactness", "ends", "As exactly as it is known.")
    councils = models.ManyToManyField(
        Council, through="WorkstreamCouncil", blank=True, related_name="workstreams",
        verbose_name="councils of the programme that take part",
    )  # fmt: skip
    other_councils = models.TextField(
        "other councils that take part", blank=True, max_length=1000,
        help_text="Councils that are not members of this programme, one on a line.",
    )  # fmt: skip
    summary = models.TextField("what it is about", max_length=5000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="workstream_name_once", violation_error_code="name",
                violation_error_message="There is a workstream of this name already",
            ),
            one_of("state", WorkstreamState, "workstream_state_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if (self.state == WorkstreamState.DEFERRED) != bool(self.state_reason):
            say = "Only what is deferred has a reason for it" if self.state_reason else "Say why it is deferred"
            raise ValidationError({"state_reason": say})
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk or self._has_projects()):
            raise ValidationError({"parent": "A project stands below a workstream, and nothing stands below a project"})
        ends = Workstream.ends.last_day(self)
        if self.starts_on and ends and ends < self.starts_on:
            raise ValidationError({"ends": "It cannot end before it starts"})

    def _has_projects(self) -> bool:
        return self.pk is not None and self.projects.exists()

    def siblings(self) -> Any:
        return Workstream.objects.filter(programme=self.programme_id, parent=self.parent_id)

    def belongings(self) -> list[models.Model]:
        rows: list[models.Model] = list(self.workstream_councils.all())
        for project in self.projects.all():
            rows += [*project.belongings(), project]
        return rows

    @property
    def others(self) -> list[str]:
        """The names of councils outside the programme."""
        return [line.strip() for line in self.other_councils.splitlines() if line.strip()]


class WorkstreamCouncil(models.Model):
    """A council of the programme takes part in a workstream."""

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="workstream_councils")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="workstream_councils")

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workstream", "council"], name="workstream_council_once")]

    def __str__(self) -> str:
        return f"{self.council} in {self.workstream}"
