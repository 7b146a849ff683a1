"""What a programme consists of and what has happened in it."""

from django.db import models

from collab.history import HistoriedManager, historied
from programme.enums import ConditionState, WorkstreamState
from programme.models.programme import Programme


class Workstream(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="workstreams")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=20, choices=WorkstreamState)
    summary = models.TextField()
    source = models.CharField(max_length=200)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="workstream_position_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="workstream_name_once"),
            models.CheckConstraint(condition=models.Q(state__in=WorkstreamState.values), name="workstream_state_known"),
        ]

    def __str__(self) -> str:
        return self.name


class RestartCondition(models.Model):
    """What has to be true before a deferred programme goes on."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="restart_conditions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ConditionState)
    source = models.CharField(max_length=200)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="restart_condition_position_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ConditionState.values), name="restart_condition_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Milestone(models.Model):
    """Something that happened or is to happen. `when` is how exactly the date is known, in words ("Summer 2012");
    `on` is the first day of it and puts milestones in order."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField()
    when = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=200)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.when}: {self.text}"
