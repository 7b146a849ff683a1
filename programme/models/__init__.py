from programme.models.invitation import Invitation
from programme.models.membership import Membership
from programme.models.plan import Milestone, RestartCondition, Workstream
from programme.models.programme import Council, Programme, ProgrammeCouncil
from programme.models.settings import CouncilSettings, default_settings

__all__ = [
    "Council",
    "CouncilSettings",
    "Invitation",
    "Membership",
    "Milestone",
    "Programme",
    "ProgrammeCouncil",
    "RestartCondition",
    "Workstream",
    "default_settings",
]
