"""Two people in the same words: the second to save loses nothing, and decides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from documents.models import Document, Edit, Paragraph, Section
from documents.services import change_paragraph, remove_paragraph, remove_section
from reporting.demonstration import DRAFT_SLUG
from tests.journeys.people import Person

FIRST = "The settlement of December 2012 asks each council for more savings, and a year sooner."
SECOND = "The settlement asks each council for **more savings**, as {6} explains. Each has to make its own plan."


# Steps


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


def paragraph_row(words: str) -> Paragraph:
    return Paragraph.objects.select_related("section").get(body__startswith=words)


def person_called(person: str) -> object:
    from accounts.models import User

    return User.objects.get(name=person)


# Paragraphs


def test_the_second_to_save_may_put_theirs_in_place(officer: Person, manager: Person) -> None:
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)
    the_officer_is_told_and_loses_nothing(officer)

    officer.presses("Save mine in its place")

    officer.is_told("Saved.")
    officer.sees_paragraph(3, "The settlement asks each council for more savings, as 6 explains.")
    assert "**more savings**, as {ref:" in body_of_paragraph(3)
    edits = Edit.objects.filter(document__slug=DRAFT_SLUG, what="paragraph 3").order_by("number")
    assert [str(edit.by) for edit in edits] == ["Programme manager", "Darlington officer"]
    assert edits[1].before["body"] == FIRST


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
    expect(officer.page.get_by_text("Text that you had typed here was kept.")).to_be_hidden()


def test_a_third_save_in_between_is_noticed_as_well(officer: Person, manager: Person) -> None:
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)
    manager.changes_paragraph(3, "Each council has to save more.")

    officer.presses("Save mine in its place")

    saved = officer.page.locator(".stale blockquote").first
    expect(saved).to_have_text("Each council has to save more.")
    expect(officer.text_area).to_have_value(SECOND)
    assert body_of_paragraph(3) == "Each council has to save more."


def test_without_the_comparison_of_versions_the_steps_above_would_fail(
    officer: Person, manager: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(paragraph: Paragraph, *, version: int, **change: object) -> Paragraph:
        return change_paragraph(paragraph, version=Paragraph.objects.get(pk=paragraph.pk).version, **change)

    monkeypatch.setattr("documents.views.paragraphs.change_paragraph", forgetful)
    both_open_paragraph_three(officer, manager)
    the_manager_saves_first(manager)
    the_officer_saves_second(officer)
    officer.is_told("Saved.")

    with pytest.raises(AssertionError):
        the_officer_is_told_and_loses_nothing(officer)
    assert body_of_paragraph(3) != FIRST


@pytest.mark.parametrize("words", [SECOND, "As {99} says, which is no paragraph.", "As {3} says of itself."])
def test_words_for_a_paragraph_deleted_meanwhile_are_not_lost(officer: Person, manager: Person, words: str) -> None:
    both_open_paragraph_three(officer, manager)
    manager.opens_desk().deletes_paragraph(3)
    officer.writes(words)
    officer.saves()

    officer.sees("The paragraph was deleted while you were writing")
    officer.sees("Programme manager deleted it on")
    expect(officer.page.get_by_label("Your words")).to_have_value(words)

    officer.presses("Add them as a new paragraph")
    if words == SECOND:
        officer.is_told("The paragraph is added")
        officer.sees_paragraph(3, "as 6 explains")
    else:
        # The paragraph meant is gone or never was: the words come back with the question.
        officer.sees_error("to refer to")
        expect(officer.text_area).to_have_value(words)


def test_words_under_a_heading_deleted_meanwhile_are_not_lost(officer: Person) -> None:
    by = person_called("Programme manager")
    nine = paragraph_row("The trade unions met")
    officer.opens_desk()
    officer.follows("Write below paragraph 9")
    officer.writes("A third round is planned.")
    remove_paragraph(nine, version=nine.version, by=by)
    remove_section(nine.section, by=by)
    officer.saves()

    officer.sees_error("Somebody else deleted the heading that you were writing under.")
    expect(officer.text_area).to_have_value("A third round is planned.")
    officer.saves()
    officer.is_told("The paragraph is added")
    officer.sees_paragraph(9, "A third round is planned.")


def test_a_paragraph_changed_meanwhile_is_not_deleted_unread(officer: Person, manager: Person) -> None:
    officer.opens_desk()
    officer.follows("Delete paragraph 3", officer.opens_more(3))
    manager.opens_desk().opens_paragraph(3)
    the_manager_saves_first(manager)

    officer.presses("Delete it")

    officer.sees_error("Somebody else changed this paragraph since you opened it, so it was not deleted.")
    officer.sees(FIRST)
    officer.presses("Delete it")
    officer.is_told("Deleted.")


# Front fields and headings


def test_the_second_to_save_the_front_fields_sees_what_is_saved(officer: Person, manager: Person) -> None:
    for person in (officer, manager):
        person.opens_desk().follows("Title and front fields")
    manager.fills("Portfolio", "Adults and health")
    manager.presses("Save")
    manager.is_told("The title and front fields are saved.")

    officer.fills("Portfolio", "Adults")
    officer.fills("Title", "People Services: where the work stands")
    officer.presses("Save")

    officer.sees_error("Somebody else changed these fields while you were writing.")
    saved = officer.page.locator(".pairs > div").filter(has_text="Portfolio")
    expect(saved.locator("dd")).to_have_text("Adults and health")
    expect(officer.page.get_by_label("Portfolio", exact=True)).to_have_value("Adults")
    assert Document.objects.get(slug=DRAFT_SLUG).front["portfolio"] == "Adults and health"
    officer.presses("Save")
    officer.is_told("The title and front fields are saved.")
    assert Document.objects.get(slug=DRAFT_SLUG).front["portfolio"] == "Adults"


@pytest.fixture
def both_open_a_heading(officer: Person, manager: Person) -> Callable[[], None]:
    def act() -> None:
        for person in (officer, manager):
            person.opens_desk().follows("Change the heading Next steps")

    return act


def test_the_second_to_save_a_heading_sees_what_is_saved(
    officer: Person, manager: Person, both_open_a_heading: Callable[[], None]
) -> None:
    both_open_a_heading()
    manager.fills("Heading", "What comes next")
    manager.saves()
    manager.is_told("The heading is saved.")
    officer.fills("Heading", "Next steps for Cabinet")
    officer.saves()

    officer.sees_error("Somebody else changed this heading while you were writing. It now reads “What comes next”.")
    expect(officer.page.get_by_label("Heading", exact=True)).to_have_value("Next steps for Cabinet")
    assert Section.objects.filter(heading="What comes next").exists()
    officer.saves()
    officer.is_told("The heading is saved.")
    assert Section.objects.filter(heading="Next steps for Cabinet").exists()


def test_words_for_a_heading_deleted_meanwhile_are_not_lost(officer: Person) -> None:
    officer.opens_desk().follows("Change the heading Next steps")
    by = person_called("Programme manager")
    eight = paragraph_row("Work on implementation")
    remove_paragraph(eight, version=eight.version, by=by)
    remove_section(eight.section, by=by)
    officer.fills("Heading", "Next steps for Cabinet")
    officer.saves()

    officer.sees_error("Somebody else deleted this heading. Save yours as a new one in its place.")
    expect(officer.page.get_by_label("Heading", exact=True)).to_have_value("Next steps for Cabinet")
    officer.saves()
    officer.is_told("The heading is added.")
