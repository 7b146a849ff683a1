"""The programme manager copies what the councils have into a model, watches the saving while removing posts, keeps a
version and puts it back: with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from programme.models import OperatingModel
from tests.journeys.people import PROGRAMME, Person

MODEL = f"{PROGRAMME}operating-models/4/"
FIRST, SECOND = "Director of People, D001, CO1", "Assistant Director, Education, D003, CO3"
# What the two cost together, which is what the model saves without them; and the first alone.
BOTH, ONE = "£217,968.06", "£121,053.91"


def a_model_of_what_the_councils_have(manager: Person) -> None:
    manager.opens(f"{PROGRAMME}operating-models/").follows("New operating model")
    manager.fills("Code", "3b")
    manager.fills("Name", "Fewer managers")
    manager.saves("Make the model")
    manager.sees_error("Another model of the programme is called 3b already")
    manager.fills("Code", "4")
    manager.saves("Make the model")
    manager.sees("Model 4 costs what the councils have today, and saves nothing")
    manager.follows("Choose its posts")
    figures(manager, "£0")


def figures(manager: Person, saving: str) -> None:
    expect(manager.page.locator("#figures tbody tr").last).to_contain_text(saving)


def test_posts_are_ticked_and_the_saving_follows(manager: Person) -> None:
    a_model_of_what_the_councils_have(manager)
    box = manager.page.get_by_role("checkbox", name=FIRST)
    # By the keyboard, as by the mouse.
    box.focus()
    manager.page.keyboard.press("Space")
    figures(manager, ONE)
    manager.page.get_by_role("checkbox", name=SECOND).check()
    figures(manager, BOTH)
    expect(manager.page.locator("#figures")).to_contain_text("Without the 2 posts ticked")
    manager.page.get_by_role("checkbox", name=SECOND).uncheck()
    figures(manager, ONE)
    manager.page.get_by_role("checkbox", name=SECOND).check()
    manager.saves("Remove the ticked")
    manager.is_told("The ticked posts are removed.")
    figures(manager, BOTH)
    manager.opens(MODEL).sees("Model 4 saves £217,968 a year")
    version_is_kept_and_put_back(manager)


def version_is_kept_and_put_back(manager: Person) -> None:
    manager.follows("Versions")
    manager.follows("Keep this version")
    manager.saves("Keep this version")
    manager.sees_error("Fill in: Why this version is kept")
    manager.fills("Why this version is kept", "As put to the Board")
    manager.saves("Keep this version")
    manager.is_told("Version 1 is kept.")
    manager.opens(f"{MODEL}posts/").page.get_by_role("checkbox", name="Tick all that are shown").check()
    expect(manager.page.locator("#figures")).to_contain_text("With the 2 posts ticked that it has not")
    manager.saves("Remove the ticked")
    manager.sees("£3,370,974.98")
    manager.opens(f"{MODEL}versions/").follows("Version 1")
    manager.sees("Not kept Assistant Director, Commissioning")
    manager.follows("Put it back")
    manager.saves("Put it back")
    manager.sees("Model 4 saves £217,968 a year")
    manager.opens(f"{PROGRAMME}operating-models/").sees("Fewer managers")


def test_the_same_without_scripts(somebody) -> None:
    manager = somebody("manager@collab.example", java_script_enabled=False)
    a_model_of_what_the_councils_have(manager)
    for name in (FIRST, SECOND):
        manager.page.get_by_role("checkbox", name=name).check()
    manager.saves("Work out")
    figures(manager, BOTH)
    expect(manager.page.get_by_role("checkbox", name=FIRST)).to_be_checked()
    manager.saves("Remove the ticked")
    manager.opens(MODEL).sees("Model 4 saves £217,968 a year")


@pytest.mark.parametrize("width", [1280, 390])
def test_its_pages_have_no_axe_finding(somebody, width: int) -> None:
    manager = somebody("manager@collab.example", viewport={"width": width, "height": 900})
    model = OperatingModel.objects.get(code="3b")
    here, post = model.get_absolute_url(), model.posts.get(ref="M1").pk
    ends = ("", "posts/", "posts/new/", f"posts/{post}/", "years/", "edit/", "versions/", "versions/keep/")
    paths = [*(f"{here}{end}" for end in ends), f"{PROGRAMME}new-operating-model/", f"{PROGRAMME}parameters/"]
    for path in (*paths, f"{PROGRAMME}parameters/change/", f"{PROGRAMME}parameters/councils/darlington/"):
        manager.opens(path)
        assert Axe().run(manager.page).response["violations"] == [], path
        assert manager.page.evaluate("document.documentElement.scrollWidth") <= width, path
