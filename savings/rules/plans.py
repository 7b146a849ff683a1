"""What may be said of the lines of a plan, and by whom: a reason in plain English, or None."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from accounts.roles import Permission
from collab.calc.money import pounds
from collab.calc.years import FinancialYear
from programme.models import Council
from programme.queries.access import May
from savings.enums import LineStatus
from savings.models import SavingsLine

WITHDRAWN = "The line was withdrawn, and stays as it was. Propose it again first."
WHY_REPLANNED = "The line counts as promised. Say why its plan changes; both amounts stay in its history."


def why_not_keep_plan(council: Council, may: May) -> str | None:
    if not may(Permission.SAVINGS_EDIT, council):
        return f"The savings plan of {council.name} is kept by its finance lead and its HR lead."
    return None


def why_not_change_line(line: SavingsLine, may: May) -> str | None:
    """`line` with its plan and council."""
    reason = why_not_keep_plan(line.plan.council, may)
    return reason or (WITHDRAWN if line.status == LineStatus.WITHDRAWN else None)


def why_not_delete_line(line: SavingsLine, may: May, *, was_agreed: bool, uses: Sequence[str]) -> str | None:
    """`was_agreed`: it counted at any time; `uses` is what else names it, in words."""
    reason = why_not_keep_plan(line.plan.council, may)
    if reason is None and (was_agreed or line.status != LineStatus.PROPOSED):
        return "Only a line that was never agreed can be deleted. Withdraw it, so that what was promised stays known."
    if reason is None and uses:
        return f"It is named by {' and '.join(uses)}. Change that first."
    return reason


def why_not_ref(ref: str, taken: Collection[str]) -> str | None:
    return f"Another line of the plan has the reference {ref}. Choose another." if ref in taken else None


def why_not_years(years: Iterable[int], plan: Collection[int]) -> str | None:
    """`plan` are the years of which a plan may say something."""
    outside = [str(FinancialYear(year)) for year in sorted(years) if year not in plan]
    if not outside:
        return None
    first, last = FinancialYear(min(plan)), FinancialYear(max(plan))
    return f"{' and '.join(outside)}: the plan has the years from {first} to {last}."


def why_not_quarters(planned_pence: int | None, quarters: Sequence[int | None]) -> str | None:
    """Four quarters add up to the plan of the year, or none of them is said."""
    said = [pence for pence in quarters if pence is not None]
    if not said:
        return None
    if len(said) < len(quarters):
        return "Write all four quarters, with 0 where nothing is saved, or none of them"
    over = sum(said) - (planned_pence or 0)
    if over == 0:
        return None
    than = f"{pounds(abs(over))} {'more' if over > 0 else 'less'} than the {pounds(planned_pence or 0)} planned"
    return f"The quarters add up to {pounds(sum(said))}, {than}"


def why_not_replan(line: SavingsLine, planned: Mapping[int, tuple[int | None, int | None]], reason: str) -> str | None:
    """`planned` are what the years had and what they are to have. What was promised changes for a reason."""
    changes = any(then != now for then, now in planned.values())
    return WHY_REPLANNED if changes and (line.is_live or line.agreed_on) and not reason.strip() else None


def why_not_post_of(ref: str, council: Council, others: Iterable[Council]) -> str | None:
    """A post of another council, written as "council:reference"."""
    slug, colon, _ = ref.partition(":")
    other = next((row for row in others if colon and row.slug == slug and row.pk != council.pk), None)
    if other is None:
        return None
    return (
        f"{ref} is a post of {other.short_name}. A line of {council.short_name} takes {council.short_name}’s own posts."
    )
