"""Adding, changing, moving and deleting: the text, its numbers, its history, and undo."""

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.models import Document, Edit, Paragraph, Section
from documents.queries import read_text
from documents.services import (
    add_paragraph,
    add_section,
    change_front,
    change_paragraph,
    change_section,
    move_paragraph,
    move_section,
    remove_paragraph,
    remove_section,
    undo,
)


def words(document: Document) -> list[tuple[str, str]]:
    """(number, body) of every paragraph in reading order."""
    return [(row.number, row.row.body) for row in read_text(document).paragraphs.values()]


def called(document: Document, body: str) -> Paragraph:
    return Paragraph.objects.get(section__document=document, body=body)


def heading(document: Document, name: str) -> Section:
    return document.sections.get(heading=name)


BEFORE = [("1", "One"), ("2", "Two"), ("3", "Three"), ("4", "Four")]


def test_add_paragraph_renumbers_what_follows(document: Document, ann: User) -> None:
    two = called(document, "Two")
    add_paragraph(two.section, body="New", by=ann, follows=two.key)
    assert words(document) == [("1", "One"), ("2", "Two"), ("3", "New"), ("4", "Three"), ("5", "Four")]


def test_add_paragraph_comes_first_without_a_predecessor_and_last_after_one_that_is_gone(
    document: Document, ann: User
) -> None:
    first = heading(document, "First")
    add_paragraph(first, body="Begin", by=ann)
    add_paragraph(first, body="End", by=ann, follows="nobody")
    assert [body for _, body in words(document)] == ["Begin", "One", "Two", "Three", "End", "Four"]


def test_add_paragraph_finds_room_however_often(document: Document, ann: User) -> None:
    one = called(document, "One")
    for at in range(25):
        add_paragraph(one.section, body=f"N{at}", by=ann, follows=one.key)
    expected = ["One", *(f"N{at}" for at in reversed(range(25))), "Two", "Three", "Four"]
    assert [body for _, body in words(document)] == expected


def test_change_paragraph_keeps_words_history_and_reason(document: Document, ann: User) -> None:
    two = called(document, "Two")
    change_paragraph(two, body="Two, better ", version=1, by=ann, reason="clearer")
    assert words(document)[1] == ("2", "Two, better")
    row = Paragraph.history.filter(key=two.key).latest()
    assert (row.history_user, row.history_change_reason) == (ann, "paragraph 2 changed: clearer")
    edit = document.edits.latest("number")
    assert (edit.by, edit.reason, str(edit)) == (ann, "clearer", "paragraph 2 changed")
    assert (edit.before["body"], edit.after["body"]) == ("Two", "Two, better")


def test_change_paragraph_refuses_a_stale_save_and_keeps_the_first(document: Document, ann: User, bob: User) -> None:
    seen_by_bob = called(document, "Two")
    change_paragraph(called(document, "Two"), body="Ann's", version=1, by=ann)
    with pytest.raises(Refused) as refused:
        change_paragraph(seen_by_bob, body="Bob's", version=1, by=bob)
    assert refused.value.code == "stale"
    assert words(document)[1] == ("2", "Ann's")
    # Having seen it, Bob may.
    change_paragraph(seen_by_bob, body="Bob's", version=2, by=bob)
    assert words(document)[1] == ("2", "Bob's")


def test_change_paragraph_without_a_change_writes_nothing(document: Document, ann: User) -> None:
    count = Edit.objects.count()
    change_paragraph(called(document, "Two"), body="Two", version=1, by=ann)
    assert Edit.objects.count() == count


def test_change_paragraph_that_was_deleted_is_refused(document: Document, ann: User, bob: User) -> None:
    two = called(document, "Two")
    remove_paragraph(two, version=1, by=ann)
    with pytest.raises(Refused) as refused:
        change_paragraph(two, body="Bob's", version=1, by=bob)
    assert refused.value.code == "gone"


def test_change_paragraph_refuses_a_body_beyond_all_measure(document: Document, ann: User) -> None:
    with pytest.raises(Refused, match="Split it in two"):
        change_paragraph(called(document, "Two"), body="x" * 50_001, version=1, by=ann)
    change_paragraph(called(document, "Two"), body="x" * 50_000, version=1, by=ann)


def test_move_paragraph_to_another_heading(document: Document, ann: User) -> None:
    move_paragraph(called(document, "One"), section=heading(document, "Second"), follows="", by=ann)
    assert words(document) == [("1", "Two"), ("2", "Three"), ("3", "One"), ("4", "Four")]


def test_move_paragraph_stays_within_its_report(document: Document, ann: User) -> None:
    stranger = Section(document_id=document.pk + 1)
    stranger.pk = 10**6
    with pytest.raises(Section.DoesNotExist):
        move_paragraph(called(document, "One"), section=stranger, follows="", by=ann)


def test_remove_paragraph_refuses_one_that_changed_since(document: Document, ann: User, bob: User) -> None:
    two = called(document, "Two")
    change_paragraph(two, body="Ann's", version=1, by=ann)
    with pytest.raises(Refused, match="changed this paragraph since you opened it"):
        remove_paragraph(two, version=1, by=bob)
    remove_paragraph(two, version=2, by=bob)
    assert words(document) == [("1", "One"), ("2", "Three"), ("3", "Four")]


def test_a_reference_follows_renumbering(document: Document, ann: User) -> None:
    four = called(document, "Four")
    change_paragraph(called(document, "One"), body=f"See {{ref:{four.key}}}", version=1, by=ann)
    remove_paragraph(called(document, "Two"), version=1, by=ann)
    assert read_text(document).number_of[four.key] == "3"


def test_sections_are_added_changed_moved_and_deleted(document: Document, ann: User) -> None:
    first = heading(document, "First")
    new = add_section(document, heading="Between", level=2, by=ann, follows=first.key)
    change_section(new, heading="In between", level=3, version=1, by=ann)
    assert [s.row.heading for s in read_text(document).sections] == ["First", "In between", "Second"]
    move_section(new, follows="", by=ann)
    assert [s.row.heading for s in read_text(document).sections] == ["In between", "First", "Second"]
    with pytest.raises(Refused, match="There is still text under this heading"):
        remove_section(first, by=ann)
    remove_section(new, by=ann)
    assert [s.row.heading for s in read_text(document).sections] == ["First", "Second"]


def test_change_section_refuses_a_stale_save(document: Document, ann: User, bob: User) -> None:
    first = heading(document, "First")
    change_section(first, heading="Ann's", level=2, version=1, by=ann)
    with pytest.raises(Refused) as refused:
        change_section(first, heading="Bob's", level=2, version=1, by=bob)
    assert refused.value.code == "stale"


def test_change_front_refuses_a_stale_save_and_unknown_fields(document: Document, ann: User, bob: User) -> None:
    change_front(document, title="Vans", meeting_date=None, front={"wards": "All"}, version=1, by=ann)
    with pytest.raises(Refused) as refused:
        change_front(document, title="Cars", meeting_date=None, front={}, version=1, by=bob)
    assert refused.value.code == "stale"
    with pytest.raises(Refused, match="no front field called shoe_size"):
        change_front(document, title="Vans", meeting_date=None, front={"shoe_size": "9"}, version=2, by=bob)
    document.refresh_from_db()
    assert document.front == {"wards": "All"}


@pytest.mark.parametrize("act", ["add", "change", "move", "remove", "heading", "front"])
def test_undo_puts_back_what_was(document: Document, ann: User, act: str) -> None:
    one = called(document, "One")
    if act == "add":
        add_paragraph(one.section, body="New", by=ann, follows=one.key)
    elif act == "change":
        change_paragraph(one, body="Other", version=1, by=ann)
    elif act == "move":
        move_paragraph(one, section=heading(document, "Second"), follows=called(document, "Four").key, by=ann)
    elif act == "remove":
        remove_paragraph(one, version=1, by=ann)
    elif act == "heading":
        change_section(heading(document, "First"), heading="Other", level=3, version=1, by=ann)
    else:
        change_front(document, title="Other", meeting_date=None, front={}, version=1, by=ann)
    done = undo(document, by=ann)
    assert words(document) == BEFORE
    document.refresh_from_db()
    assert (document.title, document.front) == ("Vans", {"committee": "Cabinet"})
    assert [(s.row.heading, s.row.level) for s in read_text(document).sections] == [("First", 2), ("Second", 2)]
    assert done.undoes == document.edits.get(number=done.number - 1)
    with pytest.raises(Refused, match="nothing of yours to undo"):
        undo(document, by=ann)


def test_undo_goes_back_step_by_step_and_an_undo_can_be_undone(document: Document, ann: User) -> None:
    change_paragraph(called(document, "One"), body="Other", version=1, by=ann)
    remove_paragraph(called(document, "Two"), version=1, by=ann)
    undo(document, by=ann)
    back = undo(document, by=ann)
    assert words(document) == BEFORE
    undo(document, by=ann, number=back.number)
    assert words(document)[0] == ("1", "Other")


def test_undo_takes_back_only_ones_own(document: Document, ann: User, bob: User) -> None:
    change_paragraph(called(document, "One"), body="Ann's", version=1, by=ann)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(document, by=bob)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(document, by=bob, number=document.edits.latest("number").number)


def test_undo_never_overwrites_what_somebody_wrote_since(document: Document, ann: User, bob: User) -> None:
    one = called(document, "One")
    change_paragraph(one, body="Ann's", version=1, by=ann)
    change_paragraph(one, body="Bob's", version=2, by=bob)
    with pytest.raises(Refused, match="because Bob changed it afterwards"):
        undo(document, by=ann)
    assert words(document)[0] == ("1", "Bob's")


def test_undo_of_a_move_leaves_what_somebody_wrote_since(document: Document, ann: User, bob: User) -> None:
    one = called(document, "One")
    move_paragraph(one, section=heading(document, "Second"), follows="", by=ann)
    change_paragraph(one, body="Bob's", version=1, by=bob)
    undo(document, by=ann)
    assert words(document) == [("1", "Bob's"), *BEFORE[1:]]


def test_somebody_who_may_only_read_changes_nothing(document: Document, reader: User, ann: User) -> None:
    with pytest.raises(Refused) as refused:
        change_paragraph(called(document, "One"), body="Mine", version=1, by=reader)
    assert refused.value.code == "not-allowed"
    change_paragraph(called(document, "One"), body="Mine", version=1, by=ann)
    assert words(document)[0] == ("1", "Mine")


def test_the_list_of_changes_is_written_once(document: Document, ann: User) -> None:
    change_paragraph(called(document, "One"), body="Other", version=1, by=ann)
    edit = document.edits.latest("number")
    for act in (edit.save, edit.delete, document.edits.all().delete, lambda: document.edits.update(reason="x")):
        with pytest.raises(TypeError, match="Edit is never"):
            act()
    assert document.edits.get(pk=edit.pk).reason == ""
