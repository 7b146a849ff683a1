"""What the councils could have: operating models, with their posts, phasing, costs and other savings."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from collab.db import PenceField
from collab.history import HistoriedManager, historied
from programme.enums import ApportionBy, ApportionOf, OtherSavingKind, PostBasis
from programme.models.programme import Council, Programme
from programme.models.staffing import Baseline, StaffedPost, sound_post


class OperatingModel(models.Model):
    """One way in which the councils could run the services. `version` counts its changes.

    It has both `apportion_of` and `apportion_by`, or neither.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="operating_models")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    reasons = models.TextField("why it is considered", blank=True)
    preferred = models.BooleanField(default=False)
    apportion_of = models.CharField(max_length=10, blank=True, choices=ApportionOf)
    apportion_by = models.CharField(max_length=30, blank=True, choices=ApportionBy)
    position = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Those that stood when its posts were last chosen.
    baselines = models.ManyToManyField(Baseline, related_name="+", editable=False)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="operating_model_code_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="operating_model_has_code"),
            models.CheckConstraint(
                condition=models.Q(apportion_of="", apportion_by="")
                | models.Q(apportion_of__in=ApportionOf.values, apportion_by__in=ApportionBy.values),
                name="operating_model_apportionment_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Model {self.code}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("model-detail", args=[self.programme.slug, self.code])


class ModelPost(StaffedPost):
    """A post of an operating model. `councils` lists the slugs of those it serves, in the programme's order.

    A post that is kept names the council and reference of the baseline's post, which stays that council's; it may say
    other things than the baseline does, and is then a changed one. `merges` lists the posts of baselines that a new
    post stands in place of, each as "council:reference".
    """

    model = models.ForeignKey(OperatingModel, on_delete=models.CASCADE, related_name="posts")
    position = models.PositiveIntegerField(editable=False)
    basis = models.CharField(max_length=20, choices=PostBasis)
    councils = models.JSONField(default=list)
    retains_council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="council"
    )
    retains_ref = models.CharField("post that it keeps", max_length=100, blank=True)
    merges = models.JSONField("posts that it stands in place of", default=list, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *sound_post("model_post"),
            models.UniqueConstraint(fields=["model", "ref"], name="model_post_ref_once"),
            models.UniqueConstraint(
                fields=["model", "retains_council", "retains_ref"],
                condition=models.Q(retains_council__isnull=False),
                name="model_post_retains_once",
            ),
            models.CheckConstraint(condition=models.Q(basis__in=PostBasis.values), name="model_post_basis_known"),
            models.CheckConstraint(
                condition=models.Q(retains_council__isnull=True, retains_ref="")
                | models.Q(retains_council__isnull=False) & ~models.Q(retains_ref=""),
                name="model_post_retains_whole",
            ),
        ]


class ModelGroup(models.Model):
    """The posts of a model that have service, tier, basis and (where they are kept) the council they are of in common,
    summed anew in the same transaction as every change of its posts. `changed` counts the kept posts that say other
    things than the current baseline, `merged` the posts of baselines that new ones stand in place of."""

    model = models.ForeignKey(OperatingModel, on_delete=models.CASCADE, related_name="groups")
    service = models.CharField(max_length=200, blank=True)
    tier = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=20, choices=PostBasis)
    retains_council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    posts = models.PositiveIntegerField()
    changed = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    fte = models.DecimalField(max_digits=14, decimal_places=4)
    salary_pence = PenceField()
    cost_pence = PenceField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.service} {self.tier}"


class ModelYear(models.Model):
    """What a model says of a financial year (named by the year in which it begins): the share of the full-year saving
    that it brings, and what it costs once, with what that is for. None where nothing is said."""

    model = models.ForeignKey(OperatingModel, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    phasing = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    one_off_pence = PenceField("one-off cost", null=True, blank=True)
    one_off_what = models.CharField("what the one-off cost is", max_length=300, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["model", "year"], name="model_year_once"),
            models.CheckConstraint(
                condition=models.Q(phasing__isnull=False) | models.Q(one_off_pence__isnull=False),
                name="model_year_says_something",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class OtherSaving(models.Model):
    """A saving of a model that is not of posts: beside the staffing saving, and never added to it."""

    model = models.ForeignKey(OperatingModel, on_delete=models.CASCADE, related_name="other_savings")
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OtherSavingKind)
    source = models.CharField(max_length=300, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=OtherSavingKind.values), name="other_saving_kind_known")
        ]

    def __str__(self) -> str:
        return self.title


class OtherSavingYear(models.Model):
    other_saving = models.ForeignKey(OtherSaving, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    amount_pence = PenceField("amount")

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["other_saving", "year"], name="other_saving_year_once")]

    def __str__(self) -> str:
        return str(self.year)


class CaseParameters(models.Model):
    """What all figures of the business case go by: one list, agreed on a day. A later change is a new row, and the one
    with the highest number holds. Years are named by the year in which they begin; `discount_rate` is a share a year.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="parameters")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    scope = models.TextField(blank=True)
    as_at = models.DateField("baseline as at", null=True, blank=True)
    first_year = models.PositiveSmallIntegerField("first year")
    appraisal_years = models.PositiveSmallIntegerField("years appraised", validators=[MinValueValidator(1)])
    discount_rate = models.DecimalField("discount rate", max_digits=7, decimal_places=6)
    price_base = models.PositiveSmallIntegerField("price base")
    apportion_of = models.CharField(max_length=10, blank=True, choices=ApportionOf)
    apportion_by = models.CharField(max_length=30, blank=True, choices=ApportionBy)
    source = models.CharField(max_length=300)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="case_parameters_number_once"),
            models.CheckConstraint(condition=models.Q(appraisal_years__gte=1), name="case_parameters_some_years"),
            models.CheckConstraint(condition=models.Q(discount_rate__gte=0), name="case_parameters_rate"),
            models.CheckConstraint(condition=~models.Q(source=""), name="case_parameters_have_source"),
            models.CheckConstraint(
                condition=models.Q(apportion_of="", apportion_by="")
                | models.Q(apportion_of__in=ApportionOf.values, apportion_by__in=ApportionBy.values),
                name="case_parameters_apportionment_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Parameters {self.number} of {self.programme}"
