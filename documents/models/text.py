"""Sections and paragraphs: the pieces of a document, each with an identity that outlasts every change."""

import secrets

from django.db import models

from collab.history import HistoriedManager, historied
from documents.enums import SectionKind
from documents.models.document import Document
from documents.models.exemption import Exemptible, exempt_wholly

LONGEST_BODY, LONGEST_HEADING = 50_000, 200
KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 8


def new_key() -> str:
    """A short name that is never used again and has no letters that look alike."""
    return "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_LENGTH))


class Piece(models.Model):
    """What a section and a paragraph have in common.

    `rank` puts pieces in order and leaves room between two for another; `version` counts changes of the words;
    a deleted piece is `removed` and can come back.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    rank = models.BigIntegerField()
    version = models.PositiveIntegerField(default=1)
    removed = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Section(Piece, Exemptible):
    """A heading and what stands under it. `level` 1 is a part, 2 a heading, 3 a sub-heading. What makes it
    exempt counts for its sub-headings too."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(max_length=LONGEST_HEADING, blank=True)
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SectionKind, default=SectionKind.TEXT)
    guidance = models.CharField(max_length=300, blank=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "rank"], condition=models.Q(removed=False), name="section_rank_once"
            ),
            models.CheckConstraint(condition=models.Q(level__range=(1, 3)), name="section_level_1_to_3"),
            models.CheckConstraint(condition=models.Q(kind__in=SectionKind.values), name="section_kind_known"),
            exempt_wholly("section_exempt_wholly"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The heading, or what the section is where it prints none."""
        if self.heading or self.kind != SectionKind.TEXT:
            return self.heading or str(SectionKind(self.kind).label)
        return "Opening text"

    @property
    def called(self) -> str:
        """What people call it: "the heading “Summary”"."""
        return f"the heading “{self.heading}”" if self.heading else self.name.lower()


class Paragraph(Piece):
    """A paragraph with its items and tables, in the light notation (documents.notation).

    `label` is the row heading of an implication. `numbered` paragraphs get their number from documents.numbering.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraphs")
    body = models.TextField(blank=True)
    label = models.CharField(max_length=100, blank=True)
    numbered = models.BooleanField(default=True)

    history = historied()
    objects = HistoriedManager()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "rank"], condition=models.Q(removed=False), name="paragraph_rank_once"
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]
