"""A council's leads bring a file in, mend it, save it, and find what they are told in plain words."""

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from accounts.roles import Role
from collab.calc.money import to_the_penny, whole_pounds
from collab.jobs.services.pruning import prune, prune_again
from programme.models import Baseline, Post, StaffingUpload
from programme.queries.posts import version_of
from programme.queries.uploads import KEPT_FOR
from programme.services import staffing_files
from programme.services.posts import change_post
from tests.factories.staffing import make_baseline, make_upload, some_values
from tests.factories.world import MARKS, NEAR, STAFF, make_council, make_member, make_programme, session_of
from tests.house.test_bodies import words_of

HERE = "/programmes/near/staffing/alder/"
FILE = """Staff of the council,,,,,,,
ref,title,service,tier,fte,salary,reports_to,Name
A1,Director,People,2,1,110000,,Ann Other
A2,,People,3,1,82000,A1,Bob Other
A3,Manager,People,4,1.5,"£45,000",A1,Cy Other
Total,,,,3.5,237000,,
"""


@pytest.fixture
def people(db) -> dict[str, Any]:
    alder = make_council("alder")
    near = make_programme("near", [alder, make_council("birch", 2)], NEAR)
    near.own_date, near.demonstration_note = datetime.date(2013, 2, 26), "Made up."
    type(near)._base_manager.filter(pk=near.pk).update(own_date=near.own_date, demonstration_note="Made up.")
    found = {"near": near, "alder": alder}
    for role in (Role.FINANCE_LEAD, Role.HR_LEAD):
        found[role] = make_member(near, role, alder)
    return found


def browser(user: Any) -> Client:
    client = Client()
    client.cookies["sessionid"] = session_of(user)
    return client


@pytest.fixture
def finance(people) -> Client:
    return browser(people[Role.FINANCE_LEAD])


def bring(client: Client, data: str | bytes = FILE, **more: Any) -> Any:
    form = {"as_at_day": "31", "as_at_month": "1", "as_at_year": "2013", **more}
    data = data.encode() if isinstance(data, str) else data
    return client.post(f"{HERE}upload/", {"file": SimpleUploadedFile("posts.csv", data), **form})


@pytest.mark.parametrize(("pay", "is_said"), [("110000", False), ("0", True)])
def test_posts_that_count_nothing_are_counted(finance: Client, pay: str, is_said: bool) -> None:
    at = bring(finance, FILE.replace("110000", pay))["Location"]
    facts = dict(finance.get(at).context["page"].facts)
    assert facts.get("Posts that count £0, since no pay is given") == ("1" if is_said else None)


def test_a_file_is_read_mended_and_saved_once(finance: Client, people) -> None:
    sent = bring(finance)
    assert sent.status_code == 302, sent.context["form"].errors
    at = sent["Location"]
    page = finance.get(at).content.decode()
    assert "2 of 4 rows were read, and 2 have to be mended" in page
    assert "Dropped: Name." in page
    assert "Bob Other" not in page
    # Cost of 1 × £110,000 and 1.5 × £45,000 with 28%.
    assert "£227,200.00" in page
    problems = finance.get(f"{at}problems.csv").content.decode("utf-8-sig")
    assert "3,title,rejected," in problems
    assert Baseline.objects.count() == 0

    not_yet = finance.post(f"{at}keep/")
    assert not_yet.status_code == 422
    assert "Mend the 2 rejected rows, or tick the box to save it without" in not_yet.content.decode()

    mend = finance.get(at).context["mend"]
    cells = {bound.name: bound.initial for bound in mend if bound.initial}
    assert finance.post(at, {**cells, "r3c1": "Head of service", "r5out": "on"}).status_code == 302
    page = finance.get(at).content.decode()
    assert "All of the 4 rows were read" in page
    kept = finance.post(f"{at}keep/")
    assert kept.status_code == 302
    row = Baseline.objects.get()
    assert (row.as_at, row.status) == (datetime.date(2013, 1, 31), "draft")
    assert row.source == "the file posts.csv, 1 row mended here, 1 row left out"
    assert list(row.posts.values_list("ref", "title", "personal")) == [
        ("A1", "Director", {}), ("A2", "Head of service", {}), ("A3", "Manager", {}),
    ]  # fmt: skip
    assert row.history.get().history_user == people[Role.FINANCE_LEAD]
    assert not StaffingUpload.objects.exists()
    assert finance.get(at).status_code == 404

    # The same file, mended in the same way, is the same baseline; read as it came, it is not.
    at = bring(finance)["Location"]
    finance.post(at, {**cells, "r3c1": "Head of service", "r5out": "on"})
    assert "were brought in before" in finance.post(f"{at}keep/", follow=True).content.decode()
    assert Baseline.objects.count() == 1
    at = bring(finance)["Location"]
    finance.post(at, {**cells, "r3c1": "Head of service", "r5out": "on"})
    finance.post(at, {"anew": "1"})
    assert finance.post(f"{at}keep/", {"partial": "on"}).status_code == 302
    assert Post.objects.count() == 5


def test_names_are_kept_for_those_who_ask(finance: Client, people) -> None:
    at = bring(finance, keep_names="on")["Location"]
    finance.post(f"{at}keep/", {"partial": "on"})
    post = Post.objects.get(ref="A1")
    assert post.personal == {"Name": "Ann Other"}
    page = f"{HERE}{post.baseline_id}/posts/{post.pk}/"
    assert "Ann Other" in browser(people[Role.HR_LEAD]).get(page).content.decode()
    assert "Ann Other" not in str(list(Post.history.values()))


NOT_READ: tuple[tuple[str, dict[str, str], str], ...] = (
    ("just,some,words\n1,2,3\n", {}, "layout"),
    ("", {}, "is empty"),
    (FILE, {"as_at_year": "2014"}, "A baseline is what there was on a day: choose 26 February 2013 or an earlier day"),
    (FILE, {"as_at_day": ""}, "The date must include a day"),
)


def test_what_cannot_be_read_is_said_beside_the_field(finance: Client) -> None:
    for data, more, said in NOT_READ:
        answer = bring(finance, data, **more)
        assert answer.status_code == 422
        assert any(said in str(error) for error in answer.context["form"].errors.values()), said
    assert not StaffingUpload.objects.exists()


def test_a_file_is_its_owners_and_goes_after_a_week(finance: Client, people) -> None:
    mark = MARKS["alder"]
    row = make_upload(people["near"], people["alder"], mark, people[Role.FINANCE_LEAD])
    at = f"{HERE}upload/{row.pk}/"
    assert finance.get(at).status_code == 200
    assert browser(people[Role.HR_LEAD]).get(at).status_code == 404
    # Each comes with a note to the worker to throw it away in time, whether or not anybody comes back.
    bring(finance)
    assert [note.run_after > timezone.now() + KEPT_FOR - datetime.timedelta(hours=1) for note in _notes()] == [True]
    prune()
    assert StaffingUpload.objects.count() == 2
    StaffingUpload.objects.update(read_at=timezone.now() - KEPT_FOR)
    assert finance.get(at).status_code == 404
    assert "Look at what was read of" not in finance.get("/").content.decode()
    prune_again.call()
    assert not StaffingUpload.objects.exists()


def test_a_file_that_is_thrown_away_while_it_is_read_anew_is_said_to_be_gone(
    finance: Client, people, monkeypatch
) -> None:
    row = make_upload(people["near"], people["alder"], MARKS["alder"], people[Role.FINANCE_LEAD])

    def meanwhile(upload: StaffingUpload) -> dict[str, Any]:
        StaffingUpload.objects.all().delete()
        return upload.reading

    monkeypatch.setattr(staffing_files, "_read", lambda upload: upload)
    monkeypatch.setattr(staffing_files, "reading_of", meanwhile)
    answer = finance.post(f"{HERE}upload/{row.pk}/", {"anew": "1"}, follow=True)
    assert answer.status_code == 200
    assert staffing_files.GONE in answer.content.decode()


def _notes() -> Any:
    return DBTaskResult.objects.filter(task_path=prune_again.module_path)


def test_two_who_change_one_post_hear_of_each_other(finance: Client, people) -> None:
    row = make_baseline(people["near"], people["alder"], STAFF["alder"], posts=2, status="draft", released=False)
    post = row.posts.all()[0]
    at = f"{HERE}{row.pk}/posts/{post.pk}/"
    form = finance.get(at).context["form"]
    typed = {bound.name: bound.value() for bound in form if bound.value() not in (None, False, [])}
    hr = browser(people[Role.HR_LEAD])
    assert hr.post(at, {**typed, "title": "Theirs"}).status_code == 302
    stale = finance.post(at, {**typed, "title": "Mine"})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "saved this on" in page
    assert "Theirs" in page
    assert (
        finance.post(at, {**typed, "title": "Mine", "version": stale.context["form"].data["version"]}).status_code
        == 302
    )
    post.refresh_from_db()
    assert post.title == "Mine"


NO_POST = (
    ("fte", "half", "Write the FTE as a number"),
    ("fte", "1e9", "Write the FTE as a number"),
    ("fte", "0.33333", "at most four decimals"),
    ("salary_pence", "-1", "cannot be less than £0"),
    ("tier", "²", "whole number"),
    ("shared_with", "Elsewhere: 0.5", "names no council of the programme"),
    ("shared_with", "Birch: 2", "is no part of a post"),
    ("shared_with", "Birch: 0.5\nbirch: 0.5", "stands here twice"),
    ("reports_to", "Z9", "No other post of this baseline has the reference Z9"),
    ("ref", "Aldermark-002", "Another post has the reference"),
)


def test_what_a_post_cannot_be(finance: Client, people) -> None:
    marks = STAFF["alder"]
    row = make_baseline(people["near"], people["alder"], marks, posts=2, status="draft", released=False)
    at = f"{HERE}{row.pk}/posts/new/"
    good = {
        "ref": "N1", "title": "New", "service": "Housing", "tier": "4", "fte": "0.5", "salary_pence": "45,000",
        "on_cost_rate": "28.5", "shared_with": "Birch: 0.25", "reports_to": f"{marks.staff.word}-001",
    }  # fmt: skip
    for field, value, said in NO_POST:
        answer = finance.post(at, {**good, field: value.replace("Aldermark", marks.staff.word)})
        assert answer.status_code in (409, 422)
        assert said in str(answer.context["form"].errors[field]), value
    assert finance.post(at, good).status_code == 302
    post = Post.objects.get(ref="N1")
    assert (post.cost_pence, post.shared_with, post.in_scope) == (
        28_912_50,
        [{"council": "birch", "part": "0.25"}],
        False,
    )


def test_a_workbook_of_a_baseline_comes_in_again(finance: Client, people) -> None:
    """Its posts, whatever is said of them; and neither file has a name of anybody."""
    row = make_baseline(people["near"], people["alder"], STAFF["alder"], status="draft", released=False)
    post = row.posts.all()[3]
    values = some_values(
        MARKS["alder"], reports_to=row.posts.all()[0].ref, statutory=["mo", "s151"], fte=Decimal("0.6667"),
        shared_with=[{"council": "birch", "part": "0.5"}], vacant=True, title="=1+1", tier=None,
    )  # fmt: skip
    change_post(post, values=values, version=version_of(post), by=people[Role.HR_LEAD])
    book = finance.get(f"{HERE}{row.pk}/posts.xlsx")
    assert book["Content-Disposition"] == 'attachment; filename="alder-baseline-2012-11-30.xlsx"'
    sheets = load_workbook(io.BytesIO(book.content)).worksheets
    assert [sheet.title for sheet in sheets] == ["Posts", "By service", "By tier"]
    holder = STAFF["alder"].holder.word
    for answer in (book, finance.get(f"{HERE}{row.pk}/posts.csv")):
        assert holder not in words_of(answer.content, answer["Content-Type"])
    at = bring(finance, book.content)["Location"]
    assert finance.post(f"{at}keep/").status_code == 302
    again = Baseline.objects.exclude(pk=row.pk).get()
    same = [field.name for field in Post._meta.fields if field.name not in ("id", "baseline", "personal", "estimated")]
    assert list(again.posts.order_by("pk").values(*same)) == list(row.posts.order_by("pk").values(*same))


def test_a_comparison_is_taken_out_as_it_is_read(finance: Client, people) -> None:
    before = make_baseline(people["near"], people["alder"], STAFF["alder"], posts=3)
    day = before.as_at + datetime.timedelta(days=1)
    after = make_baseline(people["near"], people["alder"], STAFF["alder"], posts=2, as_at=day, status="draft")
    at = f"{HERE}{after.pk}/compare/"
    page = finance.get(at).content.decode()
    cost = before.posts.all()[2].cost_pence
    gone = to_the_penny(cost)
    assert f"Alder as at 1 December 2012 costs {whole_pounds(cost)} a year less than as at 30 November 2012" in page
    assert "0 posts added, 1 removed, 1 changed, 1 the same." in page
    sheets = load_workbook(io.BytesIO(finance.get(f"{at}?format=xlsx").content)).worksheets
    assert [sheet.title for sheet in sheets] == ["By service", "By tier", "Posts"]
    written = [[cell.value for cell in row] for row in sheets[2].iter_rows()]
    assert [row[3] for row in written if row[3] in ("Added", "Removed", "Changed")] == ["Changed", "Removed"]
    assert "In scope: yes → no" in [row[4] for row in written]
    assert gone.strip("£").replace(",", "") in finance.get(f"{at}?format=csv").content.decode()
    assert finance.get(f"{at}?format=docx").status_code == 404
    assert finance.get(f"{at}?with={before.pk}").status_code == 200
    assert finance.get(f"{at}?with=9").status_code == 404
