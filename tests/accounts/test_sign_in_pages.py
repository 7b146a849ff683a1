"""The pages around signing in, as a person meets them."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.factories.people import account

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def own_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.collab.web.pages"


@pytest.fixture
def ada(db) -> User:
    return account("ada@example.org", "Ada Burns")


def test_sign_in_and_out(client: Client, ada: User) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    response = client.post("/sign-in/", {"login": "Ada@Example.org", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert "Ada Burns" in client.get("/").content.decode()
    assert "Do you want to sign out?" in client.get("/sign-out/").content.decode()
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_wrong_password_and_unknown_address_read_alike(client: Client, ada: User) -> None:
    pages = []
    for address in ("ada@example.org", "bob@example.org"):
        page = client.post("/sign-in/", {"login": address, "password": "not it"}).content.decode()
        assert "<title>Error: Sign in – Collab</title>" in page
        assert '<a href="#id_login">The e-mail address and password do not match.' in page
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(address, "…"))
    assert pages[0] == pages[1]


def test_sign_in_form_asks_plainly_and_helps_password_managers(client: Client, db) -> None:
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "placeholder" not in page
    assert '<form method="post" action="/sign-in/" novalidate>' in page
    empty = client.post("/sign-in/", {}).content.decode()
    assert "Fill in: E-mail address" in empty
    assert "Fill in: Password" in empty


@pytest.mark.parametrize("path", ["/sign-up/", "/signup/", "/accounts/signup/", "/accounts/email/"])
def test_nobody_can_open_an_account(client: Client, db, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "x@example.org", "password1": PASSWORD}).status_code == 404


def test_forgotten_password_is_replaced_through_the_mail(client: Client, ada: User) -> None:
    response = client.post("/password/forgotten/", {"email": "ada@example.org"}, follow=True)
    assert "Look in your mail" in response.content.decode()
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Choose a new password for Collab"
    assert "Hello Ada Burns," in message.body
    link = re.search(r"http://testserver(/password/new/\S+)", message.body).group(1)
    page = client.get(link, follow=True)
    assert "<h1>Choose a new password</h1>" in page.content.decode()
    done = client.post(
        page.request["PATH_INFO"], {"password1": "three odd words", "password2": "three odd words"}, follow=True
    )
    assert "Sign in with your new password" in done.content.decode()
    assert Client().post("/sign-in/", {"login": "ada@example.org", "password": "three odd words"}).status_code == 302
    assert "The link is not valid any more" in Client().get(link, follow=True).content.decode()


def test_forgotten_password_of_an_unknown_address_looks_the_same_and_sends_nothing(client: Client, ada: User) -> None:
    known = client.post("/password/forgotten/", {"email": "ada@example.org"}, follow=True)
    unknown = client.post("/password/forgotten/", {"email": "bob@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert len(mail.outbox) == 1


def test_new_password_must_be_long_enough(client: Client, ada: User) -> None:
    client.force_login(ada)
    page = client.post("/password/change/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert "must contain at least 12 characters" in page.content.decode()


def test_changed_password_asks_for_signing_in_again(client: Client, ada: User) -> None:
    client.force_login(ada)
    new = {"oldpassword": PASSWORD, "password1": "three odd words", "password2": "three odd words"}
    response = client.post("/password/change/", new)
    assert response.headers["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_mail_that_would_have_been_sent(client: Client, ada: User, settings, tmp_path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_FOLDER = settings.EMAIL_FILE_PATH = tmp_path / "mail"
    assert "No mail yet." in client.get("/demonstration/mail/").content.decode()
    client.post("/password/forgotten/", {"email": "ada@example.org"})
    mail.EmailMessage("Figures of £1.4M <b>", "Later – see http://testserver/x/", to=["bob@example.org"]).send()
    page = client.get("/demonstration/mail/").content.decode()
    assert page.index("Figures of £1.4M &lt;b&gt;") < page.index("Choose a new password for Collab")
    assert '<a href="http://testserver/x/"' in page
    assert re.search(r'<a href="http://testserver/password/new/[^"]+"', page)


def test_mail_is_shown_only_where_collab_is_tried_out(client: Client, db, settings) -> None:
    settings.SHOW_MAIL = True
    assert client.get("/demonstration/mail/").status_code == 200
    settings.SHOW_MAIL = False
    assert client.get("/demonstration/mail/").status_code == 404
