"""What a council's figures go by: from a day on, set by its own people, never changed after the fact."""

import datetime
from decimal import Decimal

import pytest

from accounts.roles import Role
from collab.errors import Refused
from programme.models import CouncilSettings
from programme.queries import settings_for, settings_record
from programme.services import Values, change_settings, withdraw_settings
from tests.factories.world import JOB, REASON, make_council, make_member, make_programme

TODAY = datetime.date(2013, 2, 26)
TOMORROW = TODAY + datetime.timedelta(days=1)
VALUES = Values(
    on_cost_rate=Decimal("0.2750"), key_decision_pence=500_000_00, suppression_threshold=10, stale_after_days=90
)


@pytest.fixture
def programme(db):
    programme = make_programme("near", [make_council("alder"), make_council("birch", 2)])
    programme.own_date, programme.demonstration_note = TODAY, "lives at a date of its own"
    return programme


@pytest.fixture
def alder(programme):
    return programme.councils.get(slug="alder")


def change(council, programme, day: datetime.date = TODAY, by=JOB, values: Values = VALUES) -> CouncilSettings:
    return change_settings(
        council, programme=programme, in_force_from=day, values=values, source="Rules", by=by, reason=REASON
    )


def test_a_default_holds_until_the_council_sets_its_own(programme, alder) -> None:
    default = settings_for(alder, TODAY)
    assert (default.pk, default.source) == (None, "Collab’s default, until the council sets its own")
    row = change(alder, programme, TOMORROW)
    assert settings_for(alder, TODAY).pk is None
    assert settings_for(alder, TOMORROW) == row
    assert settings_for(programme.councils.get(slug="birch"), TOMORROW).pk is None


def test_settings_hold_from_their_day_until_the_next(programme, alder) -> None:
    rows = [change(alder, programme, TODAY + datetime.timedelta(days=days)) for days in (20, 0, 10)]
    record = settings_record(alder, TODAY + datetime.timedelta(days=12))
    assert (record.in_force, record.coming, record.earlier) == (rows[2], [rows[0]], [rows[1]])


@pytest.mark.parametrize(("day", "words"), [(TODAY - datetime.timedelta(days=1), "is past"), (TODAY, "there already")])
def test_a_past_day_and_a_taken_one_are_refused(programme, alder, day, words: str) -> None:
    change(alder, programme, TODAY)
    with pytest.raises(Refused, match=words):
        change(alder, programme, day)
    assert CouncilSettings.objects.count() == 1


def test_only_what_has_not_been_in_force_is_withdrawn(programme, alder) -> None:
    now, later = change(alder, programme, TODAY), change(alder, programme, TOMORROW)
    withdraw_settings(later, programme=programme, by=JOB)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_settings(later, programme=programme, by=JOB)
    programme.own_date = TOMORROW
    with pytest.raises(Refused, match="have been in force"):
        withdraw_settings(now, programme=programme, by=JOB)
    assert list(CouncilSettings.objects.all()) == [now]
    assert CouncilSettings.history.filter(history_type="-").count() == 1


def test_only_the_councils_own_leads_set_them(programme, alder) -> None:
    for at, (role, council) in enumerate(
        [(Role.OFFICER, "alder"), (Role.HR_LEAD, "alder"), (Role.FINANCE_LEAD, "birch"), (Role.PROGRAMME_MANAGER, None)]
    ):
        by = make_member(programme, role, programme.councils.get(slug=council) if council else None, f"person {at}")
        with pytest.raises(Refused, match="finance lead and its democratic services officer may"):
            change(alder, programme, by=by)
    for at, role in enumerate((Role.FINANCE_LEAD, Role.DEMOCRATIC_SERVICES)):
        row = change(alder, programme, TODAY + datetime.timedelta(days=at), by=make_member(programme, role, alder))
        assert row.history.get().history_user.memberships.get().role == role
