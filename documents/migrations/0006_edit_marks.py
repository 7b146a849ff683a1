"""Each act says how far the histories went when it was done; those that are there already, by their times."""

from typing import Any

from django.db import migrations, models
from django.db.models import Max, Min


def mark(apps: Any, schema_editor: Any) -> None:
    """An act was logged after the rows of its pieces and before the row of its document."""
    model = apps.get_model
    for edit in model("documents", "Edit")._base_manager.all():
        pieces = {"history_date__lte": edit.at}
        sections = model("documents", "HistoricalSection").objects.filter(document_id=edit.document_id, **pieces)
        keys = sections.values("id")
        paragraphs = model("documents", "HistoricalParagraph").objects.filter(section_id__in=keys, **pieces)
        own = model("documents", "HistoricalDocument").objects.filter(id=edit.document_id, history_date__gte=edit.at)
        model("documents", "Edit")._base_manager.filter(pk=edit.pk).update(
            document_until=own.aggregate(end=Min("history_id"))["end"] or 0,
            sections_until=sections.aggregate(end=Max("history_id"))["end"] or 0,
            paragraphs_until=paragraphs.aggregate(end=Max("history_id"))["end"] or 0,
        )


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_no_business_case_before")]

    operations = [
        migrations.AddField("edit", "document_until", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("edit", "sections_until", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("edit", "paragraphs_until", models.PositiveBigIntegerField(default=0)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
