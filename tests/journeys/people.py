"""What people do at the pages, and what they see there, in the words of the journeys."""

import re
import subprocess
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Dialog, Download, Locator, Page, expect

from reporting.demonstration import DRAFT_SLUG, PASSWORD

FILES = Path(__file__).parent / "files"
PROGRAMME = "/programmes/three-borough/"
CASE = f"{PROGRAMME}business-case/"
REPORTS = f"{PROGRAMME}reports/"
DRAFT = f"{REPORTS}{DRAFT_SLUG}/"
WIDTHS = (1280, 390)
# Where the paper keeps header and footer, in points: its margins are 28 mm and 26 mm on A4.
BODY_OF_PAGE = ["-x", "0", "-y", "79", "-W", "596", "-H", "690"]


class Person:
    """Somebody at a browser. `report` is the address of the report at which they work."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.report = DRAFT
        self.complaints: list[str] = []
        self.warnings: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._take_note)

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that answers 403, 404, 409 or 422 is meant to.
        meant = re.search(r"status of 4\d\d", message.text) and "/static/" not in message.location["url"]
        if message.type in ("error", "warning") and not meant:
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _take_note(self, dialog: Dialog) -> None:
        self.warnings.append(dialog.type)
        dialog.accept()

    # Going about

    def opens(self, address: str) -> "Person":
        self.page.goto(address)
        return self

    def opens_desk(self) -> "Person":
        return self.opens(self.report)

    def goes_to(self, place: str) -> None:
        """By the navigation, which a narrow window keeps in a menu."""
        menu = self.page.locator(".menu > summary")
        if menu.is_visible():
            menu.click()
        self.page.get_by_role("navigation").get_by_role("link", name=place).locator("visible=true").click()

    def follows(self, words: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("link", name=words, exact=True).first.click()

    def presses(self, words: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("button", name=words, exact=True).click()

    def field(self, label: str) -> Locator:
        """What one types into, and no choice that is called the same."""
        written = self.page.locator("input:not([type=radio]), textarea")
        return written.and_(self.page.get_by_label(label, exact=True))

    def fills(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        self.fills("E-mail address", email)
        self.fills("Password", password)
        self.presses("Sign in")

    # A report comes in

    def brings_in(self, path: Path) -> None:
        self.goes_to("Reports")
        self.follows("Bring in a report")
        self.page.get_by_label("The report").set_input_files(path)
        self.presses("Read the file")

    def sees_count(self, label: str, count: int) -> None:
        row = self.page.locator(".pairs > div").filter(has_text=re.compile(f"^{re.escape(label)}"))
        expect(row.locator("dd")).to_have_text(str(count))

    def keeps_it(self) -> None:
        self.presses("Keep it")
        self.is_told("is now a draft report")
        self.report = self.page.url.split("#")[0]

    # At the desk

    def paragraph(self, number: int) -> Locator:
        """The paragraph that is called so now."""
        no = self.page.locator(".para__no").filter(has_text=re.compile(rf"^{number}\. ?$"))
        return self.page.locator(".para").filter(has=no)

    def key_of(self, number: int) -> str:
        return (self.paragraph(number).get_attribute("id") or "").removeprefix("p-")

    def opens_paragraph(self, number: int) -> None:
        self.follows(f"Change paragraph {number}")

    @property
    def text_area(self) -> Locator:
        return self.field("Text")

    def writes(self, words: str) -> None:
        self.text_area.fill(words)

    def saves(self, button: str = "Save") -> None:
        with self.page.expect_navigation():
            self.presses(button)

    def changes_paragraph(self, number: int, words: str) -> None:
        self.opens_paragraph(number)
        self.writes(words)
        self.saves()
        self.is_told("Saved.")

    def writes_below_paragraph(self, number: int, words: str) -> None:
        self.follows(f"Write below paragraph {number}")
        self.writes(words)
        self.saves()
        self.is_told("The paragraph is added")

    def changes_paragraph_with_a_table(self) -> None:
        """All of the notation in one paragraph, with a reference to paragraph 3."""
        words = (
            "See {3}, **bold**, *italic*, [the law](https://www.legislation.gov.uk/):\n(a) one\n  (i) inner\n(b) two"
        )
        table = "- bullet\n\n| Council | People |\n| Darlington | 105,600 |"
        self.opens_desk().changes_paragraph(4, f"{words}\n\n{table}")

    def opens_more(self, number: int) -> Locator:
        summary = self.page.locator("summary").filter(has_text=re.compile(rf"^\s*More for paragraph {number}\s*$"))
        summary.click()
        return self.page.locator("details").filter(has=summary)

    def moves_paragraph_after(self, number: int, other: int) -> None:
        self.follows(f"Move to … for paragraph {number}", self.opens_more(number))
        places = self.page.get_by_label("Put it", exact=True)
        place = places.locator("option").filter(has_text=re.compile(rf"^\s*after paragraph {other}:"))
        places.select_option(place.get_attribute("value"))
        self.presses("Move it")
        self.is_told("Moved; the paragraphs are renumbered.")

    def moves_paragraph_up(self, number: int) -> None:
        self.presses(f"Move up paragraph {number}", self.opens_more(number))
        self.is_told("Moved; the paragraphs are renumbered.")

    def deletes_paragraph(self, number: int) -> None:
        self.presses(f"Delete paragraph {number}", self.opens_more(number))
        self.is_told("Deleted. Undo brings it back.")

    def undoes(self) -> None:
        self.page.get_by_role("button", name=re.compile("^Undo the last change: ")).click()
        self.is_told("Undone: ")

    def reads_it(self) -> None:
        self.follows("Read it")

    # What is seen

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".message").first).to_contain_text(words)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_paragraph(self, number: int, words: str) -> None:
        expect(self.paragraph(number)).to_contain_text(words)

    def finds_nothing_amiss(self) -> None:
        """Nothing that axe would complain of, and nothing wider than the window, at a desk and on a phone."""
        before = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            slips = [
                (slip["id"], node["target"])
                for slip in Axe().run(self.page).response["violations"]
                for node in slip["nodes"]
            ]
            assert slips == [], (self.page.url, width)
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (self.page.url, width)
        if before:
            self.page.set_viewport_size(before)

    def body_of(self, address: str) -> str:
        """What the address answers, page or not, without looking at it."""
        return self.page.request.get(address).text()

    def sees_error(self, words: str) -> None:
        expect(self.page.locator(".govuk-error-summary")).to_contain_text(words)
        expect(self.page).to_have_title(re.compile("^Error: "))

    def words_on_paper(self) -> str:
        """Without the line at its head, which the PDF has at the head of each page, and the ways to histories."""
        self.page.locator(".para__history").evaluate_all("links => links.forEach(link => link.remove())")
        head = self.page.locator(".paper__top")
        return self.page.locator(".paper").inner_text().removeprefix(head.inner_text() if head.count() else "")

    # The file to take away

    def takes_as_word(self) -> Path:
        with self.page.expect_download() as download:
            self.follows("Export as Word")
        assert download.value.suggested_filename.endswith(".docx")
        return Path(download.value.path())

    def exports(self) -> Path:
        with self.page.expect_download() as download:
            self.presses("Export as PDF")
        return path_of(download.value)


def path_of(download: Download) -> Path:
    assert download.suggested_filename.endswith(".pdf")
    return Path(download.path())


def words_of(pdf: Path, *options: str) -> str:
    """The text of a PDF in the order in which it was written."""
    command: list[Any] = ["pdftotext", "-raw", "-enc", "UTF-8", *options, pdf, "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def body_of(pdf: Path) -> str:
    """Without the lines at the head and foot of each page."""
    return words_of(pdf, *BODY_OF_PAGE)


def squashed(words: str) -> str:
    """Letters and digits alone: what remains when lines, spaces and dashes fall differently."""
    return "".join(c for c in words.casefold() if c.isalnum())
