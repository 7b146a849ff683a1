"""A council's own savings: its plan, the lines of it, and what each takes from which post."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.models import Council, Programme
from programme.models.kept import one_of
from savings.enums import LIVE, Confidence, LineKind, LineStatus, Origin, Rating, Settlement

# What closes a budget gap: an avoided cost never does.
CASH = Q(cash_releasing=True) & ~Q(kind=LineKind.COST_AVOIDANCE)
# What the other councils know of.
OPEN_TO_ALL = Q(status__in=sorted(LIVE), held=False)
# What was agreed at some time, also where it counts no longer.
PROMISED = Q(status__in=sorted(LIVE)) | Q(agreed_on__isnull=False)
QUARTERS = ("q1_pence", "q2_pence", "q3_pence", "q4_pence")


class SavingsPlan(models.Model):
    """What a council works on. `version` is the number that it will have when it is next agreed."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="savings_plans")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="savings_plans")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "council"], name="savings_plan_one_a_council")]

    def __str__(self) -> str:
        return f"Savings plan of {self.council.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.programme.slug, self.council.slug])


class SavingsLine(models.Model):
    """One saving of a plan. `held`: agreed, and counted for its own council's people only until it is released.

    `rating` is that of the latest update. `authority` says who decided the present status, and where it is written;
    `agreed_on` stays when an agreed line is withdrawn, so that what was promised is not forgotten.
    """

    plan = models.ForeignKey(SavingsPlan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(editable=False)
    ref = models.CharField("reference", max_length=100)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=LineKind)
    status = models.CharField(max_length=20, choices=LineStatus)
    held = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, choices=Origin, blank=True)
    description = models.TextField(blank=True)
    service = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="savings_lines"
    )
    recurring = models.BooleanField(default=True)
    cash_releasing = models.BooleanField("cash-releasing", default=True)
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    rating = models.CharField(max_length=10, choices=Rating, blank=True)
    depends_on = models.TextField("depends on", blank=True)
    source = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ref"], name="savings_line_ref_once"),
            one_of("kind", LineKind, "savings_line_kind_known"),
            one_of("status", LineStatus, "savings_line_status_known"),
            models.CheckConstraint(
                condition=models.Q(origin__in=["", *Origin.values]), name="savings_line_origin_known"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__in=["", *Confidence.values]), name="savings_line_confidence_known"
            ),
            models.CheckConstraint(
                condition=models.Q(rating__in=["", *Rating.values]), name="savings_line_rating_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("line", args=[self.plan.programme.slug, self.plan.council.slug, self.pk])

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def closes_gap(self) -> bool:
        return self.cash_releasing and self.kind != LineKind.COST_AVOIDANCE


class LineAmount(models.Model):
    """What a line brings in a financial year, named by the year in which it begins. None where nothing is said.

    Planned, forecast and actual are gross; `cost_pence` is what it costs to achieve in that year, and net is less that.
    `actual_pence` is what finance has confirmed, from the beginning of the year on. The plan of the year by quarter
    adds up to the plan, or is not said. `settled` is what became of what was not delivered in a year that is over; of
    a re-timed one `replanned` says, by the later year, what that planned before and what it has been made to plan.
    """

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    planned_pence = PenceField(null=True, blank=True)
    forecast_pence = PenceField(null=True, blank=True)
    actual_pence = PenceField(null=True, blank=True)
    cost_pence = PenceField("cost to achieve", null=True, blank=True)
    q1_pence = PenceField("April to June", null=True, blank=True)
    q2_pence = PenceField("July to September", null=True, blank=True)
    q3_pence = PenceField("October to December", null=True, blank=True)
    q4_pence = PenceField("January to March", null=True, blank=True)
    settled = models.CharField(max_length=10, choices=Settlement, blank=True)
    settled_reason = models.CharField(max_length=300, blank=True)
    replanned = models.JSONField(default=dict, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        SavingsLine, on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="line_amount_one_a_year"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True for name in QUARTERS})
                | Q(planned_pence=F("q1_pence") + F("q2_pence") + F("q3_pence") + F("q4_pence")),
                name="line_amount_quarters_add_up",
            ),
            models.CheckConstraint(
                condition=Q(settled__in=["", *Settlement.values]), name="line_amount_settlement_known"
            ),
            models.CheckConstraint(
                condition=Q(settled="") | ~Q(settled_reason=""), name="line_amount_settled_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(cost_pence__isnull=True) | Q(cost_pence__gte=0), name="line_amount_cost"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class LinePost(models.Model):
    """A post of the council's baseline, by its reference, that a line takes away from a year on, and how much of it."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="posts")
    position = models.PositiveIntegerField(editable=False)
    ref = models.CharField("reference", max_length=100)
    from_year = models.PositiveSmallIntegerField()
    fte = models.DecimalField("FTE", max_digits=9, decimal_places=4)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(fte__gte=0), name="line_post_fte")]

    def __str__(self) -> str:
        return self.ref
