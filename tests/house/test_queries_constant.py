"""A page costs the same number of queries at one row and at thirty. They stand here, so that a new one is noticed."""

import datetime
from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from collab.history import record, record_many
from collab.jobs.services import ask
from documents.outline import Outline, OutlineParagraph, OutlineSection
from documents.queries import style_for
from documents.services import change_paragraph, create_report, keep_style
from documents.styles import shipped_style
from programme.enums import BaselineStatus, MilestoneState
from programme.models import (
    Kept,
    Milestone,
    ModelPost,
    ProgrammeCouncil,
    RestartCondition,
    Risk,
    Workstream,
    WorkstreamCouncil,
)
from programme.nouns import NOUNS, PAGES
from programme.queries.posts import version_of
from programme.services import add_council, give_role
from programme.services.groups import keep_model_groups
from programme.services.operating_models import (
    YearSaid,
    add_other_saving,
    add_post,
    change_years,
    keep_version,
    make_model,
)
from programme.services.operating_models.posts import SAID as SAID_OF_POST
from programme.services.parameters import AGREED, change_parameters
from programme.services.posts import change_post
from programme.services.records import add_record
from savings.enums import EvidenceKind
from savings.models import LineAmount
from savings.queries.conflicts import conflicts_beside
from savings.services import refresh_groups
from savings.services.claims import Decided, decide_claim
from savings.services.evidence import EvidenceFile, add_evidence
from tests.factories.kept import row_of
from tests.factories.savings import make_line
from tests.factories.sealed import sealed
from tests.factories.staffing import (
    make_baseline,
    make_operating_model,
    make_parameters,
    make_upload,
    post_values,
    some_values,
)
from tests.factories.world import (
    JOB,
    LATER,
    MARKS,
    NEAR,
    REASON,
    STAFF,
    World,
    make_coming_style,
    make_council,
    make_export,
    make_invitation,
    make_member,
    make_programme,
    make_report,
    make_settings,
    make_waiting,
    session_of,
)
from tests.house.asking import fast

MARK = MARKS["alder"]
# Session and person, on every page of somebody who is signed in.
SIGNED_IN = 2
# Those, and the programme and the person's roles in it.
IN_PROGRAMME = SIGNED_IN + 2
# Those, and the report.
OF_REPORT = IN_PROGRAMME + 1


@pytest.fixture
def world(db) -> World:
    """One programme with one council and its officer; what the pages list comes later."""
    keep_style(shipped_style("plain"), council=None, by=JOB)
    council = make_council("alder")
    near = make_programme("near", [council], NEAR)
    officer = make_member(near, Role.OFFICER, council)
    return World(near, near, {"alder": council}, {"alder officer": officer}, {}, {})


def count(world: World, path: str, who: str = "alder officer") -> int:
    client = world.client(who)
    with fast():
        # Once before, so that no cache of templates or content types counts.
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
    return len(queries)


def same_at_1_and_30(
    world: World, path: str, add: Callable[[int], None], expected: int, first: int = 1, who: str = "alder officer"
) -> None:
    for number in range(first):
        add(number)
    few = count(world, path, who)
    for number in range(first, 30):
        add(number)
    assert (few, count(world, path, who)) == (expected, expected), path


def small_report(world: World, number: int, paragraphs: int = 1) -> None:
    council = world.councils["alder"]
    rows = tuple(OutlineParagraph(MARK.says("body", at)) for at in range(paragraphs))
    create_report(
        programme=world.near, council=council, style=style_for(council, world.near.today), slug=f"report-{number}",
        outline=Outline(f"Report {number}", {}, (OutlineSection("Heading", 2, paragraphs=rows),)),
        by=JOB, reason=REASON,
    )  # fmt: skip


def test_list_of_programmes(world: World) -> None:
    def join(number: int) -> None:
        programme = make_programme(f"programme-{number}", [world.councils["alder"]])
        give_role(
            user=world.people["alder officer"], programme=programme, role=Role.AUDITOR, council=None, by=JOB,
            reason=REASON,
        )  # fmt: skip

    same_at_1_and_30(world, "/", join, SIGNED_IN + 19)
    same_at_1_and_30(world, "/api/v1/programmes/", lambda number: None, SIGNED_IN + 4)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/programmes/near/", IN_PROGRAMME + 25),
        ("/programmes/near/reports/", IN_PROGRAMME + 4),
        # Titles, headings and paragraphs are looked through, and the texts of what was found are shown.
        ("/programmes/near/reports/?text=aldermark&title=report", IN_PROGRAMME + 9),
        ("/api/v1/reports/", SIGNED_IN + 2),
    ],
)
def test_lists_of_reports(world: World, path: str, expected: int) -> None:
    same_at_1_and_30(world, path, lambda number: small_report(world, number), expected)


def test_home(world: World) -> None:
    """Of somebody who has been here before, with all that may wait and change."""
    officer, near = world.people["alder officer"], world.near
    council = world.councils["alder"]
    give_role(user=officer, programme=near, role=Role.PROGRAMME_MANAGER, council=None, by=JOB, reason=REASON)
    give_role(user=officer, programme=near, role=Role.FINANCE_LEAD, council=council, by=JOB, reason=REASON)
    User._base_manager.filter(pk=officer.pk).update(previous_sign_in_at=timezone.now())

    def add(number: int) -> None:
        small_report(world, number)
        make_waiting(near, council, MARK, officer)
        make_upload(near, council, MARK, officer)
        day = datetime.date(2011, 1, 1 + number)
        for status in (BaselineStatus.VALIDATED, BaselineStatus.SUBMITTED):
            make_baseline(near, council, STAFF["alder"], posts=1, as_at=day, status=status)
        values = {"text": f"Risk {number}", "waits_for": officer, "review_on": near.today, "source": "x"}
        add_record(Risk, programme=near, values=values, by=JOB, reason=REASON)
        values = {"when": f"{number + 1} March 2012", "text": "x", "state": MilestoneState.PLANNED, "source": "x"}
        add_record(Milestone, programme=near, values=values, by=JOB, reason=REASON)

    same_at_1_and_30(world, "/", add, SIGNED_IN + 26)


def test_parts_of_a_programme(world: World) -> None:
    def add(number: int) -> None:
        at, near = number + 2, world.near
        for row in (
            Workstream(programme=near, position=at, name=f"Work {at}", state="running", summary="x", source="x"),
            RestartCondition(programme=near, position=at, text=f"Condition {at}", state="under_way", source="x"),
            Milestone(programme=near, on="2012-05-01", when="May 2012", text=f"Milestone {at}", source="x"),
        ):
            record(row, by=JOB, reason=REASON)

    # Eight of them for what the joint work would save.
    same_at_1_and_30(world, "/programmes/near/", add, IN_PROGRAMME + 25)


def copy_of(row: Kept, number: int) -> Kept:
    """Another of its kind, with what belongs to it."""
    copy = type(row)._default_manager.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    setattr(copy, copy.called, f"Copy {number}")
    record(copy, by=JOB, reason=REASON)
    for part in row.belongings():
        part.pk, part._state.adding = None, True
        if isinstance(part, Workstream):
            part.name, part.parent = f"Project {number}", copy
        elif isinstance(part, WorkstreamCouncil):
            part.workstream = copy
        else:
            part.review = copy
        if not isinstance(part, WorkstreamCouncil) or part.workstream == copy:
            record(part, by=JOB, reason=REASON)
    return copy


# What each page asks for besides the programme and the person's roles in it.
KEPT = {
    "stage": 2, "workstreams": 3, "dates": 1, "funding": 4, "reviews": 2, "benefits": 2, "risks": 1,
}  # fmt: skip


def test_pages_of_what_a_programme_keeps(world: World) -> None:
    """Each with one or two of each noun, and with thirty more."""
    near, paths = world.near, {page.key: page.url(world.near) for page in PAGES}
    changes = "/programmes/near/changes/"
    few = {key: count(world, path) for key, path in paths.items()}
    few_changes = count(world, changes)
    for noun in NOUNS:
        row = row_of(near, noun.key)
        for number in range(30):
            copy_of(row, number)
    assert few == {key: IN_PROGRAMME + number for key, number in KEPT.items()}
    assert {key: count(world, path) for key, path in paths.items()} == few
    # All the changes that stand on one page are of one noun or two, where before they were of all.
    assert count(world, changes) <= few_changes


def test_history_of_a_record(world: World) -> None:
    path = f"/programmes/near/risks/{row_of(world.near, 'risk').pk}/history/"
    few = count(world, path)
    row = row_of(world.near, "risk")
    for number in range(30):
        row.text = f"Risk {number}"  # type: ignore[attr-defined]
        record(row, by=JOB, reason=REASON)
    assert (few, count(world, path)) == (IN_PROGRAMME + 1,) * 2


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("", OF_REPORT + 4),
        ("read/", OF_REPORT + 3),
        ("changes/", OF_REPORT + 7),
        ("compare/", OF_REPORT + 11),
        ("front/history/", OF_REPORT + 3),
        ("headings/{section}/history/", OF_REPORT + 5),
        ("paragraphs/{paragraph}/history/", OF_REPORT + 8),
        ("front/", OF_REPORT),
        ("headings/new/", OF_REPORT + 5),
        ("headings/{section}/", OF_REPORT + 5),
        ("headings/{section}/paragraphs/new/", OF_REPORT + 5),
        ("paragraphs/{paragraph}/", OF_REPORT + 5),
        ("paragraphs/{paragraph}/move/", OF_REPORT + 5),
        ("paragraphs/{paragraph}/split/", OF_REPORT + 5),
        ("paragraphs/{paragraph}/delete/", OF_REPORT + 3),
        ("headings/{section}/delete/", OF_REPORT + 3),
        ("find/?q=body&preview=1&replacement=text", OF_REPORT + 2),
    ],
)
def test_pages_of_a_report(world: World, end: str, expected: int) -> None:
    """With one paragraph and four changes, and with thirty and thirty-four."""
    found = []
    for paragraphs in (1, 30):
        made = make_report(
            world.near, world.councils["alder"], MARK, officer=world.people["alder officer"],
            slug=f"of-{paragraphs}", paragraphs=paragraphs,
        )  # fmt: skip
        row = made.paragraph
        for number in range(paragraphs):
            row = change_paragraph(
                row, body=f"{row.body} {number}", version=row.version, by=world.people["alder officer"], reason=REASON
            )
        path = end.format(section=made.section.key, paragraph=made.paragraph.key)
        found.append(count(world, f"/programmes/near/reports/of-{paragraphs}/{path}"))
    assert found == [expected, expected]


def test_publications(world: World) -> None:
    """With one, and with thirty."""
    officer, path = world.people["alder officer"], "/programmes/near/publications/"
    document = make_report(world.near, world.councils["alder"], MARK, officer=officer).document
    first = sealed(document)
    few = count(world, path), count(world, f"{path}{first.identifier}/")
    for _ in range(29):
        latest = sealed(document)
    many = count(world, path), count(world, f"{path}{latest.identifier}/")
    assert few == many == (IN_PROGRAMME + 1, IN_PROGRAMME + 3)


def test_text_of_a_report_over_the_api(world: World) -> None:
    found = []
    for paragraphs in (1, 30):
        small_report(world, paragraphs, paragraphs)
        found.append(count(world, f"/api/v1/reports/report-{paragraphs}/"))
    assert found == [SIGNED_IN + 3] * 2


def test_page_of_a_job(world: World) -> None:
    officer = world.people["alder officer"]
    document = make_report(world.near, world.councils["alder"], MARK, officer=officer).document
    path = make_export(document, MARK, officer, done=False).get_absolute_url()

    def others(number: int) -> None:
        ask(
            kind="report-pdf", payload={"document": number}, content=b"other", what="x", title="x", file_name="x.pdf",
            return_to="/", by=officer,
        )  # fmt: skip

    # What was asked for, whether it may still be had (two), how many come first, and whether anybody works.
    same_at_1_and_30(world, path, others, SIGNED_IN + 5)


def test_settings_of_a_council(world: World) -> None:
    def settle(number: int) -> None:
        day = datetime.date(2041, 1, 1) + datetime.timedelta(days=number)
        make_settings(world.councils["alder"], MARK, day)
        make_coming_style(world.councils["alder"], MARK, day)

    same_at_1_and_30(world, "/programmes/near/councils/alder/settings/", settle, IN_PROGRAMME + 4)


def test_check_of_an_import(world: World) -> None:
    found = []
    for paragraphs in (1, 30):
        waiting = make_waiting(world.near, world.councils["alder"], MARK, world.people["alder officer"])
        rows = waiting.outline["sections"][0]["paragraphs"]
        waiting.outline["sections"][0]["paragraphs"] = (rows * 30)[:paragraphs]
        waiting.save()
        found.append(count(world, f"/programmes/near/reports/import/{waiting.pk}/"))
    assert found == [IN_PROGRAMME + 4] * 2


def test_list_of_waiting_imports(world: World) -> None:
    def wait(number: int) -> None:
        make_waiting(world.near, world.councils["alder"], MARK, world.people["alder officer"])

    same_at_1_and_30(world, "/programmes/near/reports/", wait, IN_PROGRAMME + 3)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/programmes/near/people/", IN_PROGRAMME + 4),
        ("/programmes/near/people/changes/", IN_PROGRAMME + 3),
        ("/programmes/near/councils/", IN_PROGRAMME + 2),
        ("/account/", SIGNED_IN + 4),
    ],
)
def test_people_and_councils(world: World, path: str, expected: int) -> None:
    admin = world.people["near administrator"] = make_member(world.near, Role.ADMINISTRATOR)

    def add(number: int) -> None:
        council = make_council(f"council-{number}", number + 10)
        add_council(world.near, council, by=admin)
        make_member(world.near, Role.OFFICER, council, f"Officer {number}")
        # Thirty an hour are the most that one person sends.
        sender = make_member(world.near, Role.ADMINISTRATOR, None, f"Sender {number}")
        make_invitation(world.near, council, f"Guest {number}", sender)
        give_role(
            user=admin, programme=make_programme(f"programme-{number}", [council]), role=Role.AUDITOR, council=None,
            by=JOB, reason=REASON,
        )  # fmt: skip
        key = session_of(admin)
        UserSession.objects.create(user=admin, ip="127.0.0.1", session_key=key, user_agent="Firefox")

    same_at_1_and_30(world, path, add, expected, who="near administrator")


def test_a_query_for_each_row_is_noticed(world: World, monkeypatch) -> None:
    """Without its select_related the list of reports asks for the council of each."""
    from documents.models import Document

    monkeypatch.setattr("documents.views.lists.reports_wanted", lambda user, programme, wanted: Document.objects.all())
    with pytest.raises(AssertionError):
        same_at_1_and_30(world, "/programmes/near/reports/", lambda number: small_report(world, number), 0)
    assert count(world, "/programmes/near/reports/") > 30


def test_pages_of_a_baseline(world: World) -> None:
    """With one post and one change of it, and with thirty."""
    council, near = world.councils["alder"], world.near
    world.people["alder hr_lead"] = make_member(near, Role.HR_LEAD, council)
    make_baseline(near, council, STAFF["alder"], posts=40)
    found = []
    for posts in (1, 30):
        row = make_baseline(near, council, STAFF["alder"], posts=posts, as_at=LATER, status=BaselineStatus.DRAFT)
        post = row.posts.order_by("pk")[0]
        for number in range(posts):
            values = some_values(MARK, grade=f"G{number}")
            post = change_post(post, values=values, version=version_of(post), by=JOB)
        start = f"/programmes/near/staffing/alder/{row.pk}/"
        ends = (
            "",
            "?text=post&service=Housing",
            "compare/",
            "history/",
            "posts.xlsx",
            "submit/",
            f"posts/{post.pk}/",
            "posts/new/",
        )
        found.append([count(world, f"{start}{end}", "alder hr_lead") - IN_PROGRAMME for end in ends])
    assert found[0] == found[1] == [8, 8, 5, 4, 5, 6, 5, 3]


def test_operating_models(world: World) -> None:
    """One model or thirty, and one post or thirty: the pages read groups."""
    alder = world.councils["alder"]
    make_parameters(world.near, MARK)
    baseline = make_baseline(world.near, alder, STAFF["alder"])

    def add(number: int) -> None:
        make_operating_model(world.near, MARK, [baseline], code=f"{number}", preferred=False)
        make_baseline(world.near, alder, STAFF["alder"], posts=9 + number, as_at=datetime.date(2013, 1, 1 + number))
        make_line(world.near, alder, STAFF["alder"].staff, (1 + number, 2013, "1"), (2, 2013, "0.5"))

    same_at_1_and_30(world, "/programmes/near/operating-models/", add, IN_PROGRAMME + 10)
    same_at_1_and_30(world, "/programmes/near/operating-models/0/appraisal/", lambda number: None, IN_PROGRAMME + 10)
    same_at_1_and_30(
        world, "/api/v1/programmes/near/operating-models/0/appraisal/", lambda number: None, IN_PROGRAMME + 9
    )
    same_at_1_and_30(
        world, "/api/v1/programmes/near/operating-models/0/reassessment/", lambda number: None, IN_PROGRAMME + 12
    )


def test_a_savings_plan_to_take_away(world: World) -> None:
    def add(number: int) -> None:
        make_line(world.near, world.councils["alder"], STAFF["alder"].staff, (1 + number, 2013, "1"))

    paths = ["/programmes/near/savings/alder/export/csv/"]
    paths += [f"/api/v1/programmes/near/{name}/" for name in ("savings-lines", "savings-plans", "trackers")]
    add(0)
    few = [count(world, path, "alder officer") for path in paths]
    for number in range(1, 30):
        add(number)
    expected = [IN_PROGRAMME + more for more in (9, 7, 4, 5)]
    assert (few, [count(world, path, "alder officer") for path in paths]) == (expected, expected)


def test_joint_saving(world: World) -> None:
    """One conflict or thirty, decided and not."""
    near, alder, staff = world.near, world.councils["alder"], STAFF["alder"].staff
    make_parameters(near, MARK)
    model = make_operating_model(near, MARK, [make_baseline(near, alder, STAFF["alder"], posts=40)])
    lead = world.people["alder officer"]
    give_role(user=lead, programme=near, role=Role.FINANCE_LEAD, council=alder, by=JOB, reason=REASON)
    start, found = f"/programmes/near/savings/joint/{model.code}/", []
    for lines in (1, 29):
        for number in range(lines):
            line = make_line(near, alder, staff, (number + 10 * (lines > 1), 2013, "2"))
        claim = line.posts.get()
        place = ("alder", claim.ref, "over_claimed" if lines > 1 else "post_not_found")
        ends = ("", "?format=xlsx", "claims/", "claims/?state=awaiting", f"claims/{claim.pk}/{place[2]}/")
        found.append([count(world, f"{start}{end}", "alder officer") - IN_PROGRAMME for end in ends])
        row = next(row for row in conflicts_beside(near, model.code).standing if row.place == place)
        decided = Decided("neither", "x", "Board", near.today)
        decide_claim(row, model=model, decided=decided, version=0, seen=row.seen, by=lead)
    assert found[0] == found[1] == [21, 14, 14, 14, 14]


def test_staffing_as_it_is_read(world: World) -> None:
    """With one council and one post, and with thirty."""
    near, council = world.near, world.councils["alder"]
    world.people["near auditor"] = make_member(near, Role.AUDITOR)
    world.people["near board_member"] = make_member(near, Role.BOARD_MEMBER)
    paths = (
        "staffing/", "staffing/alder/", "staffing/alder/posts/", "staffing/alder/posts/?text=post&order=-fte",
        "staffing/alder/structure/", "operating-models/3b/structure/",
    )  # fmt: skip
    others = (0, 1, 4, 5)
    first = make_baseline(near, council, STAFF["alder"], posts=6, as_at=datetime.date(2012, 10, 1))
    model = make_operating_model(near, MARK, [first])
    found = []
    for number in (1, 30):
        as_at = datetime.date(2012, 11, number)
        make_baseline(near, council, STAFF["alder"], posts=number, as_at=as_at)
        for at in range(number - 1):
            other = make_council(f"council-{at}", at + 10)
            part = ProgrammeCouncil(programme=near, council=other, position=at + 10)
            record(part, by=JOB, reason=REASON)
            make_baseline(near, other, STAFF["birch"], posts=2)
        posts = [ModelPost(model=model, position=at, **post_values(MARK, at, "x", ref=f"{at}", basis="shared"))
                 for at in range(number * 2, number * 3)]  # fmt: skip
        record_many(posts, by=JOB, reason=REASON)
        keep_model_groups(model)
        asked = [*((path, "near auditor") for path in paths), *((paths[at], "near board_member") for at in others)]
        found.append([count(world, f"/programmes/near/{path}", who) - IN_PROGRAMME for path, who in asked])
    assert found[0] == found[1] == [4, 6, 7, 7, 7, 7, 4, 6, 7, 9]


def test_staffing_and_models_over_the_api(world: World) -> None:
    """With one baseline of a few posts and one model that keeps some, and with thirty of thirty."""
    near, council, found = world.near, world.councils["alder"], []
    world.people["alder hr_lead"] = make_member(near, Role.HR_LEAD, council)
    make_parameters(near, MARK)
    for number in (5, 30):
        for at in range(number):
            day = datetime.date(2012 + number, 1, 1 + at)
            last = make_baseline(near, council, STAFF["alder"], posts=number if at == number - 1 else 1, as_at=day)
            posts = [last] if at == number - 1 else []
            model = make_operating_model(near, MARK, posts, code=f"{number}-{at}", preferred=False)
        of_baseline, of_model = f"baselines/{last.pk}/", f"operating-models/{model.code}/"
        paths = (
            "baselines/", of_baseline, f"{of_baseline}posts/", "operating-models/", of_model, f"{of_model}posts/",
            "parameters/",
        )  # fmt: skip
        start = "/api/v1/programmes/near/"
        found.append([count(world, f"{start}{path}", "alder hr_lead") - IN_PROGRAMME for path in paths])
    assert found[0] == found[1] == [4, 6, 3, 2, 4, 7, 2]


def test_a_staffing_file_that_waits(world: World) -> None:
    """The way to it, with one file and with thirty; and the page of one."""
    council, near = world.councils["alder"], world.near
    lead = world.people["alder hr_lead"] = make_member(near, Role.HR_LEAD, council)
    start = "/programmes/near/staffing/alder/upload/"
    same_at_1_and_30(
        world, start, lambda number: make_upload(near, council, MARK, lead), IN_PROGRAMME + 2, who="alder hr_lead"
    )
    row = make_upload(near, council, MARK, lead)
    assert count(world, f"{start}{row.pk}/", "alder hr_lead") == IN_PROGRAMME + 2


def test_pages_that_keep_an_operating_model(world: World) -> None:
    """With one post of a baseline, one year, saving and version, and with thirty."""
    near, alder = world.near, world.councils["alder"]
    world.people["near programme_manager"] = make_member(near, Role.PROGRAMME_MANAGER)
    make_parameters(near, MARK)
    found = []
    for number in (1, 30):
        baseline = make_baseline(
            near, alder, STAFF["alder"], posts=number + 1, as_at=datetime.date(2013, 1, number)
        )  # fmt: skip
        model = make_model(near, code=str(number), name="x", of_baselines=True, by=JOB)
        values = {name: getattr(model.posts.all()[0], name) for name in SAID_OF_POST} | {"reports_to": ""}
        for at in range(number):
            post = add_post(model, values=values, version=1 + at * 2, by=JOB)
            model.refresh_from_db()
            saving = {"title": f"{at}", "kind": "contract", "source": "x", "amounts": {2013: at, 2014: at}}
            other = add_other_saving(model, **saving, version=2 + at * 2, by=JOB)
            model.refresh_from_db()
            keep_version(model, version=model.version, by=JOB, reason="x")
        years = {2013 + at: YearSaid(None, at, "x") for at in range(10)}
        change_years(model, years=years, version=model.version, by=JOB)
        for at in range(number):
            now = near.parameters.first()
            agreed = {name: getattr(now, name) for name in AGREED} | {"scope": f"{number} {at}"}
            change_parameters(near, values=agreed, number=now.number, by=JOB, reason="x")
        merged = "&".join(f"merge={post.pk}" for post in baseline.posts.all()[:number])
        start = f"/programmes/near/operating-models/{number}/"
        ends = (
            "", "edit/", "delete/", "years/", "posts/", "posts/?q=staff&tier=2&state=in", f"posts/new/?{merged}",
            f"posts/{post.pk}/", f"other-savings/{other.pk}/", "versions/", "versions/1/",
        )  # fmt: skip
        paths = [
            *(f"{start}{end}" for end in ends),
            "/programmes/near/parameters/",
            "/programmes/near/parameters/change/",
        ]
        found.append([count(world, path, "near programme_manager") - IN_PROGRAMME for path in paths])
    assert found[0] == found[1] == [12, 1, 2, 3, 17, 16, 8, 6, 4, 3, 15, 5, 1]


def test_plans(world: World) -> None:
    """A council's plan with 1 and 30 lines, and a line with as many years and posts."""
    near, alder = world.near, world.councils["alder"]
    lead = world.people["alder finance_lead"] = make_member(near, Role.FINANCE_LEAD, alder)
    make_baseline(near, alder, STAFF["alder"], posts=32)
    start, found, line = "/programmes/near/savings/alder/", [], None
    for number in (1, 29):
        for at in range(number):
            taken = [(post, 2013, "1") for post in range(1, number + 1)]
            line = make_line(near, alder, STAFF["alder"].staff, *taken, owner=lead)
            years = [LineAmount(line=line, year=2013 + year, planned_pence=at + 1) for year in range(number)]
            record_many(years, by=JOB, reason=REASON)
            file = EvidenceFile("a.txt", EvidenceKind.TEXT, b"%d" % at)
            row = add_evidence(line, file=file, title="x", what="x", by=lead)
        # A line with as many files.
        for at in range(1, number):
            file = EvidenceFile("a.txt", EvidenceKind.TEXT, b"more %d" % at)
            add_evidence(line, file=file, title="x", what="x", by=lead)
        refresh_groups(line.plan)
        paths = [start, f"{start}?text=line&order=-planned&update=not-sent", f"{start}?format=csv"]
        paths += [f"{start}new-line/", f"{start}file/"]
        paths += [f"{start}lines/{line.pk}/{page}" for page in ("", "history/", "edit/", "posts/?find=a", "delete/")]
        paths += [f"{start}lines/{line.pk}/{page}/" for page in ("status", "hold", "settle/2013")]
        paths += [f"{start}{page}/" for page in ("unsettled", "agree", "versions", "confirmations")]
        paths += [f"{start}lines/{line.pk}/{page}" for page in ("confirm/", "evidence/add/", f"evidence/{row.pk}/")]
        found.append([count(world, path, "alder finance_lead") - IN_PROGRAMME for path in paths])
    assert found[0] == found[1] == [16, 16, 8, 7, 4, 13, 8, 9, 8, 5, 15, 12, 11, 7, 8, 6, 3, 5, 5, 7]
