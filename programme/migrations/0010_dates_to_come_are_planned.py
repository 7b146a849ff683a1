import datetime

from django.db import migrations


def plan(apps, schema_editor):
    """A date of before there were states says nothing of its own: what is still to come has not been done."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for programme in apps.get_model('programme', 'Programme').objects.all():
        for name in ('Milestone', 'HistoricalMilestone'):
            rows = apps.get_model('programme', name).objects.filter(programme_id=programme.pk, state='done')
            rows.filter(version=1, on__gt=programme.own_date or today).update(state='planned')


class Migration(migrations.Migration):
    """Every date was given the state "done" when states came."""

    dependencies = [('programme', '0009_both_scores_or_neither')]

    operations = [migrations.RunPython(plan, migrations.RunPython.noop)]
