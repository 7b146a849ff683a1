"""The programme manager keeps the programme: stage, risk, date, benefit; looks back; and meets somebody else's save."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from programme.models import Programme, Risk
from programme.nouns import PAGES
from programme.services import change_record
from tests.factories.world import JOB
from tests.journeys.people import PROGRAMME, Person

RISK = "The joint team loses its programme manager"
BENEFIT = "One contract for legal advice in place of three"


def risk_is_added(manager: Person) -> None:
    manager.opens(f"{PROGRAMME}risks/").follows("Add a risk")
    manager.saves()
    manager.sees_error("Fill in: What might happen")
    manager.fills("What might happen", RISK)
    manager.page.get_by_label("Likelihood").select_option("2")
    manager.fills("Source", "Board, February 2013")
    manager.saves()
    manager.sees_error("Score both likelihood and impact, or neither")
    manager.page.get_by_label("Impact").select_option("5")
    manager.saves()
    manager.is_told("The risk is added.")
    # The only one that is scored comes first.
    expect(manager.page.locator("tbody tr").first).to_contain_text(RISK)
    expect(manager.page.locator("tbody tr").first).to_contain_text("Medium, 10")


def stage_is_changed_and_put_right(manager: Person) -> None:
    manager.opens(f"{PROGRAMME}stage/").follows("Change the stage")
    manager.page.get_by_label("Deferred", exact=True).check()
    manager.fills("Why", "")
    manager.saves()
    manager.sees_error("Say why the programme is deferred")
    manager.page.get_by_label("In delivery", exact=True).check()
    manager.fills("Since", "1 April 2013")
    manager.saves()
    manager.is_told("The stage is saved.")
    manager.sees("In delivery since 1 April 2013.")
    manager.follows("Change the stage")
    manager.page.get_by_label("Business case", exact=True).check()
    manager.fills("Since", "soon")
    manager.saves()
    manager.sees_error("Write when as exactly as it is known")
    manager.fills("Since", "autumn 2012")
    manager.saves()
    manager.sees("Business case since Autumn 2012.")
    # What was wrong stays in the list of stages.
    expect(manager.page.locator("tbody tr").nth(1)).to_contain_text("In delivery")


def a_date_and_a_benefit_are_added(manager: Person) -> None:
    manager.opens(f"{PROGRAMME}dates/").follows("Add a date")
    manager.fills("When", "2013/14")
    manager.fills("What happened, or is to happen", "Tactical savings")
    manager.page.get_by_label("Planned", exact=True).check()
    manager.fills("Source", "Paragraph 30")
    manager.saves()
    manager.sees("2013/14")
    manager.opens(f"{PROGRAMME}benefits/").page.get_by_role("link", name="Add one to Not cash-releasing").click()
    expect(manager.page.get_by_label("Amount", exact=True)).to_have_count(0)
    manager.opens(f"{PROGRAMME}benefits/").page.get_by_role("link", name="Add one to Cost avoided").click()
    manager.page.get_by_label("Cost avoided", exact=True).check()
    manager.fills("What the benefit is", BENEFIT)
    manager.page.get_by_label("Expected", exact=True).check()
    manager.fills("Amount", "1.4m")
    manager.fills("Source", "A made-up note")
    manager.saves()
    manager.sees_error("Write the amount in pounds")
    manager.fills("Amount", "£12,500.50")
    manager.saves()
    manager.sees("£12,500.50")


def somebody_else_saves_first(manager: Person) -> None:
    manager.opens(f"{PROGRAMME}risks/").page.get_by_role("link", name=f"Change {RISK}").click()
    risk = Risk.objects.get(text=RISK)
    change_record(risk, values={"owner": "Chief Executives"}, version=1, by=JOB, reason="agreed by the Board")
    manager.fills("Who owns it", "Programme Board")
    manager.fills("Why (you may leave this out)", "the Board asked for it")
    manager.saves()
    manager.sees_error("Somebody else changed this while you were writing.")
    row = manager.page.locator("tbody tr").filter(has_text="Who owns it")
    expect(row).to_contain_text("Chief Executives")
    expect(row).to_contain_text("Programme Board")
    manager.saves("Save mine in its place")
    manager.is_told("The risk is saved.")
    manager.page.get_by_role("link", name=f"History of {RISK}").click()
    first = manager.page.locator("main ol > li").first
    expect(first).to_contain_text("The Board asked for it")
    expect(first.locator("del")).to_have_text("Chief Executives")
    expect(first.locator("ins")).to_have_text("Programme Board")


def test_the_programme_is_kept(manager: Person) -> None:
    risk_is_added(manager)
    stage_is_changed_and_put_right(manager)
    a_date_and_a_benefit_are_added(manager)
    somebody_else_saves_first(manager)
    manager.opens(f"{PROGRAMME}changes/").sees(BENEFIT)


@pytest.mark.parametrize("width", [1280, 390])
def test_its_pages_have_no_axe_finding(somebody, width: int) -> None:
    manager = somebody("manager@collab.example", viewport={"width": width, "height": 900})
    programme = Programme.objects.get(slug="three-borough")
    paths = [page.url(programme) for page in PAGES]
    paths += [f"{PROGRAMME}{end}" for end in ("changes/", "stage/change/", "risks/new/", "workstreams/new/")]
    risk = programme.risks.all()[0].pk
    paths += [f"{PROGRAMME}risks/{risk}/{end}" for end in ("delete/", "history/")]
    for path in paths:
        manager.opens(path)
        assert Axe().run(manager.page).response["violations"] == [], path
        assert manager.page.evaluate("document.documentElement.scrollWidth") <= width, path
