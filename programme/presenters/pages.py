"""The pages of a programme in words: what stands together, in which order, with which totals and signs."""

from collections.abc import Iterable
from dataclasses import dataclass

from collab.calc.money import pounds
from programme.enums import (
    MONEY_KINDS,
    ActionState,
    Agreement,
    Basis,
    BenefitKind,
    BenefitState,
    FundingState,
    MilestoneState,
    Precision,
    Recurrence,
    RiskState,
    Stage,
)
from programme.models import Benefit, Finding, Milestone, Programme, Review, Risk, Workstream
from programme.presenters.overview import WORKSTREAM_SIGNS
from programme.queries import Change, Total

MILESTONE_SIGNS = {MilestoneState.DONE: "done", MilestoneState.PLANNED: "ring", MilestoneState.DEFERRED: "half"}
FUNDING_SIGNS = {
    FundingState.APPLIED: "ring", FundingState.OFFERED: "half", FundingState.RECEIVED: "done",
    FundingState.REFUSED: "diamond",
}  # fmt: skip
AGREEMENT_SIGNS = {Agreement.PROPOSED: "ring", Agreement.AGREED: "done", Agreement.DECLINED: "diamond"}
ACTION_SIGNS = {ActionState.NOT_STARTED: "ring", ActionState.UNDER_WAY: "half", ActionState.DONE: "done"}
BENEFIT_SIGNS = {BenefitState.EXPECTED: "ring", BenefitState.SEEN: "done"}
# From which score on a risk is called so, the highest first.
RATINGS = ((15, "High", "diamond"), (8, "Medium", "triangle"), (1, "Low", "disc"))
KIND_NOTES = {
    BenefitKind.CASH: "Money that is freed: a budget can go down by it.",
    BenefitKind.AVOIDED: "Money that would otherwise have had to be spent. It frees no budget.",
    BenefitKind.NON_CASH: "Better work for the same money. It has no amount.",
    BenefitKind.OTHER: "What residents and others gain. It has no amount.",
}


@dataclass(frozen=True)
class ShownTotal:
    label: str
    amount: str
    note: str = ""


@dataclass(frozen=True)
class ShownWorkstream:
    row: Workstream
    sign: str
    members: list[str]
    projects: list["ShownWorkstream"]


@dataclass(frozen=True)
class PastStage:
    name: str
    since: str
    reason: str
    review_on: object
    change: Change


@dataclass(frozen=True)
class BenefitGroup:
    kind: BenefitKind
    note: str
    rows: list[tuple[Benefit, str, str]]
    totals: list[ShownTotal]
    is_money: bool


@dataclass(frozen=True)
class ShownRisk:
    row: Risk
    rating: str
    sign: str
    late: bool


def present_workstreams(rows: Iterable[Workstream]) -> list[ShownWorkstream]:
    """The workstreams, each with its projects."""
    rows = list(rows)

    def below(parent: int | None) -> list[ShownWorkstream]:
        return [
            ShownWorkstream(
                row, WORKSTREAM_SIGNS[row.state],  # type: ignore[index]
                [link.council.short_name for link in row.workstream_councils.all()], below(row.pk),
            )
            for row in rows
            if row.parent_id == parent
        ]  # fmt: skip

    return below(None)


def present_stages(changes: Iterable[Change]) -> list[PastStage]:
    """The stages that a programme has been through, the latest first: of its changes those that concern the stage."""
    found = []
    for change in changes:
        now, before = change.now, change.before
        names = ("stage", "stage_since", "stage_exactness", "stage_reason", "stage_review_on")
        if before is None or any(getattr(now, name) != getattr(before, name) for name in names):
            since = Programme.since.read(now)
            found.append(PastStage(str(Stage(now.stage).label), since, now.stage_reason, now.stage_review_on, change))
    return found


def present_milestones(rows: Iterable[Milestone], programme: Programme) -> list[tuple[Milestone, str, bool]]:
    """Each with its sign, and whether it was planned for a time that is past."""
    return [(row, MILESTONE_SIGNS[MilestoneState(row.state)], row.is_late(programme.today)) for row in rows]


def present_findings(review: Review, programme: Programme) -> list[tuple[Finding, str, bool]]:
    rows = review.findings.all()
    return [(row, ACTION_SIGNS[ActionState(row.state)], row.is_late(programme.today)) for row in rows]


def present_benefits(rows: Iterable[Benefit], totals: Iterable[Total]) -> list[BenefitGroup]:
    """A group for each kind, also where there is none of it; the two kinds of money have totals of their own."""
    rows, totals = list(rows), list(totals)
    return [
        BenefitGroup(
            kind, KIND_NOTES[kind],
            [(row, BENEFIT_SIGNS[BenefitState(row.state)], amount_of(row)) for row in rows if row.kind == kind],
            [_benefit_total(total) for total in totals if total.of["kind"] == kind], kind in MONEY_KINDS,
        )
        for kind in BenefitKind
    ]  # fmt: skip


def amount_of(row: Benefit) -> str:
    """The amount with all that has to be said of it; empty where it is no money."""
    if not row.is_money:
        return ""
    if row.amount_pence is None:
        return "Amount not stated"
    before = "" if row.precision == Precision.EXACT else f"{Precision(row.precision).label.capitalize()} "
    return f"{before}{pounds(row.amount_pence)}, {terms(row.recurrence, row.basis, row.price_base)}"


def terms(recurrence: str, basis: str, price_base: str) -> str:
    """How often, gross or net, and in prices of which year; what is not said is said to be so, once."""
    parts = [
        (recurrence != Recurrence.NOT_SAID, str(Recurrence(recurrence).label), "every year or once"),
        (basis != Basis.NOT_SAID, str(Basis(basis).label), "gross or net"),
        (bool(price_base), f"in prices of {price_base}", "prices of which year"),
    ]
    known = [words for is_known, words, _ in parts if is_known]
    unknown = [words for is_known, _, words in parts if not is_known]
    return ", ".join([*known, *([f"not said: {', '.join(unknown)}"] if unknown else [])])


def _benefit_total(total: Total) -> ShownTotal:
    of = total.of
    state = BenefitState(of["state"]).label
    exact = total.precision == Precision.EXACT
    amount = pounds(total.pence) if exact else f"{total.precision.label} {pounds(total.pence)}"
    notes = [] if exact else ["Amounts that are not exact are counted at the figure that is named."]
    return ShownTotal(
        f"{state}, {terms(of['recurrence'], of['basis'], of['price_base'])}", *_amount(total, amount, notes)
    )


def present_funding_totals(totals: Iterable[Total]) -> list[ShownTotal]:
    """One for each state, in the order of the states."""
    found = {total.of["state"]: total for total in totals}
    return [
        ShownTotal(str(state.label), *_amount(found[state])) for state in FundingState if state in found
    ]  # fmt: skip


def present_contribution_totals(totals: Iterable[Total]) -> list[ShownTotal]:
    found = {total.of["agreement"]: total for total in totals}
    return [ShownTotal(str(state.label), *_amount(found[state])) for state in Agreement if state in found]


def _amount(total: Total, amount: str = "", notes: Iterable[str] = ()) -> tuple[str, str]:
    if total.unknown == total.count:
        return "Amount not stated", ""
    missing = [f"Without {total.unknown} whose amount is not stated."] if total.unknown else []
    return amount or pounds(total.pence), " ".join([*notes, *missing])


def present_risks(rows: Iterable[Risk], programme: Programme) -> list[ShownRisk]:
    return [ShownRisk(row, *_rating(row), row.is_late(programme.today)) for row in rows]


def _rating(row: Risk) -> tuple[str, str]:
    if row.state == RiskState.CLOSED:
        return "Closed", "done"
    if row.severity is None:
        return "Not scored yet", "ring"
    label, sign = next((label, sign) for least, label, sign in RATINGS if row.severity >= least)
    return f"{label}, {row.severity}", sign
