from django.db import migrations
from django.db.models import Max

import collab.db

OF_GROUP = ('baseline_id', 'service', 'tier', 'grade', 'in_scope')


def find_largest(apps, schema_editor):
    """Of the groups that are kept already: the posts are still there."""
    groups = list(apps.get_model('programme', 'BaselineGroup').objects.all())
    posts = apps.get_model('programme', 'Post').objects.filter(baseline__in={group.baseline_id for group in groups})
    rows = posts.order_by().values_list(*OF_GROUP).annotate(largest=Max('cost_pence'))
    largest = {tuple(key): value for *key, value in rows}
    for group in groups:
        group.largest_pence = largest[tuple(getattr(group, name) for name in OF_GROUP)]
    apps.get_model('programme', 'BaselineGroup').objects.bulk_update(groups, ['largest_pence'], batch_size=200)


class Migration(migrations.Migration):
    """What the costliest post of a group costs, by which is seen whether its sum would give that post away."""

    dependencies = [('programme', '0011_staffing_and_operating_models')]

    operations = [
        migrations.AddField(
            model_name='baselinegroup',
            name='largest_pence',
            field=collab.db.PenceField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(find_largest, migrations.RunPython.noop),
    ]
