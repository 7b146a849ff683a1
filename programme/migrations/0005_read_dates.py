import re

from django.db import migrations

MONTHS = (
    'January', 'February', 'March', 'April', 'May', 'June',
    'July', 'August', 'September', 'October', 'November', 'December',
)
SEASONS = {'Spring': 3, 'Summer': 6, 'Autumn': 9, 'Winter': 12}


def read(apps, schema_editor):
    """From the words of a date to its first day and exactness; what is not understood stays the day that it has."""
    for model in (apps.get_model('programme', 'Milestone'), apps.get_model('programme', 'HistoricalMilestone')):
        for row in model.objects.all():
            words, year = row.when.rpartition(' ')[::2]
            if not re.fullmatch('[0-9]{4}', year):
                continue
            if not words:
                row.exactness, row.on = 'year', row.on.replace(year=int(year), month=1, day=1)
            elif words in MONTHS:
                month = MONTHS.index(words) + 1
                row.exactness, row.on = 'month', row.on.replace(year=int(year), month=month, day=1)
            elif words in SEASONS:
                row.exactness, row.on = 'season', row.on.replace(year=int(year), month=SEASONS[words], day=1)
            row.save()


def write(apps, schema_editor):
    """The words again."""
    for model in (apps.get_model('programme', 'Milestone'), apps.get_model('programme', 'HistoricalMilestone')):
        for row in model.objects.all():
            row.when = _words(row)
            row.save()


def _words(row):
    month = MONTHS[row.on.month - 1]
    if row.exactness == 'month':
        return f'{month} {row.on.year}'
    if row.exactness == 'season':
        return f'{next(name for name, first in SEASONS.items() if first == row.on.month)} {row.on.year}'
    if row.exactness == 'quarter':
        return f'{month} to {MONTHS[row.on.month + 1]} {row.on.year}'
    if row.exactness == 'year':
        return str(row.on.year)
    if row.exactness == 'financial_year':
        return f'{row.on.year}/{(row.on.year + 1) % 100:02}'
    return f'{row.on.day} {month} {row.on.year}'


class Migration(migrations.Migration):
    """Read what has been typed as words."""

    dependencies = [('programme', '0004_exactness_of_dates')]

    operations = [migrations.RunPython(read, write)]
