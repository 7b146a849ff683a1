"""A body cut in two and joined again, whatever is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.cutting import INSIDE_ITEM, INSIDE_LINK, INSIDE_TABLE, NOTHING_LEFT, cut, join, places
from documents.notation import Run, flat, normalise, parse, plain_inlines
from documents.signs import REFERENCE, item_paths, signs, signs_before, stretches

LIST = "Cabinet is asked to:\n(a) note\n  (i) the cost\n  (ii) the risk\n(b) agree\nand thank. Officers\n(c) decide"
TABLE = "Before.\n\n| Council | People |\n| Alder | 105 |\n\nAfter."

# Whatever people type, with the notation's own signs more often than chance would have them.
SIGNS = st.sampled_from(
    ["**", "*", "[", "](https://a.example)", "{ref:abc.b}", "(a) ", "(b) ", "  (i) ", "- ", "| ", " |", "\\", "\n",
     "\n\n", "word", "Two words. ", "See that. ", " ", "x", "é"]
)  # fmt: skip
BODIES = st.lists(SIGNS, max_size=30).map("".join).map(normalise)


def printed(body: str) -> list[tuple[str, str, frozenset[str]]]:
    """Every sign but space, with what kind of block it stands in and how it is set."""
    found = []
    for block in parse(body):
        for content in stretches(block):
            for run in flat(content):
                found += [(type(block).__name__, sign, setting(run)) for sign in signs_of(run) if not sign.isspace()]
    return found


def setting(run: Run) -> frozenset[str]:
    return run.marks | {getattr(run.piece, "address", ""), getattr(run.piece, "key", "")}


def signs_of(run: Run) -> str:
    return plain_inlines((run.piece,), lambda _: REFERENCE)


@given(BODIES, st.integers(0, 200))
def test_cut_and_join_keep_every_word(body: str, at: int) -> None:
    try:
        first, second = cut(body, at)
    except ValueError:
        return
    assert first
    assert second
    assert normalise(first) == first
    assert normalise(second) == second
    assert printed(first) + printed(second) == printed(body) == printed(join(first, second))
    assert len(item_paths(first)) + len(item_paths(second)) == len(item_paths(body))


@given(BODIES, BODIES)
def test_join_keeps_every_word_of_both(first: str, second: str) -> None:
    joined = join(first, second)
    assert printed(joined) == printed(first) + printed(second)
    assert normalise(joined) == joined
    assert len(item_paths(joined)) == len(item_paths(first)) + len(item_paths(second))


@given(BODIES)
def test_every_place_that_is_offered_can_be_cut(body: str) -> None:
    offered = [place.at for place in places(body)]
    assert offered == sorted(set(offered))
    for at in offered:
        cut(body, at)


def at_of(body: str, words: str) -> int:
    """How many signs stand before these words."""
    marked = body.replace(words, f"\ue000{words}", 1)
    assert marked != body
    return signs_before("\ue000", marked)


@pytest.mark.parametrize(
    ("body", "words", "first", "second"),
    [
        ("One. Two.", "Two", "One.", "Two."),
        ("One. Two.", " Two", "One.", "Two."),
        ("One word.", "rd", "One wo", "rd."),
        ("One\nTwo", "Two", "One", "Two"),
        ("One\n\nTwo", "Two", "One", "Two"),
        ("**One.** Two.", "Two", "**One.**", "Two."),
        ("**One. Two.** Three.", "Two", "**One.**", "**Two.** Three."),
        ("See {ref:abc} now", "now", "See {ref:abc}", "now"),
        ("See {ref:abc} now", "{", "See", "{ref:abc} now"),
        ("See this. (a) is no item.", "(a)", "See this.", r"\(a) is no item."),
        (LIST, "agree", LIST[: LIST.index("\n(b)")], "(a) agree\nand thank. Officers\n(b) decide"),
        (LIST, "(b)", LIST[: LIST.index("\n(b)")], "(a) agree\nand thank. Officers\n(b) decide"),
        (LIST, "note", "Cabinet is asked to:", LIST[LIST.index("(a)") :]),
        (TABLE, "Council", "Before.", TABLE[TABLE.index("|") :]),
        (TABLE, "After", TABLE[: TABLE.index("\n\nAfter")], "After."),
    ],
)
def test_cut(body: str, words: str, first: str, second: str) -> None:
    assert cut(body, at_of(body, words)) == (first, second)


@pytest.mark.parametrize(
    ("body", "words", "reason"),
    [
        ("One.", "One", NOTHING_LEFT),
        ("See [the law. All](https://a.example) of it", "law", INSIDE_LINK),
        (LIST, "the risk", INSIDE_ITEM),
        (LIST, "Officers", INSIDE_ITEM),
        (LIST, "and thank", INSIDE_ITEM),
        (TABLE, "Alder", INSIDE_TABLE),
        (TABLE, "105", INSIDE_TABLE),
    ],
)
def test_cut_is_refused_with_the_reason(body: str, words: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cut(body, at_of(body, words))


def test_cut_is_refused_at_the_end_and_beyond() -> None:
    for body in ("One.", LIST, TABLE, ""):
        for at in (sum(len(signs(words)) for block in parse(body) for words in stretches(block)), 10_000):
            with pytest.raises(ValueError, match=NOTHING_LEFT):
                cut(body, at)


def test_places_are_before_blocks_items_lines_and_sentences() -> None:
    body = f"First thing. **Second. Thing** is e.g. this.\nThird.\n\n{LIST}\n\n{TABLE}"
    found = [
        (place.mark_above, plain_inlines(place.above)[-9:], place.mark_below, plain_inlines(place.below)[:9].strip())
        for place in places(body)
    ]
    assert found == [
        ("", "st thing.", "", "Second. T"),
        ("", ". Second.", "", "Thing is"),
        ("", ".g. this.", "", "Third."),
        ("", "s.\nThird.", "", "Cabinet i"),
        ("", "asked to:", "(a)", "note"),
        ("(ii)", "the risk", "(b)", "agree\nand"),
        ("(b)", " Officers", "(c)", "decide"),
        ("(c)", "decide", "", "Before."),
        ("", "Before.", "", "Council P"),
        ("", "Alder 105", "", "After."),
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("One.", "Two.", "One. Two."),
        ("See this.", r"\(a) is no item.", "See this. (a) is no item."),
        ("Asked to:", "(a) note", "Asked to:\n(a) note"),
        ("Asked to:\n(a) note", "(a) agree\n(b) decide", "Asked to:\n(a) note\n(b) agree\n(c) decide"),
        ("Asked to:\n(a) note", "That is all.", "Asked to:\n(a) note\n\nThat is all."),
        ("| a | b |", "| c | d |", "| a | b |\n\n| c | d |"),
        # Beside each other the stars would make words bold that were not.
        ("Two **stars here", "and** there", r"Two \*\*stars here and\*\* there"),
        ("", "Two.", "Two."),
        ("One.", "", "One."),
    ],
)
def test_join(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


def test_item_paths() -> None:
    assert item_paths(LIST) == ["a", "a.i", "a.ii", "b", "c"]
    assert item_paths("- one\n- two\n\n(a) three") == ["", "", "a"]
