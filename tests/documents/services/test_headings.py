"""Headings that go somewhere, or go, with all that stands under them."""

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.models import Document, Section
from documents.queries import heading_step, read_text
from documents.services import add_paragraph, add_section, change_paragraph, move_section, remove_section, undo
from tests.documents.services.test_pieces import heading


@pytest.fixture
def deep(document: Document, ann: User) -> Document:
    """First (One, Two, Three), its sub-headings Inner (Deep) and Inmost; then Second (Four)."""
    inner = add_section(document, heading="Inner", level=3, by=ann, follows=heading(document, "First").key)
    add_section(document, heading="Inmost", level=3, by=ann, follows=inner.key)
    add_paragraph(inner, body="Deep", by=ann)
    return document


def outline(document: Document) -> str:
    """ "First One Two / Second Four"."""
    sections = read_text(document).sections
    return " / ".join(" ".join([s.row.heading, *(p.row.body for p in s.paragraphs)]) for s in sections)


ALL = "First One Two Three / Inner Deep / Inmost / Second Four"


def seen(document: Document, section: Section, *, with_subheadings: bool = False) -> dict[str, int]:
    going = read_text(document).going_with(section.key, with_subheadings=with_subheadings)
    return {piece.key: piece.version for piece in going}


def test_a_heading_moves_with_its_sub_headings(deep: Document, ann: User) -> None:
    acts = deep.edits.count()
    move_section(heading(deep, "First"), follows=heading(deep, "Second").key, by=ann)
    assert outline(deep) == "Second Four / First One Two Three / Inner Deep / Inmost"
    assert deep.edits.count() == acts + 1
    assert str(deep.edits.latest("number")) == "the heading “First” moved"
    undo(deep, by=ann)
    assert outline(deep) == ALL


def test_a_heading_does_not_move_under_itself(deep: Document, ann: User) -> None:
    for name in ("First", "Inmost"):
        with pytest.raises(Refused, match="cannot be put after itself or under itself"):
            move_section(heading(deep, "First"), follows=heading(deep, name).key, by=ann)
    move_section(heading(deep, "Inner"), follows=heading(deep, "Inmost").key, by=ann)
    assert outline(deep) == "First One Two Three / Inmost / Inner Deep / Second Four"


@pytest.mark.parametrize(
    ("name", "direction", "after"),
    [
        ("First", "up", None),
        ("First", "down", "Second First Inner Inmost"),
        ("Second", "up", "Second First Inner Inmost"),
        ("Second", "down", None),
        ("Inner", "up", "Inner First Inmost Second"),
        ("Inner", "down", "First Inmost Inner Second"),
        ("Inmost", "up", "First Inmost Inner Second"),
        ("Inmost", "down", "First Inner Second Inmost"),
    ],
)
def test_heading_step(deep: Document, ann: User, name: str, direction: str, after: str | None) -> None:
    section = heading(deep, name)
    follows = heading_step(read_text(deep), section.key, direction)
    if follows is not None:
        move_section(section, follows=follows, by=ann)
    found = " ".join(s.row.heading for s in read_text(deep).sections)
    assert (follows is None, found) == (after is None, after or "First Inner Inmost Second")


def test_a_heading_goes_with_its_text_and_comes_back(deep: Document, ann: User) -> None:
    first = heading(deep, "First")
    with pytest.raises(Refused) as refused:
        remove_section(first, by=ann)
    assert refused.value.code == "not-empty"
    acts = deep.edits.count()
    remove_section(first, by=ann, seen=seen(deep, first))
    assert outline(deep) == "Inner Deep / Inmost / Second Four"
    assert deep.edits.count() == acts + 1
    assert str(deep.edits.latest("number")) == "the heading “First”, with 3 paragraphs, deleted"
    undo(deep, by=ann)
    assert outline(deep) == ALL


def test_a_heading_goes_with_its_sub_headings_and_comes_back(deep: Document, ann: User) -> None:
    first = heading(deep, "First")
    remove_section(first, by=ann, seen=seen(deep, first, with_subheadings=True), with_subheadings=True)
    assert outline(deep) == "Second Four"
    back = undo(deep, by=ann)
    assert outline(deep) == ALL
    undo(deep, by=ann, number=back.number)
    assert outline(deep) == "Second Four"


def test_a_heading_does_not_take_what_nobody_saw_go(deep: Document, ann: User, bob: User) -> None:
    first = heading(deep, "First")
    was = seen(deep, first)
    three = read_text(deep).sections[0].paragraphs[-1].row
    change_paragraph(three, body="Bob's", version=1, by=bob)
    with pytest.raises(Refused, match="nothing was deleted") as refused:
        remove_section(first, by=ann, seen=was)
    assert refused.value.code == "stale"
    add_paragraph(first, body="New", by=bob)
    with pytest.raises(Refused, match="nothing was deleted"):
        remove_section(first, by=ann, seen={**was, three.key: 2})
    remove_section(first, by=ann, seen=seen(deep, first))
    assert outline(deep) == "Inner Deep / Inmost / Second Four"
