"""A report comes in from a file, is worked on, read, and taken away as PDF: with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.people import FILES, Person, body_of, squashed, words_of

REPORT = FILES / "support-at-home.md"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def newcomer(request, somebody) -> Person:
    """Has signed in at the page, and stands before the programme."""
    person = somebody(java_script_enabled=request.param)
    person.opens("/")
    person.signs_in("officer@darlington.example")
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    return person


def test_a_report_comes_in_is_worked_on_and_goes_out(newcomer: Person) -> None:
    officer = newcomer

    # Given a report in a file, read and looked at before anything is saved
    officer.brings_in(REPORT)
    officer.sees("A SHARED SERVICE FOR SUPPORT AT HOME")
    officer.sees_count("Numbered paragraphs", 12)
    officer.sees_count("Lettered items", 6)
    officer.sees_count("Implications", 4)
    officer.sees_count("Paragraphs that a page break had split", 1)
    officer.sees("Councillor A. Example, Adults")
    officer.sees("by rules of its own, and the providers answer the same questions")
    officer.keeps_it()
    officer.sees_paragraph(12, "One council would employ")

    # When its paragraphs are changed, added to, moved, deleted and brought back
    officer.changes_paragraph(
        3, "Officers have compared **three ways** of buying:\n(a) alone;\n(b) in pairs;\n(c) together, as {9} finds."
    )
    officer.changes_paragraph(11, "The contract has to be advertised. Paragraph {12} says who employs the team.")
    officer.writes_below_paragraph(1, "It also asks who should lead for the three.")
    officer.sees_paragraph(2, "It also asks who should lead")
    officer.sees_paragraph(12, "Paragraph 13 says who employs the team.")
    officer.moves_paragraph_after(11, 7)
    officer.sees_paragraph(8, "were asked in the spring")
    officer.deletes_paragraph(3)
    expect(officer.page.get_by_text("The present contracts end in the same year")).to_be_hidden()
    officer.undoes()
    officer.sees_paragraph(3, "The present contracts end in the same year")

    # Then the reading page has it all
    officer.reads_it()
    officer.sees_paragraph(2, "It also asks who should lead")
    four = officer.paragraph(4)
    expect(four.locator("strong")).to_have_text("three ways")
    expect(four.get_by_role("listitem")).to_have_text(["(a) alone;", "(b) in pairs;", "(c) together, as 11 finds."])
    expect(officer.paragraph(11)).to_contain_text("Buying together came out best")
    read = officer.words_on_paper()

    # And the PDF has the same words, renumbered, with the references following
    pdf = officer.opens_desk().exports()
    words = " ".join(words_of(pdf).split())
    assert "2. It also asks who should lead for the three." in words
    assert "(c) together, as 11 finds." in words
    assert "11. Buying together came out best" in words
    assert "12. The contract has to be advertised. Paragraph 13 says who employs the team." in words
    assert "13. One council would employ the joint team" in words
    assert squashed(body_of(pdf)) == squashed(read)

    # And as Word, brought in again, it is the same report
    word = officer.opens_desk().takes_as_word()
    assert word.read_bytes().startswith(b"PK")
    again = word.rename(word.with_name("again.docx"))
    officer.brings_in(again)
    officer.sees_count("Numbered paragraphs", 13)
    officer.keeps_it()
    officer.reads_it()
    assert squashed(officer.words_on_paper()) == squashed(read)


def test_the_published_report_comes_in_whole(newcomer: Person, shared: Path) -> None:
    officer = newcomer

    officer.brings_in(shared / "inputs" / "three-borough-cabinet-report.md")
    officer.sees_count("Numbered paragraphs", 47)
    officer.keeps_it()
    officer.changes_paragraph(2, "It seeks approval for the business case and for the strategy in {30}.")
    officer.writes_below_paragraph(46, "Nor are there any others.")
    officer.sees_paragraph(48, "")

    officer.reads_it()
    officer.sees_paragraph(47, "Nor are there any others.")
    read = officer.words_on_paper()
    pdf = officer.opens_desk().exports()
    assert "the strategy in 30." in " ".join(words_of(pdf).split())
    assert squashed(body_of(pdf)) == squashed(read)
