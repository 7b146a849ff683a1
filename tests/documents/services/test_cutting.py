"""A paragraph split in two, two joined: their words, their references, one act and one undo each."""

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.models import Document, Paragraph
from documents.services import (
    add_paragraph,
    change_paragraph,
    join_paragraphs,
    remove_paragraph,
    split_paragraph,
    undo,
)
from tests.documents.services.test_pieces import BEFORE, called, heading, words
from tests.documents.test_cutting import at_of

ITEMS = "Cabinet is asked to:\n(a) note\n(b) agree\n  (i) now\n(c) decide"


def written(document: Document, body: str, by: User, *, instead_of: str = "Two") -> Paragraph:
    row = called(document, instead_of)
    return change_paragraph(row, body=body, version=row.version, by=by)


def bodies(document: Document) -> list[str]:
    return [body for _, body in words(document)]


def test_split_makes_two_of_one_act(document: Document, ann: User) -> None:
    row = written(document, "One thing. Another thing.", ann)
    acts = document.edits.count()
    new = split_paragraph(row, at=11, version=row.version, by=ann, reason="too long")
    assert bodies(document) == ["One", "One thing.", "Another thing.", "Three", "Four"]
    assert called(document, "One thing.").key == row.key
    assert document.edits.count() == acts + 1
    edit = document.edits.latest("number")
    assert (str(edit), edit.piece, edit.reason) == ("paragraph 2 split", row.key, "too long")
    assert [(part.piece, part.verb, part.before) for part in edit.parts.all()] == [(new.key, "add", {})]
    for key in (row.key, new.key):
        latest = Paragraph.history.filter(key=key).latest()
        assert (latest.history_user, latest.history_change_reason) == (ann, "paragraph 2 split: too long")

    undo(document, by=ann)
    assert bodies(document) == ["One", "One thing. Another thing.", "Three", "Four"]
    # An undo can itself be taken back.
    undo(document, by=ann, number=edit.number + 1)
    assert bodies(document) == ["One", "One thing.", "Another thing.", "Three", "Four"]
    assert called(document, "Another thing.").key == new.key


def test_split_keeps_whether_the_paragraph_is_numbered(document: Document, ann: User) -> None:
    new = add_paragraph(heading(document, "First"), body="Plain. Words.", by=ann, numbered=False)
    assert split_paragraph(new, at=7, version=1, by=ann).numbered is False


def test_split_off_items_takes_their_references_along(document: Document, ann: User) -> None:
    row = written(document, ITEMS, ann)
    refers = " ".join(f"{{ref:{row.key}{item}}}" for item in ("", ".a", ".b", ".b.i", ".c", ".z"))
    written(document, refers, ann, instead_of="Four")
    new = split_paragraph(row, at=at_of(ITEMS, "agree"), version=row.version, by=ann)
    assert bodies(document)[1:3] == ["Cabinet is asked to:\n(a) note", "(a) agree\n  (i) now\n(b) decide"]
    expected = f"{{ref:{row.key}}} {{ref:{row.key}.a}} {{ref:{new.key}.a}} {{ref:{new.key}.a.i}} {{ref:{new.key}.b}}"
    assert bodies(document)[-1] == f"{expected} {{ref:{row.key}.z}}"
    undo(document, by=ann)
    assert bodies(document) == ["One", ITEMS, "Three", refers]


def test_split_is_refused_where_nothing_could_be_cut(document: Document, ann: User, bob: User) -> None:
    row = written(document, ITEMS, ann)
    with pytest.raises(Refused, match="inside an item") as refused:
        split_paragraph(row, at=at_of(ITEMS, "now"), version=row.version, by=ann)
    assert refused.value.code == "place"
    changed = change_paragraph(row, body="One. Two.", version=row.version, by=bob)
    with pytest.raises(Refused, match="changed this paragraph meanwhile") as refused:
        split_paragraph(row, at=5, version=row.version, by=ann)
    assert refused.value.code == "stale"
    assert bodies(document) == ["One", "One. Two.", "Three", "Four"]
    split_paragraph(row, at=5, version=changed.version, by=ann)
    assert bodies(document) == ["One", "One.", "Two.", "Three", "Four"]


def test_join_makes_one_of_two_and_its_references_follow(document: Document, ann: User) -> None:
    one, two = called(document, "One"), written(document, "Two:\n(a) note", ann)
    four = written(
        document, f"See {{ref:{two.key}}} and {{ref:{two.key}.a}}, not \\{{ref:{two.key}}}.", ann, instead_of="Four"
    )
    joined = join_paragraphs(one, two, version=1, second_version=2, by=ann)
    expected = [
        "One Two:\n(a) note",
        "Three",
        f"See {{ref:{one.key}}} and {{ref:{one.key}.a}}, not \\{{ref:{two.key}}}.",
    ]
    assert joined.key == one.key
    assert words(document) == list(zip("123", expected, strict=True))
    edit = document.edits.latest("number")
    assert str(edit) == "paragraphs 1 and 2 joined"
    assert {part.piece: part.verb for part in edit.parts.all()} == {two.key: "remove", four.key: "change"}

    undo(document, by=ann)
    assert bodies(document) == ["One", two.body, "Three", four.body]
    assert called(document, two.body).key == two.key


def test_join_goes_on_with_the_letters_of_the_first(document: Document, ann: User) -> None:
    one = written(document, "Asked to:\n(a) note\n(b) agree", ann, instead_of="One")
    two = written(document, "(a) decide", ann)
    written(document, f"See {{ref:{two.key}.a}}", ann, instead_of="Four")
    join_paragraphs(one, two, version=2, second_version=2, by=ann)
    assert bodies(document) == ["Asked to:\n(a) note\n(b) agree\n(c) decide", "Three", f"See {{ref:{one.key}.c}}"]


def test_join_is_refused_where_either_has_changed(document: Document, ann: User, bob: User) -> None:
    one, two, three = (called(document, name) for name in ("One", "Two", "Three"))
    for version, second_version in ((1, 9), (9, 1)):
        with pytest.raises(Refused, match="changed one of the two") as refused:
            join_paragraphs(one, two, version=version, second_version=second_version, by=ann)
        assert refused.value.code == "stale"
    for first, second in ((one, three), (three, called(document, "Four")), (two, one)):
        with pytest.raises(Refused, match="do not follow each other"):
            join_paragraphs(first, second, version=1, second_version=1, by=ann)
    remove_paragraph(two, version=1, by=bob)
    with pytest.raises(Refused, match="deleted this paragraph"):
        join_paragraphs(one, two, version=1, second_version=1, by=ann)
    join_paragraphs(one, three, version=1, second_version=1, by=ann)
    assert bodies(document) == ["One Three", "Four"]


def test_join_and_split_give_back_what_was(document: Document, ann: User) -> None:
    one = join_paragraphs(called(document, "One"), called(document, "Two"), version=1, second_version=1, by=ann)
    split_paragraph(one, at=4, version=one.version, by=ann)
    assert words(document) == BEFORE


def test_undo_of_a_split_is_refused_where_somebody_wrote_in_the_second_part(
    document: Document, ann: User, bob: User
) -> None:
    row = written(document, "One thing. Another.", ann)
    new = split_paragraph(row, at=11, version=row.version, by=ann)
    changed = change_paragraph(new, body="Bob's", version=1, by=bob)
    with pytest.raises(Refused, match="“paragraph 2 split” cannot be undone, because Bob changed it afterwards"):
        undo(document, by=ann)
    assert bodies(document)[1:3] == ["One thing.", "Bob's"]
    change_paragraph(changed, body="Another.", version=2, by=bob)
    undo(document, by=ann)
    assert bodies(document) == ["One", "One thing. Another.", "Three", "Four"]
