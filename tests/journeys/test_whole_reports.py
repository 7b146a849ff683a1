"""A report is found by its words, copied, put away and brought back; a business case is begun in place of another."""

import re

from playwright.sync_api import expect

from documents.models import Document
from reporting.demonstration import DRAFT_SLUG
from tests.journeys.people import Person


def lists(person: Person, *titles: str) -> None:
    """These and no others, once the page that was asked for has come."""
    expect(person.page.locator("tbody th > a")).to_have_text(titles)


def test_a_report_is_found_copied_and_archived_without_scripts(somebody) -> None:
    officer = somebody("officer@darlington.example", java_script_enabled=False)

    # Given a report of which somebody remembers a name
    title = Document.objects.get(slug=DRAFT_SLUG).title
    officer.opens("/").goes_to("Reports")
    officer.fills("Words in the text", "professor john bolton")
    officer.presses("Find")
    officer.sees("1 report: drafts of every council that you can read")
    expect(officer.page.locator("mark")).to_have_text("Professor John Bolton")
    officer.page.get_by_role("link", name=re.compile("^Paragraph 7 of ")).click()
    assert officer.page.url.endswith(officer.page.locator(".para:target").get_attribute("id") or "nowhere")

    # When it is copied, and the first one is put away
    officer.follows("Copy it into a new report")
    officer.fills("Title of the copy", "Where the work stands in March")
    officer.presses("Make the copy")
    officer.is_told("The copy is made.")
    officer.sees_paragraph(7, "Professor John Bolton")
    officer.opens_desk().reads_it()
    officer.follows("Archive it")
    officer.presses("Archive it")
    officer.sees_error("Fill in: Why is it put away?")
    officer.fills("Why is it put away?", "taken over by the one for March")
    officer.presses("Archive it")
    officer.is_told("It is archived.")

    # Then the list has the copy alone, and the first one where it is asked for
    officer.goes_to("Reports")
    lists(officer, "Where the work stands in March")
    officer.page.get_by_label("State", exact=True).select_option("Archived")
    officer.presses("Find")
    officer.sees("taken over by the one for March")
    lists(officer, title)
    officer.follows(title)
    officer.presses("Bring it back")
    officer.is_told("It is a draft again.")
    officer.goes_to("Reports")
    officer.follows("Report")
    lists(officer, title, "Where the work stands in March")


def test_a_business_case_is_begun_in_place_of_another(manager: Person, somebody) -> None:
    manager.opens("/").goes_to("Business case")
    manager.sees("Three councils, one People Services")
    manager.follows("Archive it")
    manager.fills("Why is it put away?", "begun anew for 2014")
    manager.presses("Archive it")
    manager.goes_to("Business case")
    manager.sees("There is no business case in use")
    manager.sees("begun anew for 2014")

    manager.follows("Begin the business case")
    manager.fills("Title of the business case", "People Services, again")
    manager.presses("Begin")
    manager.is_told("The business case is begun.")
    manager.sees("Why change, and why together?")
    manager.page.get_by_role("link", name=re.compile("first under 1 Summary$")).click()
    manager.writes("The savings plans are settled, so the case is made afresh.")
    manager.saves()

    member = somebody("board@collab.example")
    member.opens("/").goes_to("Business case")
    member.sees("The savings plans are settled")
    expect(member.page.get_by_role("link", name="Change it at the desk")).to_be_hidden()
    expect(member.page.get_by_role("button", name="PDF, accessible")).to_be_visible()
