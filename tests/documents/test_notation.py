"""The light notation: what it means, that it loses nothing, and that it cannot carry anything else."""

import html
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.markup import Resolve, Target, to_html
from documents.notation import Quoted, clean, count_items, escape, normalise, parse, plain_text, references, write

ALLOWED = {
    "data",
    "p",
    "span",
    "strong",
    "em",
    "a",
    "br",
    "ol",
    "ul",
    "li",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
TABLE = [
    ("plain words", "<p>plain words</p>"),
    ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>"),
    ("**bold *both***", "<p><strong>bold <em>both</em></strong></p>"),
    ("**a***b*", "<p><strong>a</strong><em>b</em></p>"),
    ("*a **b** c* **d** **e**", "<p><em>a <strong>b</strong> c</em> <strong>d e</strong></p>"),
    ("2 *3 and *x*", "<p>2 *3 and <em>x</em></p>"),
    ("***a** b", "<p>*<strong>a</strong> b</p>"),
    ("[a](https://b.c)[d ](https://b.c)e", '<p><a href="https://b.c" rel="noopener noreferrer">ad</a> e</p>'),
    ("2 * 3 * 4 and ** not bold **", "<p>2 * 3 * 4 and ** not bold **</p>"),
    (r"a \*star\*", "<p>a *star*</p>"),
    ("one\ntwo", "<p>one<br>two</p>"),
    ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    (
        "[the LGA](https://www.local.gov.uk/a?b=1&c=2)",
        '<p><a href="https://www.local.gov.uk/a?b=1&amp;c=2" rel="noopener noreferrer">the LGA</a></p>',
    ),
    ("[click](javascript:alert(1))", "<p>[click](javascript:alert(1))</p>"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("see {ref:abc.a}", '<p>see <a href="#p-abc">12(a)</a></p>'),
    ("saves {fig:p3.saving.m1;m1}, so", "<p>saves <data>p3.saving.m1;m1</data>, so</p>"),
    ("**{fig:p3.x}**\n\n{block:p3.shares.m1}", "<p><strong><data>p3.x;</data></strong></p>\n<p>p3.shares.m1</p>"),
    ("words {block:p3.x}", "<p>words {block:p3.x}</p>"),
    (
        r"[over £100,000](quoted: the plan \(2012\))",
        '<p><span class="quoted">over £100,000: the plan (2012)</span></p>',
    ),
    ("see {ref:gone}", '<p>see <span class="gone">deleted</span></p>'),
    (
        "Lead:\n(a) one\n(b) two",
        '<p>Lead:</p>\n<ol class="items"><li><span class="items__no">(a) </span>one</li>'
        '<li><span class="items__no">(b) </span>two</li></ol>',
    ),
    (
        "(a) one\n  (i) deep\n- bullet",
        '<ol class="items"><li><span class="items__no">(a) </span>one<ol class="items"><li>'
        '<span class="items__no">(i) </span>deep</li></ol></li></ol>\n'
        '<ul class="items"><li><span class="items__no">• </span>bullet</li></ul>',
    ),
    (
        "| a | b |\n|---|---|\n| 1 | x\\|y |\n| 2 |",
        '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table class="govuk-table"><thead><tr>'
        '<th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>x|y</td></tr>'
        "<tr><td>2</td><td></td></tr></tbody></table></div>",
    ),
    (
        "|+ Shares, £, as {ref:abc} says |\n|! Council | a |\n| Alder | 1 |\n| | 2 |",
        '<p class="table-caption">Shares, £, as <a href="#p-abc">12(a)</a> says</p>'
        '<div class="scroll" role="region" tabindex="0" aria-label="Table: Shares, £, as 12(a) says">'
        '<table class="govuk-table"><thead><tr><th scope="col">Council</th><th scope="col">a</th></tr></thead><tbody>'
        '<tr><th scope="row">Alder</th><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table></div>',
    ),
    (
        "|---|---|",
        '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table class="govuk-table"><thead><tr>'
        '<th scope="col">---</th><th scope="col">---</th></tr></thead><tbody></tbody></table></div>',
    ),
]


def target(reference: object) -> Target:
    gone = getattr(reference, "key", "") == "gone"
    return Target("", "deleted") if gone else Target(f"#p-{getattr(reference, 'key', '')}", "12(a)")


def quote(quoted: Quoted) -> str:
    return f'<span class="quoted">{html.escape(f"{quoted.words}: {quoted.source}")}</span>'


resolve = Resolve(target, lambda chip: f"<data>{chip.key};{chip.form}</data>", quote, lambda live: f"<p>{live.key}</p>")


@pytest.mark.parametrize(("body", "expected"), TABLE)
def test_to_html(body: str, expected: str) -> None:
    assert to_html(body, resolve=resolve) == expected


def test_to_html_puts_the_number_before_the_first_words_even_of_a_list() -> None:
    assert to_html("(a) one", number="7.", resolve=resolve).startswith('<p><span class="para__no">7. </span></p>')
    assert to_html("one", number="1.2", resolve=resolve) == '<p><span class="para__no">1.2 </span>one</p>'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"class", "href", "rel", "scope", "role", "tabindex", "aria-label"}
        self.hrefs += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


NOTATION = st.text(alphabet="ab (){}[]|*-\\\n<>&\"':./#ihtpsref•é", max_size=80)


@given(NOTATION)
def test_to_html_writes_no_tag_and_no_address_beyond_the_list(body: str) -> None:
    reader = Tags()
    reader.feed(to_html(body, resolve=resolve))
    assert reader.tags <= ALLOWED
    assert all(href.startswith(("https://", "http://", "mailto:", "#p-")) for href in reader.hrefs)


@given(st.text(alphabet="ab1 (){}[]|*-\\\n<>&\"':./#ihtpsref•", max_size=60))
def test_escape_keeps_plain_text_plain(words: str) -> None:
    words = " ".join(words.split(" "))
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    text = "\n".join(lines)
    assert plain_text(escape(text)) == text


# Words among all that has a meaning somewhere.
MEANINGS = (
    "a;b c; ;  ;\n;\n\n;*;**;***;(a) ;  (i) ;- ;| ; |;|+ ;|! ;--;\\;{ref:ab};{ref:ab.c};{12};{3(a)};"
    "[w](https://x.y/z);[;](;];(;);é;\u2003;{fig:p3.ab.y2014;{fig:p3.ab};{block:p3.ab};[w](quoted: x);quoted:;}"
)
TYPED = st.lists(st.sampled_from(MEANINGS.split(";")), max_size=14).map("".join)


@given(TYPED | NOTATION, st.booleans())
def test_what_is_written_is_read_as_it_was(body: str, typed: bool) -> None:
    blocks = parse(clean(body), typed=typed)
    assert parse(write(blocks, typed=typed), typed=typed) == blocks
    once = normalise(body)
    assert normalise(once) == once


def test_a_backslash_stands_only_where_it_is_needed() -> None:
    assert normalise(r"2 \* 3 \[x] \(a)") == "2 * 3 [x] (a)"
    assert normalise(r"\(a) and \*b\*") == r"\(a) and \*b\*"
    assert normalise("|a|*b*|\n|---|---|\n|1|") == "| a | *b* |\n| 1 | |"


def test_an_emoji_that_is_newer_than_python_is_kept() -> None:
    assert normalise("\U0001fae8 שלום \ufffe\x0b.") == "\U0001fae8 שלום ."


@pytest.mark.parametrize("bad", ["[", "*", "**", "***a", "{ref:", "[a](https://", "(a) ", "|", "\\", "| a\n|+ "])
def test_long_rubbish_is_read_in_good_time(bad: str) -> None:
    begun = time.process_time()
    normalise(bad * (50_000 // len(bad)))
    assert time.process_time() - begun < 3


def test_normalise_letters_items_in_order_and_drops_control_characters() -> None:
    assert normalise("It is:\r\n(c) one\x00  \r\n(d) two\n  (z) deep\n(a) three\n\n\n\nend") == (
        "It is:\n(a) one\n(b) two\n  (i) deep\n(c) three\n\nend"
    )


def test_references_and_items_are_found() -> None:
    assert references("see {ref:abc} and {ref:def.a.ii}, not {12}") == {"abc", "def"}
    assert count_items("x\n(a) one\n  (i) deep\n(b) two\n\n- bullet") == 4
    assert parse("") == []
