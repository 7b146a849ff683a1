from programme.models.benefit import Benefit
from programme.models.funding import Contribution, Funding
from programme.models.invitation import Invitation
from programme.models.kept import InOrder, Kept, KnownDate
from programme.models.membership import Membership
from programme.models.milestone import Milestone
from programme.models.model_version import ModelVersion
from programme.models.operating_model import (
    CaseParameters,
    ModelGroup,
    ModelPost,
    ModelYear,
    OperatingModel,
    OtherSaving,
    OtherSavingYear,
)
from programme.models.programme import Council, Programme, ProgrammeCouncil
from programme.models.review import Finding, Review
from programme.models.risk import Risk
from programme.models.settings import CouncilSettings, default_settings
from programme.models.staffing import Baseline, BaselineGroup, Post
from programme.models.stage import RestartCondition
from programme.models.upload import StaffingUpload
from programme.models.workstream import Workstream, WorkstreamCouncil

__all__ = [
    "Baseline",
    "BaselineGroup",
    "Benefit",
    "CaseParameters",
    "Contribution",
    "Council",
    "CouncilSettings",
    "Finding",
    "Funding",
    "InOrder",
    "Invitation",
    "Kept",
    "KnownDate",
    "Membership",
    "Milestone",
    "ModelGroup",
    "ModelPost",
    "ModelVersion",
    "ModelYear",
    "OperatingModel",
    "OtherSaving",
    "OtherSavingYear",
    "Post",
    "Programme",
    "ProgrammeCouncil",
    "RestartCondition",
    "Review",
    "Risk",
    "StaffingUpload",
    "Workstream",
    "WorkstreamCouncil",
    "default_settings",
]
