"""Text that was typed and not saved is not lost, and what is sent twice is done once."""

from playwright.sync_api import Request, expect

from documents.models import Document, Paragraph
from tests.journeys.people import FILES, PROGRAMME, REPORTS, Person

WORDS = "Officers have finished the business case"


def types(person: Person, words: str) -> None:
    # Until the page is complete the browser may still take the focus away, to go to the part that is named.
    person.page.wait_for_load_state("load")
    person.text_area.click()
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type(words)
    expect(person.text_area).to_have_value(words)


def offer(person: Person):
    return person.page.locator(".kept")


def test_typed_text_is_offered_back_after_the_page_was_lost(officer: Person) -> None:
    officer.opens_desk().opens_paragraph(2)
    saved = officer.text_area.input_value()
    types(officer, WORDS)
    officer.page.reload()
    assert officer.warnings == ["beforeunload"]

    expect(officer.text_area).to_have_value(saved)
    expect(offer(officer)).to_contain_text("Text that you had typed here was kept.")
    officer.presses("Put it back")
    expect(officer.text_area).to_have_value(WORDS)
    expect(officer.text_area).to_be_focused()
    expect(offer(officer)).to_have_count(0)

    # Put back it is as good as typed, and once saved it is offered no more
    officer.page.reload()
    assert officer.warnings == ["beforeunload"] * 2
    officer.presses("Put it back")
    officer.saves()
    officer.is_told("Saved.")
    officer.opens_paragraph(2)
    expect(officer.text_area).to_have_value(WORDS)
    expect(offer(officer)).to_have_count(0)
    assert officer.warnings == ["beforeunload"] * 2


def test_typed_text_may_be_thrown_away(officer: Person) -> None:
    officer.opens_desk().opens_paragraph(2)
    types(officer, WORDS)
    officer.goes_to("Overview")
    assert officer.warnings == ["beforeunload"]
    officer.opens_desk().opens_paragraph(2)
    officer.presses("Throw it away")
    officer.page.reload()
    expect(offer(officer)).to_have_count(0)
    assert officer.warnings == ["beforeunload"]


def test_typed_text_outlives_an_expired_session(officer: Person) -> None:
    for link, words in (("Change paragraph 2", WORDS), ("Write below paragraph 2", "A new one")):
        officer.opens_desk().follows(link)
        types(officer, words)
        officer.page.context.clear_cookies(name="sessionid")
        officer.saves()
        officer.signs_in("officer@darlington.example")
        expect(offer(officer)).to_be_visible()
        officer.presses("Put it back")
        officer.saves()
        assert Paragraph.objects.filter(body=words).count() == 1
    assert officer.warnings == []


def test_text_that_came_back_with_an_error_is_not_left_without_a_warning(officer: Person) -> None:
    officer.opens_desk().opens_paragraph(2)
    types(officer, "As {99} says")
    officer.saves()
    officer.sees_error("There is no paragraph 99")
    officer.page.locator(".desk-bar").click()
    officer.goes_to("Overview")
    assert officer.warnings == ["beforeunload"]
    officer.opens_desk().opens_paragraph(2)
    officer.presses("Put it back")
    expect(officer.text_area).to_have_value("As {99} says")


def test_nothing_typed_stays_behind_after_signing_out(officer: Person) -> None:
    officer.opens_desk().opens_paragraph(2)
    types(officer, WORDS)
    officer.page.get_by_role("button", name="Sign out").locator("visible=true").click()
    officer.page.wait_for_url("**/sign-in/**")
    assert officer.page.evaluate("sessionStorage.length") == 0


def test_a_double_click_does_it_once(officer: Person) -> None:
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    officer.page.on("request", note)

    def double_clicks(button: str) -> None:
        with officer.page.expect_navigation():
            officer.page.locator("main").get_by_role("button", name=button, exact=True).dblclick()

    before = Document.objects.count()
    officer.opens(f"{REPORTS}new/")
    officer.fills("Title of the report", "Begun by an impatient hand")
    double_clicks("Begin")
    officer.is_told("The report is begun.")
    assert Document.objects.count() == before + 1

    officer.opens(PROGRAMME).brings_in(FILES / "support-at-home.md")
    double_clicks("Keep it")
    officer.is_told("is now a draft report")
    assert Document.objects.count() == before + 2

    officer.opens_desk().follows("Write below paragraph 2")
    officer.writes("Once")
    double_clicks("Save")
    officer.is_told("The paragraph is added")
    assert Paragraph.objects.filter(body="Once").count() == 1
    assert len(sent) == len(set(sent)) == 4
