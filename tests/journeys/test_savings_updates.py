"""The owner of a savings line is written to, says on a phone how it goes and shows it by a file, and finance confirms
it: the figures follow, and neither another council nor the Board reads what the owner wrote."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from accounts.roles import Role
from collab.history import record
from programme.models import Programme
from savings.models import SavingsLine
from tests.factories.world import JOB, REASON, make_member
from tests.journeys.people import PROGRAMME, Person

SAVINGS = f"{PROGRAMME}savings/"
PLAN = f"{SAVINGS}darlington/"
OWNER = "officer@darlington.example"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
COMMENT = "The post holder leaves at the end of June."
DELIVERED = "10,626"
PROOF = "Ledger of June"


@pytest.fixture
def line(world, live_server, settings) -> SavingsLine:
    """It is 5 July 2014, and an officer of Darlington owns a line that is in delivery."""
    settings.SITE_ADDRESS = live_server.url
    programme = Programme.objects.get(slug="three-borough")
    programme.own_date = datetime.date(2014, 7, 5)
    line = SavingsLine.objects.get(plan__programme=programme, ref="DL-03")
    line.owner = User.objects.get(email=OWNER)
    for row in (programme, line):
        record(row, by=JOB, reason=REASON)
    return line


@pytest.fixture
def finance(line: SavingsLine, somebody) -> Person:
    return somebody(make_member(line.plan.programme, Role.FINANCE_LEAD, line.plan.council).email)


def link_of_the_mail() -> str:
    call_command("send_reminders", verbosity=0)
    (sent,) = (row for row in mail.outbox if row.to == [OWNER])
    found = re.search(r"DL-03: (http\S+)", sent.body)
    assert found, sent.body
    return found[1]


def sends_the_update(phone: Person) -> None:
    """By one amount, one choice, one sentence and one button."""
    expect(phone.field("What will it save in 2014/15?")).to_have_value("42,505")
    phone.fills("How much has it saved so far?", DELIVERED)
    phone.page.get_by_role("radio", name="Amber").tap()
    phone.fills("Anything your council should know?", COMMENT)
    phone.page.get_by_role("button", name="Send update", exact=True).tap()
    phone.is_told("The update of DL-03 is sent. Finance confirms what it has saved.")


def shows_it(phone: Person) -> None:
    phone.follows("Add a file that shows it")
    phone.fills("Title", PROOF)
    phone.fills("What it shows", "The budget of the post is gone.")
    ledger = {"name": "ledger.csv", "mimeType": "text/csv", "buffer": b"Account,Amount\n4711,-10626\n"}
    phone.field("The file").set_input_files(ledger)
    phone.finds_nothing_amiss()
    phone.page.get_by_role("button", name="Add the file", exact=True).tap()
    phone.is_told(f"“{PROOF}” is added.")
    phone.finds_nothing_amiss()


def reads_nothing_of_it(person: Person, line: SavingsLine, *secrets: str) -> None:
    here = f"{PLAN}lines/{line.pk}/"
    paths = [SAVINGS, PLAN, here, *(f"{here}{end}/" for end in ("update", "confirm", "history"))]
    paths += [f"{PLAN}{end}/" for end in ("confirmations", "gap", "tracker", "export/csv")]
    for path in [*paths, f"{SAVINGS}?year=2014", f"{PLAN}?year=2014&format=csv", "/"]:
        body = person.body_of(path)
        assert body
        assert not [secret for secret in secrets if secret in body], path


def test_an_update_goes_from_the_mail_to_the_figures(somebody, line: SavingsLine, finance: Person) -> None:
    # Given the mail, and somebody who is not signed in on the phone
    link = link_of_the_mail()
    phone: Person = somebody(**PHONE)
    phone.opens(link).signs_in(OWNER)

    # Then they are at the update itself, and have sent it a moment later
    assert phone.page.url == link
    phone.finds_nothing_amiss()
    sends_the_update(phone)
    shows_it(phone)
    others = [somebody("board@collab.example"), somebody("finance@hartlepool.example")]
    for person in others:
        reads_nothing_of_it(person, line, COMMENT, DELIVERED, PROOF)

    # When finance confirms it
    finance.opens("/")
    finance.page.get_by_role("link", name="Confirm what 1 line of Darlington has delivered").click()
    finance.sees(COMMENT)
    finance.finds_nothing_amiss()
    finance.follows("Another amount, or a question about DL-03")
    finance.finds_nothing_amiss()
    with finance.page.expect_download() as kept:
        finance.follows(PROOF)
    assert kept.value.suggested_filename == "ledger.csv"
    finance.opens(f"{PLAN}confirmations/").presses(f"Confirm £{DELIVERED} of DL-03")
    finance.is_told(f"£{DELIVERED} of DL-03 are confirmed.")

    # Then it moves everybody's figures, and what the owner wrote stays at home
    for path in (f"{PLAN}?year=2014", line.get_absolute_url(), f"{PLAN}gap/", f"{PLAN}tracker/"):
        finance.opens(path).finds_nothing_amiss()
    finance.opens(line.get_absolute_url()).sees(COMMENT)
    for person in others:
        person.opens(f"{SAVINGS}?year=2014")
        row = person.page.get_by_role("row", name=re.compile("^Darlington.*42,505"))
        expect(row).to_contain_text(f"£{DELIVERED}")
        reads_nothing_of_it(person, line, COMMENT)
    others[0].finds_nothing_amiss()
