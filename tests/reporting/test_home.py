"""The first page: what waits for a person, what others have changed, what comes. Nothing of what is not theirs."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from collab.history import record
from collab.moments import day
from documents.services import change_front, change_paragraph
from programme.enums import MilestoneState, Stage
from programme.models import Invitation, Milestone, Risk
from programme.services import give_role
from programme.services.baselines import submit_baseline
from programme.services.records import add_record
from reporting.queries import home, waiting_for
from tests.factories.world import AS_AT, JOB, REASON, World, make_programme, make_user

TODAY = datetime.date(2013, 2, 26)


@pytest.fixture
def world(same_world: World) -> World:
    world = same_world
    near = world.near
    near.own_date, near.demonstration_note = TODAY, "lives at a date of its own"
    record(near, by=JOB, reason=REASON)
    return world


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def add_risk(world: World, text: str, person: User, on: datetime.date | None) -> Risk:
    values = {"text": text, "waits_for": person, "review_on": on, "source": "x"}
    return add_record(Risk, programme=world.near, values=values, by=JOB, reason=REASON)


def words(user: User) -> list[str]:
    return [row.what for row in waiting_for(user)]


def test_what_is_late_comes_first_then_by_date_then_the_undated(world: World) -> None:
    person = make_user("Somebody Busy")
    give_role(user=person, programme=world.near, role=Role.BOARD_MEMBER, council=None, by=JOB, reason=REASON)
    for text, days in (("undated", None), ("later", 9), ("late", -2), ("sooner", 3), ("today", 0), ("latest", -9)):
        add_risk(world, text, person, None if days is None else in_days(days))
    found = waiting_for(person)
    assert [row.what.partition(": ")[2] for row in found] == ["latest", "late", "today", "sooner", "later", "undated"]
    assert [row.is_late for row in found] == [True, True, False, False, False, False]
    page = world_client(world, person).get("/").content.decode()
    assert "<h1>Six things wait for you, two of them late</h1>" in page
    assert "Late: it was due on 17 February 2013" in page


def world_client(world: World, person: User):
    world.people[person.name] = person
    return world.client(person.name)


def test_a_programme_manager_is_asked_about_stage_and_dates(world: World) -> None:
    manager, board = world.people["near programme_manager"], world.people["near board_member"]
    near = world.near
    near.stage, near.stage_review_on = Stage.DEFERRED, in_days(-1)
    record(near, by=JOB, reason=REASON)
    for text, when in (("past and planned", "12 January 2013"), ("still to come", "12 March 2013")):
        values = {"when": when, "text": text, "state": MilestoneState.PLANNED, "source": "x"}
        add_record(Milestone, programme=near, values=values, by=JOB, reason=REASON)
    asked = words(manager)
    assert "Say whether it has happened: past and planned" in asked
    assert "Look again at the stage: deferred" in asked
    assert not any("still to come" in what for what in asked)
    assert not any("past and planned" in what or "stage" in what for what in words(board))
    assert [row.what for row in home(board).ahead if row.what == "still to come"] == ["still to come"]


def test_an_officer_is_asked_about_files_and_drafts_whose_meeting_is_near(world: World) -> None:
    officer, document = world.people["alder officer"], world.reports["alder"].document
    asked = words(officer)
    assert f"Look at what was read of {world.waiting['alder'].file_name}" in asked
    assert f"Finish “{document.title}”" in asked
    # Not of another council's, nor of those who read only, nor long before.
    assert f"Finish “{document.title}”" not in words(world.people["birch officer"])
    assert f"Finish “{document.title}”" not in words(world.people["alder hr_lead"])
    change_front(
        document, title=document.title, meeting_date=in_days(60), front=document.front, version=document.version, by=JOB
    )
    assert f"Finish “{document.title}”" not in words(officer)
    assert any(document.title in row.what for row in home(world.people["alder hr_lead"]).ahead)


def test_leads_are_asked_about_files_and_baselines(world: World) -> None:
    """A file by whoever brought it in, what somebody else has submitted, and the last baseline once it is stale."""
    finance, hr = world.people["alder finance_lead"], world.people["alder hr_lead"]
    near = world.near
    to_validate = "Validate the baseline of Alder as at 30 November 2012"
    newer = "Bring in a newer baseline of Alder: the last is as at 30 November 2012"
    assert set(words(finance)) == {
        f"Look at what was read of {world.uploads['alder'].file_name}", to_validate,
        "Confirm what 1 line of Alder has delivered", "Decide who keeps 2 claims on posts of Alder",
    }  # fmt: skip
    assert set(words(hr)) == {to_validate}
    assert not any("baseline" in what for what in words(world.people["alder officer"]))
    draft = submit_baseline(world.drafts["alder"], version=1, by=finance)
    assert f"Validate the baseline of Alder as at {day(draft.as_at)}" in words(hr)
    # Nobody validates what they have submitted themselves.
    assert f"Validate the baseline of Alder as at {day(draft.as_at)}" not in words(finance)
    # Alder's baselines are stale after 90 days.
    for age, stale in ((90, False), (91, True)):
        near.own_date = AS_AT + datetime.timedelta(days=age)
        record(near, by=JOB, reason=REASON)
        assert (newer in words(hr)) is stale
    assert newer not in words(world.people["alder officer"])


def test_an_administrator_is_told_of_invitations_that_nobody_took_up(world: World) -> None:
    administrator = world.people["near administrator"]
    assert words(administrator) == []
    # Nor does the navigation lead where the page would not be found.
    assert "/business-case/" not in world.client("near administrator").get("/").content.decode()
    assert "/business-case/" in world.client("near programme_manager").get("/").content.decode()
    row: Invitation = world.invited["near"]
    row.sent_at = timezone.now() - datetime.timedelta(days=8)
    record(row, by=JOB, reason=REASON)
    assert words(administrator) == ["Ina Nearguest has not taken up the invitation"]
    assert not any("invitation" in what for what in words(world.people["near programme_manager"]))


def test_what_others_changed_since_the_last_visit(world: World) -> None:
    officer, colleague = world.people["alder officer"], world.people["alder democratic_services"]
    page = world.client("alder officer").get("/").content.decode()
    assert "This is your first visit." in page
    officer.previous_sign_in_at = timezone.now()
    made = world.reports["alder"]
    change_paragraph(made.middle, body="mine", version=made.middle.version, by=officer)
    assert home(officer).documents == []
    row = change_paragraph(made.paragraph, body="theirs", version=made.paragraph.version, by=colleague)
    change_paragraph(row, body="theirs again", version=row.version, by=colleague)
    change_paragraph(world.reports["birch"].middle, body="not mine to read", version=1, by=JOB)
    (changed,) = home(officer).documents
    assert (changed.document, changed.changes, changed.who, changed.is_new) == (
        made.document, 2, [colleague.name], False,
    )  # fmt: skip
    assert home(officer).changed == []
    add_risk(world, "new", officer, None)
    assert home(officer).changed == [(world.near, 1)]
    officer.previous_sign_in_at = timezone.now() + datetime.timedelta(hours=1)
    assert (home(officer).documents, home(officer).changed) == ([], [])


def test_somebody_of_no_programme_is_told_whom_to_ask(world: World) -> None:
    page = world.client("stranger").get("/").content.decode()
    assert "Ask the administrator of yours to give you a role in it." in page
    assert "Nearmark" not in page


def test_with_several_programmes_each_thing_names_its_own(world: World) -> None:
    person = world.people["alder officer"]
    other = make_programme("other", [world.councils["alder"]])
    page = world.client("alder officer").get("/").content.decode()
    assert "Your programme<" in page
    give_role(user=person, programme=other, role=Role.BOARD_MEMBER, council=None, by=JOB, reason=REASON)
    page = world.client("alder officer").get("/").content.decode()
    assert "Your programmes<" in page
    assert page.count(f'href="/programmes/{other.slug}/"') == 1
