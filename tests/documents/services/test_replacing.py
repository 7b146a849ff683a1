"""Find and replace all through a document: one act, one undo, nothing of anybody else's lost."""

import time

import pytest

from accounts.models import User
from collab.errors import Refused
from documents.found import present_found
from documents.models import Document, Paragraph
from documents.queries import read_text
from documents.replacing import Search
from documents.services import (
    Replaced,
    add_paragraph,
    change_paragraph,
    change_section,
    remove_paragraph,
    replace_words,
    undo,
)
from tests.documents.services.test_pieces import BEFORE, called, heading, words


def wanted(document: Document, search: Search) -> dict[str, tuple[int, set[int]]]:
    found: dict[str, tuple[int, set[int]]] = {}
    for place in present_found(read_text(document), search, None).places:
        key, version, number = place.value.split(".")
        found.setdefault(key, (int(version), set()))[1].add(int(number))
    return found


def replaces(document: Document, by: User, words: str, replacement: str) -> Replaced:
    search = Search(words)
    return replace_words(document, search=search, replacement=replacement, wanted=wanted(document, search), by=by)


def test_replace_is_one_act_with_one_undo(document: Document, ann: User) -> None:
    change_section(heading(document, "Second"), heading="Two or more", level=2, version=1, by=ann)
    change_paragraph(called(document, "Four"), body="Four is two and two", version=1, by=ann)
    acts = document.edits.count()
    done = replaces(document, ann, "two", "2 (a)")
    assert (done.places, len(done.pieces), done.left) == (4, 3, [])
    assert [body for _, body in words(document)] == ["One", "2 (a)", "Three", "Four is 2 (a) and 2 (a)"]
    assert [s.row.heading for s in read_text(document).sections] == ["First", "2 (a) or more"]
    edit = document.edits.latest("number")
    assert (document.edits.count(), str(edit)) == (acts + 1, "replaced “two” by “2 (a)” in 2 paragraphs and 1 heading")
    row = Paragraph.history.filter(key=called(document, "2 (a)").key).latest()
    assert (row.history_user, row.history_change_reason) == (ann, "“two” by “2 (a)” replaced")

    back = undo(document, by=ann)
    assert (str(back), back.reason) == ("2 paragraphs and 1 heading changed", f"undone: {edit}")
    assert [body for _, body in words(document)] == ["One", "Two", "Three", "Four is two and two"]
    assert [s.row.heading for s in read_text(document).sections] == ["First", "Two or more"]


def test_what_changed_meanwhile_is_left_and_named(document: Document, ann: User, bob: User) -> None:
    search = Search("o")
    seen = wanted(document, search)
    change_paragraph(called(document, "Two"), body="Two, oh", version=1, by=bob)
    remove_paragraph(called(document, "Four"), version=1, by=bob)
    done = replace_words(document, search=search, replacement="0", wanted=seen, by=ann)
    assert done.left == ["what somebody else deleted meanwhile", "paragraph 2, which somebody else changed meanwhile"]
    assert [body for _, body in words(document)] == ["0ne", "Two, oh", "Three"]
    assert [s.row.heading for s in read_text(document).sections] == ["First", "Sec0nd"]
    with pytest.raises(Refused, match=r"Nothing was replaced\. Left as it was: what somebody else deleted") as refused:
        replace_words(document, search=search, replacement="0", wanted=seen, by=ann)
    assert refused.value.code == "nothing"


def test_nothing_is_emptied_and_nothing_grows_too_long(document: Document, ann: User) -> None:
    with pytest.raises(Refused, match="paragraph 2, of which nothing would remain"):
        replaces(document, ann, "Two", "")
    add_paragraph(heading(document, "First"), body="Q" + "x" * 49_999, by=ann)
    with pytest.raises(Refused, match="paragraph 1, which would be too long"):
        replaces(document, ann, "Q", "qq")
    replaces(document, ann, "Q", "q")
    assert words(document)[0][1] == "q" + "x" * 49_999


def test_undo_is_refused_where_somebody_wrote_since(document: Document, ann: User, bob: User) -> None:
    replaces(document, ann, "o", "0")
    change_paragraph(called(document, "Tw0"), body="Bob's", version=2, by=bob)
    with pytest.raises(Refused, match="in 3 paragraphs and 1 heading” cannot be undone, because Bob changed"):
        undo(document, by=ann)
    assert [body for _, body in words(document)] == ["0ne", "Bob's", "Three", "F0ur"]


def test_finding_is_quick_in_a_long_text(document: Document, ann: User) -> None:
    """50,000 signs and 5,000 places in one paragraph take a second, and half a minute if each were sought from the
    beginning: the bound lies far from both."""
    add_paragraph(heading(document, "First"), body="word **two** words. " * 2_500, by=ann)
    text = read_text(document)
    began = time.monotonic()
    page = present_found(text, Search("word"), "term")
    assert time.monotonic() - began < 10
    assert (page.total, len(page.places)) == (5_000, 500)
    assert words(document)[1:] == [(str(int(number) + 1), body) for number, body in BEFORE]
