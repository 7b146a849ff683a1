"""Two programmes and four councils whose words and amounts nobody could mistake for another's.

Near (Alder, Birch, Cedar) and Far (Dogwood) are invented. Whatever a council writes carries its word
and its amounts: Alder's title, headings, paragraphs, items, implications, front fields, reasons, address and file
names all say "aldermark", and its amounts are £7,113,001 to £7,113,099. There is nothing random in it.
"""

import datetime
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from unittest import mock

from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from accounts.models import Token, User
from accounts.roles import COUNCIL_ROLES, PROGRAMME_ROLES, Role
from accounts.services import make_account, make_token
from collab.calc.money import pence_of
from collab.history import Job, record
from collab.jobs import models as jobs
from collab.jobs.enums import State
from collab.jobs.models import Asking
from collab.jobs.services import ask
from documents.enums import SectionKind
from documents.models import Document, HouseStyle, Import, Paragraph, Section
from documents.models.text import KEY_LENGTH, KEY_LETTERS
from documents.outline import NotUnderstood, NumberDifference, Outline, OutlineParagraph, OutlineSection
from documents.queries import style_for
from documents.services import (
    add_paragraph,
    change_front,
    change_paragraph,
    create_report,
    keep_style,
    remove_paragraph,
    wait_for_officer,
)
from documents.styles import shipped_style
from programme.enums import BaselineStatus, Stage
from programme.models import Baseline, Council, CouncilSettings, Invitation, OperatingModel, Programme, StaffingUpload
from programme.services import change_record, give_role, invite, keep_council, keep_programme
from reporting.models import Publication
from savings.models import SavingsPlan
from tests.factories.kept import kept_parts, row_of
from tests.factories.savings import PlanMarks, make_plan
from tests.factories.sealed import sealed
from tests.factories.staffing import (
    AS_AT,
    StaffMarks,
    make_baseline,
    make_model_version,
    make_operating_model,
    make_parameters,
    make_upload,
)

JOB = Job("test")
PASSWORD = "correct horse battery"
REASON = "made for a test"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What a council's report may be found to say, and where each is written.
KINDS = ("title", "heading", "body", "item", "implication", "front", "reason")


@dataclass(frozen=True)
class Mark:
    """A word and a run of amounts that stand in one council's things and nowhere else."""

    word: str
    thousands: str  # "7113" for £7,113,001 and so on

    def says(self, kind: str, amount: int = 1) -> str:
        return f"{self.word} {kind} {self.amount(amount)}"

    def amount(self, number: int) -> str:
        return f"£{self.thousands[:-3]},{self.thousands[-3:]},{number:03}"


@dataclass(frozen=True)
class MadeReport:
    """A report or business case with the pieces that tests name: a paragraph that was changed last, one in the middle
    that can go up and down, one with items, one deleted, and sections with text and without."""

    document: Document
    section: Section
    empty: Section
    paragraph: Paragraph
    middle: Paragraph
    listed: Paragraph
    removed: Paragraph


@dataclass
class World:
    near: Programme
    far: Programme
    councils: dict[str, Council]
    people: dict[str, User]
    # By council's name, and the business case by the programme's.
    reports: dict[str, MadeReport]
    waiting: dict[str, Import]
    exports: dict[str, Asking] = field(default_factory=dict)
    # By programme: somebody who is invited, a session of an officer, and a token of the same.
    invited: dict[str, Invitation] = field(default_factory=dict)
    kept: dict[str, UserSession] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    # What is to come: each council has settings in force as well.
    settings: dict[str, CouncilSettings] = field(default_factory=dict)
    styles: dict[str, HouseStyle] = field(default_factory=dict)
    # By council: a validated baseline, a draft, and one that waits to be validated. By programme: an operating model,
    # which says what the case says.
    baselines: dict[str, Baseline] = field(default_factory=dict)
    drafts: dict[str, Baseline] = field(default_factory=dict)
    submitted: dict[str, Baseline] = field(default_factory=dict)
    # A staffing file that the finance lead has brought in.
    uploads: dict[str, StaffingUpload] = field(default_factory=dict)
    models: dict[str, OperatingModel] = field(default_factory=dict)
    # By council.
    plans: dict[str, SavingsPlan] = field(default_factory=dict)
    # By council, and the business case by the programme’s: to its words all are open, but to the full version.
    publications: dict[str, Publication] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    handler: Any = None

    def client(self, name: str, **options: Any) -> Client:
        """A browser in which the person is signed in; "anonymous" is nobody. Costs no query after the first."""
        client = Client(**options)
        # Setting up the middleware takes longer than most requests.
        self.handler = client.handler = self.handler or client.handler
        if name != "anonymous":
            if name not in self.sessions:
                self.sessions[name] = session_of(self.people[name])
            client.cookies["sessionid"] = self.sessions[name]
        return client


NEAR, FAR = Mark("Nearmark", "6111"), Mark("Farmark", "6222")
MARKS = {
    "alder": Mark("Aldermark", "7113"),
    "birch": Mark("Birchmark", "7224"),
    "cedar": Mark("Cedarmark", "7335"),
    "dogwood": Mark("Dogwoodmark", "7446"),
}
# The business case is the programme's, and not everybody's who sees the programme.
CASES = {"near": Mark("Nearcase", "6333"), "far": Mark("Farcase", "6444")}
# A file that waits is its officer's alone, so it has words of its own.
WAITING = {
    "alder": Mark("Alderfile", "8113"),
    "birch": Mark("Birchfile", "8224"),
    "cedar": Mark("Cedarfile", "8335"),
    "dogwood": Mark("Dogwoodfile", "8446"),
}
# Of the posts of a validated baseline, which only Birch has not released; and of a draft, for its council alone. A pay
# band, which others may see, is not to look like what is in it: so none begins where one of these does.
STAFF = {
    "alder": StaffMarks(Mark("Alderstaff", "7513"), Mark("Aldersenior", "7563"), Mark("Alderholder", "7573")),
    "birch": StaffMarks(Mark("Birchstaff", "7624"), Mark("Birchsenior", "7664"), Mark("Birchholder", "7674")),
    "cedar": StaffMarks(Mark("Cedarstaff", "7737"), Mark("Cedarsenior", "7765"), Mark("Cedarholder", "7775")),
    "dogwood": StaffMarks(Mark("Dogwoodstaff", "7846"), Mark("Dogwoodsenior", "7866"), Mark("Dogwoodholder", "7876")),
}
DRAFTS = {
    "alder": Mark("Alderdraft", "8513"),
    "birch": Mark("Birchdraft", "8624"),
    "cedar": Mark("Cedardraft", "8735"),
    "dogwood": Mark("Dogwooddraft", "8846"),
}
# Of a staffing file that waits, which is its finance lead's alone.
STAFF_FILES = {
    "alder": Mark("Alderposts", "9113"),
    "birch": Mark("Birchposts", "9124"),
    "cedar": Mark("Cedarposts", "9135"),
    "dogwood": Mark("Dogwoodposts", "9146"),
}
# Of a savings plan: see PlanMarks. What is rounded to £5,000 is not to look like an amount of these.
SAVINGS = {
    "alder": PlanMarks(Mark("Aldersaving", "8913"), Mark("Aldersum", "8983"), Mark("Alderheld", "8953")),
    "birch": PlanMarks(Mark("Birchsaving", "8924"), Mark("Birchsum", "8984"), Mark("Birchheld", "8964")),
    "cedar": PlanMarks(Mark("Cedarsaving", "8936"), Mark("Cedarsum", "8986"), Mark("Cedarheld", "8966")),
    "dogwood": PlanMarks(Mark("Dogwoodsaving", "8947"), Mark("Dogwoodsum", "8987"), Mark("Dogwoodheld", "8977")),
}
LATER = datetime.date(2040, 4, 1)
STYLES = {"alder": "darlington-2011", "birch": "hartlepool-2011", "cedar": "redcar-and-cleveland-2018"}


# One thing at a time


def make_user(name: str, *, active: bool = True) -> User:
    email = f"{name.replace(' ', '.').lower()}@postmark.example"
    return make_account(email=email, name=name, password=PASSWORD, by=JOB, reason=REASON, is_active=active)


def make_council(slug: str, number: int = 1) -> Council:
    name = slug.replace("-", " ").title()
    return keep_council(
        slug=slug, name=f"{name} Borough Council", short_name=name, ons_code=f"E0{number:07}", by=JOB, reason=REASON
    )


def make_programme(slug: str, councils: list[Council], mark: Mark = NEAR) -> Programme:
    """A deferred programme of these councils, with one or two of each noun that it keeps."""
    parts = [
        {
            "slug": council.slug, "name": council.name, "short_name": council.short_name, "ons_code": council.ons_code,
            "executive": mark.says("executive"), "population": 100_000 + at, "population_source": mark.says("census"),
        }
        for at, council in enumerate(councils)
    ]  # fmt: skip
    return keep_programme(
        {
            "slug": slug, "name": mark.says("programme"), "summary": mark.says("summary"),
            "stage": Stage.DEFERRED, "stage_since": datetime.date(2013, 2, 26),
            "stage_reason": mark.says("stage"),
            "councils": parts,
            **kept_parts(mark, [council.slug for council in councils]),
        },
        by=JOB, reason=REASON,
    )[0]  # fmt: skip


def make_member(programme: Programme, role: Role, council: Council | None = None, name: str = "") -> User:
    user = make_user(name or f"{council.short_name if council else programme.slug.title()} {role.label}")
    give_role(user=user, programme=programme, role=role, council=council, by=JOB, reason=REASON)
    return user


def make_invitation(programme: Programme, council: Council, name: str, by: User) -> Invitation:
    """Somebody who is invited as a finance lead, and has not come yet."""
    email = f"{name.replace(' ', '.').lower()}@postmark.example"
    found, _ = invite(programme=programme, email=email, name=name, role=Role.FINANCE_LEAD, council=council, by=by)
    assert isinstance(found, Invitation)
    return found


def make_outline(mark: Mark, *, paragraphs: int = 3, front: tuple[str, ...] = ()) -> Outline:
    """A report with every kind of section and text, `paragraphs` of it plain numbered ones."""
    item = f"\n(a) {mark.says('item', 11)}\n  (i) {mark.says('item', 12)}\n(b) second"
    table = f"| {mark.says('cell', 13)} | two |\n| three | {mark.says('cell', 14)} |"
    body = [OutlineParagraph(mark.says("body", at)) for at in range(1, paragraphs + 1)]
    text = SectionKind.TEXT
    return Outline(
        title=mark.says("title"),
        front={key: mark.says("front", 21) for key in front},
        sections=(
            OutlineSection(mark.says("heading"), 2, text, mark.says("guidance"), tuple(body)),
            OutlineSection(mark.says("heading", 2), 2, SectionKind.RECOMMENDATIONS, "",
                           (OutlineParagraph(f"It is :-{item}"), OutlineParagraph(table, numbered=False))),
            OutlineSection("", 2, SectionKind.SIGNATURE, "",
                           (OutlineParagraph(mark.says("signature", 31), numbered=False),)),
            OutlineSection(mark.says("papers", 32), 2, SectionKind.BACKGROUND_PAPERS, "",
                           (OutlineParagraph(mark.says("paper", 33)),), "3", mark.says("exempt reason", 34),
                           mark.says("open title", 35)),
            OutlineSection("", 2, SectionKind.IMPLICATIONS, "",
                           (OutlineParagraph(mark.says("implication", 41), numbered=False, label=mark.says("label")),
                            OutlineParagraph("", numbered=False, label="Nothing yet"))),
            OutlineSection(mark.says("empty heading", 51), 3, text, mark.says("guidance", 52)),
        ),
    )  # fmt: skip


def make_report(
    programme: Programme, council: Council | None, mark: Mark, *, by: Any = JOB, officer: Any = JOB, slug: str = "",
    paragraphs: int = 3,
) -> MadeReport:  # fmt: skip
    """A report that says `mark`, begun by `by` and then changed by `officer`, each time for a reason that says it.

    Without a council it is the programme's business case.
    """
    style = style_for(council, programme.today)
    front = tuple(row.key for row in style.style.front if row.key != "meeting_date")
    slug = slug or f"{mark.word.lower()}-report"
    outline = make_outline(mark, paragraphs=paragraphs, front=front)
    document = create_report(
        programme=programme, council=council, style=style, outline=outline, slug=slug, by=by,
        reason=mark.says("reason", 61),
    )  # fmt: skip
    sections = list(document.sections.order_by("rank"))
    rows = list(sections[0].paragraphs.order_by("rank"))
    gone = add_paragraph(sections[0], body=mark.says("removed", 71), by=officer, follows=rows[-1].key)
    gone = remove_paragraph(gone, version=1, by=officer, reason=mark.says("reason", 62))
    document = change_front(
        document, title=document.title, meeting_date=datetime.date(2013, 3, 12), front=document.front, version=1,
        by=officer, reason=mark.says("reason", 63),
    )  # fmt: skip
    changed = change_paragraph(
        rows[0], body=f"{rows[0].body} {mark.says('newer', 72)}", version=1, by=officer, reason=mark.says("reason", 64)
    )
    middle = rows[1] if len(rows) > 1 else changed
    listed = sections[1].paragraphs.order_by("rank")[0]
    return MadeReport(document, sections[0], sections[-1], changed, middle, listed, gone)


def make_waiting(programme: Programme, council: Council, mark: Mark, by: User) -> Import:
    """A file that `by` brought in and has not decided on."""
    outline = make_outline(mark, front=("committee",))
    outline = Outline(
        title=outline.title, front=outline.front, sections=outline.sections, joined=1,
        differences=(NumberDifference("9", "1", mark.says("difference")),),
        not_understood=(NotUnderstood(mark.says("where"), mark.says("passage"), mark.says("done")),),
        notes=(f"{mark.says('note')}.",),
    )  # fmt: skip
    return wait_for_officer(
        outline, programme=programme, council=council, file_name=f"{mark.says('file name')}.docx", by=by
    )


def make_export(document: Document, mark: Mark, by: User, *, done: bool = True) -> Asking:
    """A file of the report that `by` asked for, made of a text which it has no longer, or still to be made."""
    asking = ask(
        kind="report-pdf", payload={"document": document.pk}, content=mark.word.encode(), by=by,
        what="PDF", title=mark.says("export", 91), file_name=f"{mark.word.lower()}-export.pdf",
        return_to=document.get_absolute_url(),
    )  # fmt: skip
    if not done:
        return asking
    result = mark.says("exported", 92).encode()
    jobs.Job.objects.filter(pk=asking.job_id).update(
        state=State.DONE, result=result, size=len(result), content_type="application/pdf", finished_at=timezone.now()
    )
    return Asking.objects.get(pk=asking.pk)


def make_settings(council: Council, mark: Mark, day: datetime.date) -> CouncilSettings:
    """Settings from a day on whose amount and source say `mark`."""
    row = CouncilSettings(
        council=council, in_force_from=day, on_cost_rate=Decimal("0.2750"), suppression_threshold=6,
        stale_after_days=90, key_decision_pence=pence_of(mark.amount(91)), source=mark.says("settings", 92),
    )  # fmt: skip
    record(row, by=JOB, reason=mark.says("reason", 65))
    return row


def make_coming_style(council: Council, mark: Mark, day: datetime.date) -> HouseStyle:
    data = {**shipped_style("plain"), "name": mark.says("style"), "in_force_from": day.isoformat()}
    return keep_style(data, council=council, by=JOB)


def session_of(user: User) -> str:
    """The key of a session in which `user` has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def counted_keys(start: int = 1) -> Iterator[None]:
    """Keys of pieces in the order in which they are made, the same in every run."""
    counter = itertools.count(start)

    def choices() -> Iterator[str]:
        for count in counter:
            # Spread out, so that no two look alike.
            number = count * 27_644_437 % len(KEY_LETTERS) ** KEY_LENGTH
            digits = [
                KEY_LETTERS[number // len(KEY_LETTERS) ** place % len(KEY_LETTERS)] for place in range(KEY_LENGTH)
            ]
            yield from reversed(digits)

    letters = choices()
    with (
        mock.patch("documents.models.text.secrets") as secrets,
        mock.patch("programme.services.set_up.get_random_string", lambda length, letters: letters[:length]),
    ):
        secrets.choice = lambda _: next(letters)
        yield


# All of it


def make_world() -> World:
    with counted_keys():
        councils = {slug: make_council(slug, at) for at, slug in enumerate(MARKS, start=1)}
        # One that takes part in nothing yet.
        make_council("elder", len(MARKS) + 1)
        for slug, name in STYLES.items():
            keep_style(shipped_style(name), council=councils[slug], by=JOB)
        keep_style(shipped_style("plain"), council=None, by=JOB)
        keep_style(shipped_style("business-case"), council=None, by=JOB)
        near = make_programme("near", [councils[slug] for slug in ("alder", "birch", "cedar")], NEAR)
        far = make_programme("far", [councils["dogwood"]], FAR)
        people = _people(near, far, councils)
        for programme, officer in ((near, "alder officer"), (far, "dogwood officer")):
            for key in ("risk", "finding"):
                row = row_of(programme, key)
                change_record(row, values={"waits_for": people[officer]}, version=1, by=JOB, reason=REASON)
        reports, waiting, exports, settings, styles = {}, {}, {}, {}, {}
        for slug, mark in MARKS.items():
            programme = far if slug == "dogwood" else near
            officer = people[f"{slug} {Role.OFFICER}"]
            reports[slug] = make_report(programme, councils[slug], mark, officer=officer)
            waiting[slug] = make_waiting(programme, councils[slug], WAITING[slug], officer)
            exports[slug] = make_export(reports[slug].document, mark, officer)
            make_settings(councils[slug], mark, datetime.date(2012, 4, 1))
            settings[slug] = make_settings(councils[slug], mark, LATER)
            styles[slug] = make_coming_style(councils[slug], mark, LATER)
        for programme in (near, far):
            manager = people[f"{programme.slug} {Role.PROGRAMME_MANAGER}"]
            reports[programme.slug] = make_report(programme, None, CASES[programme.slug], officer=manager)
        invited = {
            "near": make_invitation(near, councils["alder"], "Ina Nearguest", people["near administrator"]),
            "far": make_invitation(far, councils["dogwood"], "Ugo Farguest", people["far administrator"]),
        }
        baselines, drafts, submitted, models = _staffing(near, far, councils)
        plans = {
            slug: make_plan(
                far if slug == "dogwood" else near,
                councils[slug],
                marks,
                STAFF[slug].staff,
                people[f"{slug} {Role.OFFICER}"],
            )
            for slug, marks in SAVINGS.items()
        }
        uploads = {
            slug: make_upload(
                far if slug == "dogwood" else near, councils[slug], mark, people[f"{slug} {Role.FINANCE_LEAD}"]
            )
            for slug, mark in STAFF_FILES.items()
        }
    world = World(
        near, far, councils, people, reports, waiting, exports, invited, settings=settings, styles=styles,
        baselines=baselines, drafts=drafts, submitted=submitted, uploads=uploads, models=models, plans=plans,
    )  # fmt: skip
    for whose, mark in {**MARKS, **CASES}.items():
        world.publications[whose] = sealed(reports[whose].document, title="A report", full=mark.says("body", 96))
    for programme, officer in (("near", "alder officer"), ("far", "dogwood officer")):
        world.client(officer)
        mark = MARKS[officer.partition(" ")[0]]
        world.tokens[programme], _ = make_token(name=mark.says("token", 95), days=30, by=people[officer])
        world.kept[programme] = UserSession.objects.create(
            user=people[officer], ip="127.0.0.1", session_key=world.sessions[officer], user_agent="Firefox Windows"
        )
    return world


def _staffing(
    near: Programme, far: Programme, councils: dict[str, Council]
) -> tuple[dict[str, Baseline], dict[str, Baseline], dict[str, Baseline], dict[str, OperatingModel]]:
    """What the councils have, and what they could have."""
    baselines, drafts, submitted, models = {}, {}, {}, {}
    for slug, marks in STAFF.items():
        programme, council = far if slug == "dogwood" else near, councils[slug]
        baselines[slug] = make_baseline(programme, council, marks, released=slug != "birch")
        draft = StaffMarks(DRAFTS[slug], DRAFTS[slug], DRAFTS[slug])
        drafts[slug] = make_baseline(programme, council, draft, as_at=LATER, status=BaselineStatus.DRAFT)
        submitted[slug] = make_baseline(
            programme, council, draft, posts=2, as_at=AS_AT, status=BaselineStatus.SUBMITTED
        )
    for programme in (near, far):
        make_parameters(programme, CASES[programme.slug])
        own = [row for row in baselines.values() if row.programme_id == programme.pk]
        code = "3b" if programme is near else "9z"
        models[programme.slug] = make_operating_model(programme, CASES[programme.slug], own, code=code)
        make_model_version(models[programme.slug], CASES[programme.slug])
    return baselines, drafts, submitted, models


def _people(near: Programme, far: Programme, councils: dict[str, Council]) -> dict[str, User]:
    """By "alder officer" or "near auditor"; besides "stranger", who takes part in nothing, and "inactive"."""
    people = {"stranger": make_user("Some Stranger"), "inactive": make_user("Somebody Gone", active=False)}
    for slug, council in councils.items():
        for role in sorted(COUNCIL_ROLES):
            programme = far if slug == "dogwood" else near
            people[f"{slug} {role}"] = make_member(programme, Role(role), council)
    for programme in (near, far):
        for role in sorted(PROGRAMME_ROLES):
            people[f"{programme.slug} {role}"] = make_member(programme, Role(role))
    give_role(
        user=people["inactive"], programme=near, role=Role.OFFICER, council=councils["alder"], by=JOB, reason=REASON
    )
    return people
