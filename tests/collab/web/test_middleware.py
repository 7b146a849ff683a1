"""Headers on every answer, and plain pages when something is lost."""

import pytest
from django.conf import settings as site_settings
from django.test import Client

from tests.factories.people import account

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
def own_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.collab.web.pages"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def member(visitor: Client, db) -> Client:
    visitor.force_login(account("ada@example.org", "Ada Burns"))
    return visitor


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/public/", 200),
        ("/accessibility/", 200),
        ("/sign-in/", 200),
        ("/", 302),
        ("/nowhere/", 404),
        ("/refused/", 403),
        ("/odd/", 400),
        ("/broken/", 500),
        ("/lost/", 503),
        ("/lost-too/", 503),
        ("/static/css/collab.css", 200),
        ("/static/nowhere.css", 404),
    ],
)
def test_every_answer_has_the_security_headers(visitor: Client, path: str, status: int) -> None:
    response = visitor.get(path)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/", "/broken/"])
def test_djangos_own_debugging_pages_have_them_too(visitor: Client, settings, path: str) -> None:
    settings.DEBUG = True
    assert "default-src 'none'" in visitor.get(path).headers["Content-Security-Policy"]


def test_a_policy_of_the_view_stays(rf, settings) -> None:
    from django.http import HttpResponse

    from collab.web.middleware import PlainErrors

    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})
    assert PlainErrors(lambda request: own)(rf.get("/")).headers["Content-Security-Policy"] == "default-src 'self'"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/broken/", "Something went wrong"),
        ("/lost/", "Collab cannot reach its records"),
        ("/odd/", "The request was not understood"),
    ],
)
def test_pages_of_failure_need_no_database(visitor: Client, path: str, words: str) -> None:
    # No django_db mark: any query would fail the test.
    page = visitor.get(path).content.decode()
    assert f"<h1>{words}</h1>" in page
    assert "a fault of ours" not in page
    assert "the database went away" not in page


def test_a_database_lost_outside_a_view_gives_the_same_page(visitor: Client, monkeypatch) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import OperationalError

    def lost(self: SessionStore) -> None:
        raise OperationalError("the database went away")

    monkeypatch.setattr(SessionStore, "load", lost)
    visitor.cookies[site_settings.SESSION_COOKIE_NAME] = "a" * 32
    response = visitor.get("/nowhere/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Collab cannot reach its records" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_prints_its_reason(visitor: Client) -> None:
    page = visitor.get("/refused/").content.decode()
    assert "Only the author may do this." in page


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_the_same_whatever_was_asked(visitor: Client) -> None:
    pages = [visitor.get(path).content.decode() for path in ("/nowhere/", "/reports/900/", "/nowhere/else/")]
    assert pages[0] == pages[1] == pages[2]
    assert "<h1>Page not found</h1>" in pages[0]


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_kindly(settings) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "<h1>This form has expired</h1>" in response.content.decode()


def test_what_a_signed_in_person_sees_is_kept_nowhere(member: Client) -> None:
    assert member.get("/").headers["Cache-Control"] == "private, no-store"
    assert member.get("/accessibility/").headers["Cache-Control"] == "private, no-store"
    assert member.post("/sign-out/").headers["Cache-Control"] == "private, no-store"


def test_a_view_may_say_otherwise(member: Client) -> None:
    assert member.get("/cached/").headers["Cache-Control"] == "max-age=60"


@pytest.mark.django_db
def test_public_pages_and_static_files_may_be_kept(visitor: Client) -> None:
    assert "Cache-Control" not in visitor.get("/public/").headers
    assert "no-store" not in visitor.get("/static/css/collab.css").headers.get("Cache-Control", "")
