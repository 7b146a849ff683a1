"""A programme and the councils in it."""

import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.enums import Stage
from programme.models.kept import KnownDate, exactness


class Council(models.Model):
    """A council: one record in an installation, whatever programmes it takes part in."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    short_name = models.CharField(max_length=80)
    ons_code = models.CharField("ONS code", max_length=9, unique=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """What several councils plan and decide together.

    `own_date` stands for today in a programme that lives at a date of its own, such as the
    demonstration; `demonstration_note` says there what is fictitious and is printed on every page and paper.
    """

    # What its history tells of: as with Kept.
    asked = ("name", "summary", "stage", "since", "stage_reason", "stage_review_on")
    private: tuple[str, ...] = ()
    called = "name"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=30, choices=Stage)
    stage_since = models.DateField()
    stage_exactness = exactness()
    since = KnownDate("stage_since", "stage_exactness", "since", "As exactly as it is known.", needed=True)
    stage_reason = models.TextField("why", blank=True)
    stage_review_on = models.DateField("looked at again on", null=True, blank=True)
    own_date = models.DateField(null=True, blank=True)
    demonstration_note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    councils = models.ManyToManyField(Council, through="ProgrammeCouncil", related_name="programmes")

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="programme_stage_known"),
            models.CheckConstraint(
                condition=~models.Q(stage=Stage.DEFERRED) | ~models.Q(stage_reason=""),
                name="programme_deferred_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(own_date__isnull=True) | ~models.Q(demonstration_note=""),
                name="programme_own_date_is_explained",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme-overview", args=[self.slug])

    @property
    def is_demonstration(self) -> bool:
        return bool(self.demonstration_note)

    @property
    def today(self) -> datetime.date:
        """The day from which ages and deadlines of this programme count."""
        return self.own_date or timezone.localdate()

    @property
    def stage_review_is_late(self) -> bool:
        """The day on which the stage was to be looked at again is past."""
        return self.stage_review_on is not None and self.stage_review_on < self.today


class ProgrammeCouncil(models.Model):
    """A council's part in one programme. `position` is the programme's own order, which settles ties.

    Population, net revenue budget and fixed share are what joint amounts may be apportioned by; each has its source.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="programme_councils")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="programme_councils")
    position = models.PositiveSmallIntegerField()
    executive = models.CharField("form of executive", max_length=100, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=100, blank=True)
    net_revenue_budget_pence = PenceField("net revenue budget", null=True, blank=True)
    budget_source = models.CharField(max_length=100, blank=True)
    fixed_share = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    share_source = models.CharField(max_length=100, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "council"], name="programme_council_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="programme_council_position_once"),
            models.CheckConstraint(
                condition=models.Q(population__isnull=True) | ~models.Q(population_source=""),
                name="programme_council_population_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(net_revenue_budget_pence__isnull=True) | ~models.Q(budget_source=""),
                name="programme_council_budget_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(fixed_share__isnull=True) | ~models.Q(share_source=""),
                name="programme_council_share_has_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} in {self.programme}"
