"""How sensitive each stored field is. Every field of every model of ours is here; the suite fails where one is missing.

A page, file or message may show a field to whom its class allows: `PUBLIC` to anybody, `INTERNAL` to members whose role
opens the thing it belongs to, `PERSONAL` the same and no further than its purpose needs, `EXEMPT_CAPABLE` the same,
and never in anything public before somebody has said that it is open (Local Government Act 1972, Schedule 12A).
"""

from enum import Enum


class Sensitivity(Enum):
    PUBLIC = "public: a fact of record, such as a council's name"
    INTERNAL = "internal: for those whose role opens it"
    PERSONAL = "personal: about a person who can be told from it"
    EXEMPT_CAPABLE = "exempt-capable: words or figures that may be exempt from publication"


PUBLIC, INTERNAL, PERSONAL = Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.PERSONAL
EXEMPT_CAPABLE = Sensitivity.EXEMPT_CAPABLE

# "app.Model.field". A history model has the classes of its model, and those of HISTORY for what it adds.
FIELDS: dict[str, Sensitivity] = {
    "accounts.User.id": INTERNAL,
    "accounts.User.password": PERSONAL,
    "accounts.User.last_login": PERSONAL,
    "accounts.User.is_superuser": PERSONAL,
    "accounts.User.email": PERSONAL,
    "accounts.User.name": PERSONAL,
    "accounts.User.is_active": PERSONAL,
    "accounts.User.may_set_up": PERSONAL,
    "accounts.User.joined_at": PERSONAL,
    "accounts.User.previous_sign_in_at": PERSONAL,
    "accounts.User_groups.id": INTERNAL,
    "accounts.User_groups.user": PERSONAL,
    "accounts.User_groups.group": INTERNAL,
    "accounts.User_user_permissions.id": INTERNAL,
    "accounts.User_user_permissions.user": PERSONAL,
    "accounts.User_user_permissions.permission": INTERNAL,
    "programme.Council.id": INTERNAL,
    "programme.Council.slug": PUBLIC,
    "programme.Council.name": PUBLIC,
    "programme.Council.short_name": PUBLIC,
    "programme.Council.ons_code": PUBLIC,
    "programme.Programme.id": INTERNAL,
    "programme.Programme.slug": INTERNAL,
    "programme.Programme.name": INTERNAL,
    "programme.Programme.summary": EXEMPT_CAPABLE,
    "programme.Programme.stage": INTERNAL,
    "programme.Programme.stage_since": INTERNAL,
    "programme.Programme.stage_reason": EXEMPT_CAPABLE,
    "programme.Programme.own_date": INTERNAL,
    "programme.Programme.demonstration_note": INTERNAL,
    "programme.ProgrammeCouncil.id": INTERNAL,
    "programme.ProgrammeCouncil.programme": INTERNAL,
    "programme.ProgrammeCouncil.council": INTERNAL,
    "programme.ProgrammeCouncil.position": INTERNAL,
    "programme.ProgrammeCouncil.executive": PUBLIC,
    "programme.ProgrammeCouncil.population": PUBLIC,
    "programme.ProgrammeCouncil.population_source": PUBLIC,
    "programme.Membership.id": INTERNAL,
    "programme.Membership.user": PERSONAL,
    "programme.Membership.programme": PERSONAL,
    "programme.Membership.council": PERSONAL,
    "programme.Membership.role": PERSONAL,
    "programme.Workstream.id": INTERNAL,
    "programme.Workstream.programme": INTERNAL,
    "programme.Workstream.position": INTERNAL,
    "programme.Workstream.name": INTERNAL,
    "programme.Workstream.state": INTERNAL,
    "programme.Workstream.summary": EXEMPT_CAPABLE,
    "programme.Workstream.source": INTERNAL,
    "programme.RestartCondition.id": INTERNAL,
    "programme.RestartCondition.programme": INTERNAL,
    "programme.RestartCondition.position": INTERNAL,
    "programme.RestartCondition.text": EXEMPT_CAPABLE,
    "programme.RestartCondition.state": INTERNAL,
    "programme.RestartCondition.source": INTERNAL,
    "programme.Milestone.id": INTERNAL,
    "programme.Milestone.programme": INTERNAL,
    "programme.Milestone.on": INTERNAL,
    "programme.Milestone.when": INTERNAL,
    "programme.Milestone.text": EXEMPT_CAPABLE,
    "programme.Milestone.source": INTERNAL,
    "documents.HouseStyle.id": INTERNAL,
    "documents.HouseStyle.kind": INTERNAL,
    "documents.HouseStyle.council": INTERNAL,
    "documents.HouseStyle.name": INTERNAL,
    "documents.HouseStyle.in_force_from": INTERNAL,
    "documents.HouseStyle.definition": INTERNAL,
    "documents.Document.id": INTERNAL,
    "documents.Document.kind": INTERNAL,
    "documents.Document.programme": INTERNAL,
    "documents.Document.council": INTERNAL,
    "documents.Document.style": INTERNAL,
    "documents.Document.slug": EXEMPT_CAPABLE,
    "documents.Document.title": EXEMPT_CAPABLE,
    "documents.Document.meeting_date": INTERNAL,
    "documents.Document.front": EXEMPT_CAPABLE,
    "documents.Document.version": INTERNAL,
    "documents.Document.created_by": PERSONAL,
    "documents.Document.created_at": INTERNAL,
    "documents.Document.changed_at": INTERNAL,
    "documents.Document.archived_at": INTERNAL,
    "documents.Document.archive_reason": EXEMPT_CAPABLE,
    "documents.Section.id": INTERNAL,
    "documents.Section.key": INTERNAL,
    "documents.Section.rank": INTERNAL,
    "documents.Section.version": INTERNAL,
    "documents.Section.removed": INTERNAL,
    "documents.Section.document": INTERNAL,
    "documents.Section.heading": EXEMPT_CAPABLE,
    "documents.Section.level": INTERNAL,
    "documents.Section.kind": INTERNAL,
    "documents.Section.guidance": INTERNAL,
    "documents.Paragraph.id": INTERNAL,
    "documents.Paragraph.key": INTERNAL,
    "documents.Paragraph.rank": INTERNAL,
    "documents.Paragraph.version": INTERNAL,
    "documents.Paragraph.removed": INTERNAL,
    "documents.Paragraph.section": INTERNAL,
    "documents.Paragraph.body": EXEMPT_CAPABLE,
    "documents.Paragraph.label": EXEMPT_CAPABLE,
    "documents.Paragraph.numbered": INTERNAL,
    "documents.Edit.id": INTERNAL,
    "documents.Edit.document": INTERNAL,
    "documents.Edit.number": INTERNAL,
    "documents.Edit.verb": INTERNAL,
    "documents.Edit.piece": INTERNAL,
    "documents.Edit.what": EXEMPT_CAPABLE,
    "documents.Edit.before": EXEMPT_CAPABLE,
    "documents.Edit.after": EXEMPT_CAPABLE,
    "documents.Edit.by": PERSONAL,
    "documents.Edit.job": INTERNAL,
    "documents.Edit.at": INTERNAL,
    "documents.Edit.reason": EXEMPT_CAPABLE,
    "documents.Edit.undoes": INTERNAL,
    "documents.EditPart.id": INTERNAL,
    "documents.EditPart.edit": INTERNAL,
    "documents.EditPart.verb": INTERNAL,
    "documents.EditPart.piece": INTERNAL,
    "documents.EditPart.before": EXEMPT_CAPABLE,
    "documents.EditPart.after": EXEMPT_CAPABLE,
    "documents.Import.id": INTERNAL,
    "documents.Import.by": PERSONAL,
    "documents.Import.programme": INTERNAL,
    "documents.Import.council": INTERNAL,
    "documents.Import.file_name": EXEMPT_CAPABLE,
    "documents.Import.outline": EXEMPT_CAPABLE,
    "documents.Import.read_at": INTERNAL,
}

# What each history row has besides.
HISTORY: dict[str, Sensitivity] = {
    "history_id": INTERNAL,
    "history_date": INTERNAL,
    "history_type": INTERNAL,
    "history_user": PERSONAL,
    "history_job": INTERNAL,
    "history_change_reason": EXEMPT_CAPABLE,
}


def class_of(model: str, field: str, *, history: bool = False) -> Sensitivity:
    """The class of a field of `model` ("app.Model"), or of its history's. Raises KeyError where there is none."""
    if history and field in HISTORY:
        return HISTORY[field]
    return FIELDS[f"{model}.{field}"]
