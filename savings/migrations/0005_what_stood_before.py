"""What a re-timing and an update found there, so that it can be put back."""

from django.db import migrations, models

import collab.db

REPLANNED = {"blank": True, "default": dict, "editable": False}
BEFORE = {"blank": True, "editable": False, "null": True, "verbose_name": "forecast before"}


class Migration(migrations.Migration):
    dependencies = [("savings", "0004_evidence_titles")]

    operations = [
        migrations.AddField("historicallineamount", "replanned", models.JSONField(**REPLANNED)),
        migrations.AddField("lineamount", "replanned", models.JSONField(**REPLANNED)),
        migrations.AddField("historicallineupdate", "forecast_before_pence", collab.db.PenceField(**BEFORE)),
        migrations.AddField("lineupdate", "forecast_before_pence", collab.db.PenceField(**BEFORE)),
    ]
