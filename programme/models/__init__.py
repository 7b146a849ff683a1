from programme.models.invitation import Invitation
from programme.models.membership import Membership
from programme.models.plan import Milestone, RestartCondition, Workstream
from programme.models.programme import Council, Programme, ProgrammeCouncil

__all__ = [
    "Council",
    "Invitation",
    "Membership",
    "Milestone",
    "Programme",
    "ProgrammeCouncil",
    "RestartCondition",
    "Workstream",
]
