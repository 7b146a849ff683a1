"""Who keeps the claim on a post that two count on."""

from django.db import models
from django.db.models import Q

from collab.history import HistoriedManager, historied
from programme.models import Council, OperatingModel, Programme
from programme.models.kept import one_of
from savings.enums import ConflictKind, Keeper
from savings.models.plan import SavingsLine


class ClaimDecision(models.Model):
    """What was decided of a conflict on a post, named by its reference. It changes no figure: the line or the model is
    changed to follow it. `claims` are those that were decided on, each as {"line", "fte", "from"}; `model` is that of
    an `also_in_model`, `line` the one that keeps the claim where several have it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="claim_decisions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="claim_decisions")
    post_ref = models.CharField("post", max_length=100)
    kind = models.CharField(max_length=20, choices=ConflictKind)
    model = models.ForeignKey(
        OperatingModel, on_delete=models.CASCADE, null=True, blank=True, related_name="claim_decisions"
    )
    keeper = models.CharField("who keeps the claim", max_length=10, choices=Keeper)
    line = models.ForeignKey(SavingsLine, on_delete=models.PROTECT, null=True, blank=True, related_name="claims_kept")
    reason = models.TextField("why")
    authority = models.CharField(max_length=300)
    decided_on = models.DateField()
    claims = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "council", "post_ref", "kind", "model"],
                condition=Q(model__isnull=False),
                name="claim_decision_once_a_model",
            ),
            models.UniqueConstraint(
                fields=["programme", "council", "post_ref", "kind"],
                condition=Q(model__isnull=True),
                name="claim_decision_once",
            ),
            one_of("kind", ConflictKind, "claim_decision_kind_known"),
            one_of("keeper", Keeper, "claim_decision_keeper_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="claim_decision_has_reason"),
            models.CheckConstraint(condition=~Q(authority=""), name="claim_decision_has_authority"),
            models.CheckConstraint(
                condition=Q(kind=ConflictKind.ALSO_IN_MODEL, model__isnull=False)
                | (~Q(kind=ConflictKind.ALSO_IN_MODEL) & Q(model__isnull=True)),
                name="claim_decision_model_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_ref}: {self.keeper}"
