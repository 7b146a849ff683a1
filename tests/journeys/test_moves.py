"""A report taken apart and put together: split, join, drag, keys, find and replace, and each taken back."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.people import Person

TWO = "Officers of the three councils have finished the business case."


def undoes_it(person: Person) -> None:
    """By the button beside the message."""
    with person.page.expect_navigation():
        person.page.locator(".message").get_by_role("button", name=re.compile("^Undo this: ")).click()
    person.is_told("Undone: ")


def drags(person: Person, piece: Locator, onto: Locator, *, lets_go: bool = True) -> None:
    """By its handle to the upper edge of another piece; Escape instead of letting go leaves all as it is."""
    mouse = person.page.mouse
    onto.evaluate("piece => window.scrollTo(0, piece.getBoundingClientRect().top + window.scrollY - 200)")
    piece.hover()
    grip, there = piece.locator(".grip").bounding_box(), onto.bounding_box()
    assert grip
    assert there
    mouse.move(grip["x"] + 5, grip["y"] + 5)
    mouse.down()
    mouse.move(grip["x"] + 30, grip["y"] - 30, steps=4)
    mouse.move(there["x"] + 60, there["y"] + 3, steps=6)
    expect(person.page.locator(".fall")).to_be_visible()
    if lets_go:
        with person.page.expect_navigation():
            mouse.up()
        person.is_told("Moved")
    else:
        person.page.keyboard.press("Escape")
        mouse.up()
        expect(person.page.locator(".fall")).to_be_hidden()


def headings(person: Person) -> list[str]:
    return person.page.locator(".sheet > [id^='s-']").all_inner_texts()


def test_a_report_is_taken_apart_and_put_together(officer: Person) -> None:
    page = officer.page
    page.set_viewport_size({"width": 1280, "height": 1800})
    officer.opens_desk()

    # Split where the caret stands, what was typed saved with it; one undo for the split, one for the words
    officer.opens_paragraph(2)
    officer.writes("Officers have finished. They recommend **Model 3b**.")
    officer.text_area.evaluate("area => area.setSelectionRange(23, 23)")
    officer.saves("Split here")
    officer.is_told("Split in two")
    officer.sees_paragraph(2, "Officers have finished.")
    officer.sees_paragraph(3, "They recommend Model 3b.")
    undoes_it(officer)
    officer.sees_paragraph(2, "They recommend Model 3b.")

    # Where it cannot be split, nothing is lost and the reason stands beside the words
    officer.opens_paragraph(4)
    officer.writes("New words:\n(a) one of them;\n(b) another.")
    officer.text_area.evaluate("area => area.setSelectionRange(20, 20)")
    officer.saves("Split here")
    officer.sees_error("That place is inside an item.")
    expect(officer.text_area).to_have_value("New words:\n(a) one of them;\n(b) another.")
    officer.saves()

    # Joined in one press
    officer.presses("Join with the next for paragraph 2", officer.opens_more(2))
    officer.is_told("Joined")
    officer.sees_paragraph(2, "They recommend Model 3b. The settlement of December")
    undoes_it(officer)
    officer.sees_paragraph(3, "The settlement of December")

    # By keys: the focus stays on what was moved, and a screen reader hears where it is
    change = page.get_by_role("link", name="Change paragraph 3")
    change.focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    officer.sees_paragraph(2, "The settlement of December")
    expect(page.get_by_role("link", name="Change paragraph 2")).to_be_focused()
    expect(page.locator("p.vh[role=status]")).to_have_text(re.compile("It is paragraph 2 now"))
    undoes_it(officer)

    # By mouse: Escape lets go, a drop moves, also a heading with what stands under it
    drags(officer, officer.paragraph(3), officer.paragraph(2), lets_go=False)
    officer.sees_paragraph(3, "The settlement of December")
    drags(officer, officer.paragraph(3), officer.paragraph(2))
    officer.sees_paragraph(2, "The settlement of December")
    undoes_it(officer)
    before = headings(officer)
    second, third = (page.locator(".sheet > [id^='s-']").nth(at) for at in (1, 2))
    drags(officer, third, second)
    assert headings(officer) == [before[0], before[2], before[1], *before[3:]]
    undoes_it(officer)
    assert headings(officer) == before

    # The panel of keys, by its key and by its button
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys at the desk")).to_be_visible()
    page.keyboard.press("Escape")
    officer.presses("Keys")
    officer.presses("Close", page.get_by_role("dialog"))

    # Found, ticked, replaced; one undo takes all of it back
    officer.follows("Find and replace")
    officer.fills("Find", "settlement")
    officer.fills("Replace by", "agreement")
    officer.presses("Show what replacing would change")
    expect(page.locator("ins").first).to_have_text("agreement")
    officer.saves("Replace in the ticked places")
    officer.is_told("Replaced in")
    officer.sees_paragraph(3, "The agreement of December")
    undoes_it(officer)
    officer.sees_paragraph(3, "The settlement of December")

    # A heading goes with its text, from a page that says what goes, and comes back
    page.locator("summary").filter(has_text=re.compile(r"More for the heading Summary\s*$")).click()
    officer.follows("Delete the heading Summary")
    officer.sees("2 paragraphs stand under it and go with it")
    officer.saves("Delete it")
    expect(page.locator("main")).not_to_contain_text("The settlement of December")
    undoes_it(officer)
    officer.sees_paragraph(3, "The settlement of December")


def test_a_paragraph_is_split_without_scripts(somebody) -> None:
    officer = somebody("officer@darlington.example", java_script_enabled=False)
    officer.opens_desk()
    assert officer.page.locator(".grip").count() == 0
    officer.follows("Split paragraph 2", officer.opens_more(2))
    officer.page.get_by_label(f"after “{TWO}”").check()
    officer.saves("Split it")
    officer.is_told("Split in two")
    officer.sees_paragraph(3, "It recommends Model 3b")
    undoes_it(officer)


def test_a_paragraph_is_split_in_the_editor_by_its_key(somebody) -> None:
    officer = somebody("officer@darlington.example", rich=True)
    keyboard = officer.page.keyboard
    officer.opens_desk().opens_paragraph(2)
    officer.page.locator(".edit [contenteditable=true]").click()
    keyboard.press("Control+a")
    keyboard.type("One thing. Another thing.")
    for _ in range(len("Another thing.")):
        keyboard.press("ArrowLeft")
    with officer.page.expect_navigation():
        keyboard.press("Alt+Enter")
    officer.is_told("Split in two")
    officer.sees_paragraph(2, "One thing.")
    officer.sees_paragraph(3, "Another thing.")
    undoes_it(officer)
    officer.sees_paragraph(2, "One thing. Another thing.")
