"""What was done to a document, one row an act: the list of changes, and what undo takes back."""

from django.conf import settings
from django.db import models

from collab.history import AppendOnly
from documents.enums import Verb
from documents.models.document import Document


class PieceEdit(AppendOnly):
    """What an act did to one piece. `piece` is the key of the section or paragraph, or "front" for the title and
    front fields.

    `before` and `after` hold the piece's own fields (empty where it did not exist). Rows are never changed.
    """

    verb = models.CharField(max_length=10, choices=Verb)
    piece = models.CharField(max_length=12)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class Edit(PieceEdit):
    """One act. `undoes` is the act that this one took back. What it did to further pieces is in its `parts`."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    job = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    # How far the histories went when the act was done, by their own numbers: clocks may differ or be put back.
    document_until = models.PositiveBigIntegerField(default=0)
    sections_until = models.PositiveBigIntegerField(default=0)
    paragraphs_until = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edit_number_once"),
            models.CheckConstraint(condition=models.Q(by__isnull=False) | ~models.Q(job=""), name="edit_by_somebody"),
        ]

    def __str__(self) -> str:
        if self.verb == Verb.REPLACE:
            return f"replaced {self.what}"
        return f"{self.what} {self.get_verb_display()}"


class EditPart(PieceEdit):
    """What an act did to a further piece, besides the one that its row of Edit names."""

    edit = models.ForeignKey(Edit, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.piece} {self.get_verb_display()}"
