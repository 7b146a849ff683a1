"""Every page and state at 1280 and 320 pixels: nothing found by axe, nothing wider than the window."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from collab.history import Job
from collab.jobs.models import Job as LongJob
from collab.jobs.services.working import claim
from documents.outline import Outline, OutlineParagraph, OutlineSection
from documents.queries import style_for
from documents.services import create_report
from programme.models import Council, Programme
from reporting.demonstration import PASSWORD, PEOPLE
from tests.journeys.people import CASE, DRAFT, FILES, PROGRAMME, REPORTS, Person

WIDTHS = (1280, 320)
AXE = Axe().axe_script
RUN_AXE = "axe.run({resultTypes: ['violations']})"
# What is another each time and says nothing.
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class Look:
    """Looks at what a person has before them, and remembers what is wrong with it. A page that looks the same as
    one seen before, for somebody else perhaps, is not looked at twice."""

    seen: ClassVar[set[int]] = set()

    def __init__(self, person: Person) -> None:
        self.person = person
        self.wrong: dict[str, list[str]] = {}

    def at(self, state: str, *, title: str = "") -> None:
        page = self.person.page
        found = [] if title in page.title() else [f"the title is {page.title()}"]
        who = page.locator(".mast__who span").first
        html = TOKENS.sub("", page.content())
        html = html.replace(who.inner_html(), "") if who.count() else html
        if hash(html) not in self.seen:
            self.seen.add(hash(html))
            page.evaluate(AXE)
            found += [slip for width in WIDTHS for slip in self._slips(width)]
        if found:
            self.wrong[state] = found

    def _slips(self, width: int) -> Iterator[str]:
        page = self.person.page
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{width}: needs {needed} pixels"
        for row in page.evaluate(RUN_AXE)["violations"]:
            where = [node["target"] for node in row["nodes"][:3]]
            yield f"{width}: {row['id']} ({row['impact']}) at {where}"

    def at_address(self, address: str, **expected: str) -> None:
        self.person.opens(address)
        self.at(address, **expected)


@pytest.fixture
def looking() -> Iterator[Callable[[Person], Look]]:
    looks: list[Look] = []

    def begin(person: Person) -> Look:
        looks.append(Look(person))
        return looks[-1]

    yield begin
    assert {state: found for look in looks for state, found in look.wrong.items()} == {}


def test_axe_and_the_width_are_really_asked(somebody, looking) -> None:
    look = looking(somebody())
    look.person.opens("/privacy/")
    spoil = "'<h4>Privacy</h4><img src=x><p class=nowrap>' + 'Too wide. '.repeat(40)"
    look.person.page.evaluate(f"document.querySelector('h1').outerHTML = {spoil}")
    look.at("spoilt", title="Privacy")
    found = " ".join(look.wrong.pop("spoilt"))
    assert "320: needs" in found
    assert "320: image-alt (critical)" in found
    assert "1280: page-has-heading-one (moderate)" in found


def test_before_signing_in(somebody, looking) -> None:
    person = somebody()
    look = looking(person)
    look.at_address("/sign-in/")
    person.signs_in("officer@darlington.example", "not it")
    look.at("sign-in, wrong password", title="Error: ")
    look.at_address("/password/forgotten/")
    person.saves("Send me the link")
    look.at("forgotten password, nothing filled in", title="Error: ")
    person.fills("E-mail address", "officer@darlington.example")
    person.saves("Send me the link")
    look.at("forgotten password, sent", title="Look in your mail")
    look.at_address("/demonstration/mail/")
    look.at_address("/accessibility/")
    look.at_address("/privacy/")
    look.at_address("/no/such/page/", title="Page not found")


def test_overview_and_list_of_every_role(somebody, looking) -> None:
    for email in {role: email for email, _, role, _ in PEOPLE}.values():
        look = looking(somebody(email))
        look.at_address(PROGRAMME)
        look.at_address(REPORTS, title="Reports")


def test_operating_models(somebody, looking) -> None:
    look = looking(somebody("board@collab.example"))
    look.at_address(f"{PROGRAMME}operating-models/", title="Operating models")
    look.at_address(f"{PROGRAMME}operating-models/?of=cost&by=equal&model=1")
    look.at_address(f"{PROGRAMME}operating-models/?by=caseload", title="Error: ")
    look.at_address(f"{PROGRAMME}operating-models/3b/appraisal/?of=cost&by=equal&whose=hartlepool", title="Appraisal")


def test_somebody_who_may_not(somebody, looking) -> None:
    look = looking(somebody("auditor@collab.example"))
    look.at_address(DRAFT, title="You may not do this")
    look.at_address(f"{DRAFT}read/")
    look.at_address("/sign-out/")
    look.at_address("/password/change/")


def test_beginning_and_bringing_in(officer: Person, looking, tmp_path: Path) -> None:
    look = looking(officer)
    look.at_address(f"{REPORTS}new/")
    officer.saves("Begin")
    look.at("new, nothing filled in", title="Error: ")
    look.at_address(f"{REPORTS}import/")
    officer.saves("Read the file")
    look.at("import, no file", title="Error: ")
    officer.opens(PROGRAMME)
    officer.brings_in(FILES / "support-at-home.md")
    officer.sees("The whole file was understood.")
    look.at("import, all understood")
    odd = tmp_path / "odd.md"
    words = (FILES / "support-at-home.md").read_text("utf-8")
    odd.write_text(
        words.replace("\n7. ", "\n6. ").replace("---", "A line in the wrong place.\n\n![](x.png)", 1), "utf-8"
    )
    officer.opens(PROGRAMME)
    officer.brings_in(odd)
    officer.sees("before you keep it")
    look.at("import, with questions")
    officer.fills("Title", "")
    officer.saves("Keep it")
    look.at("import, kept without a title", title="Error: ")


@pytest.fixture
def short_report(world) -> str:
    """The address of a report of four paragraphs: what is at issue is the form on it."""
    council = Council.objects.get(slug="darlington")
    rows = tuple(OutlineParagraph(f"Paragraph {words}.") for words in ("one", "two", "three", "four"))
    outline = Outline("Short report", {}, (OutlineSection("Summary", 2, paragraphs=rows),))
    create_report(
        programme=Programme.objects.get(), council=council, style=style_for(council, Programme.objects.get().today),
        outline=outline, slug="short", by=Job("test"), reason="for looking at",
    )  # fmt: skip
    return f"{REPORTS}short/"


def test_the_whole_desk(officer: Person, looking) -> None:
    look = looking(officer)
    officer.opens_desk()
    officer.page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
    look.at("desk, all open")
    officer.changes_paragraph_with_a_table()
    officer.deletes_paragraph(3)
    look.at("desk with undo, a table and a reference to a deleted paragraph")
    officer.opens_desk().follows("Change the heading SUMMARY REPORT")
    look.at("the first heading of all, open")
    look.at_address(f"{DRAFT}read/")


def test_forms_at_the_desk(officer: Person, looking, short_report: str) -> None:
    look = looking(officer)
    officer.report = short_report
    officer.opens_desk().opens_paragraph(4)
    look.at("paragraph open")
    officer.writes("As {99} says.")
    officer.saves()
    look.at("paragraph with an error", title="Error: ")
    officer.opens_desk().follows("Write below paragraph 4")
    officer.saves()
    look.at("new paragraph, empty", title="Error: ")
    officer.opens(f"{short_report}headings/new/")
    look.at("new heading")
    officer.saves()
    look.at("new heading, empty", title="Error: ")
    officer.opens_desk().follows("Change the heading Summary")
    look.at("heading open")


def test_the_editor_of_an_open_paragraph(somebody, looking, short_report: str) -> None:
    officer = somebody("officer@darlington.example", rich=True)
    look = looking(officer)
    officer.report = short_report
    officer.opens_desk().opens_paragraph(4)
    officer.page.locator(".edit [contenteditable=true]").click()
    look.at("editor open")
    officer.presses("Table")
    for heading in ("Council", "Share"):
        officer.page.keyboard.type(heading)
        officer.page.keyboard.press("Tab")
    look.at("editor in a table")
    officer.presses("Cross-reference")
    look.at("editor asking for a paragraph")
    officer.page.keyboard.press("Escape")
    # The keyboard is back in the text when the dialogue has closed.
    expect(officer.page.locator(".edit [contenteditable=true]")).to_be_focused()
    officer.page.keyboard.type("As {99} says")
    expect(officer.page.locator(".edit [contenteditable=true]")).to_contain_text("As {99} says")
    officer.saves()
    look.at("editor with an error", title="Error: ")


def test_pages_around_the_desk(officer: Person, looking, short_report: str) -> None:
    look = looking(officer)
    officer.report = short_report
    look.at_address(f"{short_report}front/")
    officer.fills("Title", "")
    officer.fills("Day", "41")
    officer.saves()
    look.at("front fields, wrong", title="Error: ")
    officer.opens_desk().follows("Move to … for paragraph 4", officer.opens_more(4))
    look.at("move")
    officer.saves("Move it")
    look.at("move, nowhere chosen", title="Error: ")
    officer.opens_desk().follows("Delete, saying why for paragraph 4", officer.opens_more(4))
    look.at("delete")
    officer.saves("Delete it")
    officer.opens_desk().follows("Split paragraph 3", officer.opens_more(3))
    look.at("split")
    look.at_address(f"{short_report}find/?q=paragraph")
    look.at_address(f"{short_report}find/?q=paragraph&replacement=piece&preview=1")
    officer.opens_desk().presses("Keys")
    look.at("keys")
    look.at_address(f"{short_report}changes/")


def test_the_list_and_what_is_done_with_a_whole_report(manager: Person, looking, short_report: str) -> None:
    look = looking(manager)
    look.at_address(f"{REPORTS}?text=Paragraph")
    look.at_address(f"{REPORTS}?text=nowhere&title=x")
    look.at_address(f"{REPORTS}?text=x", title="Error: ")
    look.at_address(f"{short_report}copy/")
    manager.fills("Title of the copy", "")
    manager.saves("Make the copy")
    look.at("copy without a title", title="Error: ")
    look.at_address(f"{short_report}archive/")
    manager.saves("Archive it")
    look.at("archive without a reason", title="Error: ")
    manager.fills("Why is it put away?", "taken over")
    manager.saves("Archive it")
    look.at("archived")
    look.at_address(short_report, title="This report is archived")
    look.at_address(f"{REPORTS}?state=archived")


def test_the_business_case(manager: Person, looking) -> None:
    look = looking(manager)
    look.at_address(CASE, title="Three councils")
    look.at_address(manager.page.url.replace("/read/", "/compare/"), title="What changed in")
    manager.opens(CASE)
    manager.follows("Archive it")
    manager.fills("Why is it put away?", "taken over")
    manager.saves("Archive it")
    look.at_address(CASE, title="Business case")
    look.at_address(f"{CASE}new/")
    manager.fills("Title of the business case", "")
    manager.saves("Begin")
    look.at("case without a title", title="Error: ")
    manager.fills("Title of the business case", "Again")
    manager.saves("Begin")
    look.at("the five cases, waiting")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_that_takes_its_time(somebody, looking, monkeypatch: pytest.MonkeyPatch, scripts: bool) -> None:
    """The page follows by itself, without being asked, until there is a file to take away."""
    monkeypatch.setattr("collab.jobs.waiting.wait_for", lambda job: None)
    person = somebody("officer@darlington.example", java_script_enabled=scripts)
    heading, look = person.page.get_by_role("heading", level=1), looking(person) if scripts else None

    def sees(words: str, state: str = "is being made") -> None:
        expect(heading).to_have_text(f"Your PDF {state}")
        expect(person.page.get_by_role("status")).to_contain_text(words)
        if look:
            look.at(words, title=f"Your PDF {state}")

    person.opens_desk().presses("Export as PDF")
    sees("It is about to begin.")
    waits = LongJob.objects.get()
    LongJob.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    sees("This is taking longer than usual")
    attempt = claim(waits.pk)
    assert attempt is not None
    attempt.progress("Setting its pages", 3, 10)
    sees("Setting its pages.")
    attempt.run()
    sees("It is yours to take away.", "is ready")
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name="Download").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    LongJob.objects.update(state="failed", result=None, error="It is too large.")
    person.page.reload()
    sees("It is too large.", "could not be made")
    person.follows("Go back and ask for it again")
    person.presses("PDF, accessible")
    expect(heading).to_have_text("Your PDF is being made")
    person.presses("Stop it")
    person.is_told("Your PDF was stopped.")


def test_two_at_once(officer: Person, manager: Person, looking, short_report: str) -> None:
    look = looking(officer)
    officer.report = manager.report = short_report
    officer.opens_desk().opens_paragraph(3)
    manager.opens_desk().changes_paragraph(3, "Paragraph three, changed.")
    officer.writes("Paragraph three, and a table.")
    officer.saves()
    look.at("stale", title="Error: ")
    manager.opens_desk().deletes_paragraph(3)
    officer.saves("Save mine in its place")
    look.at("gone", title="Error: ")
    officer.opens(f"{short_report}front/")
    manager.opens(f"{short_report}front/")
    manager.fills("Portfolio", "Adults")
    manager.saves()
    officer.fills("Portfolio", "Health")
    officer.saves()
    look.at("front fields, stale", title="Error: ")


def test_people_councils_and_accounts(somebody, looking, mail_page) -> None:
    administrator = somebody("administrator@collab.example")
    look = looking(administrator)
    page = administrator.page
    look.at_address("/account/", title="Your account")
    administrator.fills("Your name", "")
    administrator.saves("Save your name")
    look.at("account, no name", title="Error: ")
    look.at_address("/account/tokens/new/", title="Make a token")
    administrator.saves("Make the token")
    look.at("new token, nothing filled in", title="Error: ")
    administrator.fills("What it is for", "Monthly figures")
    administrator.fills("Your password", PASSWORD)
    administrator.saves("Make the token")
    look.at("a token, shown once", title="Your token")
    look.at_address("/account/", title="Your account")
    look.at_address("/programmes/new/")
    administrator.saves("Make it")
    look.at("new programme, nothing filled in", title="Error: ")
    look.at_address(f"{PROGRAMME}councils/")
    look.at_address(f"{PROGRAMME}councils/?q=nothing")
    look.at_address(f"{PROGRAMME}councils/new/")
    administrator.saves("Add it")
    look.at("new council, nothing filled in", title="Error: ")
    look.at_address(f"{PROGRAMME}councils/hartlepool/", title="Hartlepool")
    look.at_address(f"{PROGRAMME}councils/hartlepool/remove/")
    administrator.fills("Why", "left")
    administrator.saves("Remove it")
    look.at("a council that stays", title="Error: ")
    look.at_address(f"{PROGRAMME}people/invite/")
    administrator.saves("Send the invitation")
    look.at("invitation, nothing filled in", title="Error: ")
    administrator.fills("Name", "Ina Gast")
    administrator.fills("E-mail address", "ina.gast@hartlepool.example")
    page.get_by_label("Role", exact=True).select_option("Auditor")
    administrator.saves("Send the invitation")
    look.at("people, one invited", title="People")
    look.at_address(f"{PROGRAMME}people/?q=nobody")
    look.at_address(f"{PROGRAMME}people/changes/", title="Changes of access")
    look.at_address(f"{PROGRAMME}people/changes/?q=nobody")
    administrator.opens(f"{PROGRAMME}people/")
    with page.expect_navigation():
        administrator.follows("Withdraw the invitation of Ina Gast")
    look.at("withdraw", title="Withdraw")
    administrator.opens(f"{PROGRAMME}people/")
    with page.expect_navigation():
        administrator.follows("Administrator")
    look.at("a person", title="Roles of")
    administrator.follows("Take away the role administrator")
    administrator.fills("Why", "leaving")
    administrator.saves("Give it up")
    look.at("the last administrator", title="Error: ")
    visitor = somebody()
    look = looking(visitor)
    visitor.opens("/demonstration/mail/")
    link = visitor.page.locator('a[href*="/invitation/"]').first.get_attribute("href")
    look.at_address(link, title="Your invitation")
    visitor.saves("Take part")
    look.at("invitation, nothing filled in", title="Error: ")
    look.at_address("/invitation/nonsense/", title="holds no more")
    look = looking(administrator)
    look.at_address(link, title="Your invitation")
    look = looking(somebody("auditor@collab.example"))
    look.at_address(f"{PROGRAMME}people/", title="People")
