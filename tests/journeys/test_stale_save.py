"""Two people in the same words: the second to save loses nothing, and decides.

What else may have happened meanwhile is in tests/documents/views/test_words_kept.py.
"""

import pytest
from playwright.sync_api import expect

from documents.models import Document, Edit, Paragraph, Section
from documents.services import change_paragraph
from reporting.demonstration import DRAFT_SLUG
from tests.journeys.people import Person

FIRST = "The settlement of December 2012 asks each council for more savings, and a year sooner."
SECOND = "The settlement asks each council for **more savings**, as {6} explains. Each has to make its own plan."
THIRD = "Each council has to save more."


def both_open_paragraph_three(officer: Person, manager: Person) -> None:
    for person in (officer, manager):
        person.opens_desk().opens_paragraph(3)


def the_manager_saves_first(manager: Person) -> None:
    manager.writes(FIRST)
    manager.saves()
    manager.is_told("Saved.")


def the_officer_saves_second(officer: Person) -> None:
    officer.writes(SECOND)
    officer.saves()


def the_officer_is_told_and_loses_nothing(officer: Person) -> None:
    told = officer.page.locator(".stale")
    assert told.count() == 1
    expect(told).to_contain_text("Programme manager saved this paragraph")
    expect(told).to_contain_text("while you were writing")
    officer.sees_error("Somebody else changed this paragraph while you were writing.")
    saved, difference = told.locator("blockquote").all()
    expect(saved).to_have_text(FIRST)
    expect(difference.locator("del").first).to_contain_text("of December 2012")
    expect(difference.locator("ins").last).to_contain_text("make its own plan")
    expect(officer.text_area).to_have_value(SECOND)
    assert body_of_paragraph(3) == FIRST


def body_of_paragraph(number: int) -> str:
    rows = Paragraph.objects.filter(section__document__slug=DRAFT_SLUG, removed=False, numbered=True)
    return list(rows.order_by("section__rank", "rank"))[number - 1].body


def test_the_second_to_save_may_put_theirs_in_place(officer: Person, manager: Person) -> None:
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)
    the_officer_is_told_and_loses_nothing(officer)

    # And once more, where a third save came in between
    manager.changes_paragraph(3, THIRD)
    officer.saves("Save mine in its place")
    expect(officer.page.locator(".stale blockquote").first).to_have_text(THIRD)
    expect(officer.text_area).to_have_value(SECOND)
    assert body_of_paragraph(3) == THIRD

    officer.saves("Save mine in its place")
    officer.is_told("Saved.")
    officer.sees_paragraph(3, "The settlement asks each council for more savings, as 6 explains.")
    edits = Edit.objects.filter(document__slug=DRAFT_SLUG, what="paragraph 3").order_by("number")
    assert [str(edit.by) for edit in edits] == ["Programme manager", "Programme manager", "Darlington officer"]
    assert [edit.before["body"] for edit in edits][1:] == [FIRST, THIRD]


def test_the_second_to_save_may_keep_what_is_saved(officer: Person, manager: Person) -> None:
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)
    the_officer_is_told_and_loses_nothing(officer)

    officer.follows("Keep what is saved")

    officer.sees_paragraph(3, FIRST)
    assert officer.warnings == []
    # Nor is what was given up on purpose offered again.
    officer.opens_paragraph(3)
    expect(officer.text_area).to_have_value(FIRST)
    expect(officer.page.locator(".kept")).to_have_count(0)


def test_without_the_comparison_of_versions_the_same_steps_fail(
    officer: Person, manager: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(paragraph: Paragraph, *, version: int, **change: object) -> Paragraph:
        return change_paragraph(paragraph, version=Paragraph.objects.get(pk=paragraph.pk).version, **change)

    monkeypatch.setattr("documents.views.paragraphs.change_paragraph", forgetful)
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)

    with pytest.raises(AssertionError):
        the_officer_is_told_and_loses_nothing(officer)
    officer.is_told("Saved.")
    assert body_of_paragraph(3) != FIRST


def test_words_for_a_paragraph_deleted_meanwhile_are_not_lost(officer: Person, manager: Person) -> None:
    both_open_paragraph_three(officer, manager)
    manager.opens_desk().deletes_paragraph(3)
    officer.writes(SECOND)
    officer.saves()

    officer.sees("The paragraph was deleted while you were writing")
    officer.sees("Programme manager deleted it on")
    expect(officer.field("Your words")).to_have_value(SECOND)
    officer.presses("Add them as a new paragraph")
    officer.is_told("The paragraph is added")
    officer.sees_paragraph(3, "as 6 explains")


def test_the_second_to_save_the_front_fields_sees_what_is_saved(officer: Person, manager: Person) -> None:
    for person in (officer, manager):
        person.opens_desk().follows("Title and front fields")
    manager.fills("Portfolio", "Adults and health")
    manager.saves()
    officer.fills("Portfolio", "Adults")
    officer.fills("Title", "People Services: where the work stands")
    officer.saves()

    officer.sees_error("Somebody else changed these fields while you were writing.")
    saved = officer.page.locator(".pairs > div").filter(has_text="Portfolio")
    expect(saved.locator("dd")).to_have_text("Adults and health")
    expect(officer.field("Portfolio")).to_have_value("Adults")
    assert Document.objects.get(slug=DRAFT_SLUG).front["portfolio"] == "Adults and health"
    officer.saves()
    officer.is_told("The title and front fields are saved.")
    assert Document.objects.get(slug=DRAFT_SLUG).front["portfolio"] == "Adults"


def test_the_second_to_save_a_heading_sees_what_is_saved(officer: Person, manager: Person) -> None:
    for person in (officer, manager):
        person.opens_desk().follows("Change the heading Next steps")
    manager.fills("Heading", "What comes next")
    manager.saves()
    officer.fills("Heading", "Next steps for Cabinet")
    officer.saves()

    officer.sees_error("Somebody else changed this heading while you were writing. It now reads “What comes next”.")
    expect(officer.field("Heading")).to_have_value("Next steps for Cabinet")
    assert Section.objects.filter(heading="What comes next").exists()
    officer.saves()
    officer.is_told("The heading is saved.")
    assert Section.objects.filter(heading="Next steps for Cabinet").exists()
