from typing import Any

from django.db import migrations


def take_cases_away(apps: Any, schema_editor: Any) -> None:
    """Before the step below there is no place for a business case: what belongs to it goes, its history stays."""
    edits, documents = apps.get_model("documents", "Edit"), apps.get_model("documents", "Document")
    apps.get_model("documents", "EditPart").objects.filter(edit__document__kind="business_case").delete()
    edits.objects.filter(document__kind="business_case").update(undoes=None)
    edits.objects.filter(document__kind="business_case").delete()
    documents.objects.filter(kind="business_case").delete()
    apps.get_model("documents", "HouseStyle").objects.filter(kind="business_case").delete()


class Migration(migrations.Migration):
    """Forward nothing. Back, in a transaction of its own, the rows that the tables will then not hold."""

    dependencies = [("documents", "0004_business_case")]

    operations = [migrations.RunPython(migrations.RunPython.noop, take_cases_away)]
