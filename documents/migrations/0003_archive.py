from django.db import migrations, models
from django.db.models import Q

FIELDS = {
    "archived_at": models.DateTimeField(blank=True, null=True),
    "archive_reason": models.CharField(blank=True, max_length=300),
}
VERB = models.CharField(
    choices=[
        ("add", "added"),
        ("change", "changed"),
        ("move", "moved"),
        ("remove", "deleted"),
        ("split", "split"),
        ("join", "joined"),
        ("replace", "replaced"),
        ("archive", "archived"),
        ("bring_back", "brought back"),
    ],
    max_length=10,
)


class Migration(migrations.Migration):
    """Documents can be archived, for a reason, and brought back."""

    dependencies = [("documents", "0002_acts_of_several_pieces")]

    operations = [
        *(
            migrations.AddField(model_name=model, name=name, field=field)
            for model in ("document", "historicaldocument")
            for name, field in FIELDS.items()
        ),
        *(migrations.AlterField(model_name=model, name="verb", field=VERB) for model in ("edit", "editpart")),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=Q(archive_reason="", archived_at__isnull=True)
                | (Q(archived_at__isnull=False) & ~Q(archive_reason="")),
                name="document_archived_for_a_reason",
            ),
        ),
    ]
