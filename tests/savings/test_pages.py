"""The comparison of the models and the appraisal of one, as somebody in the programme reads them."""

import csv
import datetime
import io
import re
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.roles import Role
from collab.history import erase, record
from programme.enums import BaselineStatus
from programme.models import ModelYear, Post, Programme, ProgrammeCouncil
from programme.queries.operating_models import Staff
from programme.services.groups import keep_model_groups
from programme.services.operating_models import remove_posts
from savings.presenters import tell_tiers
from tests.factories.staffing import AS_AT, make_baseline, make_operating_model
from tests.factories.world import JOB, NEAR, REASON, STAFF, World, make_council, make_member, make_programme

COMPARED, APPRAISED = "/programmes/near/operating-models/", "/programmes/near/operating-models/3b/appraisal/"


@pytest.fixture
def client(near: Programme) -> Client:
    return World(near, near, {}, {"board": make_member(near, Role.BOARD_MEMBER)}, {}, {}).client("board")


def words(client: Client, path: str, status: int = 200) -> str:
    """The page without its markup."""
    answer = client.get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_models_are_compared_by_the_same_figures_as_the_appraisal(client: Client, near: Programme) -> None:
    make_operating_model(near, NEAR, list(near.baselines.all())[:1], code="4", preferred=False)
    asked = client.get("/api/v1/programmes/near/operating-models/4/appraisal/").json()
    shown = words(client, COMPARED)
    saving = round(Decimal(asked["gross_saving"]["total"]))
    assert f"Model 4 saves most, £{saving:,} a year, and" in shown
    scope = "Gross, full year, recurring, 2012/13 prices, the three councils together; baselines as at 30 November"
    assert scope in shown
    assert f"£{round(Decimal(asked['npv']['total'])):,}" in shown
    shares = asked["gross_saving"]
    assert all(f"£{round(Decimal(shares[slug])):,}" in shown for slug in ("alder", "birch", "cedar"))
    assert "Alder Borough Council has no fixed share." in shown
    # By population a council has another share than by equal parts.
    by_population = client.get("/api/v1/programmes/near/operating-models/4/appraisal/?by=population").json()
    share = f"£{round(Decimal(by_population['gross_saving']['cedar'])):,}"
    assert share in words(client, f"{COMPARED}?by=population&model=4")


def test_the_appraisal_leads_every_figure_to_its_workings(client: Client) -> None:
    for whose in ("total", "birch"):
        answer = client.get(f"{APPRAISED}?whose={whose}").content.decode()
        here = set(re.findall(r'id="(working-[^"]+)"', answer))
        led_to = set(re.findall(r'href="#(working-[^"]+)"', answer))
        assert led_to
        assert led_to <= here
    elsewhere = re.findall(r'href="(\?[^"]*)#(working-[^"]+)"', answer)
    assert elsewhere
    for query, place in elsewhere[:3]:
        assert f'id="{place}"' in client.get(APPRAISED + query.replace("&amp;", "&")).content.decode()


def test_what_kept_posts_cost_is_told_where_they_are_not_few(client: Client, near: Programme) -> None:
    assert "Posts that it keeps from the councils" in words(client, APPRAISED)
    model = near.operating_models.get()
    # Of the fifteen that it keeps, four.
    for post in list(model.posts.filter(retains_council__isnull=False))[4:]:
        erase(post, by=JOB, reason=REASON)
    keep_model_groups(model)
    shown = words(client, APPRAISED)
    assert "Cost of the model, full year" in shown
    assert "Posts that it keeps from the councils" not in shown


def test_what_is_missing_is_said_and_who_can_supply_it(client: Client, near: Programme) -> None:
    elm = make_council("elm", 9)
    part = ProgrammeCouncil(programme=near, council=elm, position=9)
    record(part, by=JOB, reason=REASON)
    for path in (COMPARED, APPRAISED):
        shown = words(client, path)
        assert "Elm Borough Council has no validated baseline." in shown
        assert "finance lead or HR lead" in shown
        assert "saves" not in shown
    erase(part, by=JOB, reason=REASON)
    assert "saves" in words(client, COMPARED)
    model = near.operating_models.get()
    model.apportion_of = model.apportion_by = ""
    record(model, by=JOB, reason=REASON)
    # What all councils save together does not wait for it.
    shown = words(client, APPRAISED)
    assert "Model 3b saves £" in shown
    assert "does not say how amounts are shared" in shown
    assert "When " not in shown
    assert "the saving is shared by population" in words(client, f"{APPRAISED}?of=saving&by=population")
    assert "Select a valid choice" in words(client, f"{APPRAISED}?by=caseload", 422)


def test_a_cost_outside_the_years_is_named_and_the_other_models_compared(client: Client, near: Programme) -> None:
    make_operating_model(near, NEAR, list(near.baselines.all()), code="late", preferred=False)
    year = ModelYear(model=near.operating_models.get(code="late"), year=2040, one_off_pence=1)
    record(year, by=JOB, reason=REASON)
    shown = words(client, COMPARED)
    assert "Model late cannot be appraised. A one-off cost stands in 2040/41" in shown
    assert "Model 3b saves" in shown


def test_a_programme_without_models_says_so(db: None) -> None:
    far = make_programme("far", [make_council("alder")])
    client = World(far, far, {}, {"board": make_member(far, Role.BOARD_MEMBER)}, {}, {}).client("board")
    assert "No operating model yet." in words(client, COMPARED.replace("near", "far"))
    assert client.get(APPRAISED.replace("near", "far")).status_code == 404


def test_stale_baselines_are_marked_beside_the_figures(client: Client, near: Programme) -> None:
    assert "Stale: more than 180 days" in words(client, COMPARED)
    for council in near.councils.all():
        make_baseline(near, council, STAFF[council.slug], as_at=near.today, status=BaselineStatus.VALIDATED)
    shown = words(client, COMPARED)
    assert "Stale" not in shown
    assert near.today > AS_AT


def test_unreleased_baselines_tell_what_they_cost_and_no_more(client: Client, near: Programme) -> None:
    assert "today 24 posts" in words(client, COMPARED)
    assert "What it is made of: cost a year by service and tier" in words(client, f"{APPRAISED}?whose=birch")
    birch = near.baselines.get(council__slug="birch")
    birch.released_at = None
    record(birch, by=JOB, reason=REASON)
    shown = words(client, COMPARED)
    assert "today 24 posts" not in shown
    assert "has not released this baseline" in words(client, f"{APPRAISED}?whose=birch")
    assert "Birch Borough Council" in shown


def test_a_baseline_that_came_after_the_posts_were_chosen_is_said_until_they_are_looked_at(
    client: Client, near: Programme
) -> None:
    pages = (COMPARED, APPRAISED, "/programmes/near/operating-models/3b/", "/programmes/near/")
    sentence = "model 3b were chosen before the baseline of Birch as at 31 January 2013 stood"
    assert [sentence in words(client, page) for page in pages] == [False] * 4
    make_baseline(near, near.councils.get(slug="birch"), STAFF["birch"], as_at=datetime.date(2013, 1, 31))
    assert [sentence in words(client, page) for page in pages] == [True] * 4
    model = near.operating_models.get(code="3b")
    remove_posts(model, posts=Post.objects.all(), version=model.version, by=JOB)
    assert [sentence in words(client, page) for page in pages] == [False] * 4


def test_a_tier_above_the_first_is_none_of_those_below_the_third() -> None:
    tiers = {5: Staff(9, Decimal(9), 9), 1: Staff(2, Decimal(2), 2), 0: Staff(1, Decimal(1), 1)}
    told = tell_tiers(tiers, tiers, 5)
    assert list(told.tiers.items()) == [
        ("Tier 0", "1 post, 1.0 FTE"), ("Tier 1", "2 posts, 2.0 FTE"), ("Below tier 3", "9 posts, 9.0 FTE"),
    ]  # fmt: skip


@pytest.mark.parametrize(("own", "is_told"), [(0, True), (2, False), (5, True)])
def test_few_posts_of_councils_do_not_follow_from_new_ones(own: int, is_told: bool) -> None:
    told = tell_tiers({4: Staff(10, Decimal(10), 10)}, {4: Staff(own, Decimal(own), own)} if own else {}, 5)
    assert ("10 posts" in told.all, "10 posts" in told.tiers["Below tier 3"]) == (is_told, is_told)


@pytest.mark.parametrize("path", [COMPARED, APPRAISED])
def test_files_have_the_same_figures_to_the_penny(client: Client, path: str) -> None:
    asked = client.get("/api/v1/programmes/near/operating-models/3b/appraisal/").json()
    text = client.get(f"{path}?format=csv").content.decode("utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    amounts = {
        asked["npv"]["total"],
        *asked["gross_saving"].values(),
        *(year["net"]["total"] for year in asked["years"]),
    }
    assert amounts <= cells
    workbook = load_workbook(io.BytesIO(client.get(f"{path}?format=xlsx").content))
    numbers = {cell.value for sheet in workbook for row in sheet for cell in row}
    written = {f"{Decimal(str(number)):.2f}" for number in numbers if isinstance(number, int | float)}
    assert amounts <= written
    assert client.get(f"{path}?format=exe").status_code == 404
