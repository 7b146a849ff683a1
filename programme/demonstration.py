"""The demonstration programme: what one council's published report of February 2013 tells of three councils' work.

Sources are the numbers of that report's paragraphs. What the report does not say is not here.
"""

import datetime
from typing import Any

from programme.enums import ConditionState, Stage, WorkstreamState

SLUG = "three-borough"
TODAY = datetime.date(2013, 2, 26)
CENSUS = "Census 2011"


def _day(year: int, month: int, day: int = 1) -> datetime.date:
    return datetime.date(year, month, day)


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
    "stage_since": _day(2013, 2, 26),
    "stage_reason": (
        "The Autumn Statement of December 2012 and the settlement raised each council’s savings target and brought it "
        "forward. Each has to settle its own savings for 2014/15 and 2015/16 first, and those plans change "
        "the staffing that the joint saving was worked out from. The Programme Board recommends that "
        "the Cabinets accept the case and decide on implementation later."
    ),
    "own_date": TODAY,
    "demonstration_note": (
        "Made from one published report; sign-ins, and any report text that is not that report’s, are fictitious."
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
    "workstreams": [
        {
            "name": "People Services", "state": WorkstreamState.DEFERRED, "source": "Paragraphs 4, 14 and 33",
            "summary": (
                "Business case complete. Already shared by two of the councils: an assistant director for education "
                "and pathfinder work on special educational needs; by all three: learning from inspections, "
                "benchmarking, and first steps towards joint parenting programmes."
            ),
        },
        {
            "name": "Corporate services", "state": WorkstreamState.DEFERRED, "source": "Paragraph 6",
            "summary": "Scoped. There is a saving at scale, but it waits until the shape of each council is clearer.",
        },
        {
            "name": "Place", "state": WorkstreamState.RUNNING, "source": "Paragraph 7",
            "summary": (
                "Projects of the Tees Valley councils: the waste disposal contract of five councils, which ends "
                "in 2020; street lighting; economic growth and inward investment."
            ),
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
        {"on": _day(2011, 11), "when": "November 2011", "source": "Paragraph 13",
         "text": "After feasibility work by Deloitte, the three councils agree to develop a business case"},
        {"on": _day(2012, 4), "when": "April 2012", "source": "Paragraph 13",
         "text": "Progress report to Darlington’s Cabinet"},
        {"on": _day(2012, 6), "when": "June 2012", "source": "Paragraph 42",
         "text": "First joint meeting with the trade unions"},
        {"on": _day(2012, 6, 2), "when": "Summer 2012", "source": "Paragraph 43",
         "text": "Staff roadshows, first round: what collaboration means and how it might work"},
        {"on": _day(2012, 9), "when": "September 2012", "source": "Paragraph 41",
         "text": "The chairs of scrutiny meet; scrutiny is to be both local and joint"},
        {"on": _day(2012, 9, 2), "when": "September 2012", "source": "Paragraph 42",
         "text": "Second joint meeting with the trade unions"},
        {"on": _day(2012, 9, 3), "when": "Autumn 2012", "source": "Paragraph 43",
         "text": "Staff roadshows, second round: the work so far in detail"},
        {"on": _day(2012, 10), "when": "October 2012", "source": "Paragraphs 18 and 19",
         "text": "Professor John Bolton reviews the programme and finds it viable and able to save"},
        {"on": _day(2012, 11), "when": "November 2012", "source": "Paragraphs 34, 35 and 42",
         "text": "Baseline staffing structure validated; third joint meeting with the trade unions"},
        {"on": _day(2012, 12), "when": "December 2012", "source": "Paragraphs 5, 25 and 26",
         "text": "Autumn Statement and settlement: savings targets rise and come sooner"},
    ],
}  # fmt: skip
