"""The business case: the programme's own document, begun from the five cases."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from collab.errors import Refused
from collab.history import record
from documents.enums import Kind
from documents.models import Document
from documents.queries import case_visible_to, read_text, reports_visible_to, style_for
from documents.services import add_paragraph, begin_case, keep_style
from documents.services import reports as services
from documents.styles import shipped_style
from programme.models import Programme
from tests.factories.report import JOB, person

ADDRESS = "/programmes/vans/business-case/"
FIVE = ["Strategic case", "Economic case", "Commercial case", "Financial case", "Management case"]


@pytest.fixture(autouse=True)
def style(programme: Programme) -> None:
    keep_style(shipped_style("business-case"), council=None, by=JOB)


@pytest.fixture
def manager(programme: Programme) -> User:
    return person(programme, "Manager", Role.PROGRAMME_MANAGER, None)


@pytest.fixture
def case(programme: Programme, manager: User) -> Document:
    return begin_case(programme=programme, title="Vans, together", by=manager)


def test_begins_from_the_five_cases_with_guidance(case: Document, programme: Programme) -> None:
    sections = [section.row for section in read_text(case).sections]
    assert [row.heading for row in sections if row.level == 2 and row.heading.endswith(" case")] == FIVE
    assert all(row.guidance for row in sections)
    assert {row.level for row in sections} == {2, 3}
    assert (case.kind, case.council, case.owner_name) == (Kind.BUSINESS_CASE, None, programme.name)
    assert [str(edit) for edit in case.edits.all()] == ["the business case added"]


def test_the_manager_writes_it_and_others_read_it(case: Document, manager: User, ann: User) -> None:
    section = case.sections.order_by("rank")[0]
    assert add_paragraph(section, body="Together", by=manager).body == "Together"
    with pytest.raises(Refused, match="read this business case but not change it"):
        add_paragraph(section, body="Mine", by=ann)
    assert case_visible_to(ann, case.programme) == case
    assert case not in reports_visible_to(ann)


def test_only_the_manager_begins_one(programme: Programme, ann: User) -> None:
    with pytest.raises(Refused, match="begun by the programme manager"):
        begin_case(programme=programme, title="Mine", by=ann)


def test_there_is_one_at_a_time(case: Document, programme: Programme, manager: User, monkeypatch) -> None:
    with pytest.raises(Refused, match="has a business case already"):
        begin_case(programme=programme, title="Another", by=manager)
    # Somebody begins one between the check and the writing.
    monkeypatch.setattr(services, "_check", lambda *args: None)
    with pytest.raises(Refused, match="has a business case already"):
        begin_case(programme=programme, title="Another", by=manager)


def test_the_database_knows_whose_a_document_is(case: Document, document: Document) -> None:
    council, case.council = document.council, document.council
    document.council = None
    for row, constraint in ((case, "document_has_its_owner"), (document, "document_has_its_owner")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            record(row, by=JOB, reason="test")
    style = style_for(None, document.programme.today)
    style.council = council
    with pytest.raises(IntegrityError, match="house_style_of_cases_has_no_council"), transaction.atomic():
        record(style, by=JOB, reason="test")


def test_the_way_to_it(client: Client, manager: User, ann: User, programme: Programme) -> None:
    """Before there is one: who begins it. Then it leads to the page where it is read."""
    client.force_login(ann)
    page = client.get(ADDRESS).content.decode()
    assert "There is no business case yet" in page
    assert "The business case is begun by the programme manager." in page
    assert f"{ADDRESS}new/" not in page
    client.force_login(manager)
    assert f'href="{ADDRESS}new/"' in client.get(ADDRESS).content.decode()
    assert client.post(f"{ADDRESS}new/", {"title": ""}).status_code == 422
    begun = client.post(f"{ADDRESS}new/", {"title": "Vans, together"})
    case = Document.objects.get(kind=Kind.BUSINESS_CASE)
    assert begun.url == f"/programmes/vans/reports/{case.slug}/"
    refused = client.post(f"{ADDRESS}new/", {"title": "Another"})
    assert refused.status_code == 409
    assert "has a business case already" in refused.content.decode()
    client.force_login(ann)
    page = client.get(ADDRESS, follow=True).content.decode()
    assert '<h1 class="paper__title">Vans, together</h1>' in page
    assert f'<a href="{ADDRESS}" aria-current="page">Business case</a>' in page


def test_an_administrator_does_not_see_the_way(client: Client, case: Document, programme: Programme, ann: User) -> None:
    client.force_login(ann)
    assert ADDRESS in client.get("/programmes/vans/").content.decode()
    client.force_login(person(programme, "Admin", Role.ADMINISTRATOR, None))
    assert ADDRESS not in client.get("/programmes/vans/").content.decode()
