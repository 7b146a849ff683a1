"""Cross-references between the text area and the store."""

import pytest

from documents.outline import Outline, OutlineParagraph, OutlineSection, refer
from documents.references import printed, repoint, to_stored, to_typed

KEYS = {"8": "abc", "12": "def", "1.2": "ghi"}
NUMBERS = {key: number for number, key in KEYS.items()}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("see {12}", "see {ref:def}"),
        ("see {8(a)} and {1.2}", "see {ref:abc.a} and {ref:ghi}"),
        ("see {8(b)(ii)}", "see {ref:abc.b.ii}"),
        (r"the set \{12}", r"the set \{12}"),
        ("no reference {here}", "no reference {here}"),
    ],
)
def test_typed_and_stored_are_each_other(typed: str, stored: str) -> None:
    assert to_stored(typed, KEYS) == (stored, [])
    assert to_typed(stored, NUMBERS) == typed


def test_to_stored_names_numbers_that_nothing_has() -> None:
    assert to_stored("see {99} and {12}", KEYS) == ("see {99} and {ref:def}", ["99"])


def test_to_typed_shields_brackets_that_were_in_the_source() -> None:
    assert to_typed("the set {12}", NUMBERS) == r"the set \{12}"


def test_to_typed_leaves_a_reference_to_a_deleted_paragraph() -> None:
    assert to_typed("see {ref:zzz}", NUMBERS) == "see {ref:zzz}"


def test_printed() -> None:
    assert [printed("8", ""), printed("8", "a"), printed("8", "a.ii")] == ["8", "8(a)", "8(a)(ii)"]


def test_references_are_led_elsewhere() -> None:
    keys = {"aaaa": "bbbb"}
    assert repoint("{ref:aaaa} {ref:aaaa.b.i} {ref:cccc} \\{ref:aaaa}", keys) == (
        "{ref:bbbb} {ref:bbbb.b.i} {ref:cccc} \\{ref:aaaa}"
    )
    assert repoint("See {ref:cccc.a}.", keys, otherwise="[gone]") == "See [gone]."


def test_numbers_of_an_outline_become_its_references() -> None:
    rows = (OutlineParagraph("As {1.2(a)} says; {9} stays."), OutlineParagraph("x", numbered=True))
    outline = Outline("T", {}, (OutlineSection("One", 2, paragraphs=rows),))
    assert refer(outline, "decimal").paragraphs[0].body == "As {ref:s0p1.a} says; {9} stays."
