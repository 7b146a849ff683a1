"""Whatever others did meanwhile, words that somebody has typed come back on the page."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from documents.models import Document, Paragraph, Section
from documents.queries import read_text
from documents.services import change_paragraph, remove_paragraph, remove_section
from reporting.demonstration import DRAFT_SLUG

DESK = f"/programmes/three-borough/reports/{DRAFT_SLUG}/"
WORDS = "As <b> says, “more” & more."
ESCAPED = "As &lt;b&gt; says, “more” &amp; more."


def paragraph(number: str) -> Paragraph:
    text = read_text(Document.objects.get(slug=DRAFT_SLUG))
    return text.paragraphs[text.key_of[number]].row


def removed(number: str) -> Paragraph:
    row = paragraph(number)
    return remove_paragraph(row, version=row.version, by=User.objects.get(name="Programme manager"))


def removed_with_its_heading(number: str) -> Paragraph:
    row = removed(number)
    remove_section(row.section, by=User.objects.get(name="Programme manager"))
    return row


def numbers() -> str:
    return json.dumps(read_text(Document.objects.get(slug=DRAFT_SLUG)).key_of)


def field(page: str, name: str) -> str:
    """What stands in a field of the page, in HTML."""
    found = re.search(rf'<textarea name="{name}"[^>]*>\n(.*?)</textarea>', page)
    found = found or re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("words", [WORDS, "", "As {99} says.", "{3} itself"])
def test_words_for_a_paragraph_deleted_meanwhile(officer: Client, words: str) -> None:
    seen, row = numbers(), paragraph("3")
    removed("3")
    sent = {"body": words, "numbers": seen, "version": row.version, "reason": "asked for", "numbered": "on"}
    response = officer.post(f"{DESK}paragraphs/{row.key}/", sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Programme manager deleted it on" in page
    assert field(page, "body") == words.replace(WORDS, ESCAPED)
    assert field(page, "reason") == "asked for"
    assert 'name="numbered" value="on"' in page


def test_words_for_a_deleted_paragraph_keep_what_their_references_meant(officer: Client) -> None:
    seen, row = numbers(), paragraph("3")
    nine = paragraph("9")
    removed("3")
    sent = {"body": "As {9} says.", "numbers": seen, "version": row.version}
    page = officer.post(f"{DESK}paragraphs/{row.key}/", sent).content.decode()
    again = {"body": "As {9} says.", "numbers": unescape(field(page, "numbers"))}
    assert officer.post(f"{DESK}headings/{row.section.key}/paragraphs/new/", again).status_code == 302
    assert Paragraph.objects.filter(body=f"As {{ref:{nine.key}}} says.").exists()


def test_words_under_a_heading_deleted_meanwhile(officer: Client) -> None:
    row = removed_with_its_heading("9")
    before = Paragraph.objects.count()
    address = f"{DESK}headings/{row.section.key}/paragraphs/new/"
    response = officer.post(address, {"body": WORDS, "follows": row.key, "numbered": "on"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else deleted the heading that you were writing under." in page
    assert field(page, "body") == ESCAPED
    assert Paragraph.objects.count() == before
    # The form now saves under the heading above.
    above = Section.objects.get(heading="Next steps")
    address = re.search(r'action="([^"]+headings/[^"#]+paragraphs/new/[^"#]*)', page)
    assert address is not None
    assert above.key in address[1]
    assert officer.post(address[1], {"body": WORDS, "numbered": "on"}).status_code == 302
    assert Paragraph.objects.get(body=WORDS).section == above


@pytest.mark.parametrize("words", ["As {99} says.", ""])
def test_words_after_a_paragraph_deleted_meanwhile(officer: Client, words: str) -> None:
    """With an error of their own as well: the form has to be somewhere on the page."""
    row = removed("3")
    address = f"{DESK}headings/{row.section.key}/paragraphs/new/"
    response = officer.post(address, {"body": words, "follows": row.key, "numbered": "on"})
    assert response.status_code == 422
    assert field(response.content.decode(), "body") == words


def test_words_for_a_heading_deleted_meanwhile(officer: Client) -> None:
    section = removed_with_its_heading("9").section
    address = f"{DESK}headings/{section.key}/"
    response = officer.post(address, {"heading": WORDS, "level": "2", "version": section.version})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else deleted this heading. Save yours as a new one in its place." in page
    assert field(page, "heading") == ESCAPED
    assert 'headings/new/#open"' in page
    assert officer.get(address).headers["Location"] == DESK


@pytest.mark.parametrize("follows", ["", "nosuchkey"])
def test_a_new_heading_that_is_wrong_comes_back_wherever_it_was_to_go(officer: Client, follows: str) -> None:
    sent = {"heading": "", "level": "2", "follows": follows, "reason": "asked for"}
    response = officer.post(f"{DESK}headings/new/", sent)
    assert response.status_code == 422
    assert field(response.content.decode(), "reason") == "asked for"


def test_a_paragraph_changed_meanwhile_is_not_deleted_unread(officer: Client) -> None:
    row = paragraph("3")
    manager = User.objects.get(name="Programme manager")
    change_paragraph(row, body="Each council has to save more.", version=row.version, by=manager)
    address = f"{DESK}paragraphs/{row.key}/delete/"
    response = officer.post(address, {"version": row.version})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else changed this paragraph since you opened it, so it was not deleted." in page
    assert "Each council has to save more." in page
    assert officer.post(address, {"version": row.version + 1}).status_code == 302
    assert Paragraph.objects.get(key=row.key).removed
