"""From nothing: an administrator makes a programme of five councils, and an officer who was invited begins a report."""

import re

from playwright.sync_api import expect

from tests.journeys.people import Person

NEW = (("Alder", "E06000901"), ("Birch", "E07000902"), ("Cedar", "E08000903"), ("Dogwood", "E10000904"))
PASSWORD = "three odd words"


def adds_a_new_council(person: Person, name: str, code: str) -> None:
    person.follows("Add one that is not in the list")
    person.fills("Name", f"{name} Borough Council")
    person.fills("Short name", name)
    person.fills("ONS code", code)
    person.presses("Add it")
    person.is_told(f"{name} Borough Council takes part.")


def order(person: Person) -> list[str]:
    names = person.page.locator(".ordered h2").all_inner_texts()
    return [name.removesuffix(" Borough Council") for name in names]


def test_a_programme_from_nothing(somebody, mail_page) -> None:
    # Given an administrator of another programme
    administrator: Person = somebody("administrator@collab.example")

    # When they make a programme
    administrator.opens("/account/")
    administrator.follows("make a programme")
    administrator.fills("Name", "Shared waste of the coast")
    administrator.page.get_by_label("Stage", exact=True).select_option("Feasibility")
    for label, words in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        administrator.fills(label, words)
    administrator.presses("Make it")
    administrator.is_told("The programme is made, and you are its administrator.")
    address = administrator.page.url.removesuffix("councils/")

    # and add its five councils: one that is known here, and four new ones
    administrator.page.get_by_label("Name or ONS code").fill("hartle")
    administrator.page.keyboard.press("Enter")
    administrator.presses("Add Hartlepool Borough Council")
    administrator.is_told("Hartlepool Borough Council takes part.")
    for name, code in NEW:
        adds_a_new_council(administrator, name, code)

    # and put them in order by keyboard
    for _ in range(2):
        administrator.page.get_by_role("button", name="Up Cedar").press("Enter")
        administrator.is_told("one place higher")
    assert order(administrator) == ["Hartlepool", "Cedar", "Alder", "Birch", "Dogwood"]

    # and invite an officer
    administrator.follows("Invite its people")
    administrator.follows("Invite somebody")
    administrator.fills("Name", "Ina Gast")
    administrator.fills("E-mail address", "ina.gast@cedar.example")
    administrator.page.get_by_label("Role", exact=True).select_option("Officer")
    administrator.presses("Send the invitation")
    administrator.sees_error("Choose the council")
    administrator.page.get_by_label("Council", exact=True).select_option("Cedar")
    administrator.presses("Send the invitation")
    administrator.is_told("An invitation is on its way to ina.gast@cedar.example.")

    # Then the officer follows the link in the mail, chooses a password, and is in
    officer: Person = somebody()
    officer.opens("/demonstration/mail/")
    officer.page.locator('a[href*="/invitation/"]').first.click()
    officer.sees("Administrator invites you as officer for Cedar.")
    officer.fills("Password", PASSWORD)
    officer.fills("The password once more", PASSWORD)
    officer.presses("Take part")
    officer.is_told("You are officer for Cedar from now on.")
    expect(officer.page).to_have_url(address)

    # and begins a report
    officer.goes_to("Reports")
    officer.follows("Begin a report")
    officer.fills("Title of the report", "Waste collection together")
    officer.page.get_by_label("Council", exact=True).select_option("Cedar Borough Council")
    officer.presses("Begin")
    officer.is_told("The report is begun.")

    # of which the administrator sees nothing
    administrator.opens(f"{address}reports/")
    expect(administrator.page.locator("main")).not_to_contain_text("Waste collection together")
    # but whose access they can take away, with the officer's next click
    administrator.opens(f"{address}people/")
    administrator.follows("Ina Gast")
    administrator.follows("Take away the role officer for Cedar")
    administrator.fills("Why", "moved on")
    administrator.presses("Take it away")
    administrator.is_told("Ina Gast is not officer for Cedar any more.")
    officer.page.reload()
    expect(officer.page).to_have_title(re.compile("Page not found"))
