"""Words keep their formats and links, and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.notation import Lines, Text, inlines, parse, plain_inlines
from documents.readers.docx.writing import Run, write
from tests.documents.readers.docx.parts import (
    STYLES,
    note,
    paragraph,
    run,
    source,
    text,
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("one ") + run(" two ", "<w:b/>") + run("three"), "one **two** three"),
        (run("one", "<w:i/>") + run(" two"), "*one* two"),
        (run("one") + run(" ", "<w:b/>") + run("two"), "one two"),
        (run("a", "<w:b/>") + run(" b", "<w:b/><w:i/>") + run(" c"), "**a *b*** c"),
        (run("a ") + run("b", "<w:b/>") + run(" ") + run("c", "<w:b/>"), "a **b c**"),
        (run("x") + run("on", '<w:b w:val="1"/>') + run("off", '<w:b w:val="0"/>'), "x**on**off"),
        (run("a") + run("\\", "<w:b/>") + run("b"), r"a**\\**b"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:br w:type='page'/><w:t>three</w:t></w:r>", "one\ntwothree"),
        ("<w:r><w:t> one </w:t><w:cr/><w:br/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>", "coop\u2011x"),
        (run("5 * 3 * 2 and [x](https://a.b) {ref:a}"), r"5 \* 3 \* 2 and \[x](https://a.b) \{ref:a}"),
        (run("- no bullet"), r"\- no bullet"),
        (f"<w:smartTag>{run('tag')}</w:smartTag><w:bdo>{run(' more')}</w:bdo>", "tag more"),
        (f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
    ],
)
def test_read_writes_the_light_notation(content, expected):
    assert text(content) == expected


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        ("Strong", "", ("Words", True)),
        ("Strong", '<w:rStyle w:val="Bold"/>', ("Words", False)),
        ("Strong", '<w:rStyle w:val="Bold"/><w:b/>', ("Words", True)),
        ("Strong", '<w:b w:val="false"/>', ("Words", False)),
        ("Standard", '<w:rStyle w:val="Bold"/>', ("Words", True)),
        ("Standard", "", ("Words", False)),
    ],
)
def test_read_takes_bold_from_styles(style, properties, expected):
    (block,) = source(paragraph(run("Words", properties), f'<w:pStyle w:val="{style}"/>'), styles=STYLES).blocks
    assert (block.text, block.bold) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.b/c", "see [*the* page](https://a.b/c)."),
        ("HTTP://a.b", "[*the* page](http://a.b)"),
        ("mailto:a@b.uk", "[*the* page](mailto:a@b.uk)"),
        ("https://a.b/(c) d", ""),
        ("https://a.b/x*(y)", "(https://a.b/x%2A(y))"),
        ("https://a.b/x(y", "(https://a.b/x%28y)"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://a.b|javascript:x", "(https://a.b%7Cjavascript:x)"),
    ],
)
def test_read_keeps_links_to_the_web(address, expected):
    content = f'{run("see ")}<w:hyperlink r:id="rId9">{run("the page")}</w:hyperlink>{run(".")}'
    found = source(paragraph(content), {"rId9": address})
    (block,) = found.blocks
    assert plain_inlines(inlines(block.text)) == "see the page."
    if expected:
        assert expected.replace("*the*", "the") in block.text
        assert found.notes == ()
    else:
        assert block.text == "see the page."
        assert "1 link that leads neither to the web" in found.notes[0]


def complex_field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


def test_read_keeps_what_a_field_showed():
    assert text(run("on ") + complex_field("DATE \\@ x", "1 May")) == "on 1 May"
    assert text(complex_field('HYPERLINK "https://a.b/"', "words")) == "[words](https://a.b/)"
    assert text(f'<w:fldSimple w:instr="REF x">{run("7")}</w:fldSimple>') == "7"
    assert note(paragraph(run("on ") + complex_field("DATE", "1 May"))) == (
        "1 field was read as the words that it showed last (paragraph 1: “DATE”). Check that they are still right."
    )
    assert source(paragraph(complex_field("PAGEREF _1", "3"))).notes == ()


def test_read_does_not_let_a_broken_field_swallow_the_rest():
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("lost")) + paragraph("kept")
    assert [block.text for block in source(body).blocks] == ["kept"]


RUNS = st.lists(
    st.builds(
        Run,
        st.text(st.sampled_from("ab *\\[](){}|-•\n\t:ré"), max_size=8),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "", "", "https://a.b/c"]),
        st.just(""),
    ),
    max_size=6,
)


@given(RUNS, st.booleans())
def test_write_says_the_words_and_nothing_else(runs, cell):
    plain = "".join(run.text for run in runs)
    said = plain_inlines(inlines(write(runs, cell=cell)))
    assert said.split() == plain.split() or "".join(said.split()) == "".join(plain.split())


@given(st.text(st.sampled_from("ab *\\[](){}|-•ré"), min_size=1, max_size=20).filter(lambda words: words.strip()))
def test_write_of_plain_words_is_read_as_them(words):
    assert parse(write([Run(words)])) == [Lines((Text(words.strip()),))]


def test_write_tells_formats_apart_that_touch():
    assert write([Run("a", bold=True), Run("b", italic=True), Run(" c")]) == "**a***b* c"
    assert write([Run("a "), Run("b ", bold=True), Run("c ", bold=True, italic=True)]) == "a **b *c***"
