"""The demonstration programme: what one council's published report of February 2013 tells of three councils' work.

Sources are the numbers of that report's paragraphs. What the report does not say is not here.
"""

import datetime
from typing import Any

from programme.enums import (
    ActionState,
    Agreement,
    BenefitKind,
    BenefitState,
    ConditionState,
    FundingState,
    Precision,
    Response,
    ReviewKind,
    RiskResponse,
    Stage,
    WorkstreamState,
)

SLUG = "three-borough"
TODAY = datetime.date(2013, 2, 26)
CENSUS = "Census 2011"


COUNCILS = ["darlington", "hartlepool", "redcar-and-cleveland"]
# They share a contract with the three and take no part in the programme.
TEES_VALLEY = "Middlesbrough\nStockton-on-Tees"

PROGRAMME: dict[str, Any] = {
    "slug": SLUG,
    "name": "Three Borough People Services collaboration",
    "summary": (
        "Darlington, Hartlepool and Redcar & Cleveland have worked out how one management structure could run "
        "children’s social care, education and adult social care for the three of them. Each council decides for "
        "itself, and keeps its own policies. The business case recommends Model 3b: all functions, two shared "
        "directors, fewer assistant directors working mostly by area."
    ),
    "stage": Stage.DEFERRED,
    "since": "February 2013",
    "stage_reason": (
        "The Autumn Statement of December 2012 and the settlement raised each council’s savings target and brought it "
        "forward. Each has to settle its own savings for 2014/15 and 2015/16 first, and those plans change "
        "the staffing that the joint saving was worked out from. The Programme Board recommends that "
        "the Cabinets accept the case and decide on implementation later."
    ),
    "own_date": TODAY,
    "demonstration_note": (
        "Made from one published report. Fictitious: the staffing, the figures of the models, savings plans, budgets, "
        "sign-ins, and report text that is not that report’s."
    ),
    "councils": [
        {
            "slug": "darlington", "name": "Darlington Borough Council", "short_name": "Darlington",
            "ons_code": "E06000005", "executive": "leader and cabinet",
            "population": 105_600, "population_source": CENSUS,
        },
        {
            "slug": "hartlepool", "name": "Hartlepool Borough Council", "short_name": "Hartlepool",
            "ons_code": "E06000001", "executive": "elected mayor",
            "population": 92_100, "population_source": CENSUS,
        },
        {
            "slug": "redcar-and-cleveland", "name": "Redcar and Cleveland Borough Council",
            "short_name": "Redcar & Cleveland", "ons_code": "E06000003", "executive": "leader and cabinet",
            "population": 135_200, "population_source": CENSUS,
        },
    ],
    "stages": [
        {"stage": Stage.BUSINESS_CASE, "since": "November 2011",
         "stage_reason": "After feasibility work by Deloitte the three councils agreed to develop a business case."},
    ],
    "workstreams": [
        {
            "name": "People Services", "state": WorkstreamState.DEFERRED, "source": "Paragraphs 4, 14 and 33",
            "lead": "Chief Executives with Directors of People Services", "starts": "November 2011",
            "councils": COUNCILS,
            "state_reason": "Local savings plans come first; then the shape of the collaboration is looked at again.",
            "summary": (
                "Business case complete. Already shared by two of the councils: an assistant director for education "
                "and pathfinder work on special educational needs; by all three: learning from inspections, "
                "benchmarking, and first steps towards joint parenting programmes."
            ),
        },
        {
            "name": "Corporate services", "state": WorkstreamState.DEFERRED, "source": "Paragraph 6",
            "councils": COUNCILS,
            "state_reason": "Further work waits until the shape of each council is better understood.",
            "summary": "First work on the scope is done: at scale there are savings and resilience to be had.",
        },
        {
            "name": "Place", "state": WorkstreamState.RUNNING, "source": "Paragraph 7",
            "summary": "Projects of the Tees Valley councils, each with councils of its own.",
            "projects": [
                {
                    "name": "Waste disposal contract", "state": WorkstreamState.RUNNING, "source": "Paragraph 7",
                    "ends": "2020", "councils": COUNCILS, "other_councils": TEES_VALLEY,
                    "summary": "One contract of all five Tees Valley councils, which ends for all of them in 2020.",
                },
                {
                    "name": "Street lighting", "state": WorkstreamState.RUNNING, "source": "Paragraph 7",
                    "summary": "Work together on street lighting. The report does not say which councils take part.",
                },
                {
                    "name": "Economic growth and inward investment", "state": WorkstreamState.RUNNING,
                    "source": "Paragraph 7", "councils": COUNCILS, "other_councils": TEES_VALLEY,
                    "summary": "Tees Valley Unlimited, in which all the councils invest.",
                },
            ],
        },
    ],
    "restart_conditions": [
        {
            "text": "Each council has found its own savings for 2014/15 and 2015/16",
            "state": ConditionState.UNDER_WAY, "source": "Paragraph 31",
        },
        {
            "text": "The shape of each council’s own People Services is settled",
            "state": ConditionState.NOT_STARTED, "source": "Paragraph 31",
        },
        {
            "text": "Members have an assessment of the benefits made at that time",
            "state": ConditionState.NOT_STARTED, "source": "Paragraph 36",
        },
        {
            "text": "Members have an implementation plan to decide on",
            "state": ConditionState.NOT_STARTED, "source": "Paragraphs 31 and 36",
        },
    ],
    "milestones": [
        {"when": "November 2011", "source": "Paragraph 13",
         "text": "After feasibility work by Deloitte, the three councils agree to develop a business case"},
        {"when": "April 2012", "source": "Paragraph 13",
         "text": "Progress report to Darlington’s Cabinet"},
        {"when": "June 2012", "source": "Paragraph 42",
         "text": "First joint meeting with the trade unions"},
        {"when": "Summer 2012", "source": "Paragraph 43",
         "text": "Staff roadshows, first round: what collaboration means and how it might work"},
        {"when": "September 2012", "source": "Paragraph 41",
         "text": "The chairs of scrutiny meet; scrutiny is to be both local and joint"},
        {"when": "September 2012", "source": "Paragraph 42",
         "text": "Second joint meeting with the trade unions"},
        {"when": "Autumn 2012", "source": "Paragraph 43",
         "text": "Staff roadshows, second round: the work so far in detail"},
        {"when": "October 2012", "source": "Paragraphs 18 and 19",
         "text": "Professor John Bolton reviews the programme and finds it viable and able to save"},
        {"when": "November 2012", "source": "Paragraphs 34, 35 and 42",
         "text": "Baseline staffing structure validated; third joint meeting with the trade unions"},
        {"when": "December 2012", "source": "Paragraphs 5, 25 and 26",
         "text": "Autumn Statement and settlement: savings targets rise and come sooner"},
    ],
    "funding": [
        {
            "what_for": "The work towards a business case", "funder": "Local Government Association",
            "state": FundingState.RECEIVED, "source": "Paragraphs 3 and 17",
        },
        {
            "what_for": "A temporary Partnership Programme Manager, to set the programme up",
            "funder": "LGA Adult Social Care Efficiency Programme", "state": FundingState.RECEIVED,
            "source": "Paragraph 38",
        },
    ],
    "contributions": [
        {"council": slug, "what_for": "The work of the programme", "agreement": Agreement.AGREED,
         "source": "Paragraph 3"}
        for slug in COUNCILS
    ],
    "reviews": [
        {
            "reviewer": "Deloitte", "kind": ReviewKind.FEASIBILITY, "source": "Paragraph 13",
            "scope": "Whether services could be managed more efficiently at greater scale, each council staying "
            "sovereign.",
            "findings": [
                {
                    "text": "Management at greater scale is feasible without giving up sovereignty.",
                    "response": Response.ACCEPTED, "state": ActionState.DONE, "source": "Paragraph 13",
                    "response_text": "In November 2011 the councils agreed to develop a business case, whose "
                    "conclusions bear the first findings out.",
                },
            ],
        },
        {
            "reviewer": "Professor John Bolton", "kind": ReviewKind.ASSURANCE, "when": "October 2012",
            "source": "Paragraphs 18 and 19",
            "scope": "The key documents of the programme, and interviews with people of each council.",
            "findings": [
                {
                    "text": "The programme is viable and would deliver efficiency savings.",
                    "response": Response.NONE_NEEDED, "state": ActionState.DONE, "source": "Paragraph 19",
                },
                {
                    "text": "Recommendations for improving how the programme goes about its work. The report does not "
                    "list them.",
                    "response": Response.NOT_SAID, "state": ActionState.UNDER_WAY, "source": "Paragraph 19",
                    "response_text": "He has since worked with officers in Darlington on further savings.",
                },
            ],
        },
    ],
    "benefits": [
        {
            "kind": BenefitKind.CASH, "state": BenefitState.SEEN, "council": "darlington", "source": "Paragraph 15",
            "text": "Savings that the work on collaboration has already brought Darlington, going on in 2013/14.",
            "amount_pence": 100_000_00, "precision": Precision.MORE,
        },
        {
            "kind": BenefitKind.CASH, "state": BenefitState.EXPECTED, "source": "Paragraphs 34 and 35",
            "text": "Savings of Model 3b, shared between the three councils: indicative, against the staffing as "
            "validated in November 2012.",
            "amount_pence": 1_400_000_00, "precision": Precision.ABOUT,
            "baseline": "Staffing structure, validated then", "baseline_on": datetime.date(2012, 11, 30),
        },
        {
            "kind": BenefitKind.AVOIDED, "state": BenefitState.SEEN, "council": "darlington",
            "source": "Paragraph 15", "text": "Some costs that Darlington did not have to bear.",
        },
        {
            "kind": BenefitKind.NON_CASH, "state": BenefitState.SEEN, "source": "Paragraph 14 (a)",
            "text": "The councils help one another with what inspections and peer reviews ask for.",
        },
        {
            "kind": BenefitKind.NON_CASH, "state": BenefitState.SEEN, "source": "Paragraph 14 (b)",
            "text": "Two of the councils share an assistant director for education.",
            "evidence": "Schools improve faster, with a wider range of skills than one council alone has.",
        },
        {
            "kind": BenefitKind.NON_CASH, "state": BenefitState.EXPECTED, "source": "Paragraph 14 (d)",
            "text": "Parenting programmes that the councils develop together.",
        },
        {
            "kind": BenefitKind.NON_CASH, "state": BenefitState.SEEN, "source": "Paragraphs 14 (e) and 15",
            "text": "Costs, structures and ways of working are compared, and each council’s own plans use it.",
        },
        {
            "kind": BenefitKind.NON_CASH, "state": BenefitState.SEEN, "source": "Paragraph 16",
            "text": "Leaders, the Elected Mayor and lead members meet more often and know one another’s ways.",
        },
        {
            "kind": BenefitKind.OTHER, "state": BenefitState.SEEN, "source": "Paragraph 14 (c)",
            "text": "Two of the councils are pathfinders for the new arrangements for special educational needs: more "
            "for disabled children and their families.",
        },
    ],
    "risks": [
        {
            "text": "The joint saving turns out lower than the case says", "source": "Paragraphs 34 and 35",
            "cause": "Local savings plans change the staffing that it was worked out from, and time goes by.",
            "effect": "The baseline no longer holds, and with it the indicative saving.",
            "response": RiskResponse.REDUCE,
            "response_text": "Members get an assessment made at that time before they decide.",
        },
        {
            "text": "The work together comes to a halt during the deferral", "source": "Paragraphs 8, 32 and 40",
            "cause": "In 2013/14 each council’s capacity goes into its own savings.",
            "response": RiskResponse.REDUCE,
            "response_text": "Governance goes on; Chief Executives, directors and lead members keep in touch.",
        },
        {
            "text": "The councils’ services grow apart", "source": "Paragraphs 28, 31 and 33",
            "cause": "Each council looks at its own policies again to meet its targets.",
            "effect": "The shape of the collaboration has to be worked out anew.",
            "response": RiskResponse.ACCEPT,
            "response_text": "The implementation plan follows when each council’s own shape is clear.",
        },
    ],
}  # fmt: skip
