"""A section may be exempt from publication, with its sub-headings."""

from django.db import migrations, models

FIELDS = (("exempt_paragraphs", 20), ("exempt_reason", 500), ("open_title", 200))
OPEN = models.Q(exempt_paragraphs="", exempt_reason="", open_title="")
UNFINISHED = models.Q(exempt_paragraphs="") | models.Q(exempt_reason="") | models.Q(open_title="")


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_edit_marks")]

    operations = [
        *(
            migrations.AddField(model, name, models.CharField(blank=True, max_length=length, default=""))
            for model in ("section", "historicalsection")
            for name, length in FIELDS
        ),
        migrations.AddConstraint(
            "section", models.CheckConstraint(condition=OPEN | ~UNFINISHED, name="section_exempt_wholly")
        ),
    ]
