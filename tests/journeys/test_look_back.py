"""Looking back: a paragraph put back from its history, two moments compared, and the same by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.journeys.people import DRAFT, Person, words_of
from tests.journeys.test_access import Look, looking  # noqa: F401
from tests.journeys.test_keyboard import presses, tabs_to

FIRST = "Officers of the three councils have finished the business case"
OTHER = "Officers of the three councils have nearly finished the **business case**."


def changes_it(officer: Person) -> None:
    """Three acts on the demonstration's draft: words, a deletion, a new paragraph."""
    officer.opens_desk().changes_paragraph(2, OTHER)
    officer.opens(DRAFT)
    officer.writes_below_paragraph(2, "The trade unions were told in January.")


def test_a_paragraph_is_put_back_and_two_moments_are_compared(officer: Person, looking) -> None:  # noqa: F811
    look: Look = looking(officer)
    changes_it(officer)

    # Given the comparison of the whole with its beginning
    officer.opens(f"{DRAFT}read/")
    officer.follows("Compare two moments")
    officer.sees("1 paragraph changed, 1 added.")
    paper = officer.page.locator(".paper")
    expect(paper.locator("ins").filter(has_text="nearly")).to_be_visible()
    expect(paper.locator("ins").filter(has_text="The trade unions were told in January.")).to_be_visible()
    expect(paper.locator(".para__no .was").first).to_have_text("was 3.")
    look.at("comparison", title="What changed")
    officer.follows("Paragraph 3: added")
    expect(officer.page).to_have_url(re.compile("#p-"))
    officer.follows("Show only what changed")
    officer.sees("1 paragraph as before")
    expect(officer.page.get_by_text("The trade unions met the councils jointly")).to_be_hidden()
    look.at("comparison, only what changed")

    # When it is taken away as PDF
    with officer.page.expect_download() as download:
        officer.presses("Comparison as PDF, accessible")
    words = " ".join(words_of(download.value.path()).split())
    assert "1 paragraph changed, 1 added." in words
    assert "[+The trade unions were told in January.+]" in words
    assert re.search(r"have \[\+nearly \+\]finished", words)

    # And the paragraph is put back from its history
    officer.opens(f"{DRAFT}changes/")
    officer.page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
    look.at("changes", title="Changes of")
    officer.follows("Paragraph 2 changed")
    officer.sees("2 versions, the latest first")
    look.at("history of a paragraph", title="History of paragraph 2")
    officer.page.get_by_role("button", name=re.compile("^Put this back")).click()
    officer.is_told("Put back as it was after change 1.")
    officer.sees_paragraph(2, FIRST)
    expect(officer.paragraph(2).locator("strong")).to_have_text("Model 3b")

    # Then undo takes it away again
    officer.undoes()
    officer.sees_paragraph(2, "nearly finished")

    # And the front fields and a heading have a history of their own
    officer.opens(f"{DRAFT}front/history/")
    look.at("history of the front", title="History of the title")
    officer.opens(f"{DRAFT}compare/?from=999")
    look.at("comparison, no such moment", title="Error: ")


def test_the_same_by_keyboard_alone(officer: Person) -> None:
    changes_it(officer)
    officer.opens(f"{DRAFT}read/")
    tabs_to(officer, "Compare two moments")
    presses(officer, "Enter")
    tabs_to(officer, "Compare two other moments")
    officer.page.keyboard.press("Enter")
    tabs_to(officer, "From")
    officer.page.keyboard.type("Change 2")
    tabs_to(officer, "Compare")
    presses(officer, "Enter")
    officer.sees("1 paragraph added.")

    officer.opens(f"{DRAFT}changes/")
    tabs_to(officer, "Paragraph 2 changed")
    presses(officer, "Enter")
    tabs_to(officer, "Put this back, as it was after change 1")
    presses(officer, "Enter")
    officer.is_told("Put back as it was after change 1.")
    officer.sees_paragraph(2, FIRST)
