"""People are invited, come, are given and taken roles: what is refused, what is told, and what is kept."""

import datetime
import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import close_account
from collab.errors import Refused
from collab.history import record
from programme.enums import InvitationState
from programme.models import Council, Invitation, Membership, Programme
from programme.queries.people import key_of
from programme.services import give_role, invite, send_again, take_role, withdraw
from tests.factories.people import JOB, PASSWORD, account
from tests.factories.report import person

NEW = "three odd words"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def admin(programme: Programme) -> User:
    return person(programme, "Admin", Role.ADMINISTRATOR, None)


@pytest.fixture
def desk(admin: User) -> Client:
    return signed_in(admin)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(desk: Client, alder: Council, **data: str):
    usual = {"name": "Ina Gast", "email": "ina@example.org", "role": "officer", "council": str(alder.pk)}
    return desk.post("/programmes/vans/people/invite/", {**usual, **data}, follow=True)


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"http://testserver(/invitation/\S+)", str(message.body))
    assert found
    return found[1]


def held(user: User) -> list[tuple[str, str | None]]:
    return [(row.role, row.council and row.council.slug) for row in user.memberships.order_by("role")]


def test_somebody_new_follows_the_link_and_is_in(desk: Client, council: Council, admin: User) -> None:
    page = ask(desk, council, email="Ina@Example.ORG", name=" Ina  Gast ").content.decode()
    assert "An invitation is on its way to ina@example.org." in page
    assert "Ina Gast" in page
    assert not User.objects.filter(email="ina@example.org").exists()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["ina@example.org"],
        "You are invited to take part in a programme on Collab",
    )
    visitor, link = Client(), link_in(message)
    assert "You sign in with ina@example.org." in visitor.get(link).content.decode()
    for data, wrong in (
        ({"name": "", "password": NEW, "again": NEW}, "Fill in: Your name"),
        ({"name": "Ina", "password": "short", "again": "short"}, "at least 12 characters"),
        ({"name": "Ina", "password": NEW, "again": NEW + "x"}, "The two passwords are not the same"),
    ):
        answer = visitor.post(link, data)
        assert (answer.status_code, wrong in answer.content.decode()) == (422, True)
    page = visitor.post(link, {"name": "Ina Gast", "password": NEW, "again": NEW}, follow=True).content.decode()
    assert "You are officer for Alder from now on." in page
    ina = User.objects.get(email="ina@example.org")
    assert held(ina) == [("officer", "alder")]
    given = Membership.history.get(user=ina)
    assert (given.history_user, given.history_change_reason) == (admin, "accepted the invitation")
    # Once: the link holds no more, and the password is hers.
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"name": "Eve", "password": PASSWORD, "again": PASSWORD}).status_code == 404
    assert Client().post("/sign-in/", {"login": "ina@example.org", "password": NEW}).status_code == 302


def test_the_page_does_not_tell_whether_there_was_an_account(desk: Client, council: Council, admin: User) -> None:
    """Until somebody takes part, their page and their list look the same, whatever account the address has."""
    pages = []
    account("known@example.org", "Kay Known Elsewhere")
    close_account(account("closed@example.org", "Clo Closed"), by=JOB, reason="left")
    for address in ("new@example.org", "known@example.org", "closed@example.org"):
        answer = ask(desk, council, email=address)
        assert answer.redirect_chain == [("/programmes/vans/people/", 302)]
        page = TOKEN.sub("", answer.content.decode()).replace(address, "…")
        pages.append(re.sub(r"invitations/\d+/", "", page))
        withdraw(Invitation.objects.get(email=address), by=admin, reason="next")
    assert pages[0] == pages[1] == pages[2]
    assert [message.to for message in mail.outbox] == [
        ["new@example.org"],
        ["known@example.org"],
        ["closed@example.org"],
    ]
    assert "Elsewhere" not in pages[1]


def test_somebody_known_signs_in_and_takes_part(desk: Client, council: Council) -> None:
    kay = account("kay@example.org", "Kay Known")
    ask(desk, council, email="kay@example.org", name="Somebody")
    link = link_in(mail.outbox[0])
    visitor = Client()
    page = visitor.get(link).content.decode()
    assert f'href="/sign-in/?next={quote(link)}"' in page
    # Neither a visitor nor somebody else takes it, and nobody sets a new password by it.
    visitor.post(link, {"name": "Eve", "password": NEW, "again": NEW})
    assert "for kay@example.org, and you are signed in as somebody else" in desk.post(link).content.decode()
    assert held(kay) == []
    assert signed_in(kay).post(link, follow=True).redirect_chain[0][0] == "/programmes/vans/"
    assert held(kay) == [("officer", "alder")]
    kay.refresh_from_db()
    assert (kay.name, kay.check_password(PASSWORD)) == ("Kay Known", True)


def test_somebody_who_takes_part_has_another_role_at_once(desk: Client, council: Council, ann: User) -> None:
    page = ask(desk, council, email="ANN@example.org", role="hr_lead").content.decode()
    assert "Ann takes part already, and is HR lead for Alder from now on." in page
    assert held(ann) == [("hr_lead", "alder"), ("officer", "alder")]
    assert "You are HR lead for Alder in “Shared vans” from now on" in str(mail.outbox[0].body)
    again = ask(desk, council, email="ann@example.org", role="hr_lead")
    assert (again.status_code, "Ann is HR lead for Alder already." in again.content.decode()) == (409, True)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"email": "not an address"}, "email", "Enter an e-mail address like name@example.gov.uk"),
        ({"email": ""}, "email", "Fill in: E-mail address"),
        ({"name": " "}, "name", "Fill in: Name"),
        ({"role": "king"}, "role", "Select a valid choice"),
        ({"council": ""}, "council", "Choose the council: the role officer is for one"),
        ({"role": "auditor"}, "council", "Choose “The programme as a whole”"),
        ({"council": "999999"}, "council", "Select a valid choice"),
    ],
)
def test_a_bad_invitation_is_explained_beside_the_field(
    desk: Client, council: Council, data: dict[str, str], field: str, words: str
) -> None:
    answer = ask(desk, council, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'<a href="#id_{field}">[^<]*{re.escape(words)}', page)
    assert re.search(rf'id="id_{field}_error">[^/]*Error:</span> [^<]*{re.escape(words)}', page)
    assert (Invitation.objects.count(), mail.outbox) == (0, [])


def test_pressed_twice_is_once_and_later_is_explained(desk: Client, council: Council) -> None:
    for _ in range(2):
        assert "An invitation is on its way" in ask(desk, council).content.decode()
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)
    waiting = Invitation.objects.get()
    waiting.sent_at -= datetime.timedelta(minutes=2)
    record(waiting, by=JOB, reason="time passed")
    again = ask(desk, council)
    assert (again.status_code, "is invited already, as officer for Alder" in again.content.decode()) == (409, True)
    # For another role they may be asked as well.
    assert ask(desk, council, role="hr_lead").status_code == 200
    assert len(mail.outbox) == 2


def test_a_new_mail_takes_the_place_of_the_old_one(desk: Client, council: Council, admin: User) -> None:
    ask(desk, council)
    row = Invitation.objects.get()
    desk.post(f"/programmes/vans/people/invitations/{row.pk}/again/")
    old, new = (link_in(message) for message in mail.outbox)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    withdraw(row, by=admin, reason="wrong person")
    assert Client().get(new).status_code == 404
    with pytest.raises(Refused, match="does not wait any more"):
        send_again(row, by=admin)
    assert not User.objects.filter(email="ina@example.org").exists()


def test_a_link_holds_for_seven_days_and_cannot_be_made_up(
    programme: Programme, council: Council, admin: User, monkeypatch
) -> None:
    row, _ = invite(
        programme=programme, email="ina@example.org", name="Ina", role=Role.OFFICER, council=council, by=admin
    )
    key = key_of(row)
    for wrong in (f"{key}x", key[:-1], key.replace(":", ""), "x", "W1sxLDFdXQ"):
        assert Client().get(f"/invitation/{wrong}/").status_code == 404
    now = timezone.now().timestamp()
    for days, status in ((6.9, 200), (7.1, 404)):
        monkeypatch.setattr("django.core.signing.time.time", lambda days=days: now + days * 86400)
        assert Client().get(f"/invitation/{key}/").status_code == status


def test_an_invitation_stands_on_whoever_sent_it(
    programme: Programme, council: Council, admin: User, desk: Client
) -> None:
    other = person(programme, "Other", Role.ADMINISTRATOR, None)
    ask(desk, council)
    take_role(admin.memberships.get(), by=other, reason="left")
    link, data = link_in(mail.outbox[0]), {"name": "Ina", "password": NEW, "again": NEW}
    answer = Client().post(link, data)
    assert (answer.status_code, "invite you again" in answer.content.decode()) == (409, True)
    assert not User.objects.filter(email="ina@example.org").exists()
    signed_in(other).post(f"/programmes/vans/people/invitations/{Invitation.objects.get().pk}/again/")
    assert Client().post(link_in(mail.outbox[1]), data).status_code == 302
    assert held(User.objects.get(email="ina@example.org")) == [("officer", "alder")]


def test_thirty_invitations_an_hour(programme: Programme, council: Council, admin: User, desk: Client) -> None:
    def send(number: int) -> None:
        invite(
            programme=programme, email=f"p{number}@example.org", name="P", role=Role.OFFICER, council=council, by=admin
        )

    for number in range(30):
        send(number)
    answer = ask(desk, council)
    assert (answer.status_code, "You have sent 30 invitations within an hour." in answer.content.decode()) == (
        429,
        True,
    )
    # Withdrawing one does not make room; an hour does; and another administrator has their own thirty.
    withdraw(Invitation.objects.first(), by=admin, reason="no")
    assert ask(desk, council).status_code == 429
    Invitation.history.filter(history_user=admin).update(history_date=timezone.now() - datetime.timedelta(hours=2))
    send(31)


def test_a_mail_server_that_does_not_answer_is_told(desk: Client, council: Council, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = ask(desk, council).content.decode()
    assert "The mail could not be sent" in page
    assert "is on its way" not in page
    assert Invitation.objects.get().state == InvitationState.WAITING


# Giving and taking


def test_the_last_administrator_stays(desk: Client, admin: User, programme: Programme) -> None:
    row = admin.memberships.get()
    take = f"/programmes/vans/people/roles/{row.pk}/take/"
    answer = desk.post(take, {"reason": "leaving"})
    assert (answer.status_code, "is the last administrator of Shared vans" in answer.content.decode()) == (409, True)
    # One whose account is closed does not count.
    other = person(programme, "Other", Role.ADMINISTRATOR, None)
    close_account(other, by=JOB, reason="left")
    assert desk.post(take, {"reason": "leaving"}).status_code == 409
    third = person(programme, "Third", Role.ADMINISTRATOR, None)
    assert "You will no longer invite people" in desk.get(take).content.decode()
    assert desk.post(take, {"reason": ""}).status_code == 422
    assert desk.post(take, {"reason": "leaving"}).headers["Location"] == "/"
    assert desk.get("/programmes/vans/people/").status_code == 404
    with pytest.raises(Refused, match="last administrator"):
        take_role(third.memberships.get(), by=JOB, reason="x")
    with pytest.raises(Refused, match="taken away already"):
        take_role(row, by=third, reason="again")


def test_a_role_is_given_and_taken_with_a_reason(desk: Client, ann: User, council: Council, admin: User) -> None:
    page = f"/programmes/vans/people/{ann.pk}/"
    data = {"role": "finance_lead", "council": council.pk, "reason": "covers for Bob"}
    assert desk.post(page, {**data, "reason": ""}).status_code == 422
    assert "Ann is finance lead for Alder from now on." in desk.post(page, data, follow=True).content.decode()
    assert desk.post(page, data).status_code == 409
    row = ann.memberships.get(role="finance_lead")
    done = desk.post(f"/programmes/vans/people/roles/{row.pk}/take/", {"reason": "Bob is back"}, follow=True)
    assert "Ann is not finance lead for Alder any more." in done.content.decode()
    assert [(change.history_type, change.history_user, change.history_change_reason)
            for change in Membership.history.filter(role="finance_lead")] == [
        ("-", admin, "Bob is back"), ("+", admin, "covers for Bob"),
    ]  # fmt: skip


def test_who_sees_what_of_the_people(programme: Programme, ann: User, desk: Client, council: Council) -> None:
    """Names and roles for manager and auditor; addresses and sign-ins for administrators alone; nothing by a search."""
    ask(desk, council)
    for role in (Role.PROGRAMME_MANAGER, Role.AUDITOR):
        reader = signed_in(person(programme, f"The {role.label}".replace(" ", ""), role, None))
        for path in ("/programmes/vans/people/", "/programmes/vans/people/changes/"):
            page = reader.get(path).content.decode()
            assert all(words in page for words in ("Ann", "Ina Gast", "fficer"))
            assert "@example.org" not in page
            assert "Ann" in reader.get(path, {"q": "an"}).content.decode()
            found = reader.get(path, {"q": "example.org"}).content.decode()
            assert "Nobody who takes part fits" in found or "No change fits" in found
    page = desk.get("/programmes/vans/people/").content.decode()
    assert "ann@example.org" in page
    assert "ina@example.org" in page


def test_the_lists_are_narrowed_and_put_in_order(programme: Programme, ann: User, reader: User, desk: Client) -> None:
    def names(path: str, **asked: str) -> list[str]:
        page = desk.get(f"/programmes/vans/people/{path}", asked).content.decode()
        return re.findall(r'<th scope="row"[^>]*>(?:<a [^>]*>)?(\w+)', page)

    assert names("") == ["Admin", "Ann", "Reader"]
    assert names("", role="officer") == names("", q="aN") == ["Ann"]
    assert names("", council="alder") == ["Ann", "Reader"]
    assert sorted(names("", sort="since")) == sorted(names("", sort="council")) == ["Admin", "Ann", "Reader"]
    assert names("", sort="role") == ["Admin", "Reader", "Ann"]
    assert names("", sort="x", council="none", role="king", page="x") == ["Admin", "Ann", "Reader"]
    take_role(ann.memberships.get(), by=JOB, reason="left")
    close_account(reader, by=JOB, reason="secret")
    assert names("changes/")[:2] == ["Reader", "Ann"]
    assert names("changes/", role="officer") == ["Ann", "Ann"]
    assert names("changes/", council="alder", q="rea") == ["Reader"]
    page = desk.get("/programmes/vans/people/changes/").content.decode()
    assert "Account closed" in page
    assert "secret" not in page
    assert "Account closed" in desk.get("/programmes/vans/people/").content.decode()


def test_a_role_that_is_given_elsewhere_is_not_told(programme: Programme, ann: User, desk: Client) -> None:
    other = account("zed@example.org", "Zed Elsewhere")
    far = Programme(slug="far", name="Far away", stage="closed", stage_since=datetime.date(2026, 1, 1))
    record(far, by=JOB, reason="test")
    for user in (other, ann):
        give_role(user=user, programme=far, role=Role.AUDITOR, council=None, by=JOB, reason="far reason")
    for path in ("", "changes/", f"{ann.pk}/"):
        page = desk.get(f"/programmes/vans/people/{path}").content.decode()
        assert "Ann" in page
        assert not [words for words in ("Zed", "Far away", "far reason", "uditor of") if words in page]
    assert desk.get(f"/programmes/vans/people/{other.pk}/").status_code == 404
