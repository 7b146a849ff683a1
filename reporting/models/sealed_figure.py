"""A figure in the words of a publication, with where it came from."""

from django.db import models

from collab.history import AppendOnly
from reporting.enums import SealedKind, Version
from reporting.models.publication import Publication


class SealedFigure(AppendOnly):
    """What a figure printed, and all that the register knew of it then, in the order of the text.

    `place` is the key of its paragraph. `value` is exact, as text; it is "" where the version's readers may not see it
    (`withheld`). `bases` are lists of key, words and stamp; `workings` what went in, the rule and what came out. A
    quoted figure has no key, and its `source` is what its writer named; of a live table `value` is a digest.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    version = models.CharField(max_length=10, choices=Version)
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=12)
    key = models.CharField(max_length=200, blank=True, db_index=True)
    form = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=SealedKind)
    printed = models.TextField(blank=True)
    value = models.TextField(blank=True)
    name = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    as_at = models.DateField(null=True)
    taken = models.CharField(max_length=20, blank=True)
    price_base = models.CharField(max_length=100, blank=True)
    source = models.TextField(blank=True)
    bases = models.JSONField(default=list)
    workings = models.JSONField(default=list)
    withheld = models.BooleanField(default=False)

    class Meta:
        ordering = ["publication", "version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "version", "position"], name="sealed_figure_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.printed}"
