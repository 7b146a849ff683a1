import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import collab.db


class Migration(migrations.Migration):
    """A model may be kept as it is at a moment."""

    dependencies = [
        ('programme', '0013_posts_merged_and_costs_named'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ModelVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('content', models.JSONField()),
                ('measured_against', models.JSONField(default=list)),
                ('posts', models.PositiveIntegerField()),
                ('cost_pence', collab.db.PenceField()),
                ('saving_pence', collab.db.PenceField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('job', models.CharField(blank=True, max_length=100)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='programme.operatingmodel')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('model', 'number'), name='model_version_number_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='model_version_has_reason'), models.CheckConstraint(condition=models.Q(('by__isnull', False), models.Q(('job', ''), _negated=True), _connector='OR'), name='model_version_by_somebody')],
            },
        ),
    ]
