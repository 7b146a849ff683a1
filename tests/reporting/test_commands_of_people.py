"""The commands of whoever keeps the installation: the first administrator, and closing an account."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from programme.models import Programme
from tests.factories.people import PASSWORD, account

NEW = "three odd words"


def run(*words: str) -> dict:
    out = StringIO()
    call_command(*words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_first_administrator_chooses_a_password_and_may_make_programmes(db, client: Client) -> None:
    done = run("make_administrator", "Ada@Example.org", "--name", "Ada  Burns")
    ada = User.objects.get(email="ada@example.org")
    assert (ada.name, ada.may_set_up, ada.is_superuser, ada.has_usable_password()) == ("Ada Burns", True, False, False)
    page = client.get(re.sub(r"^http://[^/]+", "", done["link"]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert client.post("/sign-in/", {"login": ada.email, "password": NEW}).status_code == 302
    # Again: nothing new, and no second link.
    assert run("make_administrator", "ada@example.org")["link"] == ""
    assert [row.history_change_reason for row in ada.history.all()] == [
        "chose a new password", "made administrator by command", "made administrator by command",
    ]  # fmt: skip


def test_a_programme_gets_an_administrator(programme: Programme) -> None:
    ada = account("ada@example.org", "Ada")
    run("make_administrator", "ada@example.org", "--programme", programme.slug)
    assert [row.role for row in ada.memberships.all()] == [Role.ADMINISTRATOR]
    ada.refresh_from_db()
    assert not ada.may_set_up


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["make_administrator", "ada@example.org"], "Say --name"),
        (["make_administrator", "not an address", "--name", "Ada"], "is not an e-mail address"),
        (["make_administrator", "ada@example.org", "--name", "Ada", "--programme", "none"], "no programme called"),
        (["make_administrator", "ada@example.org", "--name", "Ada", "--by", "x@example.org"], "leave --by out"),
        (["close_account", "ada@example.org", "--reason", "left"], "Nobody signs in as"),
    ],
)
def test_refusals_write_nothing(db, words: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command(*words)
    assert not User.objects.exists()


def test_closing_ends_every_session_and_opening_lets_in_again(db) -> None:
    account("ada@example.org", "Ada")
    bob = account("bob@example.org", "Bob")
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.post("/sign-in/", {"login": "ada@example.org", "password": PASSWORD})
        assert browser.get("/").status_code == 200
    with pytest.raises(CommandError, match="whoever keeps the installation"):
        run("close_account", "ada@example.org", "--reason", "left", "--by", bob.email)
    assert browsers[0].get("/").status_code == 200
    assert run("close_account", "ADA@example.org", "--reason", "left") == {"email": "ada@example.org", "open": False}
    assert [browser.get("/").status_code for browser in browsers] == [302, 302]
    with pytest.raises(CommandError, match="is closed already"):
        run("close_account", "ada@example.org", "--reason", "left")
    assert run("close_account", "ada@example.org", "--reason", "came back", "--reopen")["open"]
    # An ended session is not brought back by it.
    assert [browser.get("/").status_code for browser in browsers] == [302, 302]
    assert Client().post("/sign-in/", {"login": "ada@example.org", "password": PASSWORD}).status_code == 302
