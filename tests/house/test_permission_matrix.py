"""Every route answers every kind of person as tests/house/matrix.py says, and no route is missing there.

Of the same answers: each has the strict headers, and reading changes no row.
"""

import json
import os
import re
from types import ModuleType
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.http import HttpResponse
from django.urls import path

import collab.urls
from accounts.roles import PERMISSIONS, Permission, Role
from documents.views.imports import ReportImportDiscard
from tests.factories.kept import row_of
from tests.factories.world import World
from tests.house.asking import Asker, address, arguments, evidence_in, fast, form_of, noun_of
from tests.house.halves import asked_here, sizes
from tests.house.headers import amiss
from tests.house.matrix import (
    ASKED_BY,
    ASKER,
    CASE_ROUTES,
    COLUMNS,
    METHODS,
    OTHER_METHODS,
    OWN_FILE,
    OWNER,
    PAGE,
    ROUTES,
    Route,
    disagreements,
    page,
    public,
    role_of,
)
from tests.house.rows import Writes, snapshot

# What script/trust asks.
EVERYTHING = os.environ.get("COLLAB_TRUST") == "1"
READING = ("GET", "HEAD")


def test_every_route_is_declared_and_every_row_has_its_route() -> None:
    assert disagreements(ROUTES) == []


def test_undeclared_routes_and_stale_rows_are_found() -> None:
    urlconf = ModuleType("slip")
    slips = [path("slip/", HttpResponse, name="slip"), path("nameless/", HttpResponse)]
    urlconf.urlpatterns = [*collab.urls.urlpatterns, *slips, path("again/", HttpResponse, name="privacy")]  # type: ignore[attr-defined]
    assert disagreements((*ROUTES, public("gone"), ROUTES[0]), urlconf) == [
        "/nameless/ is not declared",
        "slip is not declared",
        "gone is declared and has no address",
        "account_login is declared twice",
        "privacy has several addresses",
    ]


def test_every_row_says_something_for_everybody() -> None:
    words = {"in", "ok", "200", "302", "302*", "401", "403", "404"}
    for route in ROUTES:
        assert len(route.who.replace("|", " ").split()) == len(COLUMNS), route.name
        assert set(route.who.replace("|", " ").split()) <= words, route.name


def roles_disagree(routes: tuple[Route, ...]) -> list[str]:
    """Rows that promise a role what accounts/roles.py does not grant it, or withhold what it grants."""
    found = []
    for route in routes:
        if route.permission is None or route.knows is None:
            continue
        words = dict(zip(COLUMNS, route.who.replace("|", " ").split(), strict=True))
        for column, word in words.items():
            role = role_of(column)
            if role is None:
                continue
            granted = PERMISSIONS[role]
            expected = "ok" if route.permission in granted else "403" if route.knows in granted else "404"
            # What is somebody's own: somebody else with the same permission does not know of it.
            personal = route.who in (OWNER, OWN_FILE, ASKER) and expected == "ok" and word == "404"
            if word != expected and not personal:
                found.append(f"{route.name}, {column}: {word} instead of {expected}")
    return found


def test_matrix_and_roles_agree() -> None:
    assert roles_disagree(ROUTES) == []
    assert roles_disagree(CASE_ROUTES) == []
    assert {route.permission for route in ROUTES if route.permission} == set(Permission)


def test_a_role_that_gains_a_permission_is_noticed(monkeypatch) -> None:
    monkeypatch.setitem(PERMISSIONS, Role.BOARD_MEMBER, PERMISSIONS[Role.AUDITOR])
    assert "report-read, near board_member: 404 instead of ok" in roles_disagree(ROUTES)


def misses(world: World, only: str = "") -> tuple[list[str], int]:
    """Every answer that is another than the matrix says or lacks a header, every reading that writes, and how many
    pairs of a route and a person were asked. `only` narrows to one route."""
    ask, wrong, pairs = Asker(world), [], 0
    routes = [*((route, "alder") for route in ROUTES), *((route, "near") for route in CASE_ROUTES)]
    for at, (route, owner) in enumerate(routes):
        for number, column in enumerate(COLUMNS):
            if route.name != (only or route.name) or not (only or asked_here(at, number)):
                continue
            pairs += 1
            # Whoever begins a report begins their own council's.
            own = route.name in ("report-new", "report-import") and column.startswith("birch")
            council = "birch" if own else owner
            more = others(at, column) if owner == "alder" else ()
            for method in (*METHODS, *more):
                data = form_of(world, route.name, council) if method == "POST" else None
                writes = Writes()
                with connection.execute_wrapper(writes):
                    # What reading has written is still there when all rows are compared at the end.
                    answer = ask(column, method, address(world, route.name, owner), data, keep=method in READING)
                said = [] if fits(answer, expected := route.answer(method, column)) else [f"instead of {expected}"]
                said += amiss(answer.headers, private=column not in ("anonymous", "inactive"))
                said += writes.found if method in READING else []
                wrong += [f"{method} {route.name} of {owner} as {column}: {answer.status} {words}" for words in said]
    return wrong, pairs


def test_every_cell_holds(same_world: World) -> None:
    """And every answer has the strict headers, and reading changes nothing."""
    world = same_world
    for column in COLUMNS:
        world.client(column)
    before = snapshot()
    with fast():
        wrong, pairs = misses(world)
    assert not wrong, "\n".join(wrong)
    assert pairs in sizes((len(ROUTES) + len(CASE_ROUTES)) * len(COLUMNS))
    assert snapshot() == before


def test_a_get_that_writes_is_noticed(same_world: World, monkeypatch) -> None:
    monkeypatch.setattr(ReportImportDiscard, "get", ReportImportDiscard.post, raising=False)
    with fast():
        wrong, _ = misses(same_world, "report-import-discard")
    assert any("GET report-import-discard of alder as alder officer: 302 DELETE" in line for line in wrong)


def test_every_other_method_is_asked_of_every_route() -> None:
    """By two persons, or by all four of them."""
    for at in range(len(ROUTES)):
        asked = [method for column in COLUMNS for method in others(at, column)]
        assert {asked.count(method) for method in OTHER_METHODS} == {len(ASKED_BY) if EVERYTHING else 2}


def others(at: int, column: str) -> tuple[str, ...]:
    """The other methods by which a person asks of the `at`th route: all of them by those of ASKED_BY between them, two
    persons each, and by every one of them where `EVERYTHING` is asked."""
    if column not in ASKED_BY:
        return ()
    first = at + ASKED_BY.index(column)
    return tuple(
        method for number, method in enumerate(OTHER_METHODS) if EVERYTHING or (first + number) % len(ASKED_BY) < 2
    )


def fits(answer, expected: str) -> bool:
    if expected == "in":
        return answer.status == 302 and answer.location.startswith("/sign-in/?next=")
    if expected in ("401", "403") and answer.headers["Content-Type"] == "application/json":
        # A code for programs, and a sentence for who reads what they print.
        said = json.loads(answer.body or '{"code": "", "detail": ""}')
        return answer.status == int(expected) and list(said) == ["code", "detail"]
    if expected == "403" and answer.body:
        # The reason, in a sentence of the page.
        reason = re.search(r"<h1>You may not do this</h1>\s*<p>([^<]+)</p>", answer.text)
        return answer.status == 403 and reason is not None and "Your part in the programme" not in reason[1]
    return answer.status == int(expected) and not answer.location.startswith("/sign-in/?next=")


FILES = ("staffing-file", "staffing-file-keep", "staffing-file-discard", "staffing-file-problems")


def unlike(world, only: str = "") -> tuple[list[str], int]:
    """Where what is somebody else's answers otherwise than what does not exist, and how many pairs were compared.
    `only` narrows to one route."""
    ask = Asker(world)
    birch, dogwood, near = world.reports["birch"], world.reports["dogwood"], world.reports["near"]
    far = world.people["dogwood finance_lead"]
    numbers = dict.fromkeys(
        (
            "pk", "person", "membership", "invitation", "baseline", "post", "number", "line", "year", "claim",
            "decision", "evidence",
        ), 9_999_999,
    )  # fmt: skip
    texts = ("programme", "slug", "key", "which", "council_slug", "code", "kind", "version", "format")
    names = dict.fromkeys(texts, "no-such")
    nothing = {**names, "asking": UUID(int=1), "identifier": UUID(int=1), **numbers}
    theirs = {
        "programme": ["far"],
        "slug": [birch.document.slug, dogwood.document.slug, world.reports["far"].document.slug],
        "council_slug": ["birch", "dogwood"],
        "pk": [world.waiting["birch"].pk, world.waiting["dogwood"].pk],
        "asking": [world.exports["birch"].pk, world.exports["dogwood"].pk],
        "which": ["dogwood"],
        "line": [world.plans[slug].lines.order_by("pk")[0].pk for slug in ("birch", "dogwood")],
        "code": [world.models["far"].code],
        "person": [far.pk, world.people["stranger"].pk],
        "membership": [far.memberships.get().pk],
        "invitation": [world.invited["far"].pk],
        "model-post-edit": _posts_of_models(world),
        "other-saving-edit": [world.models["far"].other_savings.get().pk],
        **{key: [world.uploads["birch"].pk, world.uploads["dogwood"].pk] for key in FILES},
        "council-settings-withdraw": [world.settings["birch"].pk, world.settings["dogwood"].pk],
        "council-style-withdraw": [world.styles["birch"].pk, world.styles["dogwood"].pk],
        "baseline": [world.drafts["birch"].pk, world.drafts["dogwood"].pk],
        "kind": ["docx"],
        "identifier": [world.publications["dogwood"].identifier],
        "version": ["other"],
        "format": ["pdf"],
        "claim": [world.plans[council].lines.order_by("pk")[0].posts.all()[0].pk for council in ("birch", "dogwood")],
        "decision": [world.plans[council].council.claim_decisions.get().pk for council in ("birch", "dogwood")],
        "evidence": [evidence_in(world.plans[council]).pk for council in ("birch", "dogwood")],
        "number": [2],
        "year": [2012],
        "post": [world.drafts["birch"].posts.all()[0].pk],
        "section": [birch.section.key, dogwood.section.key, birch.empty.key],
        "paragraph": [birch.paragraph.key, dogwood.paragraph.key, birch.removed.key],
    }
    found, pairs = [], 0
    for at, route in enumerate(ROUTES):
        if route.knows is None or route.name != (only or route.name):
            continue
        for argument in arguments(world, route.name):
            kind = argument
            if argument == "key":
                kind = "section" if route.name.startswith("section") or route.name == "paragraph-add" else "paragraph"
            if argument == "slug" and (route.name == "programme-overview" or route.is_api):
                kind = "slug" if route.name == "api-report-detail" else "programme"
            if argument == "pk" and route.name in theirs:
                kind = route.name
            noun = noun_of(route.name)
            others = [row_of(world.far, noun).pk] if noun and kind == "pk" else theirs[kind]
            kept = noun or route.permission is Permission.MODEL_EDIT
            people = ("alder officer", "near programme_manager" if kept else "alder finance_lead")
            for number, who in enumerate((*people, *(() if noun else ("near administrator",)))):
                if not (only or asked_here(at, number)):
                    continue
                for method in ("GET", "POST"):
                    data = form_of(world, route.name) if method == "POST" else None
                    absent = plain(ask(who, method, address(world, route.name, **{argument: nothing[argument]}), data))
                    # The business case is the administrator's no more than a report.
                    case = [near.document.slug] if (kind, who) == ("slug", "near administrator") else []
                    for value in [*others, *case]:
                        data = form_of(world, route.name) if method == "POST" else None
                        there = ask(who, method, address(world, route.name, **{argument: value}), data)
                        pairs += 1
                        if plain(there) != absent:
                            found.append(f"{method} {route.name}, {argument}={value}, as {who}: {there.status}")
    return found, pairs


def _posts_of_models(world) -> list[int]:
    """One of the other programme's, and one that a model keeps of a council which has not released its posts."""
    kept = world.models["near"].posts.filter(retains_council=world.councils["birch"])
    return [world.models["far"].posts.get(ref="M1").pk, kept[0].pk]


def plain(answer) -> tuple:
    """An answer without the form's token, which differs between any two."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)
    headers = {name: text for name, text in answer.headers.items() if name != "Set-Cookie"}
    return answer.status, body, headers, answer.messages


def test_foreign_and_missing_things_look_the_same(same_world: World) -> None:
    world = same_world
    with fast():
        found, pairs = unlike(world)
    assert not found, "\n".join(found)
    assert pairs > sizes(3_000)[0]


def test_a_thing_that_is_betrayed_is_noticed(same_world: World, monkeypatch) -> None:
    """With the guard of reports off, a foreign report answers otherwise than a missing one."""
    monkeypatch.setattr("documents.queries.reports.may_read", lambda user: Q())
    world = same_world
    with fast():
        found, _ = unlike(world, "report-read")
    assert "GET report-read, slug=birchmark-report, as alder officer: 200" in found


def test_the_page_of_permissions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with: python -m tests.house.matrix"
