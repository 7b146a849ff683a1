from django.db import migrations


class Migration(migrations.Migration):
    """The words follow from the date and its exactness."""

    dependencies = [('programme', '0005_read_dates')]

    operations = [
        migrations.RemoveField(model_name='historicalmilestone', name='when'),
        migrations.RemoveField(model_name='milestone', name='when'),
    ]
