from django.db import migrations, models


class Migration(migrations.Migration):
    """A model says which posts a new one stands in place of, and what a one-off cost is."""

    dependencies = [('programme', '0012_largest_of_a_group')]

    operations = [
        migrations.AddField('historicalmodelpost', 'merges', models.JSONField(blank=True, default=list, verbose_name='posts that it stands in place of')),
        migrations.AddField('modelpost', 'merges', models.JSONField(blank=True, default=list, verbose_name='posts that it stands in place of')),
        migrations.AddField('historicalmodelyear', 'one_off_what', models.CharField(blank=True, default='', max_length=300, verbose_name='what the one-off cost is'), preserve_default=False),
        migrations.AddField('modelyear', 'one_off_what', models.CharField(blank=True, default='', max_length=300, verbose_name='what the one-off cost is'), preserve_default=False),
        migrations.AddField('modelgroup', 'changed', models.PositiveIntegerField(default=0)),
        migrations.AddField('modelgroup', 'merged', models.PositiveIntegerField(default=0)),
    ]
