"""Two versions of a paragraph as one marked-up text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.marked import PAGE, PAPER, Said, mark_up, mark_up_words
from documents.notation import Reference, normalise


def said(body: str, number: str = "", numbers: dict[str, str] | None = None) -> Said:
    return Said(body, number, lambda reference: (numbers or {}).get(reference.key, "gone"))


def marked(before: str | None, after: str | None) -> str:
    old, new = (said(body) if body is not None else None for body in (before, after))
    return str(mark_up(old, new, speech=PAPER, label="Table in paragraph 1").html)


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("It saves £1.", "It saves £2.", "<p>It saves <del>[−£1.−]</del><ins>[+£2.+]</ins></p>"),
        ("**Bold** move", "Bold move", "<p><del>[−<strong>Bold</strong>−]</del><ins>[+Bold+]</ins> move</p>"),
        (None, "New\nline", "<p><ins>[+New<br>line+]</ins></p>"),
        ("Old", None, "<p><del>[−Old−]</del></p>"),
        ("One", "One\n\nTwo", "<p>One</p>\n<p><ins>[+Two+]</ins></p>"),
        (
            "It is:\n(a) one;\n(b) three.", "It is:\n(a) one;\n(b) two;\n(c) three.",
            '<p>It is:</p>\n<ol class="items"><li><span class="items__no">(a) </span>one;</li>'
            '<li><span class="items__no">(b) </span><ins>[+two;+]</ins></li>'
            '<li><span class="items__no">(c) </span>three. <span class="was">was (b)</span></li></ol>',
        ),
        (
            "(a) one\n  (i) in", "(a) one\n  (i) inner",
            '<ol class="items"><li><span class="items__no">(a) </span>one<ol class="items">'
            '<li><span class="items__no">(i) </span><del>[−in−]</del><ins>[+inner+]</ins></li></ol></li></ol>',
        ),
        ("a <b>", "a <i>", "<p>a &lt;<del>[−b−]</del><ins>[+i+]</ins>&gt;</p>"),
        (
            "[law](https://example.org/1)", "[law](https://example.org/2)",
            '<p><del>[−<a href="https://example.org/1" rel="noopener noreferrer">law</a>−]</del>'
            '<ins>[+<a href="https://example.org/2" rel="noopener noreferrer">law</a>+]</ins></p>',
        ),
    ],
)  # fmt: skip
def test_mark_up(before: str | None, after: str | None, html: str) -> None:
    assert marked(before, after) == html


def test_a_table_keeps_its_rows_and_cells() -> None:
    html = marked("| A | B |\n| 1 | 2 |\n| 3 | 4 |", "| A | B |\n| 1 | two |\n| new | row |\n| 3 | 4 |")
    assert '<th scope="col">A</th><th scope="col">B</th>' in html
    assert "<td>1</td><td><del>[−2−]</del><ins>[+two+]</ins></td>" in html
    assert "<tr><td><ins>[+new+]</ins></td><td><ins>[+row+]</ins></td></tr>" in html
    assert html.count("<tr>") == 4


def test_a_table_of_another_width_stands_below_the_one_it_replaces() -> None:
    html = marked("| A |\n| 1 |", "| A | B |\n| 1 | 2 |")
    assert html.count("<table") == 2
    assert html.index("<del>[−A−]</del>") < html.index("<ins>[+A+]</ins>")
    assert html.count('aria-label="Table in paragraph 1"') == 1


def test_numbers_that_only_followed_are_said_quietly() -> None:
    body = "See {ref:k} and {ref:gone.a}."
    old, new = said(body, "9.", {"k": "3"}), said(body, "12.", {"k": "4"})
    html = str(mark_up(old, new, speech=PAGE, label="").html)
    assert html == (
        '<p><span class="para__no para__no--was">12. <span class="was">was 9.</span> </span>'
        'See 4 <span class="was">was 3</span> and gone.</p>'
    )


def test_another_target_with_the_same_number_is_a_change() -> None:
    old, new = said("See {ref:a}", "", {"a": "3"}), said("See {ref:b}", "", {"b": "3"})
    assert str(mark_up(old, new, speech=PAPER, label="").html) == "<p>See <del>[−3−]</del><ins>[+3+]</ins></p>"


def test_readers_of_the_page_hear_what_was_added_and_deleted() -> None:
    assert str(mark_up_words("Vans", "Cars & vans", speech=PAGE)) == (
        '<del><span class="vh">[deleted: </span>Vans<span class="vh">]</span></del>'
        '<ins><span class="vh">[added: </span>Cars &amp; vans<span class="vh">]</span></ins>'
    )


def test_a_text_too_long_to_be_compared_closely_says_so() -> None:
    before = " ".join(f"word{at}" for at in range(3_000))
    assert mark_up(said(before), said(before[::-1]), speech=PAGE, label="").rough
    assert not mark_up(said(before), said(before.replace("word5 ", "")), speech=PAGE, label="").rough


LINES = st.sampled_from(
    ("one two", "one **two** three", "(a) one", "(b) two three", "  (i) in", "- bullet", "| a | b |", "| c | d |",
     "| a |", "", "see {ref:k} *again*", "[law](https://example.org/)", "x < y & z")
)  # fmt: skip
BODIES = st.lists(LINES, max_size=7).map("\n".join).map(normalise)


def words(html: str) -> str:
    """What is read, without letters of items (they follow from their places) and spaces."""
    html = re.sub(r'<span class="(?:items__no|was)">.*?</span>', "", html)
    return re.sub(r"\s", "", unescape(re.sub("<[^>]*>", "", html)))


@given(BODIES, BODIES)
def test_both_versions_can_be_read_from_it(before: str, after: str) -> None:
    html = marked(before, after).replace("[+", "").replace("+]", "").replace("[−", "").replace("−]", "")
    assert words(re.sub("<ins>.*?</ins>", "", html)) == words(marked(before, before))
    assert words(re.sub("<del>.*?</del>", "", html)) == words(marked(after, after))
    assert html.count("<li>") == html.count("</li>")
    if before == after:
        assert "<ins>" not in html
        assert "<del>" not in html


def test_a_reference_resolves_by_key_and_item() -> None:
    seen = []

    def resolve(reference: Reference) -> str:
        seen.append(reference)
        return "8(a)"

    one = Said("{ref:k.a}", "", resolve)
    assert "8(a)" in str(mark_up(one, one, speech=PAGE, label="").html)
    assert set(seen) == {Reference("k", "a")}
