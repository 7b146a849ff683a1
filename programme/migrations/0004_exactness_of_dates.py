from django.db import migrations, models

EXACTNESS = [
    ('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('quarter', 'Quarter'), ('year', 'Year'),
    ('financial_year', 'Financial year'),
]
BOTH = ('historicalmilestone', 'milestone')


class Migration(migrations.Migration):
    """A date has its exactness beside it. Until the next step has read them, the words stay as well."""

    dependencies = [('programme', '0003_council_settings')]

    operations = [
        *(
            migrations.AddField(
                model_name=name, name='exactness',
                field=models.CharField(choices=EXACTNESS, default='day', editable=False, max_length=20),
            )
            for name in BOTH
        ),
        *(
            migrations.AlterField(
                model_name=name, name='when', field=models.CharField(blank=True, default='', max_length=40)
            )
            for name in BOTH
        ),
    ]
