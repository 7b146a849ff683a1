"""What comes of the programme. Money stands apart from what is none, and one kind of money from the other."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.enums import MONEY_KINDS, Basis, BenefitKind, BenefitState, Precision, Recurrence
from programme.models.funding import AMOUNT_HINT
from programme.models.kept import Kept, KnownDate, exactness, one_of, whenever
from programme.models.programme import Council, Programme

MONEY = ("amount_pence", "precision", "recurrence", "basis", "price_base")


class Benefit(Kept):
    """Only a cash-releasing benefit and a cost avoided have an amount; what an amount means stands beside it."""

    asked = (
        "kind", "text", "state", "when", "council", *MONEY, "owner", "measure", "baseline", "baseline_on", "target",
        "target_on", "evidence", "source",
    )  # fmt: skip

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="benefits")
    kind = models.CharField("kind", max_length=20, choices=BenefitKind)
    text = models.TextField("what the benefit is", max_length=2000)
    state = models.CharField("expected or seen", max_length=20, choices=BenefitState)
    on = models.DateField(null=True, editable=False)
    exactness = exactness()
    when = KnownDate("on", "exactness", "from when", "As exactly as it is known.")
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="benefits",
        verbose_name="whose it is", help_text="Leave this open where it is everybody’s.",
    )  # fmt: skip
    amount_pence = PenceField("amount", null=True, blank=True, help_text=AMOUNT_HINT)
    precision = models.CharField("how exact the amount is", max_length=20, choices=Precision, default=Precision.EXACT)
    recurrence = models.CharField("how often", max_length=20, choices=Recurrence, default=Recurrence.NOT_SAID)
    basis = models.CharField("gross or net", max_length=20, choices=Basis, default=Basis.NOT_SAID)
    price_base = models.CharField(
        "prices of", max_length=40, blank=True, help_text="The year whose prices they are, such as 2012/13."
    )
    owner = models.CharField("who answers for it", max_length=150, blank=True, help_text="A role rather than a name.")
    measure = models.CharField("how it is measured", max_length=300, blank=True)
    baseline = models.CharField("where it started", max_length=150, blank=True)
    baseline_on = models.DateField("as at", null=True, blank=True)
    target = models.CharField("what is aimed at", max_length=150, blank=True)
    target_on = models.DateField("by", null=True, blank=True)
    evidence = models.TextField("what shows it", blank=True, max_length=2000)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("kind", BenefitKind, "benefit_kind_known"),
            one_of("state", BenefitState, "benefit_state_known"),
            one_of("precision", Precision, "benefit_precision_known"),
            one_of("recurrence", Recurrence, "benefit_recurrence_known"),
            one_of("basis", Basis, "benefit_basis_known"),
            whenever(
                ~Q(kind__in=MONEY_KINDS), Q(amount_pence__isnull=True), name="benefit_only_money_has_an_amount",
                field="kind", say="Only a cash-releasing benefit and a cost avoided have an amount",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def is_money(self) -> bool:
        return self.kind in MONEY_KINDS

    def clean(self) -> None:
        for name in ("baseline", "target"):
            if getattr(self, f"{name}_on") and not getattr(self, name):
                raise ValidationError(
                    {name: "Say what it was on that day" if name == "baseline" else "Say what is aimed at by that day"}
                )
