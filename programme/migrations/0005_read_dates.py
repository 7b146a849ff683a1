import re

from django.db import migrations

MONTHS = (
    'January', 'February', 'March', 'April', 'May', 'June',
    'July', 'August', 'September', 'October', 'November', 'December',
)
SEASONS = {'Spring': 3, 'Summer': 6, 'Autumn': 9, 'Winter': 12}
QUARTERS = [(MONTHS[first], MONTHS[first + 2]) for first in (0, 3, 6, 9)]


def read(apps, schema_editor):
    """From the words of a date to its first day and exactness. Of words that are not understood the year is kept, and
    where they name none, the day that the date has."""
    for model in (apps.get_model('programme', 'Milestone'), apps.get_model('programme', 'HistoricalMilestone')):
        for row in model.objects.all():
            found = _read(row.when)
            if found:
                row.exactness, year, month = found
                row.on = row.on.replace(year=year, month=month, day=1)
                row.save()


def _read(when):
    """Exactness, year and month; None for a day."""
    if financial := re.fullmatch('([0-9]{4})/[0-9]{2}', when):
        return 'financial_year', int(financial[1]), 4
    words, year = when.rpartition(' ')[::2]
    if not re.fullmatch('[1-9][0-9]{3}', year) or re.fullmatch('(?:[A-Za-z]+ )?[0-9]{1,2} [A-Za-z]+', words):
        return None
    if words in MONTHS:
        return 'month', int(year), MONTHS.index(words) + 1
    if words in SEASONS:
        return 'season', int(year), SEASONS[words]
    first, to, last = words.partition(' to ')
    if to and (first, last) in QUARTERS:
        return 'quarter', int(year), MONTHS.index(first) + 1
    return 'year', int(year), 1


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
