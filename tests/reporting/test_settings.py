"""The page of a council's settings, and what is typed into it."""

import datetime

import pytest

from collab.errors import Refused
from documents.models import HouseStyle
from documents.queries import style_for
from documents.services import begin_report, take_style, withdraw_style
from programme.models import CouncilSettings
from tests.factories.world import JOB, World

ALDER = "/programmes/near/councils/alder/settings/"
GOOD = {
    "on_cost_rate": "27.5%", "key_decision_pence": "£500,000", "suppression_threshold": "6", "stale_after_days": "90",
    "in_force_from_day": "1", "in_force_from_month": "4", "in_force_from_year": "2041", "source": "Rules of 2041",
}  # fmt: skip


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


def test_settings_are_changed_from_a_day_and_withdrawn(world: World) -> None:
    client = world.client("alder finance_lead")
    page = client.post(f"{ALDER}change/", GOOD, follow=True).content.decode()
    assert "The settings are in force from 1 April 2041." in page
    row = CouncilSettings.objects.get(source="Rules of 2041")
    assert (str(row.on_cost_rate), row.key_decision_pence) == ("0.2750", 500_000_00)
    assert "Default on-cost rate: 27.5% of salary; A decision is key from: £500,000" in page
    page = client.post(f"{ALDER}{row.pk}/withdraw/", follow=True).content.decode()
    assert "Those settings are withdrawn." in page
    assert "Rules of 2041" not in page
    # The form begins with what is in force.
    assert 'value="27.5"' in client.get(f"{ALDER}change/").content.decode()


def test_what_is_wrong_is_said_beside_the_box(world: World) -> None:
    client, wrong = world.client("alder finance_lead"), []
    for field, typed, sentence in (
        ("on_cost_rate", "a third", "Write the rate as a percentage, in figures: for example 28.5"),
        ("on_cost_rate", "NaN", "Write the rate as a percentage, in figures: for example 28.5"),
        ("on_cost_rate", "28.555", "Write the rate with at most two decimals: for example 28.75"),
        ("on_cost_rate", "101", "The rate has to be from 0 to 100 per cent"),
        ("on_cost_rate", "1e30", "The rate has to be from 0 to 100 per cent"),
        ("on_cost_rate", "9" * 5_000, "The rate has to be from 0 to 100 per cent"),
        ("key_decision_pence", "1.4m", "Write the amount in pounds"),
        ("key_decision_pence", "0", "The amount cannot be less than £1"),
        ("suppression_threshold", "4", "It may be raised, but not below 5"),
        ("suppression_threshold", "", "Fill in: Smallest count of posts that others may see"),
        ("stale_after_days", "0", "write 1 or more"),
        ("in_force_from_year", "13", "The year must have 4 digits"),
        ("source", " ", "Fill in: Decided by, or written in"),
    ):
        answer = client.post(f"{ALDER}change/", {**GOOD, field: typed})
        page = answer.content.decode()
        # Once in the summary and once beside the box.
        if (answer.status_code, page.count(sentence), "<title>Error: " in page) != (422, 2, True):
            wrong.append((field, typed[:10], answer.status_code))
    assert wrong == []
    assert not CouncilSettings.objects.filter(source="Rules of 2041").exists()


def test_a_day_that_is_past_is_said_beside_the_day(world: World) -> None:
    answer = world.client("alder finance_lead").post(f"{ALDER}change/", {**GOOD, "in_force_from_year": "2001"})
    assert answer.status_code == 409
    assert answer.content.decode().count("1 April 2001 is past") == 2


def test_a_house_style_is_chosen_from_a_day(world: World) -> None:
    client, alder = world.client("alder democratic_services"), world.councils["alder"]
    day = datetime.date(2041, 4, 1)
    data = {
        "style": "hartlepool-2011",
        "in_force_from_day": "1",
        "in_force_from_month": "4",
        "in_force_from_year": "2041",
        "reason": "Council asks for it",
    }
    page = client.post(f"{ALDER}style/", data, follow=True).content.decode()
    assert "Reports begin in the style “Hartlepool Cabinet report” from 1 April 2041." in page
    assert style_for(alder, day).style.numbering == "decimal_restarting"
    assert style_for(alder, day - datetime.timedelta(days=1)).name != "Hartlepool Cabinet report"
    for wrong, status in (
        ({**data, "style": "no-such"}, 422),
        (data, 409),
        ({**data, "in_force_from_year": "2001"}, 409),
    ):
        assert client.post(f"{ALDER}style/", wrong).status_code == status
    style = HouseStyle.objects.get(council=alder, in_force_from=day)
    assert style.history.get().history_change_reason == data["reason"]
    assert (
        "That house style is withdrawn."
        in client.post(f"{ALDER}style/{style.pk}/withdraw/", follow=True).content.decode()
    )
    assert not HouseStyle.objects.filter(pk=style.pk).exists()


def test_a_house_style_that_has_been_used_stays(world: World) -> None:
    alder, day = world.councils["alder"], datetime.date(2041, 4, 1)
    style = take_style(alder, programme=world.near, name="plain", in_force_from=day, by=JOB)
    begin_report(programme=world.near, council=alder, title="Early", front={}, by=JOB, meeting_date=day)
    with pytest.raises(Refused, match="have been begun in this house style"):
        withdraw_style(style, programme=world.near, by=JOB)
    first = HouseStyle.objects.filter(council=alder).earliest("in_force_from")
    with pytest.raises(Refused, match="has been in force"):
        withdraw_style(first, programme=world.near, by=JOB)


def test_others_see_no_way_to_change_them(world: World) -> None:
    page = world.client("alder hr_lead").get(ALDER).content.decode()
    assert "Aldermark settings" in page
    assert "Withdraw" not in page
    assert f"{ALDER}change/" not in page
