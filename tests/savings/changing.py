"""Somebody changes plans, gaps and what they stand on at random: the same changes for the same seed."""

import datetime
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest import mock

from django.utils import timezone

from collab.history import erase, record
from programme.models import ModelPost, Programme
from programme.services.groups import keep_model_groups
from savings.enums import GapType, LineKind, LineStatus, Settlement
from savings.models import BudgetGap, LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.queries.unsettled import unsettled
from savings.services.keeping import keep_gap
from savings.services.settling import settle_year
from tests.factories.savings import make_line
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, LATER, REASON, STAFF
from tests.savings.by_hand import COUNCILS, FIRST

RUNNING = 2016
NOON = timezone.now().replace(hour=12)


@contextmanager
def on_day(number: int) -> Iterator[datetime.date]:
    """Everything that is recorded is recorded then."""
    moment = NOON + datetime.timedelta(days=number)
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield timezone.localdate(moment)


def change_something(near: Programme, pick: random.Random) -> None:
    """A line more, or one of them agreed, held, released, delivered, withdrawn or proposed again, or what it takes."""
    lines = list(SavingsLine.objects.order_by("pk"))
    if len(lines) < 3 or pick.random() < 0.15:
        slug = pick.choice(COUNCILS)
        takes = [(pick.randint(1, 10), FIRST + pick.randint(-1, 10), pick.choice(("1", "0.6", "0.0001")))]
        make_line(near, near.councils.get(slug=slug), STAFF[slug].staff, *takes, held=pick.random() < 0.2)
        return
    line = pick.choice(lines)
    what = pick.randint(1, 8)
    post = line.posts.first()
    if what <= 4:
        line.status = pick.choice(LineStatus.values)
        record(line, by=JOB, reason=REASON)
    elif what == 5:
        line.held = not line.held
        record(line, by=JOB, reason=REASON)
    elif post is None:
        word = STAFF[line.plan.council.slug].staff.word
        record(LinePost(line=line, position=1, ref=f"{word}-003", from_year=FIRST, fte=1), by=JOB, reason=REASON)
    elif what == 6:
        erase(post, by=JOB, reason=REASON)
    else:
        post.from_year, post.fte = FIRST + pick.randint(-2, 9), Decimal(pick.choice(("0.25", "0.5", "1")))
        record(post, by=JOB, reason=REASON)


def change_what_it_brings(near: Programme, pick: random.Random) -> None:
    """An amount of a line planned, forecast, confirmed or not said any more, what kind of saving it is, or what becomes
    of a year that is over."""
    line = pick.choice(list(SavingsLine.objects.order_by("pk")))
    what = pick.randint(1, 8)
    if what == 1:
        line.cash_releasing = not line.cash_releasing
        record(line, by=JOB, reason=REASON)
    elif what == 2:
        line.kind = pick.choice(LineKind.values)
        record(line, by=JOB, reason=REASON)
    elif what <= 4:
        settle_something(near, pick)
    else:
        year = FIRST + pick.randint(0, 6)
        amount = line.amounts.filter(year=year).first() or LineAmount(line=line, year=year)
        amount.planned_pence = pick.randint(10**5, 10**7)
        amount.forecast_pence = pick.choice((None, pick.randint(10**5, 10**7)))
        amount.actual_pence = pick.choice((None, pick.randint(0, 10**7))) if year <= RUNNING else None
        amount.settled = amount.settled_reason = ""
        record(amount, by=JOB, reason=REASON)


def settle_something(near: Programme, pick: random.Random) -> None:
    over = [row for plan in SavingsPlan.objects.order_by("pk") for row in unsettled(plan, today=near.today)]
    if over:
        amount, line = (row := pick.choice(over)), row.line
        how = pick.choice((Settlement.RETIMED, Settlement.WITHDRAWN))
        settle_year(line, year=amount.year, settlement=how, reason=REASON, later={RUNNING + 1: 10**6},
                    version=line.version, by=JOB)  # fmt: skip


def change_a_gap(near: Programme, pick: random.Random) -> None:
    """One more, or one with other amounts, typed either way."""
    council = near.councils.get(slug=pick.choice(COUNCILS))
    gaps = {gap.type: gap for gap in BudgetGap.objects.filter(council=council)}
    was, type = pick.choice(["", *sorted(gaps)]), pick.choice(GapType.values)
    if type in gaps and type != was:
        was = type
    amounts = {FIRST + at: pick.randint(-(10**6), 10**8) for at in range(9) if pick.random() < 0.6}
    version = gaps[was].version if was else 0
    keep_gap(near, council, was=was, type=type, source="x", amounts=amounts, version=version, by=JOB)


def change_what_it_stands_on(near: Programme, number: int) -> None:
    """A later baseline of Birch, a dearer post that the model keeps of Alder, and a line that is gone at once."""
    if number == 8:
        make_baseline(near, near.councils.get(slug="birch"), STAFF["birch"], posts=6, as_at=LATER)
    if number == 16:
        post = ModelPost.objects.filter(retains_council__slug="alder").first()
        assert post
        post.cost_pence += 12_345
        record(post, by=JOB, reason=REASON)
        keep_model_groups(post.model)
    if number == 20:
        gone = make_line(near, near.councils.get(slug="alder"), STAFF["alder"].staff, (3, FIRST, "1"))
        for post_of_line in gone.posts.all():
            erase(post_of_line, by=JOB, reason=REASON)
        erase(gone, by=JOB, reason=REASON)
