"""Rows that are written straight from their values are as the library would have written them, with their history."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models

from collab.history import record_values
from collab.inserting import insert
from programme.enums import BaselineStatus
from programme.models import Baseline, Post
from programme.services.drafts import FIELDS
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, REASON, STAFF, make_council, make_programme

NAMES = ("baseline_id", *FIELDS)
OTHERS = {
    "ref": "Ö’1", "title": "A 'quoted' 100% title", "service": "", "tier": None, "grade": "x" * 100,
    "fte": Decimal("0.3333"), "salary_pence": 10**12, "on_cost_rate": Decimal("0.2850"), "cost_pence": 1,
    "vacant": True, "in_scope": False, "reports_to": "", "statutory": ["s151"], "funding_source": "%s",
    "shared_with": [{"council": "birch", "part": "0.5"}], "estimated": "", "personal": {"Name": "Jo “J” Example"},
}  # fmt: skip


@pytest.fixture
def baseline(db: None) -> Baseline:
    near = make_programme("near", [make_council("alder")])
    return make_baseline(near, near.councils.get(), STAFF["alder"], posts=2, status=BaselineStatus.DRAFT)


def row(baseline: Baseline, **others: Any) -> tuple[Any, ...]:
    values = {**OTHERS, **others}
    return (baseline.pk, *(values[name] for name in FIELDS))


def test_values_are_kept_as_the_library_keeps_them(baseline: Baseline) -> None:
    (key,) = insert(Post, NAMES, [row(baseline)])
    usual = Post(baseline=baseline, **{**OTHERS, "ref": "usual"})
    models.QuerySet(Post).bulk_create([usual])
    ours, theirs = (Post.objects.filter(pk=pk).values(*NAMES).get() for pk in (key, usual.pk))
    assert ours == {**theirs, "ref": OTHERS["ref"]}
    assert set(NAMES) == {field.attname for field in Post._meta.concrete_fields if not field.primary_key}


def test_history_comes_with_them_however_many_there_are(baseline: Baseline) -> None:
    rows = [row(baseline, ref=f"N{at}", salary_pence=at) for at in range(1_100)]
    record_values(Post, NAMES, rows, by=JOB, reason=REASON)
    kept = Post.history.filter(ref__startswith="N").order_by("id")
    assert list(kept.values_list("ref", "salary_pence")) == [(f"N{at}", at) for at in range(1_100)]
    assert set(kept.values_list("history_type", "history_job", "history_user", "history_change_reason")) == {
        ("+", JOB.name, None, REASON)
    }
    assert not hasattr(kept.first(), "personal")


@pytest.mark.parametrize(("by", "reason", "error"), [(None, REASON, TypeError), (JOB, " ", ValueError)])
def test_nobody_and_no_reason_write_nothing(baseline: Baseline, by: Any, reason: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        record_values(Post, NAMES, [row(baseline)], by=by, reason=reason)
    assert baseline.posts.count() == 2


def test_what_the_database_refuses_takes_the_whole_batch_back(baseline: Baseline) -> None:
    with pytest.raises(IntegrityError):
        record_values(Post, NAMES, [row(baseline), row(baseline)], by=JOB, reason=REASON)
    assert baseline.posts.count() == 2
    assert not Post.history.filter(ref=OTHERS["ref"]).exists()
