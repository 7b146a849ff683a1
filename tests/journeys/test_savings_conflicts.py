"""A council agrees a line that takes a post on which the joint model counts, and its finance lead decides who keeps the
claim: everybody sees the joint saving move and what was decided, and only those who may the post and the reason."""

import re

import pytest

from accounts.roles import Role
from programme.models import Programme
from savings.models import SavingsLine
from tests.factories.world import make_member
from tests.journeys.people import PROGRAMME, Person

SAVINGS = f"{PROGRAMME}savings/"
PLAN = f"{SAVINGS}darlington/"
JOINT = f"{SAVINGS}joint/3b/"
CLAIMS = f"{JOINT}claims/"
IN_2015 = f"{JOINT}?year=2015"
# The line takes half of a post that costs £67,230 a year.
LINE, POST, HALF = "Vacancy removal (2)", "D006", 33_615
REASON = "Nobody else can lead the team through the winter."
AUTHORITY = "Programme Board of 18 February 2013, minute 6"


@pytest.fixture
def finance(world, somebody) -> Person:
    """Darlington's, of whom the demonstration has none."""
    programme = Programme.objects.get(slug="three-borough")
    return somebody(make_member(programme, Role.FINANCE_LEAD, programme.councils.get(slug="darlington")).email)


def joint_saving(person: Person) -> int:
    """In pounds, of the headline."""
    head = person.opens(IN_2015).page.locator("h1").inner_text()
    found = re.search(r"now stands at £([\d,]+) a year", head)
    assert found, head
    return int(found[1].replace(",", ""))


def decides_on_a_day(person: Person, authority: str) -> None:
    person.fills(authority, AUTHORITY)
    for label, words in (("Day", "18"), ("Month", "2"), ("Year", "2013")):
        person.fills(label, words)


def agrees_the_line(finance: Person) -> None:
    finance.opens(PLAN).finds_nothing_amiss()
    finance.follows(LINE)
    finance.follows("Change its status")
    finance.sees("The joint saving of model 3b, gross and for a full year")
    finance.finds_nothing_amiss()
    finance.page.get_by_role("radio", name="Agreed").check()
    decides_on_a_day(finance, "By what authority")
    finance.saves("Change its status")
    finance.is_told("DL-02 is agreed from now on.")


def decides_who_keeps_it(finance: Person) -> None:
    finance.opens(CLAIMS).finds_nothing_amiss()
    finance.page.get_by_role("link", name=re.compile(f"^Decide who keeps it ?: post {POST},")).click()
    finance.saves("Record the decision")
    finance.sees_error("Choose an answer: Who keeps the claim?")
    finance.finds_nothing_amiss()
    finance.page.get_by_role("radio", name="The joint model").check()
    decides_on_a_day(finance, "By what authority was it decided?")
    finance.fills("Why?", REASON)
    finance.saves("Record the decision")
    finance.is_told("Decided. No figure has changed")
    finance.sees("The line still takes the post: it is to let go of it.")
    finance.sees(REASON)
    finance.follows(f"History of the decision on post {POST}")
    finance.sees(REASON)
    finance.finds_nothing_amiss()


def reads_no_post_and_no_reason(person: Person, pages: list[str]) -> None:
    line = SavingsLine.objects.get(ref="DL-02").get_absolute_url()
    for path in [SAVINGS, PLAN, line, JOINT, IN_2015, f"{IN_2015}&format=csv", CLAIMS, *pages]:
        body = person.body_of(path)
        assert body
        assert not [secret for secret in (POST, REASON, f"{HALF:,}", "67,230") if secret in body], path


def test_a_claim_is_decided_and_the_joint_saving_follows_the_lines(somebody, finance: Person) -> None:
    others = [somebody("board@collab.example"), somebody("finance@hartlepool.example")]
    everybody = [finance, *others]
    before = [joint_saving(person) for person in everybody]

    # When the line is agreed, the joint saving falls for everybody, by what the line takes of the post
    agrees_the_line(finance)
    assert [joint_saving(person) for person in everybody] == [was - HALF for was in before]
    finance.sees(POST)
    finance.finds_nothing_amiss()

    # When it is decided who keeps the claim, no figure moves
    decides_who_keeps_it(finance)
    decision = finance.page.url
    assert joint_saving(finance) == before[0] - HALF
    decide = SavingsLine.objects.get(ref="DL-02").posts.get().pk

    # Then the others read the decision and its authority, and no more
    for person in others:
        person.opens(SAVINGS).sees(f"now stands at £{before[0] - HALF:,} a year")
        person.opens(CLAIMS).sees("The joint model keeps the claim. Decided on 18 February 2013: " + AUTHORITY)
        reads_no_post_and_no_reason(person, [decision, f"{CLAIMS}{decide}/also_in_model/"])
    for path in (SAVINGS, CLAIMS, IN_2015):
        others[0].opens(path).finds_nothing_amiss()
