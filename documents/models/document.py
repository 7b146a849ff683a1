"""A report or the business case, and the house style that it is written in."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from collab.history import HistoriedManager, historied
from collab.moments import day
from documents.enums import Kind
from documents.styles import Style, parse_style
from programme.models import Council, Programme

LONGEST_TITLE = 300


class HouseStyle(models.Model):
    """How a council's reports, or business cases, are ordered, numbered and printed, from a date on.

    `definition` is data for documents.styles. Without a council it serves every council that has none of its own; a
    style of business cases has none, since no case belongs to a council.
    """

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, blank=True, related_name="house_styles")
    name = models.CharField(max_length=100)
    in_force_from = models.DateField()
    definition = models.JSONField()

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["kind", "council", "in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "council", "in_force_from"], name="house_style_one_a_day"),
            models.UniqueConstraint(
                fields=["kind", "in_force_from"],
                condition=models.Q(council__isnull=True),
                name="house_style_without_council_one_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.REPORT) | models.Q(kind=Kind.BUSINESS_CASE, council__isnull=True),
                name="house_style_of_cases_has_no_council",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, from {self.in_force_from:%B %Y}"

    @property
    def style(self) -> Style:
        return parse_style(self.definition)


class Document(models.Model):
    """A council's report, or the business case of the programme, which has no council.

    Its text is in sections and paragraphs; `front` maps keys of documents.front to text. `version` counts changes of
    the title and front fields, so that a stale save is noticed. An archived one is read and not changed.
    """

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    style = models.ForeignKey(HouseStyle, on_delete=models.PROTECT, related_name="documents")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    meeting_date = models.DateField(null=True, blank=True)
    front = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archive_reason = models.CharField(max_length=300, blank=True)

    # Of a copy that is being published: what it says in place of “Draft”, and what stands in each of its files.
    imprint = identifier = ""

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["-changed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_title"),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.REPORT, council__isnull=False)
                | models.Q(kind=Kind.BUSINESS_CASE, council__isnull=True),
                name="document_has_its_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_at__isnull=True, archive_reason="")
                | (models.Q(archived_at__isnull=False) & ~models.Q(archive_reason="")),
                name="document_archived_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(kind=Kind.BUSINESS_CASE, archived_at__isnull=True),
                name="document_one_living_case",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report-read", args=[self.programme.slug, self.slug])

    @property
    def kind_name(self) -> str:
        """What it is, within a sentence: "report", "business case"."""
        return str(Kind(self.kind).label).lower()

    @property
    def archive_heading(self) -> str:
        return f"This {self.kind_name} is archived"

    @property
    def owner_name(self) -> str:
        """Whose it is: the council's name, or the programme's."""
        return self.council.name if self.council else self.programme.name

    @property
    def owner_short_name(self) -> str:
        return self.council.short_name if self.council else self.programme.name

    def field(self, key: str) -> str:
        """A front field as text, "" where it is not filled."""
        if key == "meeting_date":
            return day(self.meeting_date) if self.meeting_date else self.front.get(key, "")
        return str(self.front.get(key, ""))
