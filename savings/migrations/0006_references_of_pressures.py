"""Pressures and substitutions get a reference of their own, by which a bundle names them."""

from collections import defaultdict

from django.db import migrations, models


def give_references(apps, schema_editor):
    """P-1, P-2 and so on in a council's part of a programme, as they were entered; also to what has been deleted."""
    tables = [apps.get_model("savings", name) for name in ("Pressure", "HistoricalPressure")]
    known, last = set(), defaultdict(int)
    for table in tables:
        known |= set(table.objects.order_by().values_list("id", "programme_id", "council_id"))
    for key, programme, council in sorted(known):
        last[programme, council] += 1
        for table in tables:
            table.objects.filter(id=key).update(ref=f"P-{last[programme, council]}")


class Migration(migrations.Migration):
    dependencies = [("savings", "0005_what_stood_before")]

    operations = [
        migrations.AddField(
            "pressure", "ref", models.CharField("reference", default="", max_length=100), preserve_default=False
        ),
        migrations.AddField(
            "historicalpressure",
            "ref",
            models.CharField("reference", default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(give_references, migrations.RunPython.noop),
        migrations.AddConstraint(
            "pressure",
            models.UniqueConstraint(fields=["programme", "council", "ref"], name="pressure_reference_once"),
        ),
    ]
