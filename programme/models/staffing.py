"""What a council's posts are, on one day: the baseline from which every saving is worked out."""

from django.conf import settings
from django.db import models

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from collab.moments import day
from programme.enums import FROZEN, BaselineStatus
from programme.models.programme import Council, Programme


class StaffedPost(models.Model):
    """What a post of a baseline and one of an operating model have in common.

    `fte` is a share of full time (or, for a row that stands for many, their sum); `salary_pence` a full-time year's pay
    before on-costs; `on_cost_rate` a share of salary; `cost_pence` what the post costs a year, reckoned once by
    collab.calc.costing. `tier` is None where it is not said. `statutory` lists StatutoryPost values, `reports_to` names
    a post of the same structure, `shared_with` lists {"council": slug, "part": "0.5"}.
    """

    ref = models.CharField("reference", max_length=100)
    title = models.CharField(max_length=300)
    service = models.CharField(max_length=200, blank=True)
    tier = models.PositiveSmallIntegerField(null=True, blank=True)
    fte = models.DecimalField("FTE", max_digits=9, decimal_places=4)
    salary_pence = PenceField("salary")
    on_cost_rate = models.DecimalField("on-cost rate", max_digits=6, decimal_places=4)
    cost_pence = PenceField("cost", editable=False)
    reports_to = models.CharField("reports to", max_length=100, blank=True)
    statutory = models.JSONField("statutory posts", default=list, blank=True)
    funding_source = models.CharField("funding source", max_length=200, blank=True)
    shared_with = models.JSONField("shared with", default=list, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


def sound_post(name: str) -> list[models.BaseConstraint]:
    """No part of a post is less than nothing."""
    return [
        models.CheckConstraint(condition=models.Q(**{f"{field}__gte": 0}), name=f"{name}_{field}")
        for field in ("fte", "salary_pence", "on_cost_rate", "cost_pence")
    ]


class Baseline(models.Model):
    """A council's posts as at a day. Its posts change only while it is a draft; what is validated stays as it was.

    `source` says what it was made from. It is released when the council lets the programme see its posts.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="baselines")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="baselines")
    as_at = models.DateField("as at")
    status = models.CharField(max_length=20, choices=BaselineStatus, default=BaselineStatus.DRAFT)
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Of the file that it was made from, so that the same file makes one baseline.
    digest = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    validated_at = models.DateTimeField(null=True, blank=True)
    # None where a command did it, of which the history tells.
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["-as_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=BaselineStatus.values), name="baseline_status_known"),
            models.CheckConstraint(condition=~models.Q(source=""), name="baseline_has_source"),
            models.UniqueConstraint(
                fields=["programme", "council", "as_at"],
                condition=models.Q(status=BaselineStatus.VALIDATED),
                name="baseline_validated_one_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(validated_at__isnull=False)
                | ~models.Q(status__in=[BaselineStatus.VALIDATED, BaselineStatus.SUPERSEDED]),
                name="baseline_validated_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(validated_at__isnull=False),
                name="baseline_released_is_validated",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_by__isnull=True) | models.Q(submitted_at__isnull=False),
                name="baseline_submitted_by_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(validated_by__isnull=True) | models.Q(validated_at__isnull=False),
                name="baseline_validated_by_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(released_by__isnull=True) | models.Q(released_at__isnull=False),
                name="baseline_released_by_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name} as at {day(self.as_at)}"

    @property
    def is_frozen(self) -> bool:
        return self.status in FROZEN


class Post(StaffedPost):
    """A post of a baseline: the post, not whoever holds it.

    `personal` has what a file said of its holder, where the council asked for that to be kept; it is in no history.
    `estimated` says in words what of the figures the file does not state.
    """

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="posts")
    grade = models.CharField(max_length=100, blank=True)
    vacant = models.BooleanField(default=False)
    in_scope = models.BooleanField("in scope", default=True)
    estimated = models.CharField(max_length=300, blank=True)
    personal = models.JSONField(default=dict, blank=True)

    history = historied(without=("personal",))
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            *sound_post("post"),
            models.UniqueConstraint(fields=["baseline", "ref"], name="post_ref_once"),
        ]


class BaselineGroup(models.Model):
    """The posts of a validated baseline that have service, tier, grade and scope in common, summed once when it is
    frozen. `salary_pence` is the sum of salary × FTE of each post to the penny; `vacant` counts those without a holder;
    `largest_pence` is the cost of the costliest of them, by which is seen whether the sum would give it away.
    """

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="groups")
    service = models.CharField(max_length=200, blank=True)
    tier = models.PositiveSmallIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=100, blank=True)
    in_scope = models.BooleanField()
    posts = models.PositiveIntegerField()
    vacant = models.PositiveIntegerField()
    fte = models.DecimalField(max_digits=14, decimal_places=4)
    salary_pence = PenceField()
    cost_pence = PenceField()
    largest_pence = PenceField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.service} {self.tier} {self.grade}"
