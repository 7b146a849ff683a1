"""What waits for a person among the councils' savings: updates that they owe, what finance confirms, and claims
on posts that finance decides; and until when their next updates are due."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse

from accounts.roles import Permission
from collab.calc.quarters import Quarter
from collab.moments import day
from programme.models import Council, Programme
from programme.queries.access import members_where
from programme.queries.waiting import Ahead, Waiting
from savings.enums import UpdateState
from savings.models import LinePost, LineUpdate, SavingsPlan
from savings.queries.appraisal import foremost
from savings.queries.case import ModelCase, case_of
from savings.queries.conflicts import claims_to_decide
from savings.queries.lines import MINE
from savings.queries.reassessment import Counting, counted
from savings.queries.updates import Coming, LineQuarter, asked_of_owner, coming_for_owner

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: "User") -> list[Waiting]:
    """In no order. Eight queries at most, and the case of each programme in which a post may be claimed twice."""
    return [*(_update(row) for row in asked_of_owner(user)), *_confirmations(user), *_claims(user)]


def dates_ahead(user: "User") -> list[Ahead]:
    """Until when the next updates of this person's lines are due, those of one council and quarter together. Three
    queries at most."""
    found: dict[tuple[SavingsPlan, Quarter], list[Coming]] = {}
    for row in coming_for_owner(user):
        found.setdefault((row.line.plan, row.quarter), []).append(row)
    return [_coming(plan, quarter, rows) for (plan, quarter), rows in found.items()]


def _coming(plan: SavingsPlan, quarter: Quarter, rows: Sequence[Coming]) -> Ahead:
    at, (first, *others) = [plan.programme.slug, plan.council.slug], rows
    which = f"quarter {quarter.number} of {quarter.year}"
    if others:
        what = f"Updates of your {len(rows):,} lines of {plan.council.short_name} are due: {which}"
        url = f"{reverse('plan', args=at)}?owner={MINE}#lines"
    else:
        what = f"The update of your line {first.line.ref} {first.line.title} is due: {which}"
        url = reverse("line-update", args=[*at, first.line.pk])
    return Ahead(first.due, day(first.due), what, url, plan.programme)


def _update(row: LineQuarter) -> Waiting:
    line, plan = row.line, row.line.plan
    returned = row.update is not None
    return Waiting(
        f"Say how {line.ref} {line.title} is going: quarter {row.quarter.number} of {row.quarter.year}",
        reverse("line-update", args=[plan.programme.slug, plan.council.slug, line.pk]), plan.programme, plan.council,
        due=row.due, note="Finance has returned your update with a question." if returned else "About a minute.",
    )  # fmt: skip


def _confirmations(user: "User") -> list[Waiting]:
    """One for each council, of what others have sent."""
    may = members_where(
        Permission.SAVINGS_CONFIRM, user, programme="line__plan__programme", council="line__plan__council"
    )
    sent = LineUpdate.objects.filter(may, state=UpdateState.SENT).filter(~Q(sent_by=user)).order_by()
    rows = list(sent.values_list("line__plan__programme", "line__plan__council").annotate(updates=Count("pk")))
    programmes = Programme.objects.in_bulk({row[0] for row in rows}) if rows else {}
    councils = Council.objects.in_bulk({row[1] for row in rows}) if rows else {}
    return [
        Waiting(
            f"Confirm what {count:,} line{'' if count == 1 else 's'} of {councils[council].short_name} "
            f"{'has' if count == 1 else 'have'} delivered",
            reverse("plan-confirmations", args=[programmes[programme].slug, councils[council].slug]),
            programmes[programme], councils[council], note="Until then it closes no gap.",
        )
        for programme, council, count in rows
    ]  # fmt: skip


def _claims(user: "User") -> list[Waiting]:
    """One for each council, of the posts on which two count beside the foremost model."""
    mine = members_where(
        Permission.CLAIM_DECIDE, user, programme="line__plan__programme", council="line__plan__council"
    )
    taken = LinePost.objects.filter(mine, counted(Counting.RELEASED, (), "line__")).order_by()
    pairs = set(taken.values_list("line__plan__programme", "line__plan__council"))
    found = []
    for programme in Programme.objects.filter(pk__in={pair[0] for pair in pairs}) if pairs else ():
        case = case_of(programme)
        model = foremost(case)
        if isinstance(model, str):
            continue
        counts = claims_to_decide(case, model.case)
        councils = [row.council for row in case.councils if (programme.pk, row.council.pk) in pairs]
        found += [_claim(programme, model.case, row, counts[row.slug]) for row in councils if row.slug in counts]
    return found


def _claim(programme: Programme, model: ModelCase, council: Council, count: int) -> Waiting:
    claims = "a claim on a post" if count == 1 else f"{count:,} claims on posts"
    return Waiting(
        f"Decide who keeps {claims} of {council.short_name}",
        f"{reverse('erosion-conflicts', args=[programme.slug, model.model.code])}?council={council.slug}",
        programme, council, note="Two count on the same post. Nothing is netted off until it is decided.",
    )  # fmt: skip
