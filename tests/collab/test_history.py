"""Many rows written at once leave the history that they would leave one by one, and never unsigned."""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from collab import history
from collab.history import erase, erase_many, record, record_changes, record_many, record_values, standing_at
from programme.models import Baseline, Post
from tests.factories.bundle import import_bundle, small_bundle
from tests.factories.world import JOB, make_user

pytestmark = pytest.mark.django_db
Many = Callable[..., None]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "BATCH", 2)


@pytest.fixture
def baseline() -> Baseline:
    import_bundle(small_bundle())
    return Baseline.objects.get(council__slug="ash", status="draft")


def new_posts(baseline: Baseline) -> list[Post]:
    figures = {"salary_pence": 1_00, "on_cost_rate": Decimal(0), "cost_pence": 1_00, "personal": {"Name": "Ina"}}
    return [Post(baseline=baseline, ref=f"N{number}", title="New", fte=Decimal(1), **figures) for number in range(5)]


def told(rows: Sequence[models.Model], after: int) -> list[tuple[Any, ...]]:
    """The newest histories, but for their own numbers and moments, and for the numbers of the rows."""
    kept = Post.history.model.objects.filter(history_id__gt=after).order_by("history_id")
    names = [
        field.attname for field in kept.model._meta.fields if field.name not in ("history_id", "history_date", "id")
    ]
    assert {row.id for row in kept} == {row.pk for row in rows}
    assert len({row.history_date for row in kept}) >= 1
    return [tuple(getattr(row, name) for name in names) for row in kept]


def newest() -> int:
    return Post.history.model.objects.latest("history_id").history_id


def one_by_one(many: Many, rows: Sequence[Post], fields: Sequence[str], **signed: Any) -> None:
    for row in rows:
        erase(row, **signed) if many is erase_many else record(row, **signed)


def as_values(rows: Sequence[Post], **signed: Any) -> None:
    names = [field.attname for field in Post._meta.concrete_fields if not field.primary_key]
    record_values(Post, names, [[getattr(row, name) for name in names] for row in rows], **signed)
    for row in rows:
        row.pk = Post.objects.get(baseline=row.baseline, ref=row.ref).pk


def call(many: Many, rows: Sequence[Post], fields: Sequence[str], **signed: Any) -> None:
    many(rows, fields, **signed) if many is record_changes else many(rows, **signed)


@pytest.mark.parametrize("by_person", [True, False])
@pytest.mark.parametrize("many", [record_many, as_values, record_changes, erase_many])
def test_the_history_is_that_of_row_by_row(baseline: Baseline, many: Many, by_person: bool) -> None:
    signed = {"by": make_user("Sign Er") if by_person else JOB, "reason": "why " + "so " * 200}
    found = []
    for write in (one_by_one, call):
        rows = new_posts(baseline)
        if many not in (record_many, as_values):
            record_many(rows, by=JOB, reason="before")
        if many is record_changes:
            for row in rows:
                row.title, row.fte = "Newer", Decimal("0.5")
        after, keys = newest(), [row.pk for row in rows]
        write(many, rows, ["title", "fte"], **signed)
        for row, key in zip(rows, keys, strict=True):
            # Django takes the number from what is deleted one by one.
            row.pk = row.pk or key
        found.append((told(rows, after), list(baseline.posts.filter(ref__startswith="N").values_list("title", "fte"))))
        left = list(baseline.posts.filter(ref__startswith="N"))
        assert len(left) == (0 if many is erase_many else 5)
        erase_many(left, by=JOB, reason="after")
    assert found[0] == found[1]
    assert len(found[0][0]) == 5
    assert "personal" not in {field.name for field in Post.history.model._meta.fields}


@pytest.mark.parametrize("many", [record_many, as_values, record_changes, erase_many])
def test_nothing_is_written_unsigned_or_for_no_reason(baseline: Baseline, many: Many) -> None:
    rows = new_posts(baseline)
    if many not in (record_many, as_values):
        record_many(rows, by=JOB, reason="before")
    before = list(Post.objects.values()), Post.history.count()
    for signed, error in (
        ({"by": None, "reason": "why"}, TypeError), ({"by": "me", "reason": "why"}, TypeError),
        ({"by": history.Job(""), "reason": "why"}, TypeError), ({"by": JOB, "reason": " "}, ValueError),
    ):  # fmt: skip
        with pytest.raises(error):
            call(many, rows, ["title"], **signed)
    assert (list(Post.objects.values()), Post.history.count()) == before
    call(many, rows, ["title"], by=JOB, reason="why")
    assert Post.history.count() == before[1] + 5


def test_only_the_fields_that_are_named_are_written(baseline: Baseline) -> None:
    (row,) = baseline.posts.all()
    row.title, row.service = "Named", "Not named"
    record_changes([row], ["title"], by=JOB, reason="why")
    row.refresh_from_db()
    assert (row.title, row.service) == ("Named", "People")


def test_no_rows_are_no_writes(baseline: Baseline) -> None:
    before = Post.history.count()
    for many in (record_many, as_values, record_changes, erase_many):
        call(many, [], ["title"], by=JOB, reason="why")
    assert Post.history.count() == before


def test_what_stood_at_a_moment(baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each post as it was then, of what was written at one time the last; not what was gone, nor what came later."""
    begun = timezone.now()

    def stood(minutes: int) -> dict[str, str]:
        rows = standing_at(Post, begun + datetime.timedelta(minutes=minutes)).filter(ref__startswith="N")
        return {row.ref: row.title for row in rows}

    for minute, title in ((1, "New"), (1, "Newer"), (3, "Newest")):
        monkeypatch.setattr(timezone, "now", lambda minute=minute: begun + datetime.timedelta(minutes=minute))
        rows = list(Post.objects.filter(ref__startswith="N")) or new_posts(baseline)[:2]
        for row in rows:
            row.title = title
            record(row, by=JOB, reason="why")
    erase(rows[0], by=JOB, reason="why")
    assert [stood(minute) for minute in (0, 1, 2, 3)] == [
        {}, {"N0": "Newer", "N1": "Newer"}, {"N0": "Newer", "N1": "Newer"}, {"N1": "Newest"},
    ]  # fmt: skip
