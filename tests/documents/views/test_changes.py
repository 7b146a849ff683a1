"""The list of changes, and the pages of one piece's history: what they show to whom, and putting a version back."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from documents.models import Document, Edit, Paragraph
from documents.queries import read_text
from documents.queries.filters import Wanted, edits_wanted
from documents.services import (
    change_front,
    change_paragraph,
    move_paragraph,
    remove_paragraph,
)


def called(body: str) -> Paragraph:
    return Paragraph.objects.get(body=body)


@pytest.fixture
def busy(document: Document, ann: User, bob: User) -> Document:
    """Six acts after the beginning: one of each kind."""
    change_paragraph(called("One"), body="One better", version=1, by=ann, reason="clearer")
    move_paragraph(called("Two"), section=document.sections.get(heading="Second"), follows="", by=bob)
    remove_paragraph(called("Three"), version=1, by=bob)
    change_front(document, title="Cars", meeting_date=None, front={"wards": "All"}, version=1, by=ann)
    document.refresh_from_db()
    return document


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, document: Document, end: str, **kwargs) -> str:
    response = client.get(f"/programmes/vans/reports/vans/{end}", **kwargs)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [5, 4, 3, 2, 1]),
        (Wanted(kind="words"), [2]),
        (Wanted(kind="moves"), [3]),
        (Wanted(kind="deleted"), [4]),
        (Wanted(kind="front"), [5]),
        (Wanted(who="job test"), [1]),
        (Wanted(since=datetime.date(2100, 1, 1)), []),
        (Wanted(until=datetime.date(2000, 1, 1)), []),
        (Wanted(since=datetime.date(2000, 1, 1), until=datetime.date(2100, 1, 1)), [5, 4, 3, 2, 1]),
        (Wanted(until=datetime.date.max), [5, 4, 3, 2, 1]),
    ],
)
def test_changes_of_a_kind_and_of_days(busy: Document, wanted: Wanted, numbers: list[int]) -> None:
    assert [edit.number for edit in edits_wanted(busy, wanted)] == numbers


def test_changes_of_a_person(busy: Document, ann: User) -> None:
    assert [edit.number for edit in edits_wanted(busy, Wanted(who=str(ann.pk)))] == [5, 2]


def test_a_day_ends_at_midnight_where_the_councils_are(busy: Document) -> None:
    """Half past midnight in July is the evening before in Greenwich."""
    at = datetime.datetime(2013, 7, 1, 23, 30, tzinfo=datetime.UTC)
    Edit._base_manager.filter(number=3).update(at=at)
    day = datetime.date(2013, 7, 2)
    assert [edit.number for edit in edits_wanted(busy, Wanted(since=day, until=day))] == [3]


def test_the_list_shows_each_difference_and_what_one_may_undo(busy: Document, ann: User, reader: User) -> None:
    shown = page(signed_in(ann), busy, "changes/")
    assert '<ins><span class="vh">[added: </span> better<span class="vh">]</span></ins>' in shown
    assert "Moved under “Second”, to the first place" in shown
    assert '<del><span class="vh">[deleted: </span>Three<span class="vh">]</span></del>' in shown
    assert ">Vans<" in shown
    assert ">Cars<" in shown
    assert shown.count('action="/programmes/vans/reports/vans/undo/"') == 2
    seen = page(signed_in(reader), busy, "changes/")
    assert "undo/" not in seen


def test_a_filter_that_finds_nothing_says_so_and_a_wrong_date_is_named(busy: Document, ann: User) -> None:
    client = signed_in(ann)
    assert "Nothing was changed by this person" in page(client, busy, "changes/?until=2001-01-01")
    response = client.get("/programmes/vans/reports/vans/changes/?since=soon")
    assert response.status_code == 422
    assert "This must be a real date" in response.content.decode()


def test_a_version_is_put_back_from_its_page(busy: Document, ann: User, reader: User) -> None:
    one = called("One better")
    path = f"paragraphs/{one.key}/"
    shown = page(signed_in(ann), busy, f"{path}history/")
    assert shown.count("Put this back") == 1
    assert "Put this back" not in page(signed_in(reader), busy, f"{path}history/")
    address = f"/programmes/vans/reports/vans/{path}restore/"
    assert signed_in(reader).post(address, {"number": 1, "seen": 2}).status_code == 403
    stale = signed_in(ann).post(address, {"number": 1, "seen": 1})
    assert stale.status_code == 409
    assert "Somebody else changed it since you opened this page" in stale.content.decode()
    assert called("One better")
    done = signed_in(ann).post(address, {"number": 1, "seen": 2})
    assert done.headers["Location"].endswith(f"#p-{one.key}")
    assert read_text(busy).paragraphs[one.key].row.body == "One"


def test_a_deleted_paragraph_is_found_from_the_list_and_comes_back(busy: Document, ann: User) -> None:
    three = called("Three")
    client = signed_in(ann)
    assert f"/paragraphs/{three.key}/history/" in page(client, busy, "changes/?kind=deleted")
    assert "It is deleted now." in page(client, busy, f"paragraphs/{three.key}/history/")
    client.post(f"/programmes/vans/reports/vans/paragraphs/{three.key}/restore/", {"number": 1, "seen": 4})
    assert three.key in read_text(busy).paragraphs
