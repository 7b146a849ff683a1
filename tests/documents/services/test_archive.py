"""What is put away is read, not changed, and can come back."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from collab.errors import Refused
from documents.models import Document
from documents.queries import case_visible_to, documents_visible_to, reports_visible_to
from documents.services import add_paragraph, archive, begin_case, bring_back, change_front, keep_style
from documents.styles import shipped_style
from programme.models import Programme
from tests.factories.report import JOB, person

READ = "/programmes/vans/reports/vans/read/"


def test_an_archived_report_leaves_the_list_and_is_still_read(document: Document, ann: User) -> None:
    archive(document, by=ann, reason="Taken over")
    assert document not in reports_visible_to(ann)
    assert document in documents_visible_to(ann)
    assert [(str(edit), edit.reason) for edit in document.edits.all()[:1]] == [("the report archived", "Taken over")]
    bring_back(document, by=ann)
    assert document in reports_visible_to(ann)
    assert str(document.edits.first()) == "the report brought back"


def test_nobody_changes_it_until_it_is_back(document: Document, ann: User) -> None:
    section = document.sections.order_by("rank")[0]
    archive(document, by=ann, reason="Taken over")
    for by in (ann, JOB):
        with pytest.raises(Refused, match=r"was archived on .*: Taken over\. .* bring it back") as refused:
            add_paragraph(section, body="Five", by=by)
        assert refused.value.code == "archived"
        with pytest.raises(Refused):
            change_front(document, title="Other", meeting_date=None, front={}, version=1, by=by)
        with pytest.raises(Refused):
            archive(document, by=by, reason="Again")
    bring_back(document, by=ann)
    assert add_paragraph(section, body="Five", by=ann).body == "Five"
    with pytest.raises(Refused, match="is not archived"):
        bring_back(document, by=ann)


def test_a_reader_does_neither(document: Document, ann: User, reader: User) -> None:
    with pytest.raises(Refused, match="not change it"):
        archive(document, by=reader, reason="Mine")
    archive(document, by=ann, reason="Taken over")
    with pytest.raises(Refused, match="not change it"):
        bring_back(document, by=reader)
    with pytest.raises(Refused, match="Say why"):
        archive(bring_back(document, by=ann), by=ann, reason=" ")


def test_a_programme_has_one_case_that_is_not_archived(programme: Programme) -> None:
    keep_style(shipped_style("business-case"), council=None, by=JOB)
    manager = person(programme, "Manager", Role.PROGRAMME_MANAGER, None)
    first = begin_case(programme=programme, title="First", by=manager)
    archive(first, by=manager, reason="Taken over")
    assert case_visible_to(manager, programme) is None
    second = begin_case(programme=programme, title="Second", by=manager)
    with pytest.raises(Refused, match="has a business case already"):
        bring_back(first, by=manager)
    archive(second, by=manager, reason="The first was right")
    assert case_visible_to(manager, programme) is None
    bring_back(first, by=manager)
    assert case_visible_to(manager, programme) == first


def test_the_pages(client: Client, document: Document, ann: User, reader: User) -> None:
    client.force_login(ann)
    assert client.post("/programmes/vans/reports/vans/archive/", {"reason": ""}).status_code == 422
    assert client.post("/programmes/vans/reports/vans/archive/", {"reason": "Taken over"}).url == READ
    assert client.post("/programmes/vans/reports/vans/archive/", {"reason": "Again"}).status_code == 409
    page = client.get(READ).content.decode()
    assert "Taken over" in page
    assert "bring-back/" in page
    assert "Change it at the desk" not in page
    shut = client.get("/programmes/vans/reports/vans/")
    assert shut.status_code == 409
    assert "Taken over. It can be read." in shut.content.decode()
    # Somebody was writing when it was archived.
    row = document.sections.order_by("rank")[0].paragraphs.order_by("rank")[0]
    for path, field in ((f"paragraphs/{row.key}/", "body"), ("front/", "committee")):
        late = client.post(f"/programmes/vans/reports/vans/{path}", {field: "As <b> says", "version": "1"})
        assert late.status_code == 409
        assert "As &lt;b&gt; says</textarea>" in late.content.decode()
    client.force_login(reader)
    assert "bring-back/" not in client.get(READ).content.decode()
    client.force_login(ann)
    page = client.post("/programmes/vans/reports/vans/bring-back/", follow=True).content.decode()
    assert "It is a draft again." in page
    assert client.get("/programmes/vans/reports/vans/").status_code == 200
