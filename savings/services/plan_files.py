"""A savings plan comes in from a file: read, and kept whole or not at all."""

import json
from typing import Any

from django.db import transaction

from collab import uploads
from collab.history import record
from programme.bundle import Signature
from programme.models import Council, Programme
from programme.services.membership import refuse
from savings.bundle.keeping import keep_line
from savings.bundle.reading import LinePart, LinePostRow
from savings.enums import LineStatus
from savings.models import SavingsLine, SavingsPlan
from savings.plan_file.compare import compare
from savings.plan_file.proposal import Proposal, Proposed
from savings.plan_file.tables import find_tables
from savings.queries.plan_files import Present, present_plan
from savings.rules import plans as rules
from savings.services.groups import refresh_groups
from savings.services.locking import lock_plan, rights

READERS = {"csv": "savings.plan_file.child:read_csv", "xlsx": "savings.plan_file.child:read_xlsx"}
STALE = "The plan has changed since you looked at the file. This is what the file would change now: look again."
WRONG = "The file cannot be kept as it is. Correct what is listed in it, and upload it again."
NOTHING = "There is nothing to change: the plan says what the file says."


def read_plan_file(data: bytes, *, filename: str) -> str:
    """The rows of the file, as `understand` takes them. Refused with a plain sentence for a file that is none."""
    return uploads.read(data, filename=filename, readers=READERS).decode()


def understand(rows: str, present: Present) -> Proposal:
    """Refused where no plan is in it."""
    sheets, notes = json.loads(rows)
    return compare(find_tables(sheets, notes), present)


@transaction.atomic
def keep_plan_file(
    programme: Programme, council: Council, *, rows: str, seal: str, by: Any, reason: str = ""
) -> tuple[int, int]:  # fmt: skip
    """How many lines are new and how many are changed. `seal` is that of the plan beside which the file was looked at.

    Refused with code "not-allowed", "stale", "wrong", "same", or "reason" where what is promised changes without one.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    refuse(rules.why_not_keep_plan(council, rights(programme, by)), "not-allowed")
    plan = SavingsPlan.objects.filter(programme=programme, council=council).first()
    plan = lock_plan(plan) if plan else SavingsPlan(programme=programme, council=council)
    proposal = understand(rows, present_plan(programme, council))
    refuse(STALE if proposal.present.seal != seal else None, "stale")
    refuse(WRONG if proposal.problems else None, "wrong")
    refuse(None if proposal.changes else NOTHING, "same")
    refuse(rules.WHY_REPLANNED if proposal.needs_reason and not reason.strip() else None, "reason")
    signature = Signature(by, reason.strip() or "brought in from a file")
    if plan.pk is None:
        record(plan, by=by, reason=signature.reason)
    _keep(plan, proposal, signature)
    refresh_groups(plan)
    new = sum(row.line is None for row in proposal.changes)
    return new, len(proposal.changes) - new


def _keep(plan: SavingsPlan, proposal: Proposal, signature: Signature) -> None:
    """New lines are proposed, and stand behind the others."""
    places = {line.ref: line.position for line in proposal.present.lines}
    last = max(places.values(), default=0)
    for row in proposal.changes:
        if row.line is None:
            last += 1
            places[row.ref] = last
        line = row.line or SavingsLine(plan=plan, ref=row.ref, status=LineStatus.PROPOSED)
        keep_line(line, _part(row), places, signature)


def _part(row: Proposed) -> LinePart:
    """A year of which nothing is said any more goes, unless finance has confirmed or settled something of it."""
    settled = {amount.year for amount in row.line.amounts.all() if amount.settled} if row.line else set()
    years = {
        year: said for year, said in row.years.items() if year in settled or any(p is not None for p in said.values())
    }
    return LinePart(row.ref, row.values, years, [LinePostRow(post.ref, post.from_year, post.fte) for post in row.posts])
