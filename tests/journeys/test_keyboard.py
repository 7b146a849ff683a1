"""The desk by keyboard alone, and the focus always in sight."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import DRAFT, REPORTS, Person

# What has the focus: its name, and whether one sees that it has it. A tick box shows its focus on its label.
# After the last stop the focus leaves the page: that has no name.
FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return {words: "", outlined: true, inside: true};
  const drawn = at.matches("[type=checkbox], [type=radio]")
    ? getComputedStyle(at.labels[0], "::before") : getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    words: (at.labels?.[0] ?? at).textContent.replace(/\\s+/g, " ").trim() || at.name || at.tagName,
    outlined: drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2
      && !/, 0\\)$/.test(drawn.outlineColor),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.height > 0,
  };
}"""


def tabs_on(person: Person) -> str:
    """Presses Tab once, sees where that leads, and says what it is called."""
    person.page.keyboard.press("Tab")
    at = person.page.evaluate(FOCUSED)
    assert at["outlined"], f"the focus on “{at['words']}” is not drawn"
    assert at["inside"], f"the focus on “{at['words']}” is out of sight"
    return at["words"]


def tabs_to(person: Person, words: str, most: int = 80) -> None:
    been = []
    while len(been) < most:
        been.append(tabs_on(person))
        if been[-1] == words:
            return
    pytest.fail(f"Tab led to {been}, never to “{words}”")


def presses(person: Person, key: str) -> None:
    with person.page.expect_navigation():
        person.page.keyboard.press(key)


def test_a_paragraph_is_changed_by_keyboard_alone(officer: Person) -> None:
    keyboard = officer.page.keyboard
    officer.opens_desk()

    # The first stop leads past the head of the page
    assert tabs_on(officer) == "Skip to main content"
    keyboard.press("Enter")
    expect(officer.page.locator("main")).to_be_focused()
    assert tabs_on(officer) == "Read it"

    # The link opens the form, and the next stop is in it
    tabs_to(officer, "Change paragraph 2")
    presses(officer, "Enter")
    assert tabs_on(officer) == "Text"
    keyboard.press("Control+a")
    keyboard.type("Officers have **finished** the business case, see {6}.")
    assert tabs_on(officer) == "Number this paragraph"
    assert tabs_on(officer) == "Why (you may leave this out)"
    keyboard.type("clearer")
    assert tabs_on(officer) == "Save"
    presses(officer, "Enter")
    officer.is_told("Saved.")
    officer.sees_paragraph(2, "Officers have finished the business case, see 6.")

    # After a mistake the focus is on the list of them, and the way to the field is one key
    tabs_to(officer, "Change paragraph 3")
    presses(officer, "Enter")
    tabs_to(officer, "Text")
    keyboard.press("Control+a")
    keyboard.press("Delete")
    tabs_to(officer, "Save")
    presses(officer, "Enter")
    expect(officer.page.locator(".govuk-error-summary")).to_be_focused()
    assert officer.page.evaluate(FOCUSED)["outlined"]
    assert tabs_on(officer) == "Fill in: Text"
    keyboard.press("Enter")
    expect(officer.text_area).to_be_focused()
    keyboard.type("Each council makes its own plan first.")
    tabs_to(officer, "Save")
    presses(officer, "Enter")
    officer.sees_paragraph(3, "Each council makes its own plan first.")


def test_a_paragraph_is_moved_and_brought_back_by_keyboard_alone(officer: Person) -> None:
    officer.opens_desk()
    tabs_to(officer, "More for paragraph 2")
    officer.page.keyboard.press("Enter")
    tabs_to(officer, "Move down paragraph 2")
    presses(officer, "Enter")
    officer.sees_paragraph(3, "Officers of the three councils")
    tabs_to(officer, "Undo the last change: paragraph 2 moved", most=200)
    presses(officer, "Enter")
    officer.sees_paragraph(2, "Officers of the three councils")


@pytest.mark.parametrize("address", [f"{DRAFT}front/", f"{REPORTS}import/", f"{DRAFT}headings/new/#open", DRAFT])
def test_the_focus_is_in_sight_all_the_way(officer: Person, address: str) -> None:
    officer.opens(address)
    tabs_to(officer, "", most=200)


def test_a_focus_that_is_not_drawn_is_noticed(officer: Person) -> None:
    officer.opens(f"{REPORTS}import/")
    officer.page.evaluate(
        "document.adoptedStyleSheets = [new CSSStyleSheet()];"
        "document.adoptedStyleSheets[0].replaceSync('* { outline: none !important }')"
    )
    with pytest.raises(AssertionError, match="is not drawn"):
        tabs_to(officer, "")
