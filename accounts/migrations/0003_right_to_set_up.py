from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_previous_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='may_set_up',
            field=models.BooleanField(default=False),
        ),
    ]
