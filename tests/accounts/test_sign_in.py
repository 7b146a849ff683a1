"""Signing in, and staying out: throttles, closed accounts, sessions. The pages themselves are in test_sign_in_pages."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from accounts.services import close_account, reopen_account
from tests.factories.people import JOB, account

PASSWORD = "correct horse battery"
NEW = "three odd words"
TOO_MANY = "There were too many attempts. Wait five minutes, then try again."


@pytest.fixture
def ada(db) -> User:
    return account("ada@example.org", "Ada Burns")


def sign_in(client: Client, address: str = "ada@example.org", password: str = PASSWORD):
    return client.post("/sign-in/", {"login": address, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@EXAMPLE.ORG", "Ada@Example.Org", " ada@example.org "])
def test_address_in_any_case(client: Client, ada: User, address: str) -> None:
    assert sign_in(client, address).status_code == 302
    assert is_in(client)


def test_two_accounts_never_differ_by_case_alone(ada: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="ADA@example.org", name="Another").save()
    assert account("Bob@Example.org", "Bob").email == "bob@example.org"


def test_four_failures_do_not_lock_anybody_out(client: Client, ada: User) -> None:
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client).status_code == 302


def test_after_five_failures_even_the_right_password_waits(client: Client, ada: User) -> None:
    for _ in range(5):
        assert "do not match" in sign_in(client, password="wrong").content.decode()
    for address in ("ada@example.org", "ADA@example.org"):
        response = sign_in(client, address)
        assert response.status_code == 429
        assert TOO_MANY in response.content.decode()
        assert not is_in(client)
    # Another person at another place is not held up.
    account("bob@example.org", "Bob")
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(other, "bob@example.org").status_code == 302


def test_one_place_that_tries_many_addresses_waits(client: Client, ada: User) -> None:
    for number in range(10):
        sign_in(client, f"nobody-{number}@example.org", "wrong")
    assert TOO_MANY in sign_in(client).content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9")).status_code == 302


def test_unknown_addresses_are_throttled_alike(client: Client, ada: User) -> None:
    """Otherwise the throttle itself would tell who has an account."""
    pages = []
    for address in ("ada@example.org", "bob@example.org"):
        for _ in range(5):
            sign_in(client, address, "wrong")
        page = sign_in(client, address, "wrong")
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(address, "…")
        pages.append((page.status_code, text))
        cache.clear()
    assert pages[0] == pages[1]


def test_a_closed_account_is_refused(client: Client, ada: User) -> None:
    assert sign_in(client).status_code == 302
    close_account(ada, by=JOB, reason="left")
    # At once, where somebody is signed in already; and at the door.
    assert not is_in(client)
    response = Client().post("/sign-in/", {"login": "ada@example.org", "password": PASSWORD}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert not is_in(response.client)
    # A wrong password does not learn that there is a closed account.
    wrong = Client().post("/sign-in/", {"login": "ada@example.org", "password": "wrong"}, follow=True)
    assert "do not match" in wrong.content.decode()


def test_a_closed_account_gets_no_link(client: Client, ada: User) -> None:
    close_account(ada, by=JOB, reason="left")
    assert client.post("/password/forgotten/", {"email": "ada@example.org"}).status_code == 302
    assert mail.outbox == []
    reopen_account(ada, by=JOB, reason="came back")
    client.post("/password/forgotten/", {"email": "ada@example.org"})
    assert len(mail.outbox) == 1


def test_signing_out_is_a_post(client: Client, ada: User) -> None:
    sign_in(client)
    client.get("/sign-out/")
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)


def test_signing_out_ends_the_session_on_the_server(client: Client, ada: User) -> None:
    sign_in(client)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(stolen)
    client.post("/sign-out/")
    assert not is_in(stolen)


def test_signing_out_needs_the_token_of_the_form(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post("/sign-out/").status_code == 403
    assert is_in(client)


def test_a_session_gets_a_new_key_at_sign_in(client: Client, ada: User) -> None:
    client.get("/sign-in/")
    client.cookies["sessionid"] = "planted0planted0planted0planted0"
    sign_in(client)
    assert client.cookies["sessionid"].value != "planted0planted0planted0planted0"
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_sessions_end_everywhere_when_the_password_changes(ada: User) -> None:
    here, there = Client(), Client()
    assert sign_in(here).status_code == sign_in(there).status_code == 302
    here.post("/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert not is_in(here)
    assert not is_in(there)
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(there, password=NEW).status_code == 302


def test_sessions_end_everywhere_when_it_is_chosen_anew_through_the_mail(ada: User) -> None:
    there, here = Client(), Client()
    sign_in(there)
    here.post("/password/forgotten/", {"email": "ADA@example.org"})
    link = re.search(r"http://testserver(/password/new/\S+)", mail.outbox[0].body)
    assert link is not None
    page = here.get(link[1], follow=True)
    here.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_in(there)
    assert sign_in(there, password=NEW).status_code == 302


def test_wrong_present_password_changes_nothing(client: Client, ada: User) -> None:
    sign_in(client)
    response = client.post("/password/change/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert "The present password is not right." in response.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_links_in_mail_are_throttled(client: Client, ada: User) -> None:
    for _ in range(6):
        client.post("/password/forgotten/", {"email": "ada@example.org"})
    assert len(mail.outbox) == 3


def test_too_many_requests_are_answered_in_plain_words(client: Client, ada: User) -> None:
    statuses = [client.post("/password/forgotten/", {"email": "ada@example.org"}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    page = client.post("/password/forgotten/", {"email": "ada@example.org"}).content.decode()
    assert "<h1>" in page
    assert "five minutes" in page


def test_the_next_page_stays_on_this_site(client: Client, ada: User) -> None:
    for target, expected in (
        ("/programmes/x/", "/programmes/x/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ):
        client.post("/sign-out/")
        data = {"login": "ada@example.org", "password": PASSWORD, "next": target}
        assert client.post("/sign-in/", data).headers["Location"] == expected


@pytest.mark.parametrize("method", ["get", "post"])
def test_sent_mail_is_not_shown_to_others(client: Client, db, settings, method: str) -> None:
    settings.SHOW_MAIL = False
    response = getattr(client, method)("/demonstration/mail/")
    assert response.status_code == (404 if method == "get" else 405)
    assert "/demonstration/mail/" not in client.get("/privacy/").content.decode()


def test_the_sign_in_before_this_one_is_remembered(client: Client, ada: User) -> None:
    found = []
    for _ in range(3):
        assert sign_in(client).status_code == 302
        ada.refresh_from_db()
        found.append((ada.previous_sign_in_at, ada.last_login))
        client.post("/sign-out/")
    # What was the last is the one before at the next; at the first there is none.
    assert found[0][0] is None
    assert [before for before, _ in found[1:]] == [last for _, last in found[:-1]]
    assert len({last for _, last in found}) == 3
