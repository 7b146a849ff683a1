"""The editor's HTML: converting loses nothing, HTML from elsewhere is read, rubbish does no harm."""

import time

import pytest
from hypothesis import given

from documents.notation import clean, normalise, parse, write
from documents.references import to_stored, to_typed
from documents.rich import from_editor, left_out, to_editor
from tests.documents.rich.fragments import GOOGLE, ONLINE, WORD, WORD_LEFT_OUT, WORD_READ
from tests.documents.test_notation import NOTATION, TYPED

KEY_OF = {"1": "ab", "3": "cd", "12": "ef"}
NUMBER_OF = {key: number for number, key in KEY_OF.items()}


def say(piece: object) -> str:
    return "£1.4M"


def read(html: str) -> str:
    return normalise(from_editor(html).text)


@given(TYPED | NOTATION)
def test_stored_text_comes_back_from_the_editor_as_it_was(body: str) -> None:
    stored = normalise(body)
    html = to_editor(to_typed(stored, NUMBER_OF), key_of=KEY_OF, number_of=NUMBER_OF, say=say)
    back, unknown = to_stored(from_editor(html).text, KEY_OF)
    assert unknown == []
    assert normalise(back) == stored


@given(TYPED | NOTATION)
def test_typed_text_comes_back_from_the_editor_as_it_was(body: str) -> None:
    """Also where the numbers in it belong to no paragraph."""
    typed = write(parse(clean(body), typed=True), typed=True)
    back = from_editor(to_editor(typed, key_of={}, number_of=NUMBER_OF, say=say)).text
    assert write(parse(clean(back), typed=True), typed=True) == typed


def test_what_the_editor_begins_with() -> None:
    body = "See {ref:ab}, {ref:cd.a.ii} and {ref:gone}; {12} is *no* [link](https://a.b/?c=1&d):\n(a) x\n  (i) y"
    table = '|+ In £, see {ref:ab}, "net"\n|! a | b |\n| c | |'
    html = to_editor(to_typed(f"{body}\n\n{table}", NUMBER_OF), key_of=KEY_OF, number_of=NUMBER_OF, say=say)
    assert html == (
        '<p>See <data class="reference" value="ab">1</data>, <data class="reference" value="cd.a.ii">3(a)(ii)</data> '
        'and <data class="reference" value="gone">[a paragraph that was deleted]</data>; \\{12} is <em>no</em> '
        '<a href="https://a.b/?c=1&amp;d">link</a>:</p><ol><li><p>x</p><ol><li><p>y</p></li></ol></li></ol>'
        '<table data-caption="In £, see {1}, &quot;net&quot;"><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr>'
        "<tr><th><p>c</p></th><td><p></p></td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>See {12} and \\{12}</p>", "See {12} and \\{12}"),
        ("<p>a<strong>b</strong><em>c</em></p>", "a**b***c*"),
        ("<p>a <b>b </b> c<br>d<br><br>e</p>", "a **b** c\nd\n\ne"),
        ("<ol><li><p></p></li><li>x<p>more</p></li></ol><ol><li>y</li></ol>", "(a) x\nmore\n\n(a) y"),
        ("<p>* not bold * {ref:ab} (a)</p><p>(a) no item</p>", "\\* not bold \\* \\{ref:ab} (a)\n\n\\(a) no item"),
        ('<a href="javascript:alert(1)">x</a> <a href="HTTP://a.b/(c">y</a>', "x [y](http://a.b/%28c)"),
        ('<data class="reference" value="<b>">13</data>', "13"),
        ("<table><caption><p>Cap</p></caption>stray<tr><td colspan=2>x<td>y</table>", "|+ Cap\n| stray x | | y |"),
        ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", "| a b c |"),
        ("<table><thead><tr><th>a<th>b</thead><tr><th>c</th><td>d</table>", "|! a | b |\n| c | d |"),
        ("<style>p {}</style><title>t</title><p hidden>y</p><p style='DISPLAY: none'>z</p>w", "w"),
        ("plain & <3", "plain & <3"),
        ("<!---->", ""),
    ],
)  # fmt: skip
def test_html_is_read(html: str, expected: str) -> None:
    assert from_editor(html).text == expected


def test_what_word_copies_keeps_its_structure() -> None:
    found = from_editor(WORD, living=())
    assert normalise(found.text) == WORD_READ
    assert left_out(found.left_out) == WORD_LEFT_OUT


def test_what_word_in_a_browser_and_google_copy() -> None:
    assert read(ONLINE) == "Lead\n- one\n  - inner\n- two"
    assert read(GOOGLE) == "**Bold** *slanted*\n- a\n  - b"


def test_a_chip_of_another_report_becomes_its_words_where_it_is_pasted() -> None:
    html = '<p>As <data class="reference" value="ab">1</data> and <data class="reference" value="zz.a">7(a)</data></p>'
    assert from_editor(html, living={"ab"}).text == "As {ref:ab} and 7(a)"
    assert from_editor(html).text == "As {ref:ab} and {ref:zz.a}"


def test_one_thing_or_several_were_left_out() -> None:
    assert left_out({}) == ""
    assert left_out({"image": 1}) == "An image was left out."
    assert left_out({"comment": 2}) == "2 comments were left out."
    assert left_out({"deletion": 1, "image": 3}) == "3 images and a tracked deletion were left out."


NESTS = ("div", "ol><li><p", "table><tr><td", "a href='https://x.y'", "p><i><b")


@pytest.mark.parametrize("tags", NESTS)
def test_ten_thousand_tags_in_each_other_are_read_in_good_time(tags: str) -> None:
    begun = time.monotonic()
    assert "words" in read(f"<{tags}>" * 10_000 + "words" + "</i>" * 10_000)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table>" + "<tr><td>a</td><td>b</td></tr>" * 200 + "</table>", 200),
        ("<table><tr>" + "<td colspan=9999 rowspan=9999>a" * 4_000, 1),
        ("<table><tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>", 3),
    ],
)
def test_tables_are_full_however_they_come(html: str, rows: int) -> None:
    begun = time.monotonic()
    (table,) = parse(read(html))
    assert len(table.rows) == rows
    assert len({len(row) for row in table.rows}) == 1
    assert len(table.rows[0]) <= 100
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "html",
    ["<ul><li>" + "<p>a" * 12_000, "<p>" + "a<br>" * 10_000, "<p>" + "\\" * 50_000, "<p>" + "\u2003" * 50_000],
    ids=["item", "lines", "backslashes", "spaces"],
)
def test_a_paragraph_full_of_one_thing_is_read_in_time(html: str) -> None:
    """Each took more than ten seconds where every piece was compared with all before it."""
    begun = time.process_time()
    to_editor(from_editor(html).text, key_of={}, number_of={}, say=say)
    assert time.process_time() - begun < 5
