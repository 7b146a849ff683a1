"""Who may do what: the question and the list agree, and answers change with the roles."""

import datetime

import pytest

from accounts.models import User
from accounts.roles import COUNCIL_ROLES, PERMISSIONS, PROGRAMME_ROLES, Permission, Role, roles_with
from accounts.services import close_account
from collab.errors import Refused
from collab.history import Job
from documents.models import Document
from documents.queries import reports_visible_to
from programme.models import Council, Membership, Programme
from programme.queries import councils_open_to, may_in, programmes_of
from programme.services import give_role, take_role
from tests.factories.report import person

JOB = Job("test")


def test_every_role_has_one_scope_and_its_permissions() -> None:
    assert set(Role) == COUNCIL_ROLES | PROGRAMME_ROLES
    assert not COUNCIL_ROLES & PROGRAMME_ROLES
    assert set(PERMISSIONS) == set(Role)
    assert all(Permission.PROGRAMME_VIEW in granted for granted in PERMISSIONS.values())


@pytest.mark.parametrize("role", list(Role))
def test_may_agrees_with_the_list_for_every_role(
    programme: Programme, council: Council, document: Document, role: Role
) -> None:
    user = person(programme, "Somebody", role, council if role in COUNCIL_ROLES else None)
    sees = role in roles_with(Permission.REPORT_VIEW)
    assert may_in(programme, user)(Permission.REPORT_VIEW, council) is sees
    assert list(reports_visible_to(user)) == ([document] if sees else [])
    assert list(programmes_of(user)) == [programme]


def test_a_council_role_opens_no_other_council(programme: Programme, council: Council, ann: User) -> None:
    may = may_in(programme, ann)
    other = Council(pk=council.pk + 1)
    assert may(Permission.REPORT_EDIT, council)
    assert not may(Permission.REPORT_EDIT, other)
    assert councils_open_to(may, Permission.REPORT_CREATE, programme) == [council]


def test_a_role_taken_away_acts_at_once(programme: Programme, document: Document, ann: User) -> None:
    assert list(reports_visible_to(ann)) == [document]
    take_role(Membership.objects.get(user=ann), by=JOB, reason="left")
    assert list(reports_visible_to(ann)) == []
    assert Membership.history.filter(history_type="-").get().history_change_reason == "left"


def test_an_inactive_person_may_nothing(programme: Programme, document: Document, ann: User) -> None:
    close_account(ann, by=JOB, reason="left")
    assert list(reports_visible_to(ann)) == []
    assert list(programmes_of(ann)) == []
    assert not may_in(programme, ann).grants


@pytest.mark.parametrize(("role", "with_council"), [(Role.OFFICER, False), (Role.AUDITOR, True)])
def test_give_role_refuses_the_wrong_scope(
    programme: Programme, council: Council, ann: User, role: Role, with_council: bool
) -> None:
    def give(where: Council | None) -> Membership:
        return give_role(user=ann, programme=programme, role=role, council=where, by=JOB, reason="test")

    with pytest.raises(Refused, match="is for"):
        give(council if with_council else None)
    given = give(None if with_council else council)
    assert give(None if with_council else council) == given


def test_today_is_the_programmes_own(programme: Programme) -> None:
    assert programme.today >= datetime.date(2026, 1, 1)
    programme.own_date = datetime.date(2013, 2, 26)
    assert programme.today == datetime.date(2013, 2, 26)
