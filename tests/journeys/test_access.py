"""Every page and state at 1280 and 320 pixels: nothing found by axe, nothing wider than the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.roles import Role
from reporting.demonstration import PEOPLE
from tests.journeys.people import DRAFT, FILES, PROGRAMME, REPORTS, Person

WIDTHS = (1280, 320)


class Look:
    """Looks at what a person has before them, and remembers what is wrong with it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.wrong: dict[str, list[str]] = {}

    def at(self, state: str, *, title: str = "") -> None:
        page = self.person.page
        found = [] if title in page.title() else [f"the title is {page.title()}"]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            needed = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{width}: needs {needed} pixels"] if needed > width else []
            violations = Axe().run(page).response["violations"]
            found += [
                f"{width}: {row['id']} ({row['impact']}) at {[node['target'] for node in row['nodes'][:3]]}"
                for row in violations
            ]
        if found:
            self.wrong[state] = found

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


@contextmanager
def with_more_open(person: Person) -> Iterator[None]:
    """Everything that can be opened on the page is open."""
    person.page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
    yield


def test_axe_and_the_width_are_really_asked(somebody, looking) -> None:
    look = looking(somebody())
    look.person.opens("/privacy/")
    look.person.page.evaluate(
        "document.querySelector('h1').outerHTML = '<h4>Privacy</h4><img src=x width=900 style=\"max-width:none\">'"
    )
    look.at("spoilt")
    found = " ".join(look.wrong.pop("spoilt"))
    assert "320: needs" in found
    assert "image-alt" in found
    assert "page-has-heading-one" in found
    look.person.complaints.clear()


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


@pytest.mark.parametrize("role", Role, ids=str)
def test_overview_and_list_of_every_role(somebody, looking, role: Role) -> None:
    email = next(email for email, _, theirs, _ in PEOPLE if theirs == role)
    look = looking(somebody(email))
    look.at_address(PROGRAMME)
    look.at_address(REPORTS, title="Reports")


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


def test_the_desk(officer: Person, looking) -> None:
    look = looking(officer)
    officer.opens_desk()
    with with_more_open(officer):
        look.at("desk, all open")
    officer.opens_paragraph(4)
    look.at("paragraph open")
    officer.writes("As {99} says.")
    officer.saves()
    look.at("paragraph with an error", title="Error: ")
    officer.opens_desk().follows("Write below paragraph 4")
    officer.saves()
    look.at("new paragraph, empty", title="Error: ")
    officer.opens(f"{DRAFT}headings/new/")
    look.at("new heading")
    officer.saves()
    look.at("new heading, empty", title="Error: ")
    officer.opens_desk().follows("Change the heading Summary")
    look.at("heading open")
    look.at_address(f"{DRAFT}front/")
    officer.fills("Title", "")
    officer.fills("Day", "41")
    officer.saves()
    look.at("front fields, wrong", title="Error: ")


def test_the_pages_around_the_desk(officer: Person, looking) -> None:
    look = looking(officer)
    officer.opens_desk().follows("Move to … for paragraph 4", officer.opens_more(4))
    look.at("move")
    officer.saves("Move it")
    look.at("move, nowhere chosen", title="Error: ")
    officer.opens_desk().follows("Delete paragraph 4", officer.opens_more(4))
    look.at("delete")
    officer.changes_paragraph_with_a_table()
    look.at("desk after saving, with undo")
    officer.deletes_paragraph(3)
    look.at("desk with a reference to a deleted paragraph")
    look.at_address(f"{DRAFT}changes/")
    look.at_address(f"{DRAFT}read/")


def test_two_at_once(officer: Person, manager: Person, looking) -> None:
    look = looking(officer)
    officer.opens_desk().opens_paragraph(3)
    manager.opens_desk().changes_paragraph(3, "Each council has to save more.")
    officer.writes("Each council has to save more, and a year sooner.")
    officer.saves()
    look.at("stale", title="Error: ")
    manager.opens_desk().deletes_paragraph(3)
    officer.saves("Save mine in its place")
    look.at("gone", title="Error: ")
    officer.opens(f"{DRAFT}front/")
    manager.opens(f"{DRAFT}front/")
    manager.fills("Portfolio", "Adults")
    manager.saves()
    officer.fills("Portfolio", "Health")
    officer.saves()
    look.at("front fields, stale", title="Error: ")
