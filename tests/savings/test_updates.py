"""The owner of a line says how a quarter went, and finance answers: figures, refusals and pages."""

import datetime
import io
import re
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import erase_many, record
from programme.models import Programme
from savings.enums import LineStatus, Rating, UpdateState
from savings.models import LineAmount, LineUpdate, PlanGroup, SavingsLine
from savings.queries.gaps import deliveries_of
from savings.queries.updates import asked_of_owner, next_quarter, quarter_asked
from savings.queries.waiting import dates_ahead, waiting_for
from savings.services.reminders import letters_due, remind_everybody
from savings.services.updates import Told, confirm_update, return_update, send_update
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member

YEAR = FinancialYear(2014)
FIRST, SECOND = Quarter(YEAR, 1), Quarter(YEAR, 2)
PLANNED = 48_159_00


@pytest.fixture
def people(near: Programme) -> dict[str, User]:
    """Alder's owner, finance lead, HR lead and another officer; Birch's finance lead. It is 5 July 2014."""
    near.own_date, near.demonstration_note = datetime.date(2014, 7, 5), "Fictitious."
    record(near, by=JOB, reason=REASON)
    alder, birch = near.councils.get(slug="alder"), near.councils.get(slug="birch")
    return {
        "owner": make_member(near, Role.OFFICER, alder),
        "finance": make_member(near, Role.FINANCE_LEAD, alder),
        "hr": make_member(near, Role.HR_LEAD, alder),
        "dem": make_member(near, Role.DEMOCRATIC_SERVICES, alder),
        "birch": make_member(near, Role.FINANCE_LEAD, birch),
    }


@pytest.fixture
def line(near: Programme, people: dict[str, User]) -> SavingsLine:
    line = make_line(
        near, near.councils.get(slug="alder"), STAFF["alder"].staff, owner=people["owner"], title="Transport review",
        service="Transport",
    )  # fmt: skip
    amount = LineAmount(line=line, year=2014, planned_pence=PLANNED, forecast_pence=42_505_00)
    record(amount, by=JOB, reason=REASON)
    return line


def send(line: SavingsLine, people: dict[str, User], quarter: Quarter = FIRST, who: str = "owner", **told: Any) -> Any:
    line = SavingsLine.objects.get(pk=line.pk)
    said = {"forecast_pence": 42_505_00, "delivered_pence": 10_626_00, "rating": Rating.AMBER, "comment": "Late"} | told
    sure = said.pop("sure", False)
    return send_update(line, quarter, told=Told(**said), version=line.version, sure=sure, by=people[who])


def at(line: SavingsLine, days: int) -> None:
    """So many days after 5 July 2014."""
    programme = line.plan.programme
    programme.own_date = datetime.date(2014, 7, 5) + datetime.timedelta(days)
    record(programme, by=JOB, reason=REASON)


def test_line_and_sums_follow_what_is_sent_and_confirmed(line: SavingsLine, people: dict[str, User]) -> None:
    update = send(line, people, forecast_pence=40_000_00)
    line.refresh_from_db()
    amount, group = line.amounts.get(), PlanGroup.objects.get(plan=line.plan)
    assert (line.rating, amount.forecast_pence, amount.actual_pence) == (Rating.AMBER, 40_000_00, None)
    assert (group.rating, group.forecast_pence, group.actual_pence) == (Rating.AMBER, 40_000_00, 0)
    confirm_update(update, confirmed_pence=10_626_00, version=line.version, by=people["finance"])
    amount.refresh_from_db()
    update.refresh_from_db()
    assert (amount.actual_pence, update.state, update.answered_by) == (
        10_626_00, UpdateState.CONFIRMED, people["finance"],
    )  # fmt: skip
    assert PlanGroup.objects.get(plan=line.plan).actual_pence == 10_626_00
    with pytest.raises(Refused, match="Finance has confirmed this update"):
        send(line, people)
    # The next quarter is counted on from there, and an earlier one does not come after it.
    at(line, 100)
    send(line, people, SECOND, delivered_pence=20_000_00)
    with pytest.raises(Refused, match="A later quarter"):
        send(line, people)


def test_sending_again_replaces_what_finance_has_not_confirmed(line: SavingsLine, people: dict[str, User]) -> None:
    first = send(line, people)
    line.refresh_from_db()
    return_update(first, answer="Is the contract in it?", version=line.version, by=people["finance"])
    again = send(line, people, comment="It is")
    assert (again.pk, again.state, again.answer) == (first.pk, UpdateState.SENT, "")
    reasons = list(LineUpdate.history.order_by("history_id").values_list("history_change_reason", flat=True))
    assert reasons == ["update sent", "update returned", "update sent again"]
    assert LineUpdate.history.filter(answer="Is the contract in it?").exists()


def test_what_finance_returns_is_not_the_standing_forecast(line: SavingsLine, people: dict[str, User]) -> None:
    """Plan and gap go by the last forecast that was not returned; what somebody has forecast since stays."""

    def returned(update: LineUpdate) -> int | None:
        version = SavingsLine.objects.get().version
        return_update(update, answer="Why?", version=version, by=people["finance"])
        forecast = line.amounts.get().forecast_pence
        assert PlanGroup.objects.get().forecast_pence == (forecast or 0)
        (delivery,) = deliveries_of(line.plan.programme).values()
        assert delivery.savings[YEAR].unconfirmed == (forecast or 0)
        return forecast

    first = send(line, people, forecast_pence=40_000_00)
    send(line, people, forecast_pence=39_000_00)
    first.refresh_from_db()
    assert returned(first) == 42_505_00
    at(line, 100)
    send(line, people, SECOND, forecast_pence=38_000_00)
    assert returned(LineUpdate.objects.get(quarter=2)) == 42_505_00
    # Returned from the last to the first, and from the first to the last.
    for order in ((2, 1), (1, 2)):
        erase_many(list(LineUpdate.objects.all()), by=JOB, reason=REASON)
        send(line, people, forecast_pence=41_000_00)
        send(line, people, SECOND, forecast_pence=38_000_00)
        stood = [returned(LineUpdate.objects.get(quarter=number)) for number in order]
        assert stood == ([41_000_00, 42_505_00] if order == (2, 1) else [38_000_00, 42_505_00])
    # A lead who forecasts otherwise meanwhile has the last word.
    again = send(line, people, SECOND, forecast_pence=38_000_00)
    amount = line.amounts.get()
    amount.forecast_pence = 45_000_00
    record(amount, by=JOB, reason=REASON)
    assert returned(again) == 45_000_00
    amount.forecast_pence = None
    record(amount, by=JOB, reason=REASON)
    assert returned(send(line, people, SECOND)) is None


def test_what_looks_like_a_slip_is_asked_and_kept_only_when_somebody_is_sure(
    line: SavingsLine, people: dict[str, User]
) -> None:  # fmt: skip
    with pytest.raises(Refused, match="is less than the £10,626") as refused:
        send(line, people, forecast_pence=9_000_00)
    assert refused.value.code == "question"
    assert not LineUpdate.objects.exists()
    assert send(line, people, forecast_pence=9_000_00, sure=True).forecast_pence == 9_000_00
    at(line, 100)
    with pytest.raises(Refused, match="less than the £10,626 that was told before"):
        send(line, people, SECOND, delivered_pence=1_000_00)
    send(line, people, SECOND, delivered_pence=1_000_00, sure=True)


def test_who_may_send_and_who_may_confirm(line: SavingsLine, people: dict[str, User]) -> None:
    for who in ("dem", "birch"):
        with pytest.raises(Refused, match="sent by the person who owns"):
            send(line, people, who=who)
    update = send(line, people, who="finance")
    version = SavingsLine.objects.get().version
    for who, why in (("finance", "You sent this update yourself"), ("owner", "is confirmed by its finance lead")):
        with pytest.raises(Refused, match=why):
            confirm_update(update, confirmed_pence=1, answer="x", version=version, by=people[who])
    send(line, people, who="hr")
    version = SavingsLine.objects.get().version
    with pytest.raises(Refused, match="Say why"):
        confirm_update(update, confirmed_pence=9_000_00, version=version, by=people["finance"])
    found = confirm_update(
        update, confirmed_pence=9_000_00, answer="One month is missing", version=version, by=people["finance"]
    )
    assert (found.confirmed_pence, line.amounts.get().actual_pence) == (9_000_00, 9_000_00)


def test_which_quarter_is_asked_for(line: SavingsLine) -> None:
    def asked(day: tuple[int, int, int], years: tuple[int, ...] = (2014,)) -> str | None:
        found = quarter_asked(line, years, datetime.date(*day))
        return str(found) if found else None

    assert asked((2014, 7, 1)) == asked((2014, 9, 30)) == "Quarter 1, to 30 June 2014"
    assert asked((2014, 6, 30)) is None
    assert next_quarter(line, [2014], datetime.date(2014, 6, 30)) == FIRST
    # The outturn is asked for long after the year is over.
    assert asked((2016, 1, 1)) == "Quarter 4, to 31 March 2015"
    assert asked((2015, 7, 1), (2014, 2015)) == "Quarter 1, to 30 June 2015"
    line.agreed_on = datetime.date(2014, 7, 2)
    assert asked((2014, 7, 5)) is None
    line.agreed_on = None
    for status in (LineStatus.PROPOSED, LineStatus.WITHDRAWN):
        line.status = status
        assert asked((2014, 7, 5)) is None


def test_a_year_that_has_not_begun_and_a_quarter_that_has_not_ended_are_refused(
    line: SavingsLine, people: dict[str, User]
) -> None:  # fmt: skip
    with pytest.raises(Refused, match="The quarter ends on 30 September 2014"):
        send(line, people, SECOND)
    record(LineAmount(line=line, year=2015, planned_pence=1), by=JOB, reason=REASON)
    with pytest.raises(Refused, match="2015/16 has not begun"):
        send(line, people, Quarter(FinancialYear(2015), 1))
    with pytest.raises(Refused, match="says nothing of this line for 2013/14"):
        send(line, people, Quarter(FinancialYear(2013), 4))
    line.status = LineStatus.WITHDRAWN
    record(line, by=JOB, reason=REASON)
    with pytest.raises(Refused, match="It is withdrawn"):
        send(line, people)


def test_the_page_from_the_first_look_to_what_finance_confirms(
    near: Programme, line: SavingsLine, people: dict[str, User]
) -> None:  # fmt: skip
    world = World(near, near, {}, people, {}, {})
    owner, finance = world.client("owner"), world.client("finance")
    path = f"/programmes/near/savings/alder/lines/{line.pk}/update/"
    queue = "/programmes/near/savings/alder/confirmations/"
    shown = words(owner, path)
    for said in ("Quarter 1, to 30 June 2014", "Due Friday 11 July 2014", "You own this line.", "Planned £48,159"):
        assert said in shown
    assert "What will it save in 2014/15?" in shown
    assert "£42,505 is 88% of the plan, which by Collab’s default is amber." in shown
    sent = {"forecast_pence": "42,505", "delivered_pence": "", "rating": "", "comment": "Late", "version": 1}
    answer = owner.post(path, sent)
    assert answer.status_code == 422
    assert "How much has it saved so far? Fill in how much it has saved so far" in text(answer)
    sent |= {"delivered_pence": "50,000", "rating": "amber"}
    answer = owner.post(path, sent)
    assert answer.status_code == 409
    assert "Yes, that is right" in answer.content.decode()
    assert owner.post(path, {**sent, "delivered_pence": "10,626"}).status_code == 302
    assert "Finance has not answered yet" in words(owner, path)
    # Whoever opened the page before reads both texts, and decides.
    answer = owner.post(path, {**sent, "delivered_pence": "9,000", "comment": "Mine"})
    assert answer.status_code == 409
    both = text(answer)
    assert "Somebody else has changed this line" in both
    assert "£10,626 £9,000" in both
    assert "Late Mine" in both
    # In the queue of its own council, and nowhere else.
    assert "£10,626 None yet £48,159" in words(finance, queue)
    assert world.client("birch").get(queue).status_code == 404
    assert world.client("birch").get(path).status_code == 403
    version = SavingsLine.objects.get().version
    confirm = f"/programmes/near/savings/alder/lines/{line.pk}/confirm/"
    assert finance.post(f"{confirm}?quarter=2014-1", {"act": "return", "version": version}).status_code == 409
    # An amount that was taken out of its box is not what was claimed.
    blank = finance.post(f"{confirm}?quarter=2014-1", {"act": "other", "confirmed_pence": "", "version": version})
    assert (blank.status_code, "Write what you confirm, in pounds." in text(blank)) == (409, True)
    assert finance.post(f"{confirm}?quarter=2014-1", {"act": "claimed", "version": version}).status_code == 302
    assert line.amounts.get().actual_pence == 10_626_00
    assert "Finance has confirmed £10,626" in words(owner, path)
    assert "No update waits for finance" in words(finance, queue)
    # The quarter after, when nothing has changed, in one press.
    at(line, 100)
    assert "Sends £42,505 for the year, £10,626 saved so far and the rating amber." in words(owner, path)
    assert owner.post(path, {"act": "same", "version": SavingsLine.objects.get().version}).status_code == 302
    assert LineUpdate.objects.get(quarter=2).delivered_pence == 10_626_00


def test_ratings_are_defined_from_a_day_on(near: Programme, line: SavingsLine, people: dict[str, User]) -> None:
    world = World(near, near, {}, people, {}, {})
    finance, path = world.client("finance"), "/programmes/near/savings/alder/rating-rules/"
    assert "Collab’s default, until the council sets its own" in words(finance, path)
    sent = {
        "green_from": "85", "amber_from": "90", "green": "Nearly all of it", "amber": "Most of it", "red": "Little",
        "blue": "All of it", "due_days": "14", "source": "Cabinet", "in_force_from_day": "4",
        "in_force_from_month": "7", "in_force_from_year": "2014",
    }  # fmt: skip
    answer = finance.post(f"{path}change/", sent)
    assert answer.status_code == 422
    assert "below where green begins" in answer.content.decode()
    sent["amber_from"] = "60"
    assert finance.post(f"{path}change/", sent).status_code == 409
    sent["in_force_from_day"] = "5"
    assert finance.post(f"{path}change/", sent).status_code == 302
    # The quarter had ended before that day, so that it goes by what was in force then; the next goes by the new ones.
    ask = f"/programmes/near/savings/alder/lines/{line.pk}/update/"
    assert "which by Collab’s default is amber" in words(world.client("owner"), ask)
    at(line, 100)
    assert "£42,505 is 88% of the plan. Alder calls that green." in words(world.client("owner"), ask)
    assert "Due Tuesday 14 October 2014" in words(world.client("owner"), ask)
    row = line.plan.council.rating_rules.get()
    finance.post(f"{path}{row.pk}/withdraw/")
    assert line.plan.council.rating_rules.get() == row


def test_what_an_owner_owes(line: SavingsLine, people: dict[str, User], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        (row,) = asked_of_owner(people["owner"])
    assert (row.quarter, row.due) == (FIRST, datetime.date(2014, 7, 11))
    assert asked_of_owner(people["finance"]) == []
    send(line, people)
    assert asked_of_owner(people["owner"]) == []


def test_until_when_the_next_updates_of_an_owner_are_due(
    line: SavingsLine, people: dict[str, User], django_assert_num_queries: Any
) -> None:  # fmt: skip
    """Before the first quarter has ended there is nothing to do, and the day stands among the next dates."""
    at(line, -100)
    assert waiting_for(people["owner"]) == []
    (ahead,) = dates_ahead(people["owner"])
    assert (ahead.when, ahead.what) == (
        "11 July 2014", "The update of your line L1 Transport review is due: quarter 1 of 2014/15",
    )  # fmt: skip
    said = words(World(line.plan.programme, line.plan.programme, {}, people, {}, {}).client("owner"), ahead.url)
    assert "asked for once the quarter has ended, on 30 June 2014, and is due by 11 July 2014" in said
    other = make_line(line.plan.programme, line.plan.council, STAFF["alder"].staff, owner=people["owner"])
    record(LineAmount(line=other, year=2014, planned_pence=1), by=JOB, reason=REASON)
    with django_assert_num_queries(3):
        (both,) = dates_ahead(people["owner"])
    assert both.what == "Updates of your 2 lines of Alder are due: quarter 1 of 2014/15"
    assert both.url == "/programmes/near/savings/alder/?owner=mine#lines"
    assert dates_ahead(people["finance"]) == []
    # The year is over, and the plan names none that comes.
    at(line, 400)
    assert dates_ahead(people["owner"]) == []


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return text(answer)


def text(answer: Any) -> str:
    """Without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_reminders_are_sent_once_when_asked_and_once_when_overdue(
    line: SavingsLine, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def remind(*options: str) -> str:
        out = io.StringIO()
        call_command("send_reminders", *options, stdout=out)
        return out.getvalue().strip()

    make_line(line.plan.programme, line.plan.council, STAFF["alder"].staff, title="Other")
    assert remind("--dry-run") == "1 reminder would be sent, 0 not taken."
    assert not mail.outbox
    # What the mail server does not take is sent the next time.
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", no_mail)
        with pytest.raises(CommandError, match="took none"):
            remind()
    assert remind() == "1 reminder sent, 0 not taken."
    assert remind() == "0 reminders sent, 0 not taken."
    (sent,) = mail.outbox
    assert sent.to == [people["owner"].email]
    assert f"/programmes/near/savings/alder/lines/{line.pk}/update/" in sent.body
    assert "by Friday 11 July 2014" in sent.body
    assert not re.search("48,159|42,505", sent.body)
    assert "Transport" not in sent.body
    at(line, 7)
    assert [remind(), remind()] == ["1 reminder sent, 0 not taken.", "0 reminders sent, 0 not taken."]
    assert "was due on Friday 11 July 2014" in mail.outbox[1].body
    # Nobody is asked who has sent it, or who may not any more.
    at(line, 100)
    membership = people["owner"].memberships.get()
    membership.role = Role.DEMOCRATIC_SERVICES
    record(membership, by=JOB, reason=REASON)
    assert remind() == "0 reminders sent, 0 not taken."


def test_one_mail_that_fails_stops_no_other_and_is_tried_again(
    line: SavingsLine, people: dict[str, User], monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:  # fmt: skip
    """By the worker's daily round."""
    other = make_line(line.plan.programme, line.plan.council, STAFF["alder"].staff, owner=people["hr"])
    record(LineAmount(line=other, year=2014, planned_pence=1), by=JOB, reason=REASON)
    send = EmailMessage.send

    def sends_to_others(message: EmailMessage, *args: Any) -> int:
        if message.to == [people["owner"].email]:
            raise SMTPRecipientsRefused({message.to[0]: (550, b"unknown")})
        return send(message, *args)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", sends_to_others)
        assert not remind_everybody()
    assert [row.to for row in mail.outbox] == [[people["hr"].email]]
    assert "SMTPRecipientsRefused" in caplog.text
    assert people["owner"].email not in caplog.text
    due = letters_due(line.plan.programme)
    assert remind_everybody()
    assert [row.to for row in mail.outbox[1:]] == [[people["owner"].email]]
    # Nor twice by somebody who found it due in the same moment.
    monkeypatch.setattr("savings.services.reminders.letters_due", lambda programme: due)
    assert remind_everybody()
    assert (len(due), len(mail.outbox)) == (1, 2)


def no_mail(*args: Any) -> None:
    raise ConnectionRefusedError


def test_what_waits_for_owner_and_finance(line: SavingsLine, people: dict[str, User]) -> None:
    (asked,) = waiting_for(people["owner"])
    assert (asked.what, asked.due) == (
        "Say how L1 Transport review is going: quarter 1 of 2014/15", datetime.date(2014, 7, 11),
    )  # fmt: skip
    assert waiting_for(people["finance"]) == []
    send(line, people)
    assert waiting_for(people["owner"]) == waiting_for(people["birch"]) == []
    (asked,) = waiting_for(people["finance"])
    assert (asked.what, asked.url) == (
        "Confirm what 1 line of Alder has delivered", "/programmes/near/savings/alder/confirmations/",
    )  # fmt: skip
