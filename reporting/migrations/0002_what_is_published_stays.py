"""The database refuses every change of what has been published."""

from django.db import migrations

from collab.unalterable import Unalterable


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_publications")]

    operations = [Unalterable("Publication"), Unalterable("SealedFile"), Unalterable("SealedFigure")]
