"""A file of evidence has a title, and is of a kind that is known."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('savings', '0003_groups_of_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='title',
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='title',
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('application/pdf', 'PDF'), ('image/png', 'Picture (PNG)'), ('image/jpeg', 'Picture (JPEG)'), ('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word document'), ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Excel workbook'), ('text/csv', 'CSV'), ('text/plain', 'Plain text')], max_length=100),
        ),
        migrations.AlterField(
            model_name='historicalevidence',
            name='kind',
            field=models.CharField(choices=[('application/pdf', 'PDF'), ('image/png', 'Picture (PNG)'), ('image/jpeg', 'Picture (JPEG)'), ('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word document'), ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Excel workbook'), ('text/csv', 'CSV'), ('text/plain', 'Plain text')], max_length=100),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['application/pdf', 'image/png', 'image/jpeg', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'text/plain'])), name='evidence_kind_known'),
        ),
    ]
