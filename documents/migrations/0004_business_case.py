import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KIND = models.CharField(
    choices=[("report", "Report"), ("business_case", "Business case")], default="report", max_length=20
)


class Migration(migrations.Migration):
    """A document may be the business case, which belongs to the programme and to no council."""

    dependencies = [("documents", "0003_archive"), ("programme", "0001_programmes")]

    operations = [
        *(
            migrations.AddField(model_name=model, name="kind", field=KIND)
            for model in ("document", "historicaldocument", "housestyle", "historicalhousestyle")
        ),
        migrations.AlterField(
            model_name="document",
            name="council",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="programme.council",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=Q(kind="report", council__isnull=False) | Q(kind="business_case", council__isnull=True),
                name="document_has_its_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=["programme"],
                condition=Q(kind="business_case", archived_at__isnull=True),
                name="document_one_living_case",
            ),
        ),
        migrations.AlterModelOptions(name="housestyle", options={"ordering": ["kind", "council", "in_force_from"]}),
        migrations.RemoveConstraint(model_name="housestyle", name="house_style_one_a_day"),
        migrations.RemoveConstraint(model_name="housestyle", name="house_style_without_council_one_a_day"),
        migrations.AddConstraint(
            model_name="housestyle",
            constraint=models.UniqueConstraint(
                fields=["kind", "council", "in_force_from"], name="house_style_one_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="housestyle",
            constraint=models.UniqueConstraint(
                fields=["kind", "in_force_from"],
                condition=Q(council__isnull=True),
                name="house_style_without_council_one_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="housestyle",
            constraint=models.CheckConstraint(
                condition=Q(kind="report") | Q(kind="business_case", council__isnull=True),
                name="house_style_of_cases_has_no_council",
            ),
        ),
    ]
