"""The one page that says who may do what.

A person has roles through memberships of a programme. A council role counts for that council alone;
a programme role counts for the programme and every council in it. Nothing else grants anything:
no superuser, no per-object row.
"""

from enum import Enum

from django.db import models


class Permission(Enum):
    """What a role may let somebody do: noun, then verb."""

    PROGRAMME_VIEW = "see the programme: its councils, stage, workstreams and dates"
    PROGRAMME_EDIT = "keep the programme: stage, workstreams, dates, funding, reviews, benefits and risks"
    PROGRAMME_SET_UP = "make a programme and put its councils in order"
    PEOPLE_VIEW = "see who has which role, and every change of access"
    PEOPLE_EDIT = "invite people, and give and take roles"
    CASE_VIEW = "read the business case and take it out"
    CASE_EDIT = "write the business case"
    SETTINGS_VIEW = "see the settings of the council"
    SETTINGS_EDIT = "change the settings of the council"
    MODEL_VIEW = "see the operating models, what they cost and save, and how that was worked out"
    MODEL_EDIT = "keep the operating models and the parameters of the case"
    REPORT_VIEW = "read the draft reports of the council"
    REPORT_CREATE = "begin a report of the council, or bring one in"
    REPORT_EDIT = "change the text and front fields of the council's draft reports"
    PUBLICATION_VIEW = "read what is published, and take it away"
    REPORT_EXPORT = "take a report of the council out as PDF or Word"
    BASELINE_VIEW = "see the councils’ baselines in totals, and the posts of tiers 1 to 3 once released"
    STAFFING_VIEW = "see every post of the council’s baselines, with salary and cost"
    STAFFING_RELEASED_VIEW = "see the posts of released baselines, without names"
    STAFFING_EDIT = "bring in, mend and submit a baseline of the council, and release it"
    STAFFING_VALIDATE = "validate a baseline that somebody else of the council submitted"
    SAVINGS_VIEW = (
        "see the councils’ released savings, their gaps and trackers, and what they leave of the joint saving"
    )
    SAVINGS_OWN_VIEW = "see every line of the council’s savings plan, proposed and held ones too"
    SAVINGS_EDIT = "keep the council’s savings plan, its gap and what its tracker needs"
    SAVINGS_UPDATE = "send the quarter’s update of a line that one owns"
    SAVINGS_CONFIRM = "confirm what a line has delivered, and agree the plan"
    CLAIM_DECIDE = "decide who keeps a claim on a post of the council"


class Role(models.TextChoices):
    PROGRAMME_MANAGER = "programme_manager", "programme manager"
    BOARD_MEMBER = "board_member", "board member"
    OFFICER = "officer", "officer"
    DEMOCRATIC_SERVICES = "democratic_services", "democratic services officer"
    FINANCE_LEAD = "finance_lead", "finance lead"
    HR_LEAD = "hr_lead", "HR lead"
    AUDITOR = "auditor", "auditor"
    ADMINISTRATOR = "administrator", "administrator"


COUNCIL_ROLES = frozenset({Role.OFFICER, Role.DEMOCRATIC_SERVICES, Role.FINANCE_LEAD, Role.HR_LEAD})
PROGRAMME_ROLES = frozenset({Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR})

_VIEW = frozenset({Permission.PROGRAMME_VIEW})
_CASE = _VIEW | {
    Permission.CASE_VIEW,
    Permission.MODEL_VIEW,
    Permission.BASELINE_VIEW,
    Permission.SAVINGS_VIEW,
    Permission.PUBLICATION_VIEW,
}
_READ = _CASE | {Permission.REPORT_VIEW, Permission.REPORT_EXPORT, Permission.SETTINGS_VIEW}
_WRITE = _READ | {Permission.REPORT_CREATE, Permission.REPORT_EDIT}
_PEOPLE = frozenset({Permission.PEOPLE_VIEW})
_RELEASED = frozenset({Permission.STAFFING_RELEASED_VIEW})
_STAFFING = _RELEASED | {Permission.STAFFING_VIEW, Permission.STAFFING_EDIT, Permission.STAFFING_VALIDATE}
_OWN = frozenset({Permission.SAVINGS_OWN_VIEW})
_PLAN = _OWN | {Permission.SAVINGS_EDIT, Permission.SAVINGS_UPDATE}
_KEPT = frozenset({Permission.PROGRAMME_EDIT, Permission.CASE_EDIT, Permission.MODEL_EDIT})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    # Prepares the reports of all the councils, so that they agree.
    Role.PROGRAMME_MANAGER: _WRITE | _PEOPLE | _RELEASED | _KEPT,
    # Reads what is published, and the case to decide on. A draft report belongs to the council that writes it.
    Role.BOARD_MEMBER: _CASE,
    Role.OFFICER: _WRITE | _OWN | {Permission.SAVINGS_UPDATE},
    Role.DEMOCRATIC_SERVICES: _WRITE | _OWN | {Permission.SETTINGS_EDIT},
    # Keep the council's own posts; one submits what the other validates.
    Role.FINANCE_LEAD: _READ
    | _STAFFING
    | _PLAN
    | {Permission.SETTINGS_EDIT, Permission.SAVINGS_CONFIRM, Permission.CLAIM_DECIDE},
    Role.HR_LEAD: _READ | _STAFFING | _PLAN,
    # Traces every figure and every change, and changes nothing.
    Role.AUDITOR: _READ | _PEOPLE | _RELEASED,
    # Keeps people and their roles; what the councils write is not theirs to read.
    Role.ADMINISTRATOR: _VIEW | _PEOPLE | {Permission.PEOPLE_EDIT, Permission.PROGRAMME_SET_UP},
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that grant `permission`."""
    return frozenset(role for role, granted in PERMISSIONS.items() if permission in granted)
