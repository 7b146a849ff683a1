"""How the tests of this folder ask the site: as anybody, by any method, leaving nothing behind."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import pikepdf
from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.template import Template
from django.test.utils import _TestState
from django.urls import reverse

import collab.child
from accounts.roles import Permission
from documents.signs import signs_before
from programme.forms.staffing_files import MendForm
from programme.models import Post, Programme
from programme.nouns import NOUN, PAGES
from programme.presenters import rejected_rows
from programme.queries.people import key_of
from programme.queries.posts import version_of
from savings.models import BudgetGap, Evidence, LinePost, NetBudget, Pressure, SavingsPlan
from savings.queries.conflicts import conflicts_beside
from savings.queries.kept import version_of_budget
from savings.queries.versions import content_of, lines_in_full, seal_of
from savings.services.plan_files import read_plan_file
from savings.tracker_file.reading import read_tracker_file
from savings.views.plan_file import SALT
from savings.views.tracker_check import SALT as TRACKER_SALT
from tests.factories.kept import row_of, typed_record
from tests.factories.savings import UNSETTLED
from tests.factories.staffing import staffing_csv
from tests.factories.world import CASES, MARKS, PASSWORD, WAITING, MadeReport, Mark, World

TEXT_FILE = "# {title}\n\n## {heading}\n\n1. {body}\n\n(a) {item}\n"
PDF = b"%PDF-1.7 not rendered"
SOME_DAY = {"in_force_from_day": "1", "in_force_from_month": "4", "in_force_from_year": "2041"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    # What the browser would show or keep besides: messages, values of cookies, the page that a redirect leads to.
    messages: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    next_body: bytes = b""

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Asker:
    """Asks as the people of a world. What a request changes in the database is taken back after it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __call__(
        self, who: str, method: str, path: str, data: dict[str, Any] | None = None, *, follow: bool = False,
        then: Callable[[], Any] | None = None, keep: bool = False, **options: Any,
    ) -> Answer:  # fmt: skip
        """`follow`: read the page that a redirect leads to as well. `then` is called before anything is taken back."""
        cache.clear()
        client = self.world.client(who, **options)
        with transaction.atomic():
            ask = getattr(client, method.lower())
            response = ask(path, data) if data is not None else ask(path)
            answer = Answer(response.status_code, dict(response.headers), _body(response))
            for name, morsel in response.cookies.items():
                answer.cookies.append(morsel.value)
                if name == "messages":
                    answer.messages += _messages(morsel.value)
            if follow and 300 <= response.status_code < 400:
                answer.next_body = _body(client.get(answer.location.split("#")[0]))
            if then:
                then()
            transaction.set_rollback(not keep)
        return answer


def _body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def _messages(value: str) -> list[str]:
    return [str(message) for message in CookieStorage(HttpRequest())._decode(value) or []]


@contextmanager
def fast(*, pdf: bytes | None = PDF) -> Iterator[None]:
    """Templates without the test client's own bookkeeping, no log of refusals, and every child's work done once.

    `pdf` stands for every PDF; None renders them.
    """
    kept: dict[tuple[str, bytes], bytes] = {}
    run = collab.child.run

    def run_once(function: str, payload: bytes, **limits: Any) -> bytes:
        if pdf is not None and function == "reporting.engine:render":
            return pdf
        if (function, payload) not in kept:
            kept[function, payload] = run(function, payload, **limits)
        return kept[function, payload]

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(Template, "_render", _TestState.saved_data.template_render))
        stack.enter_context(mock.patch("collab.child.run", run_once))
        logging.disable(logging.ERROR)
        stack.callback(logging.disable, logging.NOTSET)
        yield


# The real addresses and forms of each route


def address(world: World, name: str, council: str = "alder", **other: Any) -> str:
    """The address of a route for a council's things, or with "near" and "far" for the programme's business case;
    `other` puts somebody else's, or nobody's, in place of some."""
    return reverse(name, kwargs=arguments(world, name, council, **other))


def arguments(world: World, name: str, council: str = "alder", **other: Any) -> dict[str, Any]:
    made, programme = world.reports[council], world.far if council in ("dogwood", "far") else world.near
    report = {"programme": programme.slug, "slug": made.document.slug}
    if name == "account_reset_password_from_key":
        user, keys = world.people["stranger"], EmailAwarePasswordResetTokenGenerator()
        found: dict[str, Any] = {"uidb36": user_pk_to_url_str(user), "key": keys.make_token(user)}
    elif name in OF_PEOPLE:
        found = OF_PEOPLE[name](world, programme.slug)
    elif name in (
        "programme-overview",
        "api-programme-detail",
        "api-baseline-list",
        "api-model-list",
        "api-parameters",
        "api-savings-lines",
        "api-savings-plans",
        "api-trackers",
        "api-budget-gaps",
    ):
        found = {"slug": programme.slug}
    elif name.startswith("api-baseline"):
        row = world.baselines[council if council in MARKS else "alder"]
        found = {"slug": row.programme.slug, "baseline": row.pk}
    elif name in ("api-appraisal", "api-reassessment", "api-model-detail", "api-model-posts"):
        found = {"slug": programme.slug, "code": world.models[programme.slug].code}
    elif name == "api-report-detail":
        found = {"slug": made.document.slug}
    elif noun := noun_of(name):
        found = {"programme": programme.slug}
        if not name.endswith("-add"):
            found["pk"] = row_of(programme, noun).pk
    elif name.startswith("publication"):
        publication = world.publications[council]
        found = {"programme": programme.slug}
        found |= {} if name == "publication-list" else {"identifier": publication.identifier}
        found |= {"version": "public", "format": "html"} if name == "publication-file" else {}
    elif name in OF_PROGRAMME:
        found = {"programme": programme.slug}
    elif name in ("staffing-council", "staffing-structure", "staffing-posts"):
        found = {"programme": programme.slug, "which": council if council in MARKS else "alder"}
    elif name.startswith("staffing-upload") or name in OF_FILE:
        row = world.uploads[council if council in MARKS else "alder"]
        found = {"programme": row.programme.slug, "council_slug": row.council.slug}
        found |= {"pk": row.pk} if name in OF_FILE else {}
        found |= {"kind": "csv"} if name == "staffing-file-problems" else {}
    elif name == "staffing-template":
        found = {"programme": programme.slug, "kind": "csv"}
    elif name.startswith("baseline"):
        found = _baseline(world, name, council if council in MARKS else "alder")
    elif name == "figure":
        found = {"programme": programme.slug, "key": f"p{programme.pk}.councils"}
    elif name in OF_MODEL:
        found = {"programme": programme.slug, "code": world.models[programme.slug].code}
        if name == "other-saving-edit":
            found["pk"] = world.models[programme.slug].other_savings.get().pk
        elif name == "model-post-edit":
            found["pk"] = _own_post(world, programme)
        elif name in ("model-version", "model-version-restore"):
            found["number"] = 1
    elif name.startswith("erosion"):
        plan = world.plans[council if council in MARKS else "alder"]
        found = {"programme": plan.programme.slug, "code": world.models[plan.programme.slug].code}
        if name == "erosion-decide":
            found |= {"claim": _claim(plan).pk, "kind": "also_in_model"}
        elif name == "erosion-decision":
            found |= {"decision": plan.council.claim_decisions.get().pk}
    elif name.startswith(("plan", "line", "gap", "tracker")):
        plan = world.plans[council if council in MARKS else "alder"]
        found = {"programme": plan.programme.slug, "which": plan.council.slug}
        found |= {"kind": "xlsx"} if name == "plan-export" else {}
        found |= {"pk": plan.council.rating_rules.latest("pk").pk} if name == "plan-rating-rules-withdraw" else {}
        if name in ("tracker-budget", "tracker-pressure"):
            found["pk"] = beside(world, name, plan.council.slug).pk
        found |= {"line": plan.lines.order_by("pk")[OF_LINE.get(name, 0)].pk} if name.startswith("line") else {}
        found |= {"year": UNSETTLED} if name == "line-settle" else {}
        found |= {"number": 1} if name == "plan-version" else {}
        found |= {"evidence": evidence_in(plan).pk} if name in ("line-evidence", "line-evidence-remove") else {}
    elif name == "council-keys":
        found = _part(world, programme.slug)
    elif name.startswith("job"):
        found = {"asking": world.exports[council].pk}
    elif name.startswith("report-import"):
        found = {"programme": programme.slug, "pk": world.waiting[council].pk}
    elif name.startswith(("council-settings", "council-style")):
        found = {"programme": programme.slug, "council_slug": council}
        if name.endswith("-withdraw"):
            coming = world.settings[council] if name == "council-settings-withdraw" else world.styles[council]
            found["pk"] = coming.pk
    elif name == "section-remove":
        found = {**report, "key": made.empty.key}
    elif name in (
        "section-move", "section-edit", "section-classify", "section-history", "section-restore", "paragraph-add",
    ):  # fmt: skip
        found = {**report, "key": made.section.key}
    elif name == "paragraph-move":
        found = {**report, "key": made.middle.key}
    elif name == "paragraph-split":
        found = {**report, "key": made.listed.key}
    elif name.startswith("paragraph-"):
        found = {**report, "key": made.paragraph.key}
    elif name.startswith(("report-", "front-", "section-")):
        found = report
    else:
        found = {}
    return {**found, **other}


# What stands beside a plan, by the route that changes it.
BESIDE_A_PLAN: dict[str, Any] = {"gap-edit": BudgetGap, "tracker-budget": NetBudget, "tracker-pressure": Pressure}


def beside(world: World, name: str, council: str) -> Any:
    plan = world.plans[council if council in MARKS else "alder"]
    return BESIDE_A_PLAN[name].objects.get(programme=plan.programme, council=plan.council)


def _baseline(world: World, name: str, council: str) -> dict[str, Any]:
    """A draft, but for the steps that begin later."""
    later = {"return": world.submitted, "validate": world.submitted, "release": world.baselines}
    row = later.get(name.partition("-")[2], world.drafts)[council]
    found = {"programme": row.programme.slug, "council_slug": council, "baseline": row.pk}
    if name == "baseline-export":
        found["kind"] = "xlsx"
    if name in ("baseline-post", "baseline-post-delete"):
        found["post"] = row.posts.order_by("pk")[1].pk
    return found


def _part(world: World, programme: str) -> dict[str, Any]:
    return {"programme": programme, "which": "cedar" if programme == "near" else "dogwood"}


def _people(world: World, programme: str) -> dict[str, Any]:
    return {"programme": programme}


def _invited(world: World, programme: str) -> dict[str, Any]:
    return {"programme": programme, "invitation": world.invited[programme].pk}


def _person(programme: str) -> str:
    """Whose roles are given and taken."""
    return "alder finance_lead" if programme == "near" else "dogwood finance_lead"


def person_for(permission: Permission | None) -> str:
    """Somebody who may: the officer, or the administrator or the programme manager where officers may not."""
    if permission in (Permission.PROGRAMME_EDIT, Permission.MODEL_EDIT):
        return "near programme_manager"
    if permission in KEPT_BY_LEADS:
        return "alder finance_lead"
    return "near administrator" if permission in KEPT_BY_ADMINISTRATORS else "alder officer"


KEPT_BY_LEADS = (
    Permission.STAFFING_VIEW, Permission.STAFFING_EDIT, Permission.STAFFING_VALIDATE, Permission.SAVINGS_EDIT,
    Permission.SAVINGS_CONFIRM,
    Permission.CLAIM_DECIDE,
)  # fmt: skip
KEPT_BY_ADMINISTRATORS = (Permission.PEOPLE_VIEW, Permission.PEOPLE_EDIT, Permission.PROGRAMME_SET_UP)
# Programmes, councils and people: their arguments, in the programme Near or Far.
OF_PEOPLE: dict[str, Callable[[World, str], dict[str, Any]]] = {
    "people": _people,
    "people-invite": _people,
    "access-changes": _people,
    "councils": _people,
    "council-new": _people,
    "council-edit": _part,
    "council-move": _part,
    "council-remove": _part,
    "invitation-resend": _invited,
    "invitation-withdraw": _invited,
    "invitation": lambda world, programme: {"key": key_of(world.invited[programme])},
    "person-roles": lambda world, programme: {
        "programme": programme, "person": world.people[_person(programme)].pk,
    },
    "role-take": lambda world, programme: {
        "programme": programme, "membership": world.people[_person(programme)].memberships.get().pk,
    },
    "session-end": lambda world, programme: {"session": world.kept[programme].pk},
    "token-withdraw": lambda world, programme: {"token": world.tokens[programme].pk},
}  # fmt: skip


# Which line of a plan is asked for, where it is not the first.
OF_LINE = {"line-release": 2, "line-settle": 1}
# A staffing file that waits.
OF_FILE = ("staffing-file", "staffing-file-keep", "staffing-file-discard", "staffing-file-problems")
# What has a programme in its address and nothing else.
OF_PROGRAMME = (
    "report-list", "report-new", "report-import", "business-case", "business-case-new", "programme-changes",
    "figure-list",
    "programme-stage-change", "model-list", "savings", "model-new", "staffing-list", "parameters", "parameters-change",
    *(page.route for page in PAGES),
)  # fmt: skip
# What has an operating model in its address.
OF_MODEL = (
    "model-detail", "model-edit", "model-delete", "model-years", "model-posts", "model-preview", "model-post-new",
    "model-post-edit", "model-appraisal", "model-structure", "model-workbook", "model-versions", "model-version-keep",
    "model-version",
    "model-version-restore", "other-saving-add", "other-saving-edit",
)  # fmt: skip


def decided(name: str) -> dict[str, str]:
    """A day gone by, as three boxes send it."""
    return {f"{name}_day": "12", f"{name}_month": "3", f"{name}_year": "2013"}


def noun_of(name: str) -> str:
    """The noun whose record a route adds, changes, moves, deletes or tells of; empty for other routes."""
    noun, _, act = name.partition("-")
    return noun if noun in NOUN and act in ("add", "edit", "delete", "history", "move") else ""


def form_of(world: World, name: str, council: str = "alder", person: str = "alder officer") -> dict[str, Any]:
    """What a browser sends when everything is filled in well; empty for a route without a form."""
    made, mark = world.reports[council], {**MARKS, **CASES}[council]
    typed = mark.says("typed", 81)
    own = council if council in MARKS else "alder"
    programme = world.far if council in ("dogwood", "far") else world.near
    # Asked of the database where a form needs them.
    own_post = _own_post(world, programme) if name in ("model-posts", "model-preview") else 0
    last = _last(made, "front" if name == "front-restore" else made.paragraph.key) if name.endswith("restore") else 0
    if noun := noun_of(name):
        version = {} if name.endswith("-add") else {"version": row_of(programme, noun).version}
        if name.endswith(("-add", "-edit")):
            return {**typed_record(programme, noun, mark), **version}
        return {"move": {"direction": "down"}, "delete": {"reason": mark.says("reason", 84), **version}}.get(
            name.partition("-")[2], {}
        )
    forms: dict[str, dict[str, Any]] = {
        "account_login": {"login": world.people["stranger"].email, "password": PASSWORD},
        "account_reauthenticate": {"password": PASSWORD},
        "account_change_password": {
            "oldpassword": PASSWORD, "password1": "three odd words", "password2": "three odd words",
        },
        "account_reset_password": {"email": world.people["stranger"].email},
        "verify": {"file": SimpleUploadedFile("report.pdf", blank_pdf())},
        "programme-stage-change": {
            "stage": "closed", "since": "March 2013", "stage_reason": typed, "version": programme.version,
        },
        "line-status": {"to": "withdrawn", "authority": typed, **decided("on"), "reason": typed, "version": 1},
        "line-hold": {"reason": typed, "version": 1},
        "line-release": {"reason": typed, "version": 1},
        # Whoever sends a file reads what it says: it has no mark of anybody's.
        "line-evidence-add": {
            "title": typed, "what": typed, "file": SimpleUploadedFile("sent.txt", b"What was sent shows it.\n"),
        },
        "line-evidence-remove": {"reason": typed},
        "line-settle": {"settlement": "withdrawn", "replaced_by": "", "reason": typed, "version": 1},
        "model-new": {"code": "x9", "name": typed, "description": typed, "reasons": typed, "begin": "baselines"},
        "model-edit": {
            "code": "3b", "name": typed, "description": typed, "reasons": typed, "preferred": "on",
            "apportion_of": "cost", "apportion_by": "equal", "version": 1,
        },
        "model-delete": {"reason": typed, "version": 1},
        "model-posts": {"act": "remove", "tick": f"n{own_post}", "version": 1},
        "model-preview": {"tick": f"n{own_post}"},
        "model-post-new": _post(typed, mark, programme),
        "model-post-edit": _post(typed, mark, programme),
        "model-version-keep": {"reason": typed, "version": 1},
        "model-version-restore": {"reason": typed, "version": 1},
        "parameters-change": {
            "scope": typed, "first_year": "2013/14", "appraisal_years": "10", "discount_rate": "3.25",
            "price_base": "2012/13", "apportion_of": "cost", "apportion_by": "equal", "source": typed,
            "agreed_by": typed, "reason": typed, "number": 1,
        },
        "council-keys": {
            "population": "1000", "population_source": typed, "net_revenue_budget_pence": mark.amount(88),
            "budget_source": typed, "fixed_share": "0.3", "share_source": typed, "reason": typed,
        },
        "plan-line-new": {**_line(world, typed, mark, own), "ref": "New-1"},
        "line-edit": {**_line(world, typed, mark, own), "ref": "L-1", "version": 1},
        "line-posts": {
            "ref_0": mark.says("post", 84), "from_0": "2013/14", "fte_0": "0.5", "reason": typed, "version": 1,
        },
        "line-delete": {"reason": typed, "version": 1},
        "model-years": {"share_2013": "50", "once_2013": mark.amount(85), "what_2013": typed, "version": 1},
        "other-saving-add": {
            "title": typed, "kind": "contract", "source": typed, "amount_2014": mark.amount(86), "version": 1,
        },
        "other-saving-edit": {
            "title": typed, "kind": "contract", "source": typed, "amount_2014": mark.amount(86), "version": 1,
        },
        "report-new": {"title": typed, "council": world.councils[own].pk},
        "business-case-new": {"title": typed},
        "line-update": {
            # As the page itself has it in the boxes, beside the sign of pounds.
            "forecast_pence": mark.amount(82)[1:], "delivered_pence": mark.amount(82)[1:], "rating": "green",
            "comment": typed, "sure": "on", "version": 1,
        },
        "plan-rating-rules-change": {
            "green_from": "90", "amber_from": "60", "green": typed, "amber": typed, "red": typed, "blue": typed,
            "due_days": "14", "source": typed, **SOME_DAY,
        },
        "line-confirm": {"act": "other", "confirmed_pence": mark.amount(82), "answer": typed, "version": 1},
        "report-import-check": {"title": WAITING[own].says("kept")},
        "account": {"name": "Another Name"},
        "token-new": {"name": typed, "days": "30", "password": PASSWORD},
        "programme-new": {
            "name": "New programme", "summary": "Words", "stage": "feasibility", "stage_since_day": "1",
            "stage_since_month": "3", "stage_since_year": "2013", "stage_reason": "",
        },
        "councils": {"council": "elder"},
        "council-new": {
            "name": "Elm Borough Council", "short_name": "Elm", "ons_code": "E06999999", "executive": "",
            "population": "", "population_source": "",
        },
        "council-edit": {"executive": "elected mayor", "population": "1000", "population_source": "Census 2011"},
        "council-move": {"direction": "up"},
        "council-remove": {"reason": "not needed"},
        "people-invite": {
            "name": "New Person", "email": "new.person@example.org", "role": "officer",
            "council": world.councils[own].pk,
        },
        "invitation": {"name": "Ina", "password": "three odd words", "again": "three odd words"},
        "invitation-withdraw": {"reason": "not needed"},
        "person-roles": {"role": "auditor", "council": "", "reason": "asked for"},
        "role-take": {"reason": "not needed"},
        "council-settings-change": {
            "on_cost_rate": "27.5", "key_decision_pence": mark.amount(84), "suppression_threshold": "6",
            "stale_after_days": "90", "source": typed, **SOME_DAY,
        },
        "council-style-change": {"style": "plain", **SOME_DAY},
        "staffing-file-keep": {"partial": "on"},
        "baseline-submit": {"note": typed, "version": 1},
        "baseline-return": {"reason": mark.says("reason", 86), "version": 1},
        "baseline-validate": {"sure": "on", "version": 1},
        "baseline-release": {"sure": "on", "version": 1},
        "baseline-discard": {"reason": mark.says("reason", 86), "version": 1},
        "baseline-scope": {"service": "People Services", "in_scope": "no"},
        "baseline-post-add": typed_post(mark),
        "report-front": {"title": typed, "version": made.document.version, "reason": mark.says("reason", 82)},
        "report-convert": {"body": f"<p>{typed}</p>", "written": "editor"},
        "report-undo": {"number": made.document.edits.count() if name == "report-undo" else 0},
        "report-copy": {"title": typed, "council": world.councils[own].pk},
        "report-archive": {"reason": mark.says("reason", 84)},
        "report-find": {
            "q": "body", "replacement": typed, "place": f"{made.middle.key}.{made.middle.version}.0",
            "reason": mark.says("reason", 85),
        },
        "report-compare-pdf": {"from": 1, "to": "now"},
        "front-restore": {"number": 1, "seen": last},
        "section-add": {"heading": typed, "level": 2, "follows": made.section.key},
        "section-edit": {"heading": typed, "level": 2, "version": made.section.version},
        "section-classify": {
            "paragraphs": [4], "exempt_reason": typed, "open_title": typed, "version": made.section.version,
        },
        "section-restore": {"number": 1, "seen": 1},
        "section-move": {"direction": "down"},
        "paragraph-add": {"body": typed, "numbered": "on", "follows": made.paragraph.key},
        "paragraph-edit": {"body": typed, "numbered": "on", "version": made.paragraph.version},
        "paragraph-restore": {"number": 1, "seen": last},
        "paragraph-move": {"place": f"{made.section.key}/{made.paragraph.key}"},
        "paragraph-remove": {"version": made.paragraph.version},
        "paragraph-split": {"place": signs_before("second", made.listed.body), "version": made.listed.version},
        "paragraph-join": {
            "version": made.paragraph.version, "second": made.middle.key, "second_version": made.middle.version,
        },
    }  # fmt: skip
    if name == "plan-agree":
        plan = world.plans[own]
        also = str(plan.lines.order_by("pk")[3].pk)
        return {"authority": typed, **decided("on"), "also": also, "seal": seal_of(content_of(lines_in_full(plan)))}
    if name == "erosion-decide":
        return _deciding(world.plans[own], mark)
    if name == "staffing-upload":
        # Whoever sends a file reads what it says: it has no mark of anybody's.
        data = staffing_csv(Mark("Sentposts", "8999"))
        day = {"as_at_day": "1", "as_at_month": "2", "as_at_year": "2013"}
        return {"file": SimpleUploadedFile(f"{mark.word}-posts.csv", data), "keep_names": "on", **day}
    if name.startswith("plan-file"):
        return plan_file(world, name, own)
    if name == "staffing-file":
        cells = MendForm(rows=rejected_rows(world.uploads[own]))
        return {bound.name: bound.initial for bound in cells if bound.initial} | {"r3c5": "0.5"}
    if name in ("baseline-post", "baseline-post-delete"):
        post = Post.objects.get(pk=_baseline(world, name, own)["post"])
        return {**(typed_post(mark) if name == "baseline-post" else {"reason": typed}), "version": version_of(post)}
    if name.startswith("tracker-check"):
        return tracker_file(world, name, own)
    if name.startswith(("gap-", "tracker-")):
        return typed_beside(world, name, own)
    if name == "report-import":
        words = {part: mark.says(f"uploaded {part}", 83) for part in ("title", "heading", "body", "item")}
        upload = SimpleUploadedFile(f"{mark.word}-upload.md", TEXT_FILE.format(**words).encode())
        return {"file": upload, "council": world.councils[own].pk}
    return dict(forms.get(name, {}))


def blank_pdf() -> bytes:
    """One page with nothing on it."""
    stream = io.BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(stream, deterministic_id=True)
    return stream.getvalue()


def typed_beside(world: World, name: str, council: str) -> dict[str, Any]:
    """A gap, net budget, pressure or substitution, at the version that is saved where there is one."""
    mark, version = MARKS[council], {}
    if name in BESIDE_A_PLAN:
        row = beside(world, name, council)
        version = {"version": version_of_budget(row) if name == "tracker-budget" else row.version}
    typed, amount = mark.says("typed", 81), mark.amount(83)
    said: dict[str, Any] = {"year": "2014/15", "service": typed, "amount_pence": amount}
    if name.startswith("tracker-pressure"):
        said |= {"kind": "pressure", "title": typed, "quarter": "2", "line": ""}
    if name == "gap-edit":
        said = {"type": "in_year_increment", "amount_2013": amount, "amount_2014": amount}
    return {**said, "source": typed, "reason": mark.says("reason", 86), **version} if name != "tracker-inputs" else {}


def plan_file(world: World, name: str, council: str) -> dict[str, Any]:
    """A new line in a file, or the same as the page that shows it carries it."""
    # Whoever sends a file reads what it says: it has no mark of anybody's.
    data = b"Reference,Title,Kind,2013/14 planned\nSent-1,A line that was sent,Contract,1250\n"
    if name == "plan-file":
        return {"file": SimpleUploadedFile("plan.csv", data)}
    plan = world.plans[council]
    rows, seal = read_plan_file(data, filename="plan.csv"), seal_of(content_of(lines_in_full(plan)))
    carried = signing.dumps([plan.programme.slug, council, rows], salt=SALT, compress=True)
    return {"rows": carried, "seal": seal, "reason": "asked for"}


def tracker_file(world: World, name: str, council: str) -> dict[str, Any]:
    """A tracker in a file, or the same as the page that compares it carries it."""
    data = b"Service,Proposed,Achieved\nSent,1250,1000\n"
    if name == "tracker-check":
        file = SimpleUploadedFile("tracker.csv", data)
        return {"file": file, "year": "2013/14", "quarter": "4", "unit": "pounds"}
    at = [world.plans[council].programme.slug, council, 2013, 4, "pounds"]
    rows = read_tracker_file(data, filename="tracker.csv")
    return {"rows": signing.dumps([*at, rows], salt=TRACKER_SALT, compress=True), "format": "csv"}


def typed_post(mark: Mark) -> dict[str, Any]:
    return {
        "ref": mark.says("ref", 87), "title": mark.says("post", 88), "service": "People Services", "tier": "4",
        "grade": mark.says("grade", 89), "fte": "0.5", "salary_pence": mark.amount(90), "on_cost_rate": "28.5",
        "vacant": "on", "in_scope": "on", "reports_to": "", "statutory": ["mo"], "funding_source": "",
        "shared_with": "", "estimated": "", "reason": mark.says("reason", 86),
    }  # fmt: skip


def _own_post(world: World, programme: Programme) -> int:
    """The new post of a programme's operating model; 0 in a world that has none."""
    model = world.models.get(programme.slug)
    return model.posts.get(ref="M1").pk if model else 0


def _post(typed: str, mark: Mark, programme: Programme) -> dict[str, Any]:
    return {
        "title": typed, "service": typed, "tier": "2", "basis": "shared", "fte": "0.5",
        "salary_pence": mark.amount(87), "on_cost_rate": "28.5", "reports_to": "", "statutory": "dcs", "version": 1,
        "councils": "dogwood" if programme.slug == "far" else "alder",
    }  # fmt: skip


def _line(world: World, typed: str, mark: Mark, council: str) -> dict[str, Any]:
    said = dict.fromkeys(("title", "service", "description", "depends_on", "source", "reason"), typed)
    return {
        **said, "kind": "staffing", "origin": "local", "recurring": "on", "cash_releasing": "on", "confidence": "low",
        "owner": world.people[f"{council} officer"].pk, "planned_pence_2013": mark.amount(84),
    }  # fmt: skip


def evidence_in(plan: SavingsPlan) -> Evidence:
    return Evidence.objects.get(line__plan=plan)


def _claim(plan: SavingsPlan) -> LinePost:
    """A post that a released line takes and that the model counts on."""
    return plan.lines.order_by("pk")[0].posts.order_by("position")[0]


def _deciding(plan: SavingsPlan, mark: Mark) -> dict[str, Any]:
    """The form on which a claim is decided: what stands there of the conflict is looked up as the page does."""
    claim, model = _claim(plan), plan.programme.operating_models.all()[0]
    rows = conflicts_beside(plan.programme, model.code).standing
    place = (plan.council.slug, claim.ref, "also_in_model")
    row = next(row for row in rows if row.place == place)
    return {
        "keeper": "joint", "authority": mark.says("authority", 84), "reason": mark.says("reason", 85),
        "decided_on_day": "1", "decided_on_month": "2", "decided_on_year": "2013", "version": 1, "seen": row.seen,
    }  # fmt: skip


def _last(made: MadeReport, piece: str) -> int:
    """The number of the last act on a piece."""
    return made.document.edits.filter(piece=piece).order_by("number").values_list("number", flat=True).last() or 1
