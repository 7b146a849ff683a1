from django.db import migrations
from django.utils import timezone

KEPT = ('id', 'is_superuser', 'email', 'name', 'is_active', 'may_set_up', 'joined_at')


def begin(apps, schema_editor):
    """Who was there before has one row of history that says so."""
    past = apps.get_model('accounts', 'HistoricalUser')
    for row in apps.get_model('accounts', 'User').objects.values(*KEPT):
        past.objects.create(
            **row, history_date=timezone.now(), history_type='~', history_job='migration',
            history_change_reason='history of people begins',
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_history_of_people'),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
