from typing import Any

from django.db import migrations


def take_cases_away(apps: Any, schema_editor: Any) -> None:
    """Before the step below there is no place for a business case: what belongs to it goes, its history stays."""
    case = "business_case"

    def take(name: str, **which: str) -> None:
        # Table by table, what belongs first: on the way back the models do not know of one another as they stood.
        found = apps.get_model("documents", name).objects.filter(**which)
        found._raw_delete(found.db)

    take("EditPart", edit__document__kind=case)
    apps.get_model("documents", "Edit").objects.filter(document__kind=case).update(undoes=None)
    take("Edit", document__kind=case)
    take("Paragraph", section__document__kind=case)
    take("Section", document__kind=case)
    take("Document", kind=case)
    take("HouseStyle", kind=case)


class Migration(migrations.Migration):
    """Forward nothing. Back, in a transaction of its own, the rows that the tables will then not hold."""

    dependencies = [("documents", "0004_business_case")]

    operations = [migrations.RunPython(migrations.RunPython.noop, take_cases_away)]
