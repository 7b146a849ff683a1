"""A programme is made from nothing, and its councils are put in order."""

import re

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from accounts.services import let_set_up
from collab.errors import Refused
from documents.models import Document
from documents.services import begin_report, keep_style
from documents.styles import shipped_style
from programme.models import Council, Programme, ProgrammeCouncil
from programme.queries.set_up import parts_of
from programme.services import (
    add_council,
    change_part,
    give_another_role,
    give_role,
    invite,
    move_council,
    remove_council,
    set_up_programme,
    take_role,
)
from programme.services.set_up import new_slug
from tests.factories.people import JOB, account
from tests.factories.report import person

FORM = {
    "name": "Waste of the coast", "summary": "", "stage": "feasibility", "stage_since_day": "1",
    "stage_since_month": "3", "stage_since_year": "2026", "stage_reason": "",
}  # fmt: skip


@pytest.fixture
def maker(db) -> User:
    return let_set_up(account("maker@example.org", "Maker"), by=JOB, reason="test")


@pytest.fixture
def desk(maker: User) -> Client:
    client = Client()
    client.force_login(maker)
    return client


@pytest.fixture
def made(desk: Client) -> Programme:
    assert desk.post("/programmes/new/", FORM).status_code == 302
    return Programme.objects.get(name="Waste of the coast")


def new_council(desk: Client, programme: Programme, name: str, code: str, **more: str):
    data = {"name": f"{name} Borough Council", "short_name": name, "ons_code": code, **more}
    return desk.post(f"/programmes/{programme.slug}/councils/new/", data, follow=True)


def order(programme: Programme) -> list[str]:
    return [part.council.short_name for part in parts_of(programme)]


def test_the_maker_is_administrator_and_nothing_else(desk: Client, made: Programme, maker: User) -> None:
    assert [(row.role, row.programme) for row in maker.memberships.all()] == [(Role.ADMINISTRATOR, made)]
    assert desk.get(f"/programmes/{made.slug}/").status_code == 200
    assert desk.get(f"/programmes/{made.slug}/people/").status_code == 200
    assert made.history.get().history_user == maker


def test_who_may_make_one(programme: Programme, ann: User, maker: User) -> None:
    def status(user: User) -> int:
        client = Client()
        client.force_login(user)
        return client.post("/programmes/new/", FORM).status_code

    admin = person(programme, "Admin", Role.ADMINISTRATOR, None)
    assert (status(ann), status(maker), status(admin)) == (403, 302, 302)
    with pytest.raises(Refused, match="made, and their councils"):
        set_up_programme(name="x", summary="", stage="feasibility", stage_since="2026-01-01", stage_reason="", by=ann)
    # The right to make programmes opens none of them.
    client = Client()
    client.force_login(maker)
    assert client.get(f"/programmes/{programme.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": ""}, "Fill in: Name"),
        ({"stage": ""}, "Choose an answer: Stage"),
        ({"stage_since_year": "26"}, "The year must have 4 digits"),
        ({"stage": "deferred"}, "Say why the programme is deferred"),
    ],
)
def test_a_bad_programme_is_explained(desk: Client, data: dict[str, str], words: str) -> None:
    answer = desk.post("/programmes/new/", {**FORM, **data})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Programme.objects.exists()


def test_an_address_tells_of_no_other_programme(desk: Client, made: Programme) -> None:
    """The second of the same name looks as the first does: a stem and five letters."""
    desk.post("/programmes/new/", FORM)
    slugs = list(Programme.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 2
    assert all(re.fullmatch(r"waste-of-the-coast-[a-z]{5}", slug) for slug in slugs)
    assert all(re.fullmatch(r"programme-[a-z]{5}", new_slug(name)) for name in ("", "…", "水"))
    assert len(new_slug("long " * 40)) <= 50


def test_councils_come_and_are_put_in_order(desk: Client, made: Programme) -> None:
    for name, code in (("Alder", "E06000091"), ("Birch", "e07000092"), ("Cedar", " E10000093 ")):
        assert f"{name} Borough Council takes part." in new_council(desk, made, name, code).content.decode()
    assert order(made) == ["Alder", "Birch", "Cedar"]
    base = f"/programmes/{made.slug}/councils/"
    desk.post(f"{base}cedar/move/", {"direction": "up"})
    assert order(made) == ["Alder", "Cedar", "Birch"]
    desk.post(f"{base}alder/move/", {"direction": "down"})
    assert order(made) == ["Cedar", "Alder", "Birch"]
    for end, way in (("cedar", "up"), ("birch", "down")):
        assert "already" in desk.post(f"{base}{end}/move/", {"direction": way}, follow=True).content.decode()
    assert order(made) == ["Cedar", "Alder", "Birch"]
    assert "Cedar Borough Council" in desk.get(f"/programmes/{made.slug}/").content.decode()
    data = {"executive": "elected mayor", "population": "100", "population_source": ""}
    assert desk.post(f"{base}cedar/", data).status_code == 422
    assert desk.post(f"{base}cedar/", {**data, "population_source": "Census 2021"}).status_code == 302
    part = ProgrammeCouncil.objects.get(council__slug="cedar")
    assert (part.executive, part.population, part.population_source) == ("elected mayor", 100, "Census 2021")
    # The overview, the API and the next programme find them.
    desk.post("/programmes/new/", {**FORM, "name": "Second"})
    second = Programme.objects.get(name="Second")
    page = desk.get(f"/programmes/{second.slug}/councils/", {"q": "bir"}).content.decode()
    assert "Birch Borough Council" in page
    assert "Cedar Borough Council" not in page
    desk.post(f"/programmes/{second.slug}/councils/", {"council": "birch"})
    assert order(second) == ["Birch"]
    again = desk.post(f"/programmes/{second.slug}/councils/", {"council": "birch"})
    assert (again.status_code, "takes part already" in again.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("E06000091", 409, "E06000091 is the code of Alder Borough Council, which is known here."),
        ("E0600009", 422, "Write the code of an English council"),
        ("W06000001", 422, "Write the code of an English council"),
        ("", 422, "Fill in: ONS code"),
    ],
)
def test_a_bad_code_is_explained(desk: Client, made: Programme, code: str, status: int, words: str) -> None:
    new_council(desk, made, "Alder", "E06000091")
    answer = new_council(desk, made, "Another", code)
    assert (answer.status_code, words in answer.content.decode()) == (status, True)
    assert order(made) == ["Alder"]
    assert Council.objects.count() == 1


def test_two_councils_of_one_name_have_two_addresses(desk: Client, made: Programme) -> None:
    for code in ("E06000091", "E06000092"):
        new_council(desk, made, "New", code)
    assert sorted(Council.objects.values_list("slug", flat=True)) == ["new-e06000091", "new-e06000092"]


def test_a_council_goes_while_nothing_of_it_is_there(desk: Client, made: Programme, maker: User) -> None:
    new_council(desk, made, "Alder", "E06000091")
    path, alder = f"/programmes/{made.slug}/councils/alder/remove/", Council.objects.get()
    officer = person(made, "Officer", Role.OFFICER, alder)
    refused = desk.post(path, {"reason": "left"})
    assert (refused.status_code, "Alder cannot be removed" in refused.content.decode()) == (409, True)
    keep_style(shipped_style("plain"), council=None, by=JOB)
    begin_report(programme=made, council=alder, title="Vans", front={}, by=officer)
    take_role(officer.memberships.get(), by=JOB, reason="left")
    # A report keeps it, of which the administrator learns no more than that.
    refused = desk.post(path, {"reason": "left"})
    assert (refused.status_code, "Vans" in refused.content.decode()) == (409, False)
    assert Document.objects.count() == 1
    new_council(desk, made, "Birch", "E06000092")
    birch = parts_of(made).get(council__slug="birch")
    invite = {"name": "Ina", "email": "ina@example.org", "role": "officer", "council": birch.council_id}
    desk.post(f"/programmes/{made.slug}/people/invite/", invite)
    with pytest.raises(Refused, match="cannot be removed"):
        remove_council(birch, by=maker, reason="x")
    new_council(desk, made, "Cedar", "E06000093")
    assert desk.post(f"/programmes/{made.slug}/councils/cedar/remove/", {"reason": ""}).status_code == 422
    assert desk.post(f"/programmes/{made.slug}/councils/cedar/remove/", {"reason": "left"}).status_code == 302
    assert order(made) == ["Alder", "Birch"]
    assert ProgrammeCouncil.history.filter(history_type="-").get().history_change_reason == "left"
    add_council(made, Council.objects.get(slug="cedar"), by=maker)
    assert move_council(parts_of(made).get(council__slug="cedar"), up=True, by=maker)
    assert order(made) == ["Alder", "Cedar", "Birch"]


def test_a_council_of_another_programme_is_not_taken(programme: Programme, made: Programme, maker: User) -> None:
    """Whoever takes a council into a programme of their own could give themselves its roles, and change its settings
    for every programme."""
    alder = programme.councils.get()
    other = person(made, "Other", Role.ADMINISTRATOR, None)
    client = Client()
    client.force_login(other)
    answer = client.post(f"/programmes/{made.slug}/councils/", {"council": "alder"})
    assert (answer.status_code, "whoever keeps the installation, adds it" in answer.content.decode()) == (409, True)
    assert order(made) == []
    # An administrator of both, or whoever keeps the installation, may.
    give_role(user=other, programme=programme, role=Role.ADMINISTRATOR, council=None, by=JOB, reason="test")
    remove_council(add_council(made, alder, by=other), by=other, reason="test")
    remove_council(add_council(made, alder, by=maker), by=maker, reason="test")


def test_a_council_that_was_removed_meanwhile_is_not_brought_back(made: Programme, maker: User, desk: Client) -> None:
    new_council(desk, made, "Alder", "E06000091")
    part = parts_of(made).get()
    remove_council(part, by=maker, reason="left")
    part.pk = ProgrammeCouncil.history.first().id
    for act in (
        lambda: change_part(part, executive="mayor", population=None, population_source="", by=maker),
        lambda: remove_council(part, by=maker, reason="again"),
        lambda: invite(
            programme=made, email="i@example.org", name="I", role=Role.OFFICER, council=part.council, by=maker
        ),
        lambda: give_another_role(
            user=maker, programme=made, role=Role.OFFICER, council=part.council, by=maker, reason="late"
        ),
    ):
        with pytest.raises(Refused, match=r"takes? part"):
            act()
    assert order(made) == []
