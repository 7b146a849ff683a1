"""Writing in the editor: with the mouse and a paste from Word, by keyboard alone, and as it is kept and switched."""

import pytest
from playwright.sync_api import Locator, expect

from documents.models import Paragraph
from tests.documents.rich.fragments import WORD, WORD_LEFT_OUT
from tests.journeys.people import Person
from tests.journeys.test_keyboard import presses, tabs_on, tabs_to

PASTE = """([html, text]) => {
  const given = new DataTransfer();
  given.setData("text/html", html);
  given.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", {clipboardData: given, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(paste);
}"""


@pytest.fixture
def writer(somebody) -> Person:
    return somebody("officer@darlington.example", rich=True)


def text_of(person: Person) -> Locator:
    return person.page.locator(".edit [contenteditable=true]")


def opens(person: Person, number: int) -> Locator:
    person.opens_desk().opens_paragraph(number)
    expect(text_of(person)).to_be_visible()
    return text_of(person)


def pastes(person: Person, html: str, text: str = "") -> None:
    person.page.evaluate(PASTE, [html, text])


def test_a_paragraph_is_written_with_a_paste_a_table_and_a_reference(writer: Person) -> None:
    page, keyboard = writer.page, writer.page.keyboard
    opens(writer, 2).click()
    keyboard.press("Control+a")
    keyboard.type("The work is ")
    writer.presses("Bold")
    keyboard.type("done")
    expect(page.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    writer.presses("Bold")
    keyboard.type(", see ")

    # A reference is picked from the paragraphs around
    writer.presses("Cross-reference")
    page.get_by_label("Number or words").fill("four conditions")
    page.get_by_role("dialog").locator("li button").first.click()
    chip = text_of(writer).locator("data.reference")
    expect(chip).to_have_count(1)
    number = chip.inner_text()
    keyboard.type(".")
    keyboard.press("Enter")

    # What Word has copied comes with its structure, and what is left out is said
    pastes(writer, WORD)
    expect(page.locator(".edit__say")).to_have_text(WORD_LEFT_OUT)
    expect(text_of(writer).locator("ol > li").first).to_contain_text("First thing")
    page.get_by_role("cell", name="one a year").click()
    writer.presses("Caption")
    page.get_by_role("dialog").get_by_label("Caption", exact=True).fill("Shares in a year")
    writer.presses("Keep it", page.get_by_role("dialog"))
    writer.saves()
    writer.is_told("Saved.")

    # And is read as it was written
    writer.reads_it()
    read = writer.paragraph(2)
    expect(read).to_contain_text(f"The work is done, see {number}.")
    expect(read.locator("strong").first).to_have_text("done")
    items = read.get_by_role("listitem")
    expect(items).to_contain_text(["(a) First thing", "(i) within it", "(ii) deeper still", "(b) Second", "A bullet"])
    expect(read.get_by_role("columnheader")).to_have_text(["Council", "Share"])
    expect(read.locator(".table-caption")).to_have_text("Shares in a year")
    expect(read).not_to_contain_text("Really?")


def test_the_same_by_keyboard_alone(writer: Person) -> None:
    page, keyboard = writer.page, writer.page.keyboard
    writer.opens_desk()
    tabs_to(writer, "Change paragraph 2")
    presses(writer, "Enter")
    expect(text_of(writer)).to_be_visible()

    expect(page.get_by_role("textbox", name="Paragraph 2 Text")).to_have_attribute("aria-multiline", "true")

    # One stop leads to all the tools, arrows go along them, and the next stop is the text
    assert tabs_on(writer) == "Bold"
    keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    keyboard.press("Tab")
    expect(text_of(writer)).to_be_focused()
    keyboard.press("Control+a")
    keyboard.type("By ")
    keyboard.press("Control+b")
    keyboard.type("keyboard")
    keyboard.press("Control+b")
    keyboard.type(", see {3}:")
    keyboard.press("Enter")
    keyboard.type("(a) one")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.type("inner")
    keyboard.press("Enter")
    keyboard.press("Shift+Tab")
    keyboard.type("two, as ")

    # The list of paragraphs, reached by the tools and walked through by arrows
    keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "Italic"
    for _ in range(5):
        keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Cross-reference")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_label("Number or words")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        keyboard.press(key)
    expect(text_of(writer)).to_be_focused()
    keyboard.type(" says")

    # Nobody is held in the text
    keyboard.press("Escape")
    assert tabs_on(writer) == "Number this paragraph"
    keyboard.press("Shift+Tab")
    with page.expect_navigation():
        keyboard.press("Control+Enter")
    writer.is_told("Saved.")
    writer.sees_paragraph(2, "By keyboard, see 3:")
    expect(writer.paragraph(2).get_by_role("listitem")).to_contain_text(["(a) one", "(i) inner", "(b) two, as 3 says"])


def test_written_text_is_kept_and_may_be_typed_instead(writer: Person) -> None:
    page = writer.page
    opens(writer, 2).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Kept ")
    writer.presses("Italic")
    page.keyboard.type("whole")
    page.reload()
    writer.presses("Put it back")
    expect(text_of(writer).locator("em")).to_have_text("whole")
    expect(text_of(writer)).to_be_focused()

    # The same in the notation, which this browser then remembers
    writer.presses("Type in the light notation")
    expect(writer.text_area).to_have_value("Kept *whole*")
    writer.writes("Kept *whole*, {99}")
    writer.saves()
    writer.sees_error("There is no paragraph 99")
    expect(writer.text_area).to_have_value("Kept *whole*, {99}")
    writer.presses("Write as it prints")
    expect(text_of(writer)).to_have_text("Kept whole, {99}")

    # The list of errors leads to the text, and what came back is saved
    writer.saves()
    page.locator(".govuk-error-summary a").click()
    expect(text_of(writer)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Whole")
    writer.saves()
    assert Paragraph.objects.filter(body="Whole").count() == 1
