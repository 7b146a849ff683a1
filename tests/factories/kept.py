"""What a programme keeps, one of each noun, with its mark in every text and amount; and the forms that add such."""

import datetime
from typing import Any

from programme.enums import (
    ActionState,
    Agreement,
    BenefitKind,
    BenefitState,
    ConditionState,
    FundingState,
    Response,
    ReviewKind,
    RiskResponse,
    RiskState,
    WorkstreamState,
)
from programme.models import Kept, Programme
from programme.nouns import NOUN

DAY = datetime.date(2013, 6, 1)


def kept_parts(mark: Any, councils: list[str]) -> dict[str, Any]:
    """For keep_programme. `councils` are slugs; each list has one row."""
    source = mark.says("source", 3)
    return {
        "workstreams": [
            {
                "name": mark.says("workstream"), "state": WorkstreamState.DEFERRED, "source": source,
                "state_reason": mark.says("why deferred", 2), "lead": mark.says("lead"), "starts": "April 2012",
                "ends": "2020", "councils": councils[:1], "other_councils": mark.says("outsider"),
                "summary": mark.says("work", 2),
                "projects": [
                    {"name": mark.says("project"), "state": WorkstreamState.RUNNING, "source": source,
                     "summary": mark.says("project work", 2)},
                ],
            },
        ],
        "restart_conditions": [
            {"text": mark.says("condition", 4), "state": ConditionState.MET, "met": "May 2012",
             "evidence": mark.says("shown", 4), "source": source},
            {"text": mark.says("other condition", 4), "state": ConditionState.UNDER_WAY, "source": source},
        ],
        "milestones": [{"when": "April 2012", "text": mark.says("milestone", 5), "source": source}],
        "funding": [
            {"what_for": mark.says("funded", 6), "funder": mark.says("funder"), "amount_pence": _pence(mark, 6),
             "period": "2012/13", "state": FundingState.RECEIVED, "conditions": mark.says("terms", 6),
             "source": source},
        ],
        "contributions": [
            {"council": councils[0], "what_for": mark.says("contribution", 7), "amount_pence": _pence(mark, 7),
             "agreement": Agreement.AGREED, "source": source},
        ],
        "reviews": [
            {
                "reviewer": mark.says("reviewer"), "kind": ReviewKind.PEER, "when": "Summer 2012",
                "scope": mark.says("scope", 8), "source": source,
                "findings": [
                    {"text": mark.says("finding", at), "response": Response.ACCEPTED, "owner": mark.says("actor"),
                     "response_text": mark.says("answer", at), "due_on": DAY, "state": ActionState.UNDER_WAY,
                     "source": source}
                    for at in (8, 9)
                ],
            },
        ],
        "benefits": [
            {"kind": BenefitKind.CASH, "text": mark.says("benefit", 9), "state": BenefitState.SEEN,
             "amount_pence": _pence(mark, 9), "evidence": mark.says("evidence", 9), "owner": mark.says("keeper"),
             "measure": mark.says("measure"), "baseline": mark.says("start", 9), "baseline_on": DAY,
             "target": mark.says("aim", 9), "source": source},
        ],
        "risks": [
            {"text": mark.says("risk", 10), "cause": mark.says("cause", 10), "effect": mark.says("effect", 10),
             "likelihood": 3, "impact": 4, "owner": mark.says("owner"), "response": RiskResponse.REDUCE,
             "response_text": mark.says("measures", 10), "review_on": DAY, "source": source},
        ],
    }  # fmt: skip


def _pence(mark: Any, number: int) -> int:
    return int(f"{mark.thousands}{number:03}") * 100


def row_of(programme: Programme, key: str) -> Kept:
    """The first of its noun that the programme keeps."""
    return NOUN[key].model._default_manager.filter(programme=programme).order_by("pk")[0]


def typed_record(programme: Programme, key: str, mark: Any) -> dict[str, Any]:
    """What a browser sends to add such a record, or to put it in place of another."""
    text = mark.says("typed", 81)
    forms: dict[str, dict[str, Any]] = {
        "condition": {"text": text, "state": ConditionState.UNDER_WAY},
        "workstream": {"name": text, "state": WorkstreamState.RUNNING, "summary": text, "starts": "May 2012"},
        "milestone": {"when": "Summer 2013", "text": text, "state": "planned"},
        "funding": {"what_for": text, "funder": text, "amount_pence": "1,250.50", "state": FundingState.APPLIED},
        "contribution": {
            "what_for": text, "council": programme.programme_councils.all()[0].council_id, "share": "12.5",
            "agreement": Agreement.PROPOSED,
        },
        "review": {"reviewer": text, "kind": ReviewKind.AUDIT, "when": "2012"},
        "finding": {
            "review": programme.reviews.all()[0].pk, "text": text, "response": Response.NOT_YET,
            "state": ActionState.NOT_STARTED,
        },
        "benefit": {
            "kind": BenefitKind.CASH, "text": text, "state": BenefitState.EXPECTED, "amount_pence": "3",
            "precision": "about", "recurrence": "yearly", "basis": "gross",
        },
        "risk": {"text": text, "likelihood": "2", "impact": "5", "state": RiskState.OPEN},
    }  # fmt: skip
    return {**forms[key], "source": mark.says("source", 82), "reason": mark.says("reason", 83)}
