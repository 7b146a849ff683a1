"""The sums of the lines that are there already."""

from collections import defaultdict

from django.db import migrations

LIVE = {"agreed", "in_delivery", "delivered"}


def add_up(apps, schema_editor):
    amount, group = apps.get_model("savings", "LineAmount"), apps.get_model("savings", "PlanGroup")
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for row in amount.objects.select_related("line").order_by("pk").iterator(2000):
        line = row.line
        key = (line.plan_id, line.service, line.status, line.held, line.kind != "cost_avoidance", line.status in LIVE)
        sums[(*key, row.year)][0] += 1
        for at, pence in enumerate((row.planned_pence, row.forecast_pence, row.actual_pence), 1):
            sums[(*key, row.year)][at] += pence or 0
    for (plan, service, status, held, cash, agreed, year), (lines, planned, forecast, actual) in sums.items():
        group.objects.create(
            plan_id=plan, service=service, status=status, held=held, cash=cash, was_agreed=agreed, rating="",
            year=year, lines=lines, planned_pence=planned, forecast_pence=forecast, actual_pence=actual, cost_pence=0,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("savings", "0002_plans_kept")]

    operations = [migrations.RunPython(add_up, migrations.RunPython.noop)]
