"""A staffing file becomes a draft baseline: by the command, and by the service that the pages call too."""

import datetime
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from collab.errors import Refused
from collab.history import record
from programme.enums import BaselineStatus
from programme.models import Baseline, Post, Programme
from programme.services.drafts import draft_baseline, read_baseline_file
from programme.services.posts import put_in_scope
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, LATER, MARKS, STAFF, make_council, make_member, make_programme, make_settings
from tests.house.rows import snapshot
from tests.programme.staffing.files import BAND, POST, SENIOR, csv_of

AS_AT = datetime.date(2012, 11, 30)


@pytest.fixture
def near(db: None) -> Programme:
    return make_programme("near", [make_council("alder"), make_council("birch", 2)])


@pytest.fixture
def bring(near: Programme, tmp_path: Path) -> Any:
    def bring(data: bytes, *options: str, council: str = "alder", as_at: str = "2012-11-30") -> str:
        path, out = tmp_path / "posts.csv", StringIO()
        path.write_bytes(data)
        fixed = ("--programme", "near", "--council", council, "--as-at", as_at)
        call_command("import_baseline", str(path), *fixed, *options, stdout=out)
        return out.getvalue()

    return bring


FULL = {
    **POST, "title": "Head of Café", "reports_to": "D9", "statutory": "dcs; dass", "funding_source": "Grant",
    "shared_with": "birch:0.5", "fte": "0.6667", "vacant": "yes", "in_scope": "no",
}  # fmt: skip


def test_every_value_is_kept_with_its_history(bring: Any) -> None:
    said = json.loads(bring(csv_of(FULL, {**POST, "ref": "D9"}), "--json"))
    assert list(said) == [
        "layout", "rows_read", "accepted", "rejected", "warnings", "fte", "salary_total", "cost_total", "errors",
        "warnings_list", "dropped_columns",
    ]  # fmt: skip
    assert (said["accepted"], said["fte"], said["salary_total"], said["cost_total"]) == (
        2, "1.6667", "100002.00", "125002.50",
    )  # fmt: skip
    baseline = Baseline.objects.get()
    assert (baseline.as_at, baseline.status, baseline.source) == (
        AS_AT, BaselineStatus.DRAFT, "posts.csv, layout collab",
    )  # fmt: skip
    first, second = baseline.posts.order_by("pk")
    kept = Post.objects.filter(pk=first.pk).values().get()
    assert kept == {
        "id": first.pk, "baseline_id": baseline.pk, "ref": "D1", "title": "Head of Café", "service": "People",
        "tier": 2, "grade": "CO1", "fte": Decimal("0.6667"), "salary_pence": 6000000, "on_cost_rate": Decimal("0.2500"),
        "cost_pence": 5000250, "vacant": True, "in_scope": False, "reports_to": "D9", "statutory": ["dcs", "dass"],
        "funding_source": "Grant", "shared_with": [{"council": "birch", "part": "0.5"}], "estimated": "",
        "personal": {},
    }  # fmt: skip
    history = second.history.get()
    assert (history.history_type, history.history_job, history.history_change_reason, history.cost_pence) == (
        "+", "command import_baseline", "brought in from posts.csv", 7500000,
    )  # fmt: skip


def test_the_same_file_twice_makes_one_baseline(bring: Any) -> None:
    data = csv_of(POST, {**POST, "ref": "D2"})
    assert "Kept as a draft baseline." in bring(data)
    before = snapshot()
    assert "brought in before" in bring(data)
    assert "brought in before" in bring(data.replace(b",", b";"))
    assert snapshot() == before
    bring(data, as_at="2012-12-31")
    bring(data, council="birch")
    bring(data.replace(b"60000", b"60001", 1))
    assert Baseline.objects.count() == 4


def test_a_file_comes_in_anew_where_its_posts_were_changed_or_superseded(bring: Any) -> None:
    data = csv_of(POST)
    bring(data)
    row = Baseline.objects.get()
    put_in_scope(row, service=POST["service"], in_scope=False, by=JOB)
    assert "Kept as a draft baseline." in bring(data)
    row = Baseline.objects.latest("pk")
    assert "brought in before" in bring(data)
    row.status, row.validated_at = BaselineStatus.SUPERSEDED, timezone.now()
    record(row, by=JOB, reason="another took its place")
    assert "Kept as a draft baseline." in bring(data)


def test_rejected_rows_refuse_the_whole_unless_the_rest_is_enough(bring: Any, capsys: pytest.CaptureFixture) -> None:
    data = csv_of(POST, {**POST, "ref": "D2", "salary": "XX"})
    before = snapshot()
    with pytest.raises(CommandError, match="1 row was rejected, so nothing was kept"):
        bring(data, "--json")
    dry = json.loads(bring(data, "--json", "--dry-run"))
    assert (dry["accepted"], dry["rejected"], dry["errors"][0]["row"]) == (1, 1, 3)
    with pytest.raises(CommandError, match="there is nothing to keep"):
        bring(csv_of({**POST, "salary": "XX"}), "--accept-partial")
    assert snapshot() == before
    assert "Kept as a draft" in bring(data, "--accept-partial")
    assert [post.ref for post in Baseline.objects.get().posts.all()] == ["D1"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": "cedar"}, "No council called “cedar” takes part"),
        ({"as_at": "2012-13-01"}, "“2012-13-01” is no day: write it like 2012-11-30."),
        ({"as_at": "20121130"}, "is no day"),
    ],
)
def test_what_is_unknown_is_refused_in_a_sentence(bring: Any, options: dict, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        bring(csv_of(POST), **options)
    assert not Baseline.objects.exists()


def test_a_person_brings_in_their_own_councils_alone(near: Programme, bring: Any) -> None:
    alder, birch = near.councils.order_by("slug")
    for role, council, may in (
        (Role.HR_LEAD, alder, True), (Role.FINANCE_LEAD, alder, True), (Role.FINANCE_LEAD, birch, False),
        (Role.OFFICER, alder, False), (Role.PROGRAMME_MANAGER, None, False),
    ):  # fmt: skip
        person = make_member(near, role, council)
        data = csv_of({**POST, "ref": f"{person.pk}"})
        if may:
            bring(data, "--by", person.email)
            assert Post.objects.get(ref=person.pk).history.get().history_user == person
        else:
            with pytest.raises(CommandError, match="Alder Borough Council are kept by its finance lead"):
                bring(data, "--by", person.email)
    assert Baseline.objects.count() == 2


def test_names_are_kept_only_where_they_are_asked_for(bring: Any) -> None:
    data = csv_of({**SENIOR, "Name": "Jo Example"})
    assert "Columns about persons that were dropped: Name, Contact E-mail." in bring(data)
    bring(data, "--keep-names")
    dropped, kept = Post.objects.order_by("pk")
    assert (dropped.personal, kept.personal["Name"]) == ({}, "Jo Example")
    assert "Jo Example" not in str(list(Post.history.values()))


def test_the_default_on_cost_is_the_councils_of_that_day(near: Programme, bring: Any) -> None:
    alder = near.councils.get(slug="alder")
    assert "Collab’s default, 28%, is taken" in bring(csv_of(BAND), "--dry-run")
    make_settings(alder, MARKS["alder"], datetime.date(2012, 12, 1))
    make_settings(alder, MARKS["alder"], LATER)
    assert "the council’s default, 27.5%, is taken" in bring(csv_of(BAND), "--dry-run")


def test_a_post_that_two_councils_share_is_reported(near: Programme, bring: Any) -> None:
    """No more is told of the other council's post than that it is there, and only of a validated baseline."""
    birch = near.councils.get(slug="birch")

    def problems(share: str, kind: str) -> list[str]:
        said = json.loads(bring(csv_of({**POST, "shared_with": share}), "--dry-run", "--json"))
        return [problem["message"] for problem in said[kind]]

    def warnings(share: str) -> list[str]:
        assert problems(share, "errors") == []
        return problems(share, "warnings_list")

    assert warnings("birch:0.5") == []
    for status, found in ((BaselineStatus.DRAFT, False), (BaselineStatus.VALIDATED, True)):
        baseline = make_baseline(near, birch, STAFF["birch"], posts=3, status=status, released=False)
        Post._base_manager.filter(baseline=baseline, ref__endswith="001").update(
            shared_with=[{"council": "alder", "part": "0.25"}]
        )
        assert bool(warnings("birch:0.5")) == found
    assert warnings("birch:0.5") == [
        "The current baseline of Birch Borough Council also has a post that is shared with Alder Borough Council. If "
        "it is this one, both count it: agree which part each of you counts."
    ]
    for slug in ("alder", "elm"):
        sentence = f"No other council “{slug}” takes part in the programme: write one of birch."
        assert problems(f"{slug}:0.5", "errors") == [sentence]


def test_many_posts_take_few_statements(near: Programme) -> None:
    alder, told = near.councils.get(slug="alder"), []
    counts = []
    for number in (10, 2_500):
        data = csv_of(*({**POST, "ref": f"{number}-{row}"} for row in range(number)))
        file = read_baseline_file(data, filename="x.csv", programme=near, council=alder, as_at=AS_AT)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            drafted = draft_baseline(
                near, alder, as_at=AS_AT, file=file, source="x.csv", by=JOB, reason="r", progress=told.append
            )
        assert drafted.is_new
        assert drafted.baseline.posts.count() == Post.history.filter(baseline=drafted.baseline).count() == number
        counts.append(len(queries))
    assert told == ["10 of 10 posts", "1,000 of 2,500 posts", "2,000 of 2,500 posts", "2,500 of 2,500 posts"]
    assert counts[1] < counts[0] * 20


def test_posts_that_come_to_too_much_are_refused(near: Programme) -> None:
    alder = near.councils.get(slug="alder")
    rows = ({**POST, "ref": str(row), "salary": "9000000", "fte": "90000"} for row in range(12))
    file = read_baseline_file(csv_of(*rows), filename="x.csv", programme=near, council=alder, as_at=AS_AT)
    assert file.rejected == 0
    with pytest.raises(Refused, match="more than Collab can keep"):
        draft_baseline(near, alder, as_at=AS_AT, file=file, source="x", by=JOB, reason="r")
