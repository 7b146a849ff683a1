"""Changes of one thing each, with the figures that depend on it."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from accounts.roles import Role
from collab.history import record
from documents.register import Register
from programme.enums import BaselineStatus, RiskState
from programme.models import CaseParameters, ModelPost, Programme
from programme.queries import May
from programme.services.groups import keep_groups, keep_model_groups
from savings.enums import LineStatus
from savings.models import GapAmount, SavingsLine
from savings.services import refresh_groups
from tests.factories.kept import row_of
from tests.factories.staffing import AS_AT, make_baseline
from tests.factories.world import JOB, REASON, STAFF, World

MANAGER = May(frozenset({(Role.PROGRAMME_MANAGER, None)}))
State = dict[str, tuple[object, frozenset[tuple[str, str]]]]


def state_of(programme: Programme) -> State:
    """By key: value, and what it rests on."""
    return {
        figure.key: (figure.value, frozenset((basis.key, basis.stamp) for basis in figure.bases))
        for figure in Register(programme, MANAGER).figures()
    }


def keep(row: object) -> None:
    record(row, by=JOB, reason=REASON)


def salary(world: World) -> None:
    """One post is paid more, in a later baseline that is otherwise the same."""
    later = AS_AT + datetime.timedelta(days=90)
    council = world.councils["alder"]
    baseline = make_baseline(world.near, council, STAFF["alder"], as_at=later, status=BaselineStatus.SUBMITTED)
    post = baseline.posts.order_by("pk")[4]
    post.salary_pence += 1_000_00
    post.cost_pence += 1_000_00
    keep(post)
    baseline.status, baseline.validated_at, baseline.released_at = BaselineStatus.VALIDATED, *[timezone.now()] * 2
    keep(baseline)
    keep_groups(baseline)


def model_post(world: World) -> None:
    post = ModelPost.objects.get(model=world.models["near"], retains_council__isnull=True)
    post.cost_pence += 500_00
    keep(post)
    keep_model_groups(post.model)


def phasing(world: World) -> None:
    year = world.models["near"].years.order_by("year")[0]
    year.phasing = Decimal("0.25")
    keep(year)


def one_off(world: World) -> None:
    year = world.models["near"].years.order_by("year")[0]
    year.one_off_pence += 1
    keep(year)


def rename(world: World) -> None:
    """Nothing that counts."""
    model = world.models["near"]
    model.code, model.name = "renamed", "Another name"
    model.version += 1
    keep(model)


def population(world: World) -> None:
    part = world.near.programme_councils.get(council=world.councils["birch"])
    part.population += 1_000
    keep(part)


def today(world: World) -> None:
    """The programme's own day: in the year of which the trackers tell."""
    world.near.own_date, world.near.demonstration_note = datetime.date(2014, 2, 1), "x"
    keep(world.near)


def budget(world: World) -> None:
    """Of a programme whose amounts are shared by population."""
    part = world.near.programme_councils.get(council=world.councils["birch"])
    part.net_revenue_budget_pence, part.budget_source = 100, "x"
    keep(part)


def discount(world: World) -> None:
    row = CaseParameters.objects.filter(programme=world.near).latest("number")
    row.pk, row.number, row.discount_rate = None, row.number + 1, Decimal("0.05")
    row._state.adding = True
    keep(row)


def _line(world: World) -> SavingsLine:
    """One that counts and takes a post in scope."""
    rows = world.plans["alder"].lines.filter(posts__isnull=False, held=False, status=LineStatus.IN_DELIVERY)
    return rows.order_by("pk")[0]


def status(world: World) -> None:
    line = _line(world)
    line.status = LineStatus.PROPOSED
    keep(line)
    refresh_groups(line.plan)


def line_post(world: World) -> None:
    post = _line(world).posts.order_by("pk")[0]
    post.fte /= 2
    keep(post)


def gap(world: World) -> None:
    amount = GapAmount.objects.filter(gap__council=world.councils["alder"]).latest("year")
    amount.amount_pence += 100
    keep(amount)


def milestone(world: World) -> None:
    row = row_of(world.near, "milestone")
    row.when = "26 February 2013"
    keep(row)


def funding(world: World) -> None:
    row = row_of(world.near, "funding")
    row.amount_pence += 1
    keep(row)


def risk(world: World) -> None:
    row = row_of(world.near, "risk")
    row.state, row.closed_reason = RiskState.CLOSED, "x"
    keep(row)


SAVED = {"saving", "npv", "net", "payback"}
STANDS = {"stands", "full-year", "gap-joint", "gap-left"}
# What is changed, and the first words of the keys of all that then rest on something else.
MOVES: list[tuple[Callable[[World], None], set[str]]] = [
    (rename, set()),
    (salary, {*SAVED, *STANDS, "taken", "erosion", "conflicts", "model-removed",
              "baseline-date", "baseline-posts", "baseline-fte", "baseline-cost"}),
    (model_post, {*SAVED, *STANDS, "model-cost"}),
    (phasing, {*SAVED, "stands", "gap-joint", "gap-left"}),
    (one_off, {"one-off", "npv", "net", "payback"}),
    (population, {"population", "saving", "npv", "net", "one-off", *STANDS}),
    (budget, {"net-budget"}),
    (discount, {"discount-rate", "npv"}),
    (status, {*STANDS, "taken", "erosion", "conflicts", "planned", "forecast", "confirmed", "lines", "gap-confirmed",
              "gap-to-come", "tracker-achieved", "tracker-net", "tracker-percent"}),
    (line_post, {*STANDS, "taken", "erosion", "conflicts"}),
    (gap, {"gap", "gap-rise", "gap-left"}),
    (milestone, {"date"}),
    (funding, {"funding", "funding-total"}),
    (risk, {"risks"}),
]  # fmt: skip
