"""A report goes out as a job: made once for the same text, never given out for another, and to nobody who may not."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from accounts.models import User
from collab.history import Job
from collab.jobs import models as jobs
from collab.jobs.queries import result_of
from collab.jobs.services import perform
from documents.models import Document, Paragraph
from documents.services import change_paragraph
from programme.services import take_role
from reporting import exports, pdf
from reporting.pdf import render_pdf

JOB = Job("test")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was printed, instead of printing it."""
    pages: list[str] = []

    def note(html: str, **_: Any) -> bytes:
        pages.append(html)
        return f"%PDF of page {len(pages)}".encode()

    monkeypatch.setattr(exports, "print_paper", note)
    return pages


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def export(document: Document, user: User) -> bytes:
    address = document.get_absolute_url().replace("/read/", "/pdf/")
    return client_of(user).post(address, follow=True).content


def change(document: Document, words: str, by: Any) -> None:
    row = Paragraph.objects.filter(section__document=document).first()
    assert row is not None
    change_paragraph(row, body=words, version=row.version, by=by)


def test_the_same_text_is_printed_once(document: Document, ann: User, bob: User, printed: list[str]) -> None:
    first = export(document, ann)
    assert first == b"%PDF of page 1"
    assert [export(document, user) for user in (ann, bob)] == [first, first]
    change(document, "Other words", ann)
    document.refresh_from_db()
    assert export(document, bob) == b"%PDF of page 2"
    assert len(printed) == 2


def test_what_prints_it_counts_as_well(
    document: Document, ann: User, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert export(document, ann) == b"%PDF of page 1"
    monkeypatch.setattr(exports, "edition", lambda: b"a later release")
    assert export(document, ann) == b"%PDF of page 2"
    assert pdf.edition() == pdf.edition()


def test_a_bookmark_gives_the_file_of_the_present_text_or_says_that_there_is_none(
    document: Document, ann: User, printed: list[str]
) -> None:
    client, address = client_of(ann), document.get_absolute_url().replace("/read/", "/pdf/")
    none = "There is no PDF of the present text yet."
    assert none in client.get(address, follow=True).content.decode()
    export(document, ann)
    assert client.get(address).content == b"%PDF of page 1"
    change(document, "Other words", ann)
    assert none in client.get(address, follow=True).content.decode()


def test_who_loses_a_role_loses_the_file(document: Document, ann: User, printed: list[str]) -> None:
    export(document, ann)
    asking = jobs.Asking.objects.get()
    client = client_of(ann)
    assert client.get(f"{asking.get_absolute_url()}file/").status_code == 200
    take_role(ann.memberships.get(), by=JOB, reason="left")
    assert client.get(f"{asking.get_absolute_url()}file/").status_code == 404


def test_the_job_makes_what_the_command_makes(document: Document, ann: User) -> None:
    asking = exports.ask_for_pdf(document, by=ann, return_to="/")
    perform.call(asking.job_id)
    assert result_of(asking.job) == render_pdf(document)


def test_who_asks_in_the_same_moment_shares_one_job(
    transactional_db: None, document: Document, ann: User, bob: User
) -> None:
    def ask(user: User) -> int:
        try:
            return exports.ask_for_pdf(Document.objects.get(pk=document.pk), by=user, return_to="/").job_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, [ann, bob] * 4))
    close_old_connections()
    assert len(set(found)) == 1
    assert (jobs.Job.objects.count(), jobs.Asking.objects.count()) == (1, 2)
