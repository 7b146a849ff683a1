"""What the programme manager keeps, when somebody else is faster; and dates at the end of the calendar."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from programme.models import Benefit, Programme, Risk
from programme.services import add_record, delete_record
from tests.factories.people import JOB
from tests.factories.report import person

RISK = {"text": "The lease ends", "state": "open", "source": "Board"}
BENEFIT = {"kind": "non_cash", "text": "Shorter ways", "state": "expected", "source": "Board"}


@pytest.fixture
def manager(programme: Programme) -> User:
    return person(programme, "Manager", Role.PROGRAMME_MANAGER, None)


@pytest.fixture
def desk(manager: User) -> Client:
    client = Client()
    client.force_login(manager)
    return client


@pytest.mark.parametrize(
    ("model", "path", "values"), [(Risk, "risks", RISK), (Benefit, "benefits", BENEFIT)], ids=["risk", "benefit"]
)
def test_words_typed_into_a_deleted_record_become_a_new_one(
    programme: Programme, desk: Client, model, path: str, values: dict[str, str]
) -> None:
    row = add_record(model, programme=programme, values=values, by=JOB)
    address = f"/programmes/vans/{path}/{row.pk}/"
    assert desk.get(address).status_code == 200
    delete_record(row, version=1, by=JOB)
    typed = {**values, "text": "Words of an hour", "version": "1"}
    answer = desk.post(address, typed)
    assert (answer.status_code, answer.context["form"]["text"].value()) == (409, "Words of an hour")
    page = answer.content.decode()
    assert "Somebody else deleted this in the meantime. Your words are below" in page
    # As the form of that page sends them.
    assert desk.post(answer.context["action"], typed).status_code == 302
    assert f'action="{answer.context["action"]}"' in page
    assert [found.text for found in model.objects.all()] == ["Words of an hour"]


def test_what_is_deleted_is_not_deleted_or_moved_again(programme: Programme, desk: Client, ann: User) -> None:
    row = add_record(Risk, programme=programme, values=RISK, by=JOB)
    delete_record(row, version=1, by=JOB)
    address = f"/programmes/vans/risks/{row.pk}/"
    answer = desk.post(f"{address}delete/", {"reason": "", "version": "1"}, follow=True)
    assert "Somebody else deleted this in the meantime." in answer.content.decode()
    # What is not there, was elsewhere, or is read only is as ever.
    assert desk.get(address).status_code == 404
    for number in (987_654, 10**20):
        assert desk.post(f"/programmes/vans/risks/{number}/", RISK).status_code == 404
        assert desk.get(f"/programmes/vans/risks/{number}/history/").status_code == 404
    client = Client()
    client.force_login(ann)
    assert client.post(address, RISK).status_code == 403


def test_deleted_between_the_two_looks(programme: Programme, desk: Client, monkeypatch) -> None:
    """The page has found the record, and before the service locks it, somebody deletes it."""
    from programme.views import records

    def deleted_first(function):
        def act(row, **kwargs):
            delete_record(row, version=1, by=JOB)
            return function(row, **kwargs)

        return act

    for name, address, status in (("change_record", "", 409), ("delete_record", "delete/", 302)):
        row = add_record(Risk, programme=programme, values=RISK, by=JOB)
        with monkeypatch.context() as patch:
            patch.setattr(records, name, deleted_first(getattr(records, name)))
            answer = desk.post(f"/programmes/vans/risks/{row.pk}/{address}", {**RISK, "text": "Typed", "version": "1"})
        assert answer.status_code == status
        assert name != "change_record" or answer.context["form"]["text"].value() == "Typed"


@pytest.mark.parametrize("when", ["Winter 9999", "9999/00", "31 December 0001"])
def test_a_date_that_ends_after_the_calendar_is_none(desk: Client, when: str) -> None:
    answer = desk.post("/programmes/vans/dates/new/", {"when": when, "text": "x", "state": "planned", "source": "x"})
    assert (answer.status_code, "Write when as exactly as it is known" in answer.content.decode()) == (422, True)
