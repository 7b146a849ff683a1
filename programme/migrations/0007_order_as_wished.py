from django.db import migrations, models


def number(apps, schema_editor):
    """One position for each again, in the order in which they stand."""
    for name in ('Workstream', 'RestartCondition'):
        last = {}
        for row in apps.get_model('programme', name).objects.order_by('programme', 'position', 'pk'):
            row.position = last[row.programme_id] = last.get(row.programme_id, 0) + 1
            row.save()


class Migration(migrations.Migration):
    """What is put in order by hand may share a position for a moment; the later one then comes after."""

    dependencies = [('programme', '0006_no_date_in_words')]

    operations = [
        migrations.RemoveConstraint(model_name='restartcondition', name='restart_condition_position_once'),
        migrations.RemoveConstraint(model_name='workstream', name='workstream_position_once'),
        migrations.RunPython(migrations.RunPython.noop, number),
        *(
            migrations.AlterModelOptions(name=name, options=options)
            for name, options in (
                ('workstream', {'ordering': ['position', 'pk']}),
                ('restartcondition', {'ordering': ['position', 'pk'], 'verbose_name': 'condition'}),
            )
        ),
        *(
            migrations.AlterField(
                model_name=name, name='position', field=models.PositiveSmallIntegerField(default=0, editable=False)
            )
            for name in ('historicalrestartcondition', 'historicalworkstream', 'restartcondition', 'workstream')
        ),
    ]
