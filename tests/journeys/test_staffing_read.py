"""A board member and another council's lead look for a post, a salary or a reference, and find none; the programme
manager finds them all. The pages are read on every width, without a finding of axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.people import PROGRAMME, Person

STAFFING = f"{PROGRAMME}staffing/"
# Of the Director of People: reference, salary and cost.
SECRET = ("D001", "95,694.79", "121,053.91")
PAGES = (
    STAFFING,
    f"{STAFFING}darlington/",
    f"{STAFFING}darlington/structure/",
    f"{PROGRAMME}operating-models/1/structure/",
)


def finds_nothing_of_a_post(person: Person) -> None:
    person.opens(STAFFING).sees("The three councils have 50 posts, 41.8 FTE in scope, which cost £3,370,975 a year")
    person.follows("Darlington")
    person.sees("£95,000 to £99,999")
    person.sees("Groups of fewer than 5 posts are not shown")
    person.follows("Structure")
    person.sees("Darlington, tier by tier")
    for path in PAGES:
        text = person.opens(path).page.content()
        assert not [secret for secret in SECRET if secret in text], path
    person.opens(f"{STAFFING}darlington/posts/")
    person.sees("The posts of Darlington Borough Council are seen one by one by its own finance lead and HR lead")


def test_others_find_no_post(somebody) -> None:
    finds_nothing_of_a_post(somebody("board@collab.example"))
    finds_nothing_of_a_post(somebody("finance@hartlepool.example", java_script_enabled=False))


def test_the_programme_team_finds_them_all(manager: Person) -> None:
    manager.opens(STAFFING).follows("Darlington")
    manager.follows("All posts")
    for secret in SECRET:
        manager.sees(secret)
    manager.fills("Words", "safeguarding")
    manager.saves("Find")
    manager.sees("3 posts found.")
    manager.opens(f"{STAFFING}darlington/").follows("Structure")
    manager.sees("Five posts lead others, each of them 2 to 5 posts directly.")


@pytest.mark.parametrize("width", [1280, 320])
def test_its_pages_have_no_axe_finding(somebody, width: int) -> None:
    for who, more in (("board@collab.example", ()), ("finance@hartlepool.example", (f"{STAFFING}hartlepool/posts/",))):
        person = somebody(who, viewport={"width": width, "height": 900})
        for path in (*PAGES, *more, f"{STAFFING}darlington/?figure=cost"):
            person.opens(path)
            assert Axe().run(person.page).response["violations"] == [], path
            assert person.page.evaluate("document.documentElement.scrollWidth") <= width, path
