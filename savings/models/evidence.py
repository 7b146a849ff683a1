"""Files that show what a line says."""

from django.conf import settings
from django.db import models

from collab.history import HistoriedManager, historied
from programme.models.kept import one_of
from savings.enums import EvidenceKind
from savings.models.plan import SavingsLine


class Evidence(models.Model):
    """A file of a line. `kind` is told from its content; its history keeps everything but the bytes."""

    line = models.ForeignKey(SavingsLine, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    what = models.CharField("what it shows", max_length=300)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, choices=EvidenceKind)
    data = models.BinaryField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = historied(without=("data",))
    objects = HistoriedManager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["line", "digest"], name="evidence_once_a_line"),
            one_of("kind", EvidenceKind, "evidence_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title
