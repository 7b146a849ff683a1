"""A section is made exempt by paragraphs and a reason, and nothing of it becomes open by the way."""

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.exempting import classification_of, public_text, question_of
from documents.exemption import Exemption
from documents.models import Document, Section
from documents.queries import read_text
from documents.services import (
    add_section,
    change_front,
    change_section,
    classify_section,
    copy_report,
    move_paragraph,
    move_section,
    remove_section,
    undo,
)
from tests.factories.report import JOB

LABOUR = Exemption((4,), "Talks with the unions go on", "Staffing proposals")


@pytest.fixture
def exempt(document: Document) -> Section:
    section = document.sections.get(heading="First")
    return classify_section(section, exemption=LABOUR, version=section.version, by=JOB)


def test_a_section_is_exempt_by_paragraphs_of_the_schedule_and_a_reason_or_not_at_all(
    document: Document, ann: User, reader: User
) -> None:
    section = document.sections.get(heading="First")
    for exemption, code in (
        (Exemption((), "Talks go on", "Staffing"), "exempt"),
        (Exemption((4,), " ", "Staffing"), "exempt"),
        (Exemption((4,), "Talks go on", ""), "exempt"),
        (Exemption((8,), "Talks go on", "Staffing"), "exempt"),
    ):
        with pytest.raises(Refused) as refused:
            classify_section(section, exemption=exemption, version=1, by=ann)
        assert refused.value.code == code
    for by, version, code in ((reader, 1, "not-allowed"), (ann, 9, "stale")):
        with pytest.raises(Refused) as refused:
            classify_section(section, exemption=LABOUR, version=version, by=by)
        assert refused.value.code == code
    assert not Section.objects.get(pk=section.pk).is_exempt

    classify_section(section, exemption=LABOUR, version=1, by=ann, reason="advice of the monitoring officer")
    section.refresh_from_db()
    assert (section.schedule_paragraphs, section.exempt_reason) == ((4,), LABOUR.reason)
    assert section.history.latest().history_user == ann
    undo(document, by=ann)
    section.refresh_from_db()
    assert (section.exempt_paragraphs, section.exempt_reason, section.open_title) == ("", "", "")


def test_what_is_exempt_is_not_opened_by_moving_it_or_its_headings(document: Document, exempt: Section) -> None:
    second = document.sections.get(heading="Second")
    inner = add_section(document, heading="Inner", level=3, by=JOB, follows=exempt.key)
    one = exempt.paragraphs.get(body="One")
    acts = {
        "paragraph": lambda: move_paragraph(one, section=second, follows="", by=JOB),
        "heading": lambda: move_section(inner, follows=second.key, by=JOB),
        "level": lambda: change_section(inner, heading="Inner", level=2, version=1, by=JOB),
        "between": lambda: add_section(document, heading="Between", level=2, by=JOB, follows=exempt.key),
        "above": lambda: remove_section(exempt, by=JOB, seen=seen(document, exempt)),
    }
    before = sorted(read_text(document).pieces)
    for name, act in acts.items():
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "exempt", name
    assert sorted(read_text(document).pieces) == before

    # Opened first, or exempt in its new place too, it goes.
    classify_section(second, exemption=LABOUR, version=second.version, by=JOB)
    move_paragraph(one, section=second, follows="", by=JOB)
    classify_section(exempt, exemption=None, version=exempt.version, by=JOB)
    change_section(inner, heading="Inner", level=2, version=1, by=JOB)
    assert set(read_text(document).exempt) == {second.key}


def seen(document: Document, section: Section) -> dict[str, int]:
    going = read_text(document).going_with(section.key, with_subheadings=False)
    return {piece.key: piece.version for piece in going}


def test_a_copy_keeps_back_what_its_first_kept_back(document: Document, exempt: Section) -> None:
    assert document.council
    copy = copy_report(document, council=document.council, title="Copy", by=JOB)
    words = [row.row.body for section in public_text(read_text(copy)).sections for row in section.paragraphs]
    assert not {"One", "Two", "Three"} & set(words)
    assert "Four" in words


def test_the_front_follows_the_text_and_a_typed_word_that_contradicts_it_is_asked_about(
    document: Document, exempt: Section
) -> None:
    assert classification_of(read_text(document)) == "Part exempt (paragraph 4 of Schedule 12A)"
    for typed, asked in (("Open", True), ("Part exempt", False), ("As the law has it", False), ("", False)):
        document.refresh_from_db()
        document = change_front(
            document, title="Vans", meeting_date=None, front={"classification": typed}, version=document.version, by=JOB
        )
        assert bool(question_of(read_text(document))) == asked, typed
    second = document.sections.get(heading="Second")
    classify_section(second, exemption=Exemption((3,), "Prices", "Prices"), version=1, by=JOB)
    assert classification_of(read_text(document)) == "Exempt (paragraphs 3 and 4 of Schedule 12A)"
