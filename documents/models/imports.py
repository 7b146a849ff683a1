"""A file that has been read and waits for its officer to look at it."""

from django.conf import settings
from django.db import models

from programme.models import Council, Programme


class Import(models.Model):
    """What was understood of a file, shown to the person who brought it in and to nobody else.

    Becomes a report when that person says so; otherwise it is thrown away (documents.services.discard_import).
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    outline = models.JSONField()
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.file_name
