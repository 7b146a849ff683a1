"""What has to be true before a deferred programme goes on."""

from django.core.exceptions import ValidationError
from django.db import models

from collab.history import HistoriedManager, historied
from programme.enums import ConditionState
from programme.models.kept import InOrder, Kept, KnownDate, exactness, one_of
from programme.models.programme import Programme


class RestartCondition(InOrder, Kept):
    asked = ("text", "state", "met", "evidence", "source")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="restart_conditions")
    text = models.CharField("what has to be true", max_length=300)
    state = models.CharField("state", max_length=20, choices=ConditionState)
    met_on = models.DateField(null=True, editable=False)
    met_exactness = exactness()
    met = KnownDate("met_on", "met_exactness", "met since", "Only for a condition that is met.")
    evidence = models.TextField("what shows it", blank=True, max_length=2000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        verbose_name = "condition"
        ordering = ["position", "pk"]
        constraints = [one_of("state", ConditionState, "restart_condition_state_known")]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if (self.state == ConditionState.MET) != bool(self.met):
            say = "Only a condition that is met has a date since when" if self.met else "Say since when it is met"
            raise ValidationError({"met": say})
