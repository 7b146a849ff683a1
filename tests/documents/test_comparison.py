"""Two texts of one report piece by piece."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from documents.comparison import EARLIER, LATER, Comparison, Fate, compare, fates
from documents.models import Document, Paragraph
from documents.queries import ShownText
from documents.queries.past import text_after
from documents.services import change_paragraph, move_paragraph, move_section
from tests.factories.acts import Writer

SAME, ADDED, REMOVED, CAME, WENT = Fate.SAME, Fate.ADDED, Fate.REMOVED, Fate.CAME, Fate.WENT


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("abc", "abc", [("a", SAME), ("b", SAME), ("c", SAME)]),
        ("abc", "axc", [("a", SAME), ("b", REMOVED), ("x", ADDED), ("c", SAME)]),
        # One that goes to the end has moved, and not the others before it.
        ("abcd", "bcda", [("a", WENT), ("b", SAME), ("c", SAME), ("d", SAME), ("a", CAME)]),
        ("", "a", [("a", ADDED)]),
        ("a", "", [("a", REMOVED)]),
    ],
)
def test_fates(before: str, after: str, found: list[tuple[str, Fate]]) -> None:
    assert fates(before, after) == found


def test_fates_of_what_is_elsewhere() -> None:
    assert fates("ab", "bx", were="abx", are="abx") == [("a", WENT), ("b", SAME), ("x", CAME)]


ORDERS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(ORDERS, ORDERS)
def test_fates_hold_both_orders(before: list[str], after: list[str]) -> None:
    found = fates(before, after)
    assert [key for key, fate in found if fate in EARLIER] == before
    assert [key for key, fate in found if fate in LATER] == after
    if before == after:
        assert all(fate == SAME for _, fate in found)


def reading(comparison: Comparison, fates: tuple[Fate, ...], side: str) -> list[tuple[str, str]]:
    """Headings and bodies in the order of one side alone."""
    standing = {section.shown.row.key: section for section in comparison.sections if section.fate != Fate.WENT}
    found = []
    for section in comparison.sections:
        if section.fate in fates:
            shown = getattr(section, side)
            found.append((shown.row.heading, shown.number))
            rows = standing[section.shown.row.key].paragraphs
            found += [(getattr(r, side).row.body, getattr(r, side).number) for r in rows if r.fate in fates]
    return found


def read(text: ShownText) -> list[tuple[str, str]]:
    found = []
    for section in text.sections:
        found.append((section.row.heading, section.number))
        found += [(row.row.body, row.number) for row in section.paragraphs]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_both_texts_can_be_read_from_their_comparison(document: Document, ann: User, seed: int) -> None:
    for _ in Writer(document, ann, seed + 10).acts(30):
        pass
    texts = [text_after(document, edit) for edit in document.edits.order_by("number")]
    chance = random.Random(seed)
    for _ in range(40):
        before, after = chance.choice(texts), chance.choice(texts)
        comparison = compare(before, after)
        assert reading(comparison, EARLIER, "before") == read(before)
        assert reading(comparison, LATER, "after") == read(after)
        assert comparison.nothing == (str(read(before)) == str(read(after)) and not comparison.front_changed) or (
            # What changed is the level of a heading or who is numbered, which `read` does not tell.
            any(row.changed for row in comparison.sections) or any(row.changed for row in comparison.paragraphs)
        )
    for text in texts:
        assert compare(text, text).nothing


def test_a_heading_that_moves_takes_its_paragraphs_along(document: Document, ann: User) -> None:
    move_section(document.sections.get(heading="Second"), follows="", by=ann)
    move_paragraph(
        Paragraph.objects.get(body="One"), section=document.sections.get(heading="Second"), follows="", by=ann
    )
    change_paragraph(Paragraph.objects.get(body="Three"), body="3", version=1, by=ann)
    first, *_, last = (text_after(document, edit) for edit in document.edits.order_by("number"))
    comparison = compare(first, last)
    told = [
        (section.fate.value, [(row.fate.value, row.changed) for row in section.paragraphs])
        for section in comparison.sections
    ]
    assert told == [
        ("went", []),
        ("same", [("came", False), ("same", False)]),
        ("came", [("went", False), ("same", False), ("same", True)]),
    ]
