"""A piece put back as it was: its words, its place, the list of changes, undo, and what is refused."""

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.models import Document, Edit, Paragraph
from documents.queries import read_text
from documents.services import (
    change_front,
    change_paragraph,
    change_section,
    move_paragraph,
    remove_paragraph,
    remove_section,
    restore_front,
    restore_paragraph,
    restore_section,
    undo,
)


def words(document: Document) -> list[str]:
    return [row.row.body for row in read_text(document).paragraphs.values()]


def called(body: str) -> Paragraph:
    return Paragraph.objects.get(body=body)


def test_a_paragraph_is_put_back_and_undo_takes_it_away_again(document: Document, ann: User, bob: User) -> None:
    two = called("Two")
    change_paragraph(two, body="Ann's", version=1, by=ann, numbered=False)
    move_paragraph(two, section=document.sections.get(heading="Second"), follows="", by=ann)
    restore_paragraph(two, number=1, seen=3, by=bob, reason="it was clearer")
    assert words(document) == ["One", "Three", "Two", "Four"]
    assert [row.number for row in read_text(document).paragraphs.values()] == ["1", "2", "3", "4"]
    edit = document.edits.latest("number")
    at = document.edits.get(number=1).at
    assert str(edit) == "the text without a number changed"
    assert edit.reason == f"as it was on {at:%-d %B %Y}, {edit_time(document)}: it was clearer"
    assert edit.by == bob
    assert (
        Paragraph.history.filter(key=two.key)
        .latest()
        .history_change_reason.startswith("the text without a number changed: as it was on")
    )
    undo(document, by=bob)
    assert words(document) == ["One", "Three", "Ann's", "Four"]


def edit_time(document: Document) -> str:
    from collab.moments import moment

    return moment(document.edits.get(number=1).at).split(", ")[1]


def test_a_deleted_paragraph_comes_back_where_it_stood(document: Document, ann: User) -> None:
    two = called("Two")
    change_paragraph(two, body="Newer", version=1, by=ann)
    remove_paragraph(two, version=2, by=ann)
    restore_paragraph(two, number=1, seen=3, by=ann)
    assert words(document) == ["One", "Two", "Three", "Four"]
    edit = document.edits.latest("number")
    assert (str(edit), edit.before, edit.after["follows"]) == ("paragraph 2 added", {}, called("One").key)
    undo(document, by=ann)
    assert words(document) == ["One", "Three", "Four"]


def test_its_place_may_be_taken_by_then(document: Document, ann: User) -> None:
    two = called("Two")
    remove_paragraph(two, version=1, by=ann)
    Paragraph._base_manager.filter(body="Three").update(rank=two.rank)
    restore_paragraph(two, number=1, seen=2, by=ann)
    assert sorted(words(document)) == ["Four", "One", "Three", "Two"]


def test_a_heading_is_put_back_and_brought_back(document: Document, ann: User) -> None:
    second = document.sections.get(heading="Second")
    change_section(second, heading="Other", level=3, version=1, by=ann)
    remove_paragraph(called("Four"), version=1, by=ann)
    remove_section(second, by=ann)
    with pytest.raises(Refused, match="Bring the heading back first"):
        restore_paragraph(called("Four"), number=1, seen=3, by=ann)
    restore_section(second, number=1, seen=4, by=ann)
    assert [(s.row.heading, s.row.level) for s in read_text(document).sections] == [("First", 2), ("Second", 2)]
    restore_paragraph(called("Four"), number=1, seen=3, by=ann)
    assert words(document) == ["One", "Two", "Three", "Four"]


def test_title_and_front_fields_are_put_back(document: Document, ann: User) -> None:
    change_front(document, title="Cars", meeting_date=None, front={"wards": "All"}, version=1, by=ann)
    restored = restore_front(document, number=1, seen=2, by=ann)
    document.refresh_from_db()
    assert (document.title, document.front) == ("Vans", {"committee": "Cabinet"})
    assert restored.version == document.version == 3
    undo(document, by=ann)
    document.refresh_from_db()
    assert (document.title, document.front) == ("Cars", {"wards": "All"})


def test_nothing_is_put_back_over_what_somebody_did_since(document: Document, ann: User, bob: User) -> None:
    two = called("Two")
    change_paragraph(two, body="Ann's", version=1, by=ann)
    remove_paragraph(two, version=2, by=bob)
    with pytest.raises(Refused) as refused:
        restore_paragraph(two, number=1, seen=2, by=ann)
    assert refused.value.code == "stale"
    assert words(document) == ["One", "Three", "Four"]
    # Having seen it, she may.
    restore_paragraph(two, number=1, seen=3, by=ann)
    assert words(document) == ["One", "Two", "Three", "Four"]


def test_what_never_was_cannot_be_put_back(document: Document, ann: User) -> None:
    two = called("Two")
    remove_paragraph(two, version=1, by=ann)
    for number in (2, 7):
        with pytest.raises(Refused, match="no such version"):
            restore_paragraph(two, number=number, seen=2, by=ann)


def test_putting_back_what_is_there_writes_nothing(document: Document, ann: User) -> None:
    count = Edit.objects.count()
    restore_paragraph(called("Two"), number=1, seen=1, by=ann)
    restore_section(document.sections.get(heading="First"), number=1, seen=1, by=ann)
    restore_front(document, number=1, seen=1, by=ann)
    assert Edit.objects.count() == count


def test_somebody_who_may_only_read_puts_nothing_back(document: Document, reader: User, ann: User) -> None:
    two = called("Two")
    change_paragraph(two, body="Ann's", version=1, by=ann)
    with pytest.raises(Refused) as refused:
        restore_paragraph(two, number=1, seen=2, by=reader)
    assert refused.value.code == "not-allowed"
    restore_paragraph(two, number=1, seen=2, by=ann)
    assert words(document)[1] == "Two"
