"""How many of each noun the programme keeps, and what its amounts come to, as their pages have it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import slugify

from accounts.roles import Permission
from collab.figures import Basis, Family, Figure, Kind, Value, key_of, stamp
from programme.enums import ActionState, Agreement, BenefitKind, BenefitState, ConditionState, FundingState, RiskState
from programme.figures.records import amount, gross_or_net
from programme.models import Programme
from programme.nouns import NOUN
from programme.presenters import RATINGS
from programme.presenters.pages import terms
from programme.queries import May, Total, benefit_totals, contribution_totals, funding_totals

SOURCE = "The records of the programme"
NAMES = ("conditions", "workstreams", "reviews", "findings", "benefits", "risks")
TOTALS = ("funding-total", "contribution-total", "benefit-total")


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Everybody in the programme reads its records. A query for each noun and each kind of total."""
    if not may(Permission.PROGRAMME_VIEW):
        return
    for name, noun, part, words, count in _counts(programme):
        yield _figure(programme, noun, (name, part), words, Kind.COUNT, count)
    for key, noun, total, words in _totals(programme):
        if total.count > total.unknown:
            kind, value = amount(int(total.pence), total.precision)
            scope = f"without {total.unknown} whose amount is not stated" if total.unknown else ""
            of = total.of
            yield _figure(
                programme, noun, (key, *(slugify(part) or "unsaid" for part in of.values())), words, kind, value,
                scope=scope, taken=gross_or_net(of["basis"]) if "basis" in of else "",
                price_base=f"{of['price_base']} prices" if of.get("price_base") else "",
            )  # fmt: skip


def _counts(programme: Programme) -> Iterator[tuple[str, str, str | None, str, int]]:
    """Key, noun, part of the key, what it is called, and how many."""
    conditions = [row.state for row in programme.restart_conditions.all()]
    met = conditions.count(ConditionState.MET)
    yield "conditions", "condition", None, "Conditions for a restart", len(conditions)
    yield "conditions", "condition", "met", "Conditions for a restart that are met", met
    parents = list(programme.workstreams.values_list("parent", flat=True))
    yield "workstreams", "workstream", None, "Workstreams", parents.count(None)
    yield "workstreams", "workstream", "projects", "Projects of the workstreams", len(parents) - parents.count(None)
    yield "reviews", "review", None, "Reviews of the programme", programme.reviews.count()
    findings = list(programme.findings.values_list("state", flat=True))
    yield "findings", "finding", None, "Findings of the reviews", len(findings)
    yield "findings", "finding", "done", "Findings that have been acted on", findings.count(ActionState.DONE)
    yield from _benefits(list(programme.benefits.values_list("kind", "state")))
    yield from _risks(list(programme.risks.all()))


def _benefits(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str, str | None, str, int]]:
    yield "benefits", "benefit", None, "Benefits", len(rows)
    for state in BenefitState:
        found = sum(said == state for _, said in rows)
        yield "benefits", "benefit", state.value, f"Benefits {state.label.lower()}", found
    for kind in BenefitKind:
        found = sum(said == kind for said, _ in rows)
        yield "benefits", "benefit", kind.value.replace("_", "-"), f"Benefits, {kind.label.lower()}", found


def _risks(rows: list[Any]) -> Iterator[tuple[str, str, str | None, str, int]]:
    scores = [row.severity for row in rows if row.state == RiskState.OPEN]
    yield "risks", "risk", None, "Risks that are open", len(scores)
    yield "risks", "risk", "closed", "Risks that are closed", len(rows) - len(scores)
    yield "risks", "risk", "unscored", "Risks that are open and not scored yet", scores.count(None)
    ratings = [next(label for least, label, _ in RATINGS if score >= least) for score in scores if score is not None]
    for _, label, _ in RATINGS:
        yield "risks", "risk", label.lower(), f"Risks that are open and {label.lower()}", ratings.count(label)


def _totals(programme: Programme) -> Iterator[tuple[str, str, Total, str]]:
    def each(key: str, noun: str, totals: Iterable[Total], words: str) -> Iterator[tuple[str, str, Total, str]]:
        return ((key, noun, total, words.format(_said(total.of))) for total in totals)

    yield from each("funding-total", "funding", funding_totals(programme), "All funding that is {}")
    yield from each("contribution-total", "contribution", contribution_totals(programme), "All contributions {}")
    yield from each("benefit-total", "benefit", benefit_totals(programme), "All benefits, {}")


def _said(of: dict[str, str]) -> str:
    """What the amounts have in common, in words."""
    if "agreement" in of:
        return str(Agreement(of["agreement"]).label).lower()
    if "kind" not in of:
        return str(FundingState(of["state"]).label).lower()
    what = f"{BenefitKind(of['kind']).label.lower()}, {BenefitState(of['state']).label.lower()}"
    return f"{what}, {terms(of['recurrence'], of['basis'], of['price_base'])}"


def _figure(
    programme: Programme, noun: str, parts: tuple[str | None, ...], name: str, kind: Kind, value: Value,
    *, scope: str = "", taken: str = "", price_base: str = "",
) -> Figure:  # fmt: skip
    key = key_of(programme, *[part for part in parts if part is not None])
    return Figure(
        key=key,
        name=name,
        kind=kind,
        value=value,
        scope=scope or "the whole programme",
        source=SOURCE,
        address=NOUN[noun].url(programme),
        as_at=programme.today,
        taken=taken,
        price_base=price_base,
        bases=(Basis(key.partition(".")[2], f"{name[0].lower()}{name[1:]}", stamp(value)),),
    )


FAMILY = Family(frozenset({*NAMES, *TOTALS}), figures, subject="Counts and totals of the programme")
