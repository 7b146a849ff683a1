"""A token: made with one's password, shown once, good for reading as its owner, and over at once."""

import datetime
import re
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from accounts.models import Token, User
from accounts.services import choose_password, close_account, make_token, reopen_account, withdraw_token
from accounts.tokens import digest_of
from programme.models import Programme
from tests.factories.people import JOB, account

# Of the people of tests.factories.report.
PASSWORD = "a long password"
NEW = "/account/tokens/new/"
LIST = "/api/v1/programmes/"


def ask(text: str, path: str = LIST, scheme: str = "Bearer", **options: Any) -> Any:
    return Client().get(path, headers={"authorization": f"{scheme} {text}".strip()}, **options)


def make(user: User) -> str:
    return make_token(name="Figures", days=30, by=user)[1]


@pytest.fixture
def signed_in(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


def test_a_token_is_made_with_the_password_and_shown_once(signed_in: Client, ann: User, programme: Programme) -> None:
    page = signed_in.get(NEW).content.decode()
    assert re.search(r'<option value="90" selected', page)
    assert not Token.objects.exists()
    for data, words in (
        ({"name": "", "days": "90", "password": PASSWORD}, "Fill in: What it is for"),
        ({"name": "x", "days": "9000", "password": PASSWORD}, "Select a valid choice"),
        ({"name": "x", "days": "90", "password": "wrong"}, "The password is not right."),
    ):
        answer = signed_in.post(NEW, data)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Token.objects.exists()
    answer = signed_in.post(NEW, {"name": " Monthly  figures ", "days": "90", "password": PASSWORD})
    assert "no-store" in answer.headers["Cache-Control"]
    (text,) = re.findall(r"collab_[\w-]{43}", answer.content.decode())
    token = Token.objects.get()
    assert (token.user, token.name, token.secret_digest) == (ann, "Monthly figures", digest_of(text))
    assert token.expires_at - token.made_at == pytest.approx(datetime.timedelta(days=90), abs=datetime.timedelta(1))
    # Neither its text nor what is stored of it stands anywhere else.
    assert text not in str(list(Token.objects.values())) + str(list(Token.history.values()))
    assert token.secret_digest not in str(list(Token.history.values()))
    account_page = signed_in.get("/account/").content.decode()
    assert "Monthly figures" in account_page
    assert "Not used yet." in account_page
    assert text not in account_page
    assert ask(text).json()["results"][0]["slug"] == programme.slug
    assert f"Last used on {timezone.localdate():%-d %B %Y}." in signed_in.get("/account/").content.decode()
    signed_in.post(f"/account/tokens/{token.pk}/withdraw/")
    assert ask(text).status_code == 401
    assert [row.history_change_reason for row in Token.history.all()] == ["withdrew the token", "made a token"]


def test_guessing_the_password_is_held_up(signed_in: Client) -> None:
    wrong = {"name": "x", "days": "90", "password": "wrong"}
    assert [signed_in.post(NEW, wrong).status_code for _ in range(11)] == [422] * 10 + [429]


def test_a_token_does_not_sign_in_to_pages(ann: User) -> None:
    text = make(ann)
    assert ask(text).status_code == 200
    assert ask(text, "/account/").headers["Location"].startswith("/sign-in/")


def expire(text: str, user: User) -> None:
    then = timezone.now() - datetime.timedelta(seconds=1)
    models.QuerySet(Token).update(expires_at=then, made_at=then - datetime.timedelta(days=1))


ENDS = {
    "withdrawn": lambda text, user: withdraw_token(Token.objects.get(), by=user),
    "over": expire,
    "a new password": lambda text, user: choose_password(user, password="three odd words", by=user, reason="x"),
    "the account closed": lambda text, user: close_account(user, by=JOB, reason="x"),
    "the account closed and opened": lambda text, user: reopen_account(
        close_account(user, by=JOB, reason="x"), by=JOB, reason="x"
    ),
    "the account closed elsewhere": lambda text, user: models.QuerySet(User).update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_token_ends(ann: User, end: str) -> None:
    text = make(ann)
    assert ask(text).status_code == 200
    ENDS[end](text, ann)
    answer = ask(text)
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid")
    assert answer.json()["detail"].startswith("This token does not hold")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Collab"'


@pytest.mark.parametrize("words", ["", "x", "{} x", "{}x", "collab_", "\x00", "é" * 60, "x" * 5_000, "Bearer {}"])
def test_a_token_that_is_none(client: Client, ann: User, words: str) -> None:
    text = make(ann)
    # Whoever is signed in besides, and sends a token that does not hold, learns so.
    client.force_login(ann)
    answer = client.get(LIST, headers={"authorization": f"Bearer {words.format(text)}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(LIST, headers={"authorization": f"bearer {text}"}).status_code == 200


def test_nobody_is_told_how_to_ask(db) -> None:
    for scheme in ("", "Basic", "Token"):
        answer = ask("YTpi" if scheme else "", scheme=scheme)
        assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")
        assert "with a token in the header Authorization" in answer.json()["detail"]


def test_many_failures_from_one_address_wait_and_a_good_token_does_not(ann: User) -> None:
    text = make(ann)
    assert [ask("wrong").status_code for _ in range(11)] == [401] * 10 + [429]
    answer = ask("wrong")
    assert answer.json() == {"code": "throttled", "detail": answer.json()["detail"]}
    assert 0 < int(answer.headers["Retry-After"]) <= 300
    assert ask(text).status_code == 200
    assert ask("wrong", REMOTE_ADDR="192.0.2.7").status_code == 401


def test_use_is_remembered_once_a_day(ann: User, django_assert_num_queries) -> None:
    text = make(ann)
    ask(text)
    # The token with its person, and the list: how many, the programmes, their councils in order, and those.
    with django_assert_num_queries(5) as found:
        ask(text)
    assert all(query["sql"].startswith("SELECT") for query in found.captured_queries)
    models.QuerySet(Token).update(last_used_on=datetime.date(2020, 1, 1))
    ask(text)
    assert Token.objects.get().last_used_on == timezone.localdate()
    assert Token.history.count() == 1


def test_a_token_reads_even_where_one_could_write(ann: User) -> None:
    """Whatever the API will take one day: with a session it is done, with a token not."""

    class Slip(APIView):
        def post(self, request: Any) -> Response:
            return Response({"done": str(request.user)})

    path, view = "/api/v1/slip/", Slip.as_view()
    answer = view(APIRequestFactory().post(path, headers={"authorization": f"Bearer {make(ann)}"}))
    assert answer.status_code == 405
    client_request = APIRequestFactory().post(path)
    client_request.user = ann
    client_request._dont_enforce_csrf_checks = True
    assert view(client_request).status_code == 200


def test_somebody_elses_token_is_not_there(signed_in: Client, ann: User) -> None:
    bob = account("bob@example.org", "Bob")
    make(bob)
    assert signed_in.post(f"/account/tokens/{Token.objects.get().pk}/withdraw/").status_code == 404
    assert Token.objects.filter(user=bob).exists()
