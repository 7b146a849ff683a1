"""Savings plans whose words and amounts are a council's own."""

import datetime
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from collab.calc.money import pence_of
from collab.history import Job, record
from programme.models import Council, Programme
from savings.enums import (
    ConflictKind,
    EvidenceKind,
    GapType,
    Keeper,
    LineKind,
    LineStatus,
    PressureKind,
    Rating,
)
from savings.models import (
    BudgetGap,
    ClaimDecision,
    Evidence,
    GapAmount,
    LineAmount,
    LinePost,
    LineUpdate,
    NetBudget,
    PlanVersion,
    Pressure,
    SavingsLine,
    SavingsPlan,
    default_rating_rules,
)
from savings.queries.versions import content_of, lines_in_full
from savings.services import refresh_groups

JOB = Job("test")
REASON = "made for a test"
YEAR = 2013
# In which nothing of the second line was delivered.
UNSETTLED = 2014
DAY = datetime.date(2012, 12, 3)


@dataclass(frozen=True)
class PlanMarks:
    """What marks a savings plan, by who may see it: `title` the lines that are released, for the whole programme;
    `sum` their amounts to the penny, for the council and, once its baseline is released, the programme team; `held`
    what is for its council alone."""

    title: Any
    sum: Any
    held: Any


def make_plan(programme: Programme, council: Council, marks: PlanMarks, staff: Any, owner: Any) -> SavingsPlan:
    """Two released lines, one of which takes two posts that the model counts on, one that is held and one proposed;
    with an update that waits for finance, evidence, a decision on a claim, a gap, a pressure and a net budget."""
    plan = SavingsPlan(programme=programme, council=council)
    _keep(plan)
    service = marks.title.says("service")
    staffing = _line(
        plan, 1, marks.title.says("line"), marks.sum, 92, status=LineStatus.IN_DELIVERY, service=service,
        kind=LineKind.STAFFING, owner=owner, description=marks.held.says("description"), rating=Rating.AMBER,
        authority=marks.held.says("authority"), agreed_on=DAY, source=marks.held.says("source"),
    )  # fmt: skip
    for at, number in enumerate((3, 4), 1):
        _keep(LinePost(line=staffing, position=at, ref=f"{staff.word}-{number:03}", from_year=YEAR, fte=Decimal(1)))
    contract = _line(plan, 2, marks.title.says("contract line"), marks.sum, 89, kind=LineKind.CONTRACT, service=service)
    _keep(LineAmount(line=contract, year=UNSETTLED, planned_pence=pence_of(marks.sum.amount(85))))
    # So that neither the sum of that year nor what is at risk in it is a line's own amount.
    said = {"planned_pence": 40_000_00, "forecast_pence": 65_000_00, "actual_pence": 65_000_00}
    _keep(LineAmount(line=staffing, year=UNSETTLED, **said))
    held = _line(plan, 3, marks.held.says("held line"), marks.held, 88, held=True, kind=LineKind.STAFFING)
    _keep(LinePost(line=held, position=1, ref=f"{staff.word}-005", from_year=YEAR, fte=Decimal(1)))
    _line(plan, 4, marks.held.says("proposed line"), marks.held, 87, status=LineStatus.PROPOSED)
    _updates(staffing, marks, owner)
    _beside(plan, staffing, marks, f"{staff.word}-003")
    rules = default_rating_rules(council)
    rules.in_force_from, rules.source = DAY, "Cabinet"
    _keep(rules)
    refresh_groups(plan)
    _agreed(plan, marks)
    return plan


def _agreed(plan: SavingsPlan, marks: PlanMarks) -> None:
    content = content_of(lines_in_full(plan))
    authority = marks.held.says("authority of the plan")
    PlanVersion(plan=plan, number=1, agreed_on=DAY, authority=authority, content=content, job=JOB.name).save()
    plan.version = 2
    _keep(plan)


def _line(plan: SavingsPlan, number: int, title: str, mark: Any, amount: int, **fields: Any) -> SavingsLine:
    line = SavingsLine(
        plan=plan, position=number, ref=f"{mark.word if mark.word.endswith('held') else 'L'}-{number}", title=title,
        **{"kind": LineKind.OTHER, "status": LineStatus.AGREED, **fields},
    )  # fmt: skip
    _keep(line)
    pence = pence_of(mark.amount(amount))
    _keep(LineAmount(line=line, year=YEAR, planned_pence=pence, forecast_pence=pence, actual_pence=pence))
    return line


def make_line(
    programme: Programme, council: Council, staff: Any, *posts: tuple[int, int, str], **fields: Any
) -> SavingsLine:
    """An agreed line of the council's plan, which is made where there is none. `posts`: the number of a post of
    `make_baseline`, the year from which it goes, and how much FTE of it."""
    plan = SavingsPlan.objects.filter(programme=programme, council=council).first()
    if plan is None:
        plan = SavingsPlan(programme=programme, council=council)
        _keep(plan)
    number = plan.lines.count() + 1
    known = {"title": "A line", "kind": LineKind.STAFFING, "status": LineStatus.AGREED, "position": number}
    line = SavingsLine(plan=plan, ref=f"L{number}", **known | fields)
    _keep(line)
    for at, (post, year, fte) in enumerate(posts, 1):
        _keep(LinePost(line=line, position=at, ref=f"{staff.word}-{post:03}", from_year=year, fte=Decimal(fte)))
    return line


def _updates(line: SavingsLine, marks: PlanMarks, owner: Any) -> None:
    pence = pence_of(marks.held.amount(86))
    _keep(
        LineUpdate(
            line=line, year=YEAR, quarter=1, forecast_pence=pence, delivered_pence=pence, rating=Rating.AMBER,
            comment=marks.held.says("comment"), sent_at=timezone.now(), sent_by=owner,
        )
    )  # fmt: skip
    data = marks.held.says("evidence").encode()
    _keep(
        Evidence(
            line=line, title=marks.held.says("proof"), what=marks.held.says("shows"), data=data,
            file_name=f"{marks.held.word}.txt", kind=EvidenceKind.TEXT,
            digest=hashlib.sha256(data).hexdigest(), added_at=timezone.now(), added_by=owner,
        )
    )  # fmt: skip


def _beside(plan: SavingsPlan, line: SavingsLine, marks: PlanMarks, post: str) -> None:
    """What is not a line."""
    whose = {"programme": plan.programme, "council": plan.council}
    gap = BudgetGap(**whose, type=GapType.CUMULATIVE_POSITION, source="Medium-term financial plan")
    _keep(gap)
    _keep(GapAmount(gap=gap, year=YEAR, amount_pence=95_000_000_00))
    _keep(NetBudget(**whose, year=YEAR, service=line.service, amount_pence=61_000_000_00, source="Budget book"))
    _keep(
        Pressure(
            **whose, ref=marks.held.says("reference"), kind=PressureKind.PRESSURE,
            title=marks.held.says("pressure"), service=line.service, year=YEAR, quarter=1,
            amount_pence=328_000_00, source=marks.held.says("source of it"),
        )
    )  # fmt: skip
    _keep(
        ClaimDecision(
            **whose, post_ref=post, kind=ConflictKind.ALSO_IN_MODEL, model=plan.programme.operating_models.first(),
            keeper=Keeper.LOCAL, reason=marks.held.says("reason"), authority="Programme Board", decided_on=DAY,
        )
    )  # fmt: skip


def _keep(row: Any) -> None:
    record(row, by=JOB, reason=REASON)
