"""What has happened in a programme, and what is to happen."""

import datetime

from django.db import models

from collab.history import HistoriedManager, historied
from programme.enums import MilestoneState
from programme.models.kept import Kept, KnownDate, exactness, one_of
from programme.models.programme import Programme


class Milestone(Kept):
    """`when` is the date as exactly as it is known, in words; `on` is the first day of it and puts dates in order."""

    asked = ("when", "text", "state", "source")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField(editable=False)
    exactness = exactness()
    when = KnownDate("on", "exactness", "when", "As exactly as it is known.", needed=True)
    text = models.CharField("what happened, or is to happen", max_length=300)
    state = models.CharField("state", max_length=20, choices=MilestoneState, default=MilestoneState.DONE)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        verbose_name = "date"
        ordering = ["on", "pk"]
        constraints = [one_of("state", MilestoneState, "milestone_state_known")]

    def __str__(self) -> str:
        return f"{self.when}: {self.text}"

    def is_late(self, today: datetime.date) -> bool:
        """It was planned, and the last day of what was said is past."""
        last = Milestone.when.last_day(self)
        return self.state == MilestoneState.PLANNED and last is not None and last < today
