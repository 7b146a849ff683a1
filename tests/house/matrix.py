"""Who may ask what, as data: every route, what each kind of person gets from it, and the permission that decides.

    python -m tests.house.matrix        writes docs/permissions.md anew

A route that is not here fails the build, and so does a row whose route is gone.
"""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import COUNCIL_ROLES, PERMISSIONS, PROGRAMME_ROLES, Permission, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
# Asked by everybody; the others, among which no view of ours makes a difference, by some.
METHODS = ("GET", "POST")
OTHER_METHODS = ("HEAD", "DELETE", "PUT", "PATCH", "TRACE")
ASKED_BY = ("anonymous", "alder officer", "alder finance_lead", "birch officer")

# The thing asked for is always Alder's, in the programme Near. People are called as in tests.factories.world.
COLUMNS = (
    "anonymous", "inactive", "stranger",
    "alder officer", "alder democratic_services", "alder finance_lead", "alder hr_lead",
    "near programme_manager", "near board_member", "near auditor", "near administrator",
    "birch officer", "birch democratic_services", "birch finance_lead", "birch hr_lead",
    "dogwood officer", "dogwood finance_lead", "far programme_manager", "far auditor",
)  # fmt: skip

# "in": sent to sign in. "ok": what the route answers to those who may. A number below 400: in place of that answer,
# with an asterisk whatever the method. Groups: nobody's, own council, programme,
# another council of the programme, another programme.
EVERYBODY = "ok ok ok | ok ok ok ok | ok ok ok ok | ok ok ok ok | ok ok ok ok"
SIGNED_IN = "in in ok | ok ok ok ok | ok ok ok ok | ok ok ok ok | ok ok ok ok"
ENTRANCE = "ok ok 302* | 302* 302* 302* 302* | 302* 302* 302* 302* | 302* 302* 302* 302* | 302* 302* 302* 302*"
MEMBERS = "in in 404 | ok ok ok ok | ok ok ok ok | ok ok ok ok | 404 404 404 404"
READERS = "in in 404 | ok ok ok ok | ok 404 ok 404 | 404 404 404 404 | 404 404 404 404"
WRITERS = "in in 404 | ok ok 403 403 | ok 404 403 404 | 404 404 404 404 | 404 404 404 404"
BEGINNERS = "in in 404 | ok ok 403 403 | ok 403 403 403 | ok ok 403 403 | 404 404 404 404"
# The business case is the programme's: for all who take part, but for the administrator, and changed by its manager.
CASE_READERS = "in in 404 | ok ok ok ok | ok ok ok 404 | ok ok ok ok | 404 404 404 404"
CASE_WRITERS = "in in 404 | 403 403 403 403 | ok 403 403 404 | 403 403 403 403 | 404 404 404 404"
# What a council drafts of its staffing is there for its finance and HR leads alone; what it has validated is known to
# the whole programme, and that it is kept is known to the council.
OWN_STAFFING = "in in 404 | 404 404 ok ok | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
# Every line of a council's savings plan, held and proposed ones too, is its own people's.
OWN_PLAN = "in in 404 | ok ok ok ok | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
# It is kept by two of its leads, one of whom agrees it; whoever knows of a line is told so.
OWN_PLAN_KEPT = "in in 404 | 403 403 ok ok | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
PLAN_AGREED = "in in 404 | 403 403 ok 403 | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
POSTS_RELEASED = "in in 404 | 403 403 ok ok | ok 403 ok 404 | 403 403 403 403 | 404 404 404 404"
STAFFING_KEPT = "in in 404 | 403 403 ok ok | 403 403 403 404 | 404 404 404 404 | 404 404 404 404"
PEOPLE_SEEN = "in in 404 | 403 403 403 403 | ok 403 ok ok | 403 403 403 403 | 404 404 404 404"
PEOPLE_KEPT = "in in 404 | 403 403 403 403 | 403 403 403 ok | 403 403 403 403 | 404 404 404 404"
MAKERS = "in in 403 | 403 403 403 403 | 403 403 403 ok | 403 403 403 403 | 403 403 403 403"
# Whoever is signed in as somebody else is told so.
INVITED = "ok ok 200 | 200 200 200 200 | 200 200 200 200 | 200 200 200 200 | 200 200 200 200"
# A session is its owner's alone, and so is a token.
OWN = "in in 404 | ok 404 404 404 | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
# A claim is known, and so is who decides on it, to whoever sees the council's posts.
CLAIM_KNOWN = "in in 404 | 404 404 ok 403 | 403 404 403 404 | 404 404 404 404 | 404 404 404 404"
# What a council sets itself: its own people and those who work for all the councils; set by two of its leads.
SETTERS = "in in 404 | 403 ok ok 403 | 403 404 403 404 | 404 404 404 404 | 404 404 404 404"

# The quarter's update of a released line: its owner (Alder's officer), and those who keep the plan; then finance.
LINE_OWNERS = "in in 404 | ok 403 ok ok | 403 403 403 404 | 403 403 403 403 | 404 404 404 404"
LINE_CONFIRMERS = "in in 404 | 403 403 ok 403 | 403 403 403 404 | 403 403 403 403 | 404 404 404 404"
# The files that show it, which are not there for other councils; the owner has added the one that is removed.
LINE_SHOWERS = "in in 404 | ok 403 ok ok | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
LINE_KEEPERS = "in in 404 | 403 403 ok ok | 403 403 403 404 | 403 403 403 403 | 404 404 404 404"

# What the programme manager keeps is read by everybody in the programme.
KEEPERS = "in in 404 | 403 403 403 403 | ok 403 403 403 | 403 403 403 403 | 404 404 404 404"
KEPT_PAGES = ("stage", "workstreams", "dates", "funding", "reviews", "benefits", "risks")
KEPT = (
    "condition", "workstream", "milestone", "funding", "contribution", "review", "finding", "benefit", "risk",
)  # fmt: skip
IN_ORDER = ("condition", "workstream", "finding")
# A file that waits belongs to the officer who brought it in: to others who may bring one in, it is not there.
OWNER = "in in 404 | ok 404 403 403 | 404 403 403 403 | 404 404 403 403 | 404 404 404 404"
# So does a staffing file that waits, to one of the council's leads.
OWN_FILE = "in in 404 | 403 403 ok 404 | 403 403 403 404 | 404 404 404 404 | 404 404 404 404"
# What somebody asked for is theirs: to others who may ask for the same, it is not there.
ASKER = "in in 404 | ok 404 404 404 | 404 404 404 404 | 404 404 404 404 | 404 404 404 404"
# A program that is not signed in is told so, and is not sent to a page.
API = "401 401 ok | ok ok ok ok | ok ok ok ok | ok ok ok ok | ok ok ok ok"
API_MEMBERS = "401 401" + MEMBERS[5:]
API_READERS = "401 401" + READERS[5:]
API_CASE_READERS = "401 401" + CASE_READERS[5:]
API_POSTS_RELEASED = "401 401" + POSTS_RELEASED[5:]
# What a row for a report says, and what the same route says for the business case.
OF_CASE = {READERS: CASE_READERS, WRITERS: CASE_WRITERS, API_READERS: API_CASE_READERS}


@dataclass(frozen=True)
class Route:
    """`who` has one word for each of COLUMNS. `get`, `post` and `other` are what those get who may; `permission` is
    the one that they need and `knows` the one without which the thing is not there for them (None: no role counts)."""

    name: str
    who: str
    permission: Permission | None = None
    knows: Permission | None = None
    get: int = 405
    post: int = 405
    other: int = 405

    def answer(self, method: str, column: str) -> str:
        """The status as text, or "in"."""
        word = self.who.replace("|", " ").split()[COLUMNS.index(column)]
        if self.is_api and method not in ("GET", "HEAD") and word in ("403", "404"):
            # The API asks about the method first, and answers so whatever the thing.
            return "405"
        status = {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, self.other)
        if word in ("200", "302") and status != 405:
            return word
        return str(status) if word in ("ok", "200", "302") else word.removesuffix("*")

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api-")


def public(name: str, get: int = 200, post: int = 405, other: int = 405) -> Route:
    return Route(name, EVERYBODY, get=get, post=post, other=other)


def member(name: str, get: int = 200, post: int = 405) -> Route:
    return Route(name, MEMBERS, Permission.PROGRAMME_VIEW, Permission.PROGRAMME_VIEW, get, post)


def begin(name: str, who: str = BEGINNERS, get: int = 200, post: int = 302) -> Route:
    return Route(name, who, Permission.REPORT_CREATE, Permission.PROGRAMME_VIEW, get, post)


def read(name: str, permission: Permission = Permission.REPORT_VIEW, get: int = 200, post: int = 405) -> Route:
    return Route(name, READERS, permission, Permission.REPORT_VIEW, get, post)


def published(name: str) -> Route:
    return Route(name, CASE_READERS, Permission.PUBLICATION_VIEW, Permission.PUBLICATION_VIEW, get=200)


def asked(name: str, get: int = 200, post: int = 405) -> Route:
    return Route(name, ASKER, Permission.REPORT_EXPORT, Permission.REPORT_EXPORT, get, post)


def write(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, WRITERS, Permission.REPORT_EDIT, Permission.REPORT_VIEW, get, post)


def keep_people(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, PEOPLE_KEPT, Permission.PEOPLE_EDIT, Permission.PROGRAMME_VIEW, get, post)


def see_people(name: str) -> Route:
    return Route(name, PEOPLE_SEEN, Permission.PEOPLE_VIEW, Permission.PROGRAMME_VIEW, 200)


def set_up(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, PEOPLE_KEPT, Permission.PROGRAMME_SET_UP, Permission.PROGRAMME_VIEW, get, post)


def settle(name: str, get: int = 405) -> Route:
    return Route(name, SETTERS, Permission.SETTINGS_EDIT, Permission.SETTINGS_VIEW, get, 302)


def staff(name: str, get: int = 200, post: int = 302, permission: Permission = Permission.STAFFING_EDIT) -> Route:
    return Route(name, OWN_STAFFING, permission, Permission.STAFFING_VIEW, get, post)


def baselines(name: str) -> Route:
    return Route(name, CASE_READERS, Permission.BASELINE_VIEW, Permission.BASELINE_VIEW, get=200)


def staffing_file(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, OWN_FILE, Permission.STAFFING_EDIT, Permission.BASELINE_VIEW, get, post)


def api_case(name: str, permission: Permission = Permission.MODEL_VIEW) -> Route:
    return Route(name, API_CASE_READERS, permission, permission, 200)


def keep(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, KEEPERS, Permission.PROGRAMME_EDIT, Permission.PROGRAMME_VIEW, get, post)


def keep_models(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, CASE_WRITERS, Permission.MODEL_EDIT, Permission.MODEL_VIEW, get, post)


def read_models(name: str) -> Route:
    return Route(name, CASE_READERS, Permission.MODEL_VIEW, Permission.MODEL_VIEW, 200)


def savings(name: str, get: int = 200, post: int = 405) -> Route:
    """For all who see the councils' savings."""
    return Route(name, CASE_READERS, Permission.SAVINGS_VIEW, Permission.SAVINGS_VIEW, get, post)


def own_plan(name: str, get: int = 200, post: int = 405) -> Route:
    return Route(name, OWN_PLAN, Permission.SAVINGS_OWN_VIEW, Permission.SAVINGS_OWN_VIEW, get, post)


def keep_savings(name: str, get: int = 200, post: int = 302) -> Route:
    """A form of a council's plan, or beside it, on a page that all who see the savings may read."""
    return Route(name, LINE_KEEPERS, Permission.SAVINGS_EDIT, Permission.SAVINGS_VIEW, get, post)


def keep_own(name: str, get: int = 200, post: int = 302) -> Route:
    return Route(name, OWN_PLAN_KEPT, Permission.SAVINGS_EDIT, Permission.SAVINGS_OWN_VIEW, get, post)


def keep_noun(key: str) -> list[Route]:
    """The routes that each noun of a programme has."""
    order = [keep(f"{key}-move", get=405)] if key in IN_ORDER else []
    return [keep(f"{key}-add"), keep(f"{key}-edit"), keep(f"{key}-delete"), member(f"{key}-history"), *order]


ROUTES = (
    Route("account_login", ENTRANCE, get=200, post=302),
    Route("account_reauthenticate", SIGNED_IN, get=200, post=302),
    public("account_inactive"),
    # Whoever is not signed in is sent to the sign-in page.
    Route("account_logout", "302 302 " + EVERYBODY[6:], get=200, post=302),
    Route("account_change_password", SIGNED_IN, get=200, post=302),
    public("account_reset_password", post=302),
    public("account_reset_password_done"),
    public("account_reset_password_from_key_done"),
    # The key in the address is taken into the session, whatever the method, and the page comes at the next address.
    public("account_reset_password_from_key", get=302, post=302, other=302),
    # Only where Collab is tried out; elsewhere it answers 404 (tests/accounts).
    public("sent-mail"),
    public("accessibility"),
    public("privacy"),
    public("verify", post=200),
    Route("home", SIGNED_IN, get=200),
    Route("account", SIGNED_IN, get=200, post=302),
    Route("session-end", OWN, post=302),
    Route("sessions-end-others", SIGNED_IN, post=302),
    # The token stands in the answer and nowhere else.
    Route("token-new", SIGNED_IN, get=200, post=200),
    Route("token-withdraw", OWN, post=302),
    # The key in the address opens it, to whoever has the mail.
    Route("invitation", INVITED, get=200, post=302),
    # Also for whom the keeper of the installation lets (tests/programme).
    Route("programme-new", MAKERS, Permission.PROGRAMME_SET_UP, get=200, post=302),
    set_up("councils"),
    set_up("council-new"),
    set_up("council-edit"),
    set_up("council-move", get=405),
    # A council for which people have roles stays; one that can go: tests/programme.
    set_up("council-remove", post=409),
    see_people("people"),
    see_people("access-changes"),
    keep_people("people-invite"),
    keep_people("person-roles"),
    keep_people("role-take"),
    keep_people("invitation-resend", get=405),
    keep_people("invitation-withdraw"),
    member("programme-overview"),
    *(member(f"programme-{page}") for page in KEPT_PAGES),
    member("programme-changes"),
    keep("programme-stage-change"),
    *(route for noun in KEPT for route in keep_noun(noun)),
    # Near has a business case: the way leads to it, and there cannot be a second.
    Route("business-case", CASE_READERS, Permission.CASE_VIEW, Permission.CASE_VIEW, get=302),
    Route("business-case-new", CASE_WRITERS, Permission.CASE_EDIT, Permission.CASE_VIEW, get=200, post=409),
    read_models("model-list"),
    read_models("model-appraisal"),
    read_models("model-workbook"),
    read_models("model-detail"),
    read_models("model-structure"),
    keep_models("model-new"),
    keep_models("model-edit"),
    # Near's is the preferred one, which stays; one that can go: tests/programme.
    keep_models("model-delete", post=409),
    keep_models("model-years"),
    keep_models("model-posts"),
    # Answers what the table asks, and writes nothing.
    keep_models("model-preview", get=405, post=200),
    keep_models("model-post-new"),
    keep_models("model-post-edit"),
    read_models("model-versions"),
    keep_models("model-version-keep"),
    read_models("model-version"),
    keep_models("model-version-restore"),
    read_models("parameters"),
    keep_models("parameters-change"),
    keep_models("council-keys"),
    keep_models("other-saving-add"),
    keep_models("other-saving-edit"),
    savings("savings"),
    savings("plan"),
    savings("plan-export"),
    savings("line"),
    own_plan("line-history"),
    Route("line-update", LINE_OWNERS, Permission.SAVINGS_UPDATE, Permission.SAVINGS_VIEW, 200, 302),
    Route("line-confirm", LINE_CONFIRMERS, Permission.SAVINGS_CONFIRM, Permission.SAVINGS_VIEW, 200, 302),
    own_plan("line-evidence"),
    Route("line-evidence-add", LINE_SHOWERS, Permission.SAVINGS_UPDATE, Permission.SAVINGS_OWN_VIEW, 200, 302),
    Route("line-evidence-remove", LINE_SHOWERS, Permission.SAVINGS_UPDATE, Permission.SAVINGS_OWN_VIEW, 200, 302),
    savings("plan-rating-rules"),
    Route("plan-rating-rules-change", LINE_KEEPERS, Permission.SAVINGS_EDIT, Permission.SAVINGS_VIEW, 200, 302),
    Route("plan-rating-rules-withdraw", LINE_KEEPERS, Permission.SAVINGS_EDIT, Permission.SAVINGS_VIEW, 405, 302),
    own_plan("plan-confirmations"),
    savings("gap"),
    keep_savings("gap-edit"),
    savings("tracker"),
    savings("tracker-inputs"),
    keep_savings("tracker-check", post=200),
    keep_savings("tracker-check-file", get=405, post=200),
    keep_savings("tracker-budget-new"),
    keep_savings("tracker-budget"),
    keep_savings("tracker-pressure-new"),
    keep_savings("tracker-pressure"),
    # Shows what the file would change, and changes nothing.
    keep_savings("plan-file", post=200),
    keep_savings("plan-file-keep", get=405),
    keep_savings("plan-line-new"),
    keep_savings("line-edit"),
    keep_savings("line-posts"),
    # Alder's first was agreed, and stays; one that can go: tests/savings.
    keep_savings("line-delete", post=409),
    keep_savings("line-status"),
    keep_savings("line-hold"),
    # Of the held line, which is not there for the others.
    keep_own("line-release"),
    keep_savings("line-settle"),
    own_plan("plan-unsettled"),
    Route("plan-agree", PLAN_AGREED, Permission.SAVINGS_CONFIRM, Permission.SAVINGS_OWN_VIEW, get=200, post=302),
    own_plan("plan-versions"),
    own_plan("plan-version"),
    savings("erosion"),
    savings("erosion-conflicts"),
    Route("erosion-decide", CLAIM_KNOWN, Permission.CLAIM_DECIDE, Permission.STAFFING_RELEASED_VIEW, get=200, post=302),
    own_plan("erosion-decision"),
    Route("council-settings", READERS, Permission.SETTINGS_VIEW, Permission.SETTINGS_VIEW, get=200),
    settle("council-settings-change", get=200),
    settle("council-settings-withdraw"),
    settle("council-style-change", get=200),
    settle("council-style-withdraw"),
    baselines("staffing-list"),
    baselines("staffing-council"),
    baselines("staffing-structure"),
    Route("staffing-posts", POSTS_RELEASED, Permission.STAFFING_RELEASED_VIEW, Permission.BASELINE_VIEW, get=200),
    Route("staffing-template", CASE_READERS, Permission.BASELINE_VIEW, Permission.BASELINE_VIEW, get=200),
    Route("staffing-upload", STAFFING_KEPT, Permission.STAFFING_EDIT, Permission.BASELINE_VIEW, get=200, post=302),
    staffing_file("staffing-file"),
    staffing_file("staffing-file-keep", get=405),
    staffing_file("staffing-file-discard", get=405),
    staffing_file("staffing-file-problems", post=405),
    staff("baseline", post=405, permission=Permission.STAFFING_VIEW),
    staff("baseline-export", post=405, permission=Permission.STAFFING_VIEW),
    staff("baseline-compare", post=405, permission=Permission.STAFFING_VIEW),
    staff("baseline-history", post=405, permission=Permission.STAFFING_VIEW),
    staff("baseline-submit"),
    staff("baseline-return"),
    staff("baseline-validate", permission=Permission.STAFFING_VALIDATE),
    # Alder's has been released: the page says so.
    Route("baseline-release", STAFFING_KEPT, Permission.STAFFING_EDIT, Permission.BASELINE_VIEW, get=200, post=409),
    staff("baseline-discard"),
    staff("baseline-scope", get=405),
    staff("baseline-post-add"),
    staff("baseline-post"),
    staff("baseline-post-delete"),
    member("report-list"),
    member("figure-list"),
    member("figure"),
    # Published reports are there for all who take part, but for the administrator.
    published("publication-list"),
    published("publication"),
    published("publication-file"),
    begin("report-new"),
    begin("report-import"),
    begin("report-import-check", OWNER),
    begin("report-import-discard", OWNER, get=405),
    read("report-read"),
    # The file, where the present text has been made into one; else back to the page, to ask for it.
    read("report-pdf", Permission.REPORT_EXPORT, 302, 302),
    read("report-docx", Permission.REPORT_EXPORT),
    read("report-figures"),
    read("report-changes"),
    read("report-compare"),
    read("report-compare-pdf", Permission.REPORT_EXPORT, 405, 302),
    read("front-history"),
    write("front-restore", get=405),
    write("report-desk", post=405),
    write("report-front"),
    write("report-find"),
    write("report-undo", get=405),
    Route("report-copy", WRITERS, Permission.REPORT_CREATE, Permission.REPORT_VIEW, get=200, post=302),
    write("report-archive"),
    # Near's are not archived: the page says so.
    write("report-bring-back", get=405),
    read("section-history"),
    write("section-restore", get=405),
    # Answers what the editor asks, and writes nothing.
    write("report-convert", get=405, post=200),
    write("section-add"),
    write("section-edit"),
    write("section-classify"),
    write("section-move", get=405),
    write("section-remove"),
    read("paragraph-history"),
    write("paragraph-restore", get=405),
    write("paragraph-add"),
    write("paragraph-edit"),
    write("paragraph-move"),
    write("paragraph-remove"),
    write("paragraph-split"),
    write("paragraph-join", get=405),
    asked("job"),
    asked("job-file"),
    asked("job-cancel", get=405, post=302),
    # The API reads and does not write. Its lists hold what the caller may see, so that anybody signed in may ask.
    Route("api-schema", EVERYBODY, get=200),
    Route("api-programme-list", API, get=200),
    Route("api-programme-detail", API_MEMBERS, Permission.PROGRAMME_VIEW, Permission.PROGRAMME_VIEW, 200),
    Route("api-report-list", API, get=200),
    api_case("api-baseline-list", Permission.BASELINE_VIEW),
    api_case("api-baseline-detail", Permission.BASELINE_VIEW),
    Route("api-baseline-posts", API_POSTS_RELEASED, Permission.STAFFING_RELEASED_VIEW, Permission.BASELINE_VIEW, 200),
    api_case("api-model-list"),
    api_case("api-model-detail"),
    api_case("api-model-posts"),
    api_case("api-parameters"),
    api_case("api-appraisal"),
    api_case("api-reassessment"),
    api_case("api-savings-lines", Permission.SAVINGS_VIEW),
    api_case("api-savings-plans", Permission.SAVINGS_VIEW),
    api_case("api-trackers", Permission.SAVINGS_VIEW),
    api_case("api-budget-gaps", Permission.SAVINGS_VIEW),
    Route("api-report-detail", API_READERS, Permission.REPORT_VIEW, Permission.REPORT_VIEW, 200),
)


def of_case(route: Route) -> Route:
    """The row of a report's route, for the business case."""
    permission = Permission.CASE_EDIT if route.who == WRITERS else Permission.CASE_VIEW
    return replace(route, who=OF_CASE[route.who], permission=permission, knows=Permission.CASE_VIEW)


def serves_case(route: Route) -> bool:
    """A copy begins a report, and is made of reports alone; settings are a council's."""
    reads = route.knows is Permission.REPORT_VIEW
    return reads and route.who in OF_CASE and route.permission is not Permission.REPORT_CREATE


CASE_ROUTES = tuple(of_case(route) for route in ROUTES if serves_case(route))


def role_of(column: str) -> Role | None:
    """The role that a column stands for where the thing is its own council's or programme's; None for the others."""
    council, _, role = column.partition(" ")
    return Role(role) if role and council in ("alder", "near") else None


def routes_of(urlconf: object = None) -> dict[str, list[str]]:
    """Every address of a list of addresses, by name; the nameless under their address."""
    found: dict[str, list[str]] = {}

    def walk(patterns: list[URLPattern | URLResolver], address: str, space: str) -> None:
        for pattern in patterns:
            here = address + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                walk(pattern.url_patterns, here, inner)
            else:
                found.setdefault(f"{space}{pattern.name}" if pattern.name else f"/{here}", []).append(f"/{here}")

    walk(get_resolver(urlconf).url_patterns, "", "")  # type: ignore[arg-type]
    return found


def disagreements(routes: tuple[Route, ...], urlconf: object = None) -> list[str]:
    """Where rows and addresses do not fit each other, in words."""
    found, rows = routes_of(urlconf), [route.name for route in routes]
    return [
        *(f"{name} is not declared" for name in sorted(set(found) - set(rows))),
        *(f"{name} is declared and has no address" for name in sorted(set(rows) - set(found))),
        *(f"{name} is declared twice" for name in sorted({name for name in rows if rows.count(name) > 1})),
        *(f"{name} has several addresses" for name, addresses in sorted(found.items()) if len(addresses) > 1),
    ]


# The page


def page() -> str:
    addresses = routes_of()
    roles = [*(role for role in Role if role in COUNCIL_ROLES), *(role for role in Role if role in PROGRAMME_ROLES)]
    lines = [
        "# Who may do what",
        "",
        "Made from `accounts/roles.py` and the permission matrix by `python -m tests.house.matrix`; the suite fails "
        "where this page is not up to date, and asks every route as every kind of person.",
        "",
        "A council role (officer, democratic services officer, finance lead, HR lead) counts for that council alone. "
        "A programme role counts for the programme and every council in it.",
        "",
        "## Roles",
        "",
        f"| | {' | '.join(role.label for role in roles)} |",
        f"|---|{'---|' * len(roles)}",
        *(
            f"| {permission.value} | {' | '.join(_grant(permission, role) for role in roles)} |"
            for permission in Permission
        ),
        "",
        "## Routes",
        "",
        "Somebody who is not signed in is sent to the sign-in page. Somebody who may not know of a thing gets the "
        "same 404 as for a thing that does not exist. Somebody who may know of it and not do this gets 403 and the "
        "reason. Methods that are not named answer 405. The API answers 401 to a program that is "
        "not signed in and has no token that holds; what a token reads is what its owner reads.",
        "",
        "| Address | Name | Methods | For whom |",
        "|---|---|---|---|",
        *(f"| `{_address(addresses[r.name][0])}` | {r.name} | {_methods(r)} | {_for_whom(r)} |" for r in ROUTES),
    ]
    return "\n".join(lines) + "\n"


def _grant(permission: Permission, role: Role) -> str:
    return "yes" if permission in PERMISSIONS[role] else "–"


def _address(pattern: str) -> str:
    """An address in the words of path(), also where it is written as a regular expression."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern.replace("/^", "/").removesuffix("$"))


def _methods(route: Route) -> str:
    return ", ".join(name for name, status in (("GET", route.get), ("POST", route.post)) if status != 405)


def _for_whom(route: Route) -> str:
    if route.who == OWNER:
        return "whoever brought the file in, as long as they may: " + Permission.REPORT_CREATE.value
    if route.who == OWN_FILE:
        return "whoever brought the file in, as long as they may: " + Permission.STAFFING_EDIT.value
    if route.who == ASKER:
        return "whoever asked for it, as long as they may take it out"
    if serves_case(route) and route.permission:
        return f"{route.permission.value}; of the business case: {of_case(route).permission.value}"  # type: ignore[union-attr]
    if route.who in (OWN, INVITED):
        return "whose it is" if route.who == OWN else "whoever has the mail with the link"
    if route.permission:
        return route.permission.value
    if route.who in (SIGNED_IN, API):
        return "everybody who is signed in"
    return "everybody who is not signed in yet" if route.who == ENTRANCE else "everybody"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
