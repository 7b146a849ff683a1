"""Words found and replaced, whatever notation stands among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.notation import normalise, parse, plain_inlines
from documents.replacing import Search, find, find_plain, replace, replace_plain
from documents.signs import REFERENCE, item_paths, signs, stretches
from tests.documents.test_cutting import BODIES

TEXT = "The **shared van** is a [van](https://van.example), see {ref:van}.\n(a) Van\n- vans\n\n| van | x |\n| y | z |"


def found(body: str, search: Search) -> list[str]:
    return [plain_inlines(place.words) for place in find(body, search)]


def everything(body: str, search: Search, by: str) -> str:
    return replace(body, search, by, set(range(len(find(body, search)))))[0]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search("van"), ["van", "van", "Van", "van", "van"]),
        (Search("van", match_case=True), ["van", "van", "van", "van"]),
        (Search("van", whole_words=True), ["van", "van", "Van", "van"]),
        (Search("the shared van is"), ["The shared van is"]),
        # The notation, its addresses, keys and letters are no words.
        (Search("**"), []),
        (Search("example"), []),
        (Search("ref"), []),
        (Search("(a)"), []),
        (Search("|"), []),
        (Search(".*"), []),
    ],
)
def test_find(search: Search, expected: list[str]) -> None:
    assert found(TEXT, search) == expected


def test_find_knows_quotation_marks_and_spaces() -> None:
    assert found("The council’s\n“own” plan", Search('council\'s "own"')) == ["council’s\n“own”"]
    assert found(r"2 \* 3 \[4]", Search("* 3 [4]")) == ["* 3 [4]"]


def test_find_shows_what_stands_on_both_sides() -> None:
    (place,) = find("One **two three** four {ref:abc} five", Search("three four"))
    sides = [plain_inlines(side, lambda _: "9") for side in (place.before, place.words, place.after)]
    assert sides == ["One two ", "three four", " 9 five"]


@pytest.mark.parametrize(
    ("body", "words", "by", "expected"),
    [
        ("A van, a van.", "van", "bus", "A bus, a bus."),
        ("A **big van** stops", "van", "bus", "A **big bus** stops"),
        ("A **big** van stops", "big van", "small bus", "A **small bus** stops"),
        ("A big **van** stops", "big van", "bus", "A bus stops"),
        ("A ***b*ig** van", "big", "small", "A ***small*** van"),
        ("See [the van](https://a.example) go", "van", "bus", "See [the bus](https://a.example) go"),
        ("See {ref:abc} van", "van", "{ref:abc}", r"See {ref:abc} \{ref:abc}"),
        ("A van, 2", "van", "*bus*", r"A \*bus\*, 2"),
        ("van runs", "van", "(a)", r"\(a) runs"),
        ("(a) van\n(b) bus", "van", "- tram", "(a) - tram\n(b) bus"),
        ("| van | x |\n| y | z |", "van", "a|b", "| a\\|b | x |\n| y | z |"),
        ("| van | x |\n| y | z |", "van", "", "| | x |\n| y | z |"),
        ("A van runs", "van", "", "A runs"),
        ("A van runs", "runs", "", "A van"),
    ],
)
def test_replace(body: str, words: str, by: str, expected: str) -> None:
    new = everything(body, Search(words), by)
    assert new == normalise(expected) == expected


def test_replace_takes_only_the_places_that_are_wanted() -> None:
    assert replace("a b a b a", Search("a"), "x", {0, 2}) == ("x b a b x", {0, 2}, set())
    assert replace_plain("a b a", Search("a"), "x", {1}) == ("a b x", {1}, set())


def test_replace_leaves_what_nothing_would_remain_of() -> None:
    assert replace("van\n(a) van\n(b) van bus", Search("van"), "", {0, 1, 2}) == ("van\n(a) van\n(b) bus", {2}, {0, 1})
    assert replace_plain("Van", Search("van"), "", {0}) == ("Van", set(), {0})
    assert len(find_plain("Van and van", Search("van"))) == 2


@given(
    BODIES,
    st.sampled_from(["word", "x", "That", "e", "two words"]),
    st.sampled_from(["", "z", "(a) b", "**", "| {ref:q}"]),
)
def test_replace_changes_the_words_and_nothing_else(body: str, words: str, by: str) -> None:
    search = Search(words)
    new = everything(body, search, by)
    assert normalise(new) == new
    assert item_paths(new) == item_paths(body)
    before, after = ([signs(each) for block in parse(text) for each in stretches(block)] for text in (body, new))
    assert [each.count(REFERENCE) for each in after] == [each.count(REFERENCE) for each in before]
    for old, now in zip(before, after, strict=True):
        wanted = search.pattern.sub(lambda _: by, old)
        assert squashed(now) == (squashed(wanted) or squashed(old) if old.strip() else "")


def squashed(words: str) -> str:
    return "".join(words.split())
