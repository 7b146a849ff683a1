"""A report or the business case as it was published, and its files."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from collab.history import AppendOnly
from documents.models import Document
from documents.models.document import LONGEST_TITLE
from reporting.enums import Format, Version

LONGEST_CORRECTION = 1000


class Publication(AppendOnly):
    """A document, sealed. `until` is the number of the last edit of the text that is in it.

    `identifier` stands in each of its files. `sealed` holds, by version, the whole text with what each figure printed,
    and the style that it was printed in. Each one but the first corrects the one before, and says what.
    """

    identifier = models.UUIDField(unique=True, default=uuid.uuid4)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    until = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    exempt = models.BooleanField(default=False)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    correction = models.CharField(max_length=LONGEST_CORRECTION, blank=True)
    sealed = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    job = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="publication_number_once"),
            models.CheckConstraint(
                condition=Q(number=1, corrects__isnull=True, correction="")
                | (Q(number__gt=1, corrects__isnull=False) & ~Q(correction="")),
                name="publication_says_what_it_corrects",
            ),
            models.CheckConstraint(condition=Q(by__isnull=False) | ~Q(job=""), name="publication_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def who(self) -> str:
        return self.by.name if self.by else self.job


class SealedFile(AppendOnly):
    """One file of a publication, byte for byte. `appendix` is the number of the appendix that it holds, 0 for the
    report itself."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    version = models.CharField(max_length=10, choices=Version)
    format = models.CharField(max_length=10, choices=Format)
    appendix = models.PositiveSmallIntegerField(default=0)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "version", "appendix", "format"], name="sealed_file_one_of_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}, {self.get_version_display()}, {self.get_format_display()}"
