"""A finance lead brings in a staffing file, mends it and submits it; the HR lead validates and releases it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from programme.models import Baseline
from tests.journeys.people import PROGRAMME, Person

STAFFING = f"{PROGRAMME}staffing/"
FINANCE, HR = "finance@hartlepool.example", "hr@hartlepool.example"
FILE = """Staff of the council,,,,,,,,
ref,title,service,tier,grade,fte,salary,on_cost_rate,Name
H001,Director of People,People Services,2,CO1,1,103727.33,0.285,Somebody Real
H900,,Adults,3,SM1,1,60000,0.285,Somebody Else
H901,Team manager,Adults,4,PO4,0.5,45000,0.285,Another One
Total,,,,,2.5,208727.33,,
"""


class Lead(Person):
    """Somebody who keeps the baselines of a council. Where scripts run, each page is looked at by axe as well."""

    looks = True

    def looks_around(self) -> None:
        if self.looks:
            assert Axe().run(self.page).response["violations"] == [], self.page.url

    def brings_in_posts(self, path: Path) -> None:
        self.opens(STAFFING).follows("Bring in a staffing file")
        self.presses("Read the file")
        self.sees_error("Choose a file: The staffing file")
        self.looks_around()
        self.page.get_by_label("The staffing file").set_input_files(path)
        for part, value in (("Day", "31"), ("Month", "1"), ("Year", "2013")):
            self.fills(part, value)
        # Day, month and year stand on one line.
        boxes = [self.page.get_by_label(part, exact=True).bounding_box() for part in ("Day", "Month", "Year")]
        assert len({box["y"] for box in boxes if box}) == 1
        self.presses("Read the file")
        self.sees("2 of 4 rows were read, and 2 have to be mended")
        self.sees("Dropped: Name.")
        self.looks_around()

    def mends_it(self) -> None:
        self.presses("Save 2 rows")
        self.sees_error("Mend the 2 rejected rows, or tick the box to save it without")
        self.page.go_back()
        self.page.get_by_label("title", exact=True).first.fill("Head of Adults")
        self.page.get_by_label("Leave row 5 out: it is no post").check()
        self.presses("Read it again")
        self.is_told("2 of 2 rejected rows are mended or left out")
        expect(self.page.locator(".pairs")).to_contain_text("£239,302.12")
        self.presses("Save 3 rows")
        self.is_told("is now a draft baseline")
        self.sees("Hartlepool as at 31 January 2013: 3 posts, 2.5 FTE, £239,302 a year")

    def presses_beginning(self, words: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).first.click()


@pytest.fixture
def lead(somebody: Callable[..., Person]) -> Callable[..., Lead]:
    def come(email: str, *, scripts: bool) -> Lead:
        person = somebody(email, java_script_enabled=scripts)
        person.__class__ = Lead
        person.looks = scripts  # type: ignore[attr-defined]
        return person  # type: ignore[return-value]

    return come


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_baseline_from_a_file_to_its_release(lead: Callable[..., Lead], tmp_path: Path, scripts: bool) -> None:
    path = tmp_path / "hartlepool.csv"
    path.write_text(FILE, encoding="utf-8")
    finance = lead(FINANCE, scripts=scripts)
    finance.brings_in_posts(path)
    finance.mends_it()
    at = finance.page.url.split("#")[0]
    finance.looks_around()

    finance.follows("Team manager")
    finance.fills("FTE", "half")
    finance.presses("Save")
    finance.sees_error("Write the FTE as a number, for example 0.6")
    finance.looks_around()
    finance.fills("FTE", "0.6")
    finance.presses("Save")
    finance.is_told("Team manager is saved.")
    finance.presses_beginning("Put out of scope")
    finance.is_told("2 posts of Adults put out of scope.")
    finance.follows("Compare it with another")
    finance.sees("less than as at 30 November 2012")
    finance.looks_around()
    finance.opens(at).follows("Submit it")
    finance.fills("What whoever validates it should know (you may leave this out)", "Two of Adults only.")
    finance.looks_around()
    finance.presses("Submit it")
    finance.is_told("Somebody else of the council validates it now")
    finance.sees("You submitted it yourself.")
    expect(finance.page.get_by_role("link", name="Validate it")).to_have_count(0)

    hr = lead(HR, scripts=scripts)
    hr.opens("/").follows("Validate the baseline of Hartlepool as at 31 January 2013")
    hr.sees("Two of Adults only.")
    hr.follows("Validate it")
    hr.presses("Validate it")
    hr.sees_error("Tick the box once you have compared it with the council’s records")
    hr.looks_around()
    hr.page.get_by_role("checkbox").check()
    hr.presses("Validate it")
    hr.is_told("Validated, and frozen.")
    hr.follows("Release it to the programme")
    hr.looks_around()
    hr.page.get_by_role("checkbox").check()
    hr.presses("Release it")
    hr.is_told("Released.")
    hr.looks_around()
    hr.follows("History")
    for act in ("Released to the programme", "Validated", "Submitted", "Adults put out of scope: 2 posts"):
        hr.sees(act)
    hr.looks_around()
    row = Baseline.objects.get(as_at="2013-01-31")
    assert (row.status, row.validated_by.email, row.posts.count()) == ("validated", HR, 3)  # type: ignore[union-attr]
    assert row.groups.exists()
