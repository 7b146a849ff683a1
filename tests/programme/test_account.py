"""One's own account: the name that others see, and where one is signed in."""

import datetime
import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.presenters import device
from programme.models import Programme
from tests.factories.people import PASSWORD, account

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
    "Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 "
    "Edg/126.0.0.0"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (ANDROID, "Chrome on Android"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device(agent) == words


@pytest.fixture
def ada(db) -> User:
    return account("ada@example.org", "Ada Burns")


def arrive(agent: str, email: str = "ada@example.org") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    assert client.post("/sign-in/", {"login": email, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def listed(client: Client) -> list[str]:
    return re.findall(r"<div>(\w+ on \w+)( <strong[^>]*>This one)?", client.get("/account/").content.decode())


def end_links(client: Client) -> list[str]:
    return re.findall(r'action="(/account/sessions/\d+/end/)"', client.get("/account/").content.decode())


def test_sessions_are_listed_and_ended(ada: User) -> None:
    office, phone, home = arrive(FIREFOX), arrive(IPHONE), arrive(EDGE)
    account("bob@example.org", "Bob")
    bob = arrive(ANDROID, "bob@example.org")
    found = listed(phone)
    assert found[0][0] == "Safari on iPhone"
    assert found[0][1].endswith("This one")
    assert sorted(name for name, _ in found) == ["Edge on Windows", "Firefox on Windows", "Safari on iPhone"]
    assert not [mark for _, mark in found[1:] if mark]
    # Somebody else's session is not there, and stays.
    (of_bob,) = end_links(bob)
    assert phone.post(of_bob).status_code == 404
    assert is_in(bob)
    # One: with its next click. That one and no other.
    first_other = end_links(phone)[1]
    assert phone.post(first_other).status_code == 302
    assert [is_in(client) for client in (office, phone, home)] == [True, True, False]
    assert phone.post(first_other).status_code == 404
    home = arrive(EDGE)
    assert "2 other sessions have ended." in phone.post("/account/sessions/end-others/", follow=True).content.decode()
    assert [is_in(client) for client in (office, phone, home, bob)] == [False, True, False, True]
    # One's own: signed out.
    assert phone.post(end_links(phone)[0]).headers["Location"] == "/sign-in/"
    assert not is_in(phone)


def test_what_is_known_of_a_session_goes_when_its_time_is_over(ada: User) -> None:
    stays = arrive(FIREFOX)
    arrive(IPHONE)
    over, living = UserSession.objects.order_by("-pk")
    UserSession.objects.update(created_at=timezone.now() - datetime.timedelta(hours=13))
    Session.objects.filter(session_key=over.session_key).update(expire_date=timezone.now())
    arrive(EDGE)
    assert not Session.objects.filter(session_key=over.session_key).exists()
    assert not UserSession.objects.filter(pk=over.pk).exists()
    assert UserSession.objects.filter(pk=living.pk).exists()
    assert is_in(stays)


def test_a_new_password_ends_every_session(ada: User) -> None:
    office, phone = arrive(FIREFOX), arrive(IPHONE)
    new = {"oldpassword": PASSWORD, "password1": "three odd words", "password2": "three odd words"}
    assert phone.post("/password/change/", new).headers["Location"] == "/sign-in/"
    assert [is_in(client) for client in (office, phone)] == [False, False]
    later = Client(HTTP_USER_AGENT=EDGE)
    later.post("/sign-in/", {"login": "ada@example.org", "password": "three odd words"})
    # Nothing that has ended is listed.
    assert [name for name, _ in listed(later)] == ["Edge on Windows"]
    assert ada.history.first().history_change_reason == "chose a new password"
    assert not hasattr(ada.history.first(), "password")


def test_looking_at_the_account_writes_no_session(ada: User, django_assert_num_queries) -> None:
    client = arrive(FIREFOX)
    client.get("/account/")
    with django_assert_num_queries(6) as found:
        client.get("/account/")
    assert all(query["sql"].startswith("SELECT") for query in found.captured_queries)


def test_a_name_is_changed_by_its_owner(ada: User) -> None:
    client = arrive(FIREFOX)
    assert client.post("/account/", {"name": " "}).status_code == 422
    page = client.post("/account/", {"name": "Ada  Lovelace", "email": "x@example.org", "may_set_up": "1"}, follow=True)
    assert "Your name is changed." in page.content.decode()
    ada.refresh_from_db()
    assert (ada.name, ada.email, ada.may_set_up) == ("Ada Lovelace", "ada@example.org", False)
    row = ada.history.first()
    assert (row.history_user, row.prev_record.name) == (ada, "Ada Burns")


def test_roles_are_listed(programme: Programme, ann: User) -> None:
    client = Client()
    client.force_login(ann)
    page = client.get("/account/").content.decode()
    assert "Shared vans" in page
    assert "Officer for Alder" in page
    assert "make a programme" not in page
