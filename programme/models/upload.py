"""A staffing file that has been brought in and waits to be looked at."""

from django.conf import settings
from django.db import models

from programme.models.programme import Council, Programme


class StaffingUpload(models.Model):
    """Shown to the person who brought it in and to nobody else, until that person saves it or throws it away.

    `mends` lists corrected cells as [row, heading, text], and `left_out` the rows that are no posts; `reading` is what
    was understood with them (programme.services.staffing_files). `data` is the file, with everything that it says.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    as_at = models.DateField()
    file_name = models.CharField(max_length=200)
    data = models.BinaryField()
    keep_names = models.BooleanField(default=False)
    mends = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    reading = models.JSONField()
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.file_name
