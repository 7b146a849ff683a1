"""Two moments compared: which moments there are, what the page says, and the PDF."""

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from collab.history import Job, record
from documents.models import Document, Edit, Paragraph
from documents.services import add_paragraph, change_paragraph, move_paragraph, remove_paragraph
from reporting.comparing import between, comparison_paper, marked_report
from reporting.comparison_forms import MomentField
from reporting.pdf import print_paper

READ = "/programmes/vans/reports/vans/"


@pytest.fixture
def busy(document: Document, ann: User, bob: User) -> Document:
    one, two = (Paragraph.objects.get(body=body) for body in ("One", "Two"))
    table = "(a) item\n\n|+ Costs |\n| Year | Cost |\n| 2014 | £1 |"
    change_paragraph(one, body=f"One, with {{ref:{two.key}}}:\n{table}", version=1, by=ann)
    move_paragraph(two, section=document.sections.get(heading="Second"), follows="", by=bob)
    remove_paragraph(Paragraph.objects.get(body="Four"), version=1, by=bob)
    add_paragraph(document.sections.get(heading="First"), body="Five", by=bob)
    document.refresh_from_db()
    return document


def edits(document: Document) -> list[Edit]:
    return list(document.edits.order_by("number"))


def asked(user: User, **query: str):
    client = Client()
    client.force_login(user)
    return client.get(f"{READ}compare/", query)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("12 March 2013, 4.10 pm", "2013-03-12 16:10:59.999999"),
        ("12/7/2013 16:10", "2013-07-12 15:10:59.999999"),
        ("2013-07-12T16:10:05.000001", "2013-07-12 15:10:05.000001"),
        ("2013-07-12T16:10:05+00:00", "2013-07-12 16:10:05"),
        ("2013-07-12T16:10:05 00:00", "2013-07-12 16:10:05"),
    ],
)
def test_a_moment_is_read_as_it_is_printed_and_as_programs_write_it(text: str, utc: str) -> None:
    found = MomentField().clean(text)
    assert found.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(" ") == utc


@pytest.mark.parametrize("text", ["soon", "31 February 2013, 4.10 pm", "12 March 2013", "2013-13-12T00:00", "٣"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="for example 12 March 2013"):
        MomentField().clean(text)


def test_the_summary_counts_what_became_of_each(busy: Document) -> None:
    all_edits = edits(busy)
    moments = between(all_edits[-1], all_edits[0], len(all_edits))
    report = marked_report(busy, moments, only=False)
    assert report.summary.endswith("1 paragraph changed, 1 added, 1 deleted, 1 moved.")
    assert report.summary.startswith("Between the beginning, ")
    assert "and now (change 5)" in report.summary
    assert [place.words for place in report.places] == [
        "Paragraph 1: added", "Paragraph 2: changed", "Paragraph 4 of the earlier text: deleted", "Paragraph 4: moved",
    ]  # fmt: skip
    assert marked_report(busy, between(all_edits[2], all_edits[2]), only=True).summary.endswith(": nothing changed.")


def test_moments_are_named_numbered_or_dated(busy: Document, ann: User, bob: User) -> None:
    def summary(user: User = ann, **query: str) -> str:
        response = asked(user, **query)
        assert response.status_code == 200, query
        return response.context["report"].summary.partition(": ")[2]

    everything = "1 paragraph changed, 1 added, 1 deleted, 1 moved."
    assert summary() == summary(**{"from": "begun", "to": "now"}) == summary(**{"from": "now", "to": "1"}) == everything
    assert summary(**{"from": "mine"}) == "1 paragraph added, 1 deleted, 1 moved."
    assert summary(bob, **{"from": "mine"}) == "nothing changed."
    assert summary(**{"from": "1", "to": "2"}) == "1 paragraph changed."
    second = edits(busy)[1].at
    just_before = second - datetime.timedelta(microseconds=1)
    assert summary(from_at=second.isoformat()) == "1 paragraph added, 1 deleted, 1 moved."
    assert summary(from_at=just_before.isoformat()) == everything
    # Before anything was there, the beginning.
    assert summary(from_at="2001-01-01T00:00") == everything


@pytest.mark.parametrize(
    "query",
    [
        {"from": "99"},
        {"to": "visit"},
        {"from_at": "soon"},
        {"from_at": "0001-01-01T00:00+14:00"},
        {"from": "x"},
        {"from": "0"},
    ],
)
def test_a_moment_that_there_is_not_is_said_beside_its_field(busy: Document, ann: User, query: dict) -> None:
    response = asked(ann, **query)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(query)
    assert "govuk-error-summary" in response.content.decode()


def test_the_last_visit_is_a_moment(busy: Document, ann: User) -> None:
    # Signing in now makes the sign-in before it the last visit.
    ann.last_login = edits(busy)[2].at
    record(ann, by=Job("test"), reason="test")
    assert asked(ann, **{"from": "visit"}).context["report"].summary.endswith(": 1 paragraph added, 1 deleted.")


def test_only_what_changed_is_shown_with_its_heading(busy: Document, ann: User) -> None:
    remove_paragraph(Paragraph.objects.get(body="Two"), version=1, by=ann)
    whole, changed = (asked(ann, **{"from": "5", **only}).content.decode() for only in ({}, {"only": "on"}))
    assert "Three" in whole
    assert "Three" not in changed
    assert ">Second</h2>" in changed
    assert ">First</h2>" not in changed


def test_the_paper_says_when_and_passes_both_validators(busy: Document, shared: Path, tmp_path: Path) -> None:
    all_edits = edits(busy)
    html = comparison_paper(busy, between(all_edits[0], all_edits[-1], 5), only=False)
    assert "now (change" not in html
    path = tmp_path / "changes.pdf"
    path.write_bytes(print_paper(html))
    words = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "[+Five+]" in words
    assert "[−Four−]" in words
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java compiler (javac), which this machine lacks")
    for flavour in ("ua1", "2a"):
        command = [shared / "tools" / "pdf-check" / "pdf-check", "-f", flavour, path]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
