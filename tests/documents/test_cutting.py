"""A body cut in two and joined again; where its words stand in the notation."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.cutting import INSIDE_ITEM, INSIDE_MARKUP, INSIDE_TABLE, NOTHING_LEFT, cut, join, places, why_not_cut
from documents.notation import Block, Lines, Table, inlines, normalise, parse, plain_inlines
from documents.stretches import REFERENCE, item_paths, read, signs

LIST = "Cabinet is asked to:\n(a) note\n  (i) the cost\n  (ii) the risk\n(b) agree\nand thank. Officers\n(c) decide"
TABLE = "Before.\n\n| Council | People |\n|---|---|\n| Alder | 105 |\n\nAfter."

# Whatever people type, with the notation's own signs more often than chance would have them.
SIGNS = st.sampled_from(
    ["**", "*", "[", "](https://a.example)", "{ref:abc.b}", "(a) ", "(b) ", "  (i) ", "- ", "| ", " |", "\\", "\n",
     "\n\n", "word", "Two words. ", "See that. ", " ", "x", "é"]
)  # fmt: skip
BODIES = st.lists(SIGNS, max_size=30).map("".join).map(normalise)


def printed_stretches(blocks: list[Block]) -> Iterator[str]:
    """The words of each block, item and cell as documents.notation reads them."""
    for block in blocks:
        if isinstance(block, Lines):
            yield plain_inlines(block.content, lambda _: REFERENCE)
        elif isinstance(block, Table):
            yield from (plain_inlines(cell, lambda _: REFERENCE) for row in block.rows for cell in row)
        else:
            for item in block.items:
                yield plain_inlines(item.content, lambda _: REFERENCE)
                yield from printed_stretches([item.items] if item.items else [])


@given(BODIES)
def test_the_words_stand_where_they_are_said_to_stand(body: str) -> None:
    """Every run is in the body as it prints, and all of them together are the words that the notation reads."""
    reading = read(body)
    for stretch in reading.stretches:
        for run in stretch.runs:
            there = body[run.start : run.end]
            assert run.is_reference or there == ("\\" if run.escaped else "") + run.text
    ours = [stretch.words for stretch in reading.stretches if stretch.words]
    assert ours == [words for words in printed_stretches(parse(body)) if words]


@given(BODIES, st.integers(0, 200))
def test_cut_and_join_keep_every_word(body: str, at: int) -> None:
    try:
        first, second = cut(body, at)
    except ValueError:
        return
    assert first
    assert second
    assert signs(read(first)) + signs(read(second)) == signs(read(body))
    assert signs(read(join(first, second))) == signs(read(body))
    assert len(item_paths(first)) + len(item_paths(second)) == len(item_paths(body))


@given(BODIES, BODIES)
def test_join_keeps_every_word_of_both(first: str, second: str) -> None:
    assert signs(read(join(first, second))) == signs(read(first)) + signs(read(second))


@given(BODIES)
def test_every_place_that_is_offered_can_be_cut(body: str) -> None:
    for place in places(body):
        cut(body, place.at)


@pytest.mark.parametrize(
    ("body", "at", "first", "second"),
    [
        ("One. Two.", 5, "One.", "Two."),
        ("One. Two.", 4, "One.", "Two."),
        ("One word.", 6, "One wo", "rd."),
        ("One\nTwo", 3, "One", "Two"),
        ("One\n\nTwo", 5, "One", "Two"),
        ("**One.** Two.", 8, "**One.**", "Two."),
        ("See this. (a) is no item.", 10, "See this.", r"\(a) is no item."),
        (LIST, LIST.index("(b)"), LIST[: LIST.index("\n(b)")], "(a) agree\nand thank. Officers\n(b) decide"),
        (LIST, LIST.index("agree"), LIST[: LIST.index("\n(b)")], "(a) agree\nand thank. Officers\n(b) decide"),
        (LIST, LIST.index("(a)"), "Cabinet is asked to:", LIST[LIST.index("(a)") :]),
        (TABLE, TABLE.index("|"), "Before.", TABLE[TABLE.index("|") :]),
        (TABLE, TABLE.index("After"), TABLE[: TABLE.index("\n\nAfter")], "After."),
    ],
)
def test_cut(body: str, at: int, first: str, second: str) -> None:
    assert cut(body, at) == (first, second)


@pytest.mark.parametrize(
    ("body", "at", "reason"),
    [
        ("One.", 0, NOTHING_LEFT),
        ("One.", 99, NOTHING_LEFT),
        ("", 0, NOTHING_LEFT),
        ("An **important. Thing** is", 16, INSIDE_MARKUP),
        ("An *important. Thing* is", 15, INSIDE_MARKUP),
        ("See [the law. All](https://a.example) of it", 14, INSIDE_MARKUP),
        ("See {ref:abc} now", 8, INSIDE_MARKUP),
        (r"A \* star", 3, INSIDE_MARKUP),
        (LIST, LIST.index("(ii)"), INSIDE_ITEM),
        (LIST, LIST.index("Officers"), INSIDE_ITEM),
        (LIST, LIST.index("and thank"), INSIDE_ITEM),
        (TABLE, TABLE.index("| Alder"), INSIDE_TABLE),
        (TABLE, TABLE.index("105"), INSIDE_TABLE),
    ],
)
def test_why_not_cut(body: str, at: int, reason: str) -> None:
    assert why_not_cut(read(body), at) == reason
    with pytest.raises(ValueError, match=reason[:20]):
        cut(body, at)


def test_places_are_before_blocks_lines_items_and_sentences() -> None:
    body = f"First thing. **Second. Thing** is e.g. this. Third.\n{LIST}\n\n{TABLE}"
    found = [(place.above[-8:], place.mark_below, place.below[:8]) for place in places(body)]
    assert found == [
        ("t thing.", "", "**Second"),
        ("g. this.", "", "Third."),
        (". Third.", "", "Cabinet "),
        ("sked to:", "(a)", "note"),
        ("the risk", "(b)", "agree"),
        ("Officers", "(c)", "decide"),
        ("decide", "", "Before."),
        ("Before.", "", "| Counci"),
        (" | 105 |", "", "After."),
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
        ("Two **stars here", "and** there", "Two **stars here\n\nand** there"),
        ("", "Two.", "Two."),
        ("One.", "", "One."),
    ],
)
def test_join(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


def test_item_paths() -> None:
    assert item_paths(LIST) == ["a", "a.i", "a.ii", "b", "c"]
    assert item_paths("- one\n- two\n\n(a) three") == ["", "", "a"]


def test_a_cut_inside_markup_would_be_noticed() -> None:
    """The negative control of the property: other signs are found to be other signs."""
    assert signs(read("**a** b")) != signs(read("a **b**"))
    assert inlines("**a** b") != inlines("a **b**")
