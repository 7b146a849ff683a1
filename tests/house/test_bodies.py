"""Nobody gets a byte of another council's: every route is asked, and every body, header and message is read.

COLLAB_TRUST=1 asks as everybody for every combination; without it most people ask for less.
"""

import html
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

import pypdf
import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from collab.figures import FORMS, Figure, printed
from collab.web.downloads import FORMATS as FILES
from documents.models.text import KEY_LENGTH, KEY_LETTERS
from documents.register import Register
from programme.queries import may_in
from programme.queries.people import invitation_with
from programme.queries.sight import Sight
from reporting.enums import Version
from savings.queries import LineSight
from tests.factories.world import (
    CASES,
    DRAFTS,
    FAR,
    MARKS,
    NEAR,
    SAVINGS,
    STAFF,
    STAFF_FILES,
    WAITING,
    Mark,
    World,
)
from tests.house.asking import Answer, Asker, address, arguments, fast, form_of, person_for
from tests.house.halves import asked_here, share, sizes
from tests.house.matrix import CASE_ROUTES, COLUMNS, ROUTES

EVERYTHING = os.environ.get("COLLAB_TRUST") == "1"
EVERYBODY = (*COLUMNS, "cedar officer", "cedar hr_lead", "dogwood hr_lead", "far administrator")
SOME = (
    "anonymous", "stranger", "alder officer", "alder finance_lead", "near programme_manager", "near board_member",
    "near auditor", "near administrator", "birch officer", "cedar hr_lead", "dogwood officer", "far auditor",
)  # fmt: skip
PEOPLE = EVERYBODY if EVERYTHING else SOME
# Ask for every combination; the others by GET alone.
THOROUGH = EVERYBODY if EVERYTHING else ("alder officer",)
ABSENT = {
    "line": 9_999_999,
    "evidence": 9_999_999,
    "year": 9_999,
    "claim": 9_999_999,
    "decision": 9_999_999,
    **dict.fromkeys(("programme", "slug", "key", "which", "council_slug", "code", "kind"), "no-such"),
    **dict.fromkeys(("version", "format"), "no-such"),
    **dict.fromkeys(
        ("pk", "person", "membership", "invitation", "session", "token", "baseline", "post", "number"), 9_999_999
    ),
    "uidb36": "zz", "asking": UUID(int=1), "identifier": UUID(int=1),
}  # fmt: skip
# What is asked for by POST, and comes as a file.
PDFS = ("report-pdf", "report-compare-pdf")
# Pages whose tables are also files, by a query.
AS_FILES = (
    "staffing-list", "staffing-council", "staffing-posts", "staffing-structure", "model-structure", "model-list",
    "model-appraisal", "erosion", "plan", "plan-version", "gap", "tracker",
)  # fmt: skip
# A form's own, another in each answer: without it many answers are the same, and are read once.
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+')
# Routes that serve the business case as they serve a report.
OF_CASE = frozenset(route.name for route in CASE_ROUTES)
# An address is seen by the administrators of its programme, and by nobody else.
ADDRESSES = "postmark"


@dataclass(frozen=True)
class Request:
    name: str
    method: str
    path: str
    data: dict[str, Any] | None
    sent: tuple[str, ...]


# What each may read


def readable(who: str) -> set[str]:
    """The names of the marks that this person may be shown."""
    council, _, role = who.partition(" ")
    if council in ("near", "far"):
        councils = {"near": ("alder", "birch", "cedar"), "far": ("dogwood",)}[council]
        people = {f"{council} invited", *(f"{name} people" for name in councils)}
        case = {f"{council} case", *(f"{name} senior" for name in councils if name != "birch"), *titles(council)}
        staff = {f"{name} {kind}" for name in councils for kind in ("staff", "sum") if name != "birch"}
        found = {
            "programme_manager": {*case, *councils, *people, *staff},
            "auditor": {*case, *councils, *people, *staff},
            "administrator": {*people, "addresses", f"{council} addresses"},
        }
        # Whoever reads the business case reads who wrote it.
        return {council, f"{council} people", *found.get(role, case)}
    if council not in MARKS:
        return set()
    programme = "far" if council == "dogwood" else "near"
    own = {council, f"{council} people", *([f"{council} file"] if role == "officer" else [])}
    own |= {f"{council} sum", f"{council} held", *titles(programme)}
    if role in ("finance_lead", "hr_lead"):
        own |= {f"{council} {kind}" for kind in ("staff", "senior", "holder", "draft")}
        own |= {f"{council} posts"} if role == "finance_lead" else set()
    # What a council has released, the others see the managers of.
    seniors = {"alder senior", "cedar senior"} if programme == "near" else {"dogwood senior"}
    return {programme, f"{programme} case", f"{programme} people", *seniors, *own}


def titles(programme: str) -> set[str]:
    """Which lines of savings plans are released, all in the programme may know."""
    councils = {"near": ("alder", "birch", "cedar"), "far": ("dogwood",)}[programme]
    return {f"{council} title" for council in councils}


def opened_by(world: World, request: "Request") -> set[str]:
    """What the key of an invitation opens to whoever has it: the programme's name, who invites, and whom."""
    if request.name == "invitation":
        found = invitation_with(request.path.split("/")[2])
        if found is not None:
            name = found.programme.slug
            opened = {name, f"{name} people", f"{name} invited", f"{name} addresses", "addresses"}
            # Whoever takes part with it is a finance lead from the next page on.
            taken = {f"{name} case", found.council.slug, f"{found.council.slug} people"} if found.council else set()
            return opened | (taken if request.method == "POST" else set())
    return set()


@dataclass(frozen=True)
class Signs:
    """What gives somebody away: `words` in text without spaces and capitals, and `keys` of pieces."""

    words: tuple[str, ...]
    keys: frozenset[str] = frozenset()

    def seen_in(self, text: str, keys: frozenset[str]) -> list[str]:
        return [word for word in self.words if word in text] + sorted(self.keys & keys)


def signs(world: World) -> dict[str, Signs]:
    found = {"near": Signs(_of(NEAR)), "far": Signs(_of(FAR)), "addresses": Signs((ADDRESSES,))}
    for slug, mark in CASES.items():
        found[f"{slug} case"] = Signs(_of(mark), _keys(world, slug))
    for slug, mark in MARKS.items():
        found[slug] = Signs(_of(mark), _keys(world, slug))
        found[f"{slug} file"] = Signs(_of(WAITING[slug]))
        found[f"{slug} draft"] = Signs(_of(DRAFTS[slug]))
        found[f"{slug} posts"] = Signs(_of(STAFF_FILES[slug]))
        for marks in (STAFF, SAVINGS):
            found |= {f"{slug} {kind}": Signs(_of(mark)) for kind, mark in vars(marks[slug]).items()}
    for owner in (*MARKS, "near", "far"):
        names = [squeezed(user.name) for who, user in world.people.items() if who.startswith(f"{owner} ")]
        found[f"{owner} people"] = Signs(tuple(names))
    for programme in (world.near, world.far):
        members = [user.email for user in world.people.values() if user.memberships.filter(programme=programme)]
        found[f"{programme.slug} invited"] = Signs((squeezed(world.invited[programme.slug].name),))
        found[f"{programme.slug} addresses"] = Signs((*members, world.invited[programme.slug].email))
    return found


def _keys(world: World, owner: str) -> frozenset[str]:
    pieces = world.reports[owner].document.sections.all()
    keys = [(section.key, *section.paragraphs.values_list("key", flat=True)) for section in pieces]
    return frozenset(key for some in keys for key in some)


def _of(mark: Mark) -> tuple[str, ...]:
    """The word, and the amounts with commas and without."""
    return mark.word.lower(), squeezed(mark.amount(0))[1:-2], f"{mark.thousands}0"


# What is asked


def requests_of(world: World, who: str) -> Iterator[Request]:
    own = who.partition(" ")[0] if who.partition(" ")[0] in MARKS else "alder"
    others = [council for council in MARKS if council != own]
    for route in ROUTES:
        name = route.name
        needed = arguments(world, name, own)
        cases = list(CASES) if name in OF_CASE else []
        if name in AS_FILES:
            places = _different(arguments(world, name, council) for council in MARKS)
            yield from (_request(name, "GET", at, {"format": kind}) for at in places for kind in FILES)
        if name == "publication-file":
            places = _different(arguments(world, name, council) for council in MARKS)
            yield from (_request(name, "GET", {**at, "version": "full"}) for at in places)
        if who not in THOROUGH and who != person_for(route.permission):
            asked = (own, others[0], others[-1], *cases) if needed else (own,)
            for at in _different(arguments(world, name, council) for council in asked):
                yield _request(name, "GET", at)
                if name in PDFS:
                    # The file comes to whoever asks for it.
                    yield _request(name, "POST", at, form_of(world, name, own))
            continue
        ids = [arguments(world, name, council) for council in (own, *others, *cases)] if needed else [{}]
        if needed:
            ids.append({key: ABSENT[key] for key in needed})
        # One's own address with one piece of somebody else's in it, and the other way round.
        for council in (others[0], "dogwood" if own != "dogwood" else "alder", *cases):
            theirs = arguments(world, name, council)
            ids += [{**needed, key: theirs[key]} for key in needed if len(needed) > 1 and theirs[key] != needed[key]]
        for at in _different(ids):
            yield _request(name, "GET", at)
            yield _request(name, "POST", at, form_of(world, name, own))
            if EVERYTHING:
                yield from (_request(name, method, at) for method in ("PUT", "DELETE"))
        # What is sent may name what is somebody else's, or nothing at all.
        for council in others:
            yield _request(name, "POST", needed, form_of(world, name, council))
        yield _request(name, "POST", needed, {})


def _different(places: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each once: an address that names the programme alone is the same for all of its councils."""
    return [dict(row) for row in dict.fromkeys(tuple(sorted(row.items())) for row in places)]


def _request(name: str, method: str, at: dict[str, Any], data: dict[str, Any] | None = None) -> Request:
    typed = [str(getattr(value, "name", value)) for value in (*at.values(), *(data or {}).values())]
    # A place is a heading's key and a paragraph's.
    typed += [part for value in typed for part in value.split("/")]
    # Text that was sent as markup comes back without it.
    typed += [re.sub("<[^>]*>", "", value) for value in typed if "<" in value]
    # A document's address is made from its owner's and the title that was sent.
    typed += [slugify(f"{owner}-{value}")[:70] for value in typed for owner in (*MARKS, *CASES)]
    return Request(name, method, reverse(name, kwargs=at), data, tuple(sorted(typed, key=len, reverse=True)))


# What comes back


# Fractions of seconds and what is drawn by lot: digits that nobody wrote, among which a mark may seem to be.
CHANCE = re.compile(r"(?<=:[0-9]{2})\.[0-9]{6}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40,}")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", CHANCE.sub("", text)).casefold()


@cache
def pdf_words(body: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(body))
    information = [str(value) for value in (reader.metadata or {}).values()]
    packet = reader.root_object["/Metadata"].get_object().get_data().decode()  # type: ignore[union-attr]
    outline = [str(title) for title in re.findall(r"'/Title': '([^']*)'", str(reader.outline))]
    return "\n".join([*(page.extract_text() for page in reader.pages), *information, packet, *outline])


@cache
def zip_words(body: bytes) -> str:
    """Every part of a Word document, its names and attributes too."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(f"{name}\n{words_of(archive.read(name), 'text/xml')}" for name in archive.namelist())


@cache
def words_of(body: bytes, kind: str) -> str:
    if body.startswith(b"%PDF"):
        return pdf_words(body)
    if body.startswith(b"PK"):
        return zip_words(body)
    text = body.decode("utf-8", "replace")
    if kind.startswith("application/json"):
        return json.dumps(json.loads(text), ensure_ascii=False) if text else ""
    return f"{text}\n{html.unescape(text)}\n{html.unescape(re.sub('<[^>]*>', '', text))}"


def parts(answer: Answer) -> dict[str, str]:
    kind = answer.headers.get("Content-Type", "")
    return {
        "body": words_of(TOKEN.sub(b"", answer.body), kind),
        "headers": " ¦ ".join(f"{name}: {value}" for name, value in answer.headers.items()),
        "cookies": " ¦ ".join(answer.cookies),
        "messages": " ¦ ".join(answer.messages),
        "next page": words_of(TOKEN.sub(b"", answer.next_body), "text/html"),
    }


@cache
def read(text: str) -> tuple[str, frozenset[str]]:
    """A text without spaces and capitals, and what in it might be the key of a piece."""
    return squeezed(text), frozenset(re.findall(rf"(?<![a-z0-9])[{KEY_LETTERS}]{{{KEY_LENGTH}}}(?![a-z0-9])", text))


def leaks(request: Request, answer: Answer, forbidden: dict[str, Signs]) -> list[str]:
    """What stands in an answer and should not. What was sent may come back: it tells nothing new."""
    found = []
    for part, text in parts(answer).items():
        seen, keys = read(text)
        if not any(sign.seen_in(seen, keys) for sign in forbidden.values()):
            continue
        # Of what is drawn by lot nothing is left, which would stand between any two letters.
        for sent in map(squeezed, request.sent):
            if len(sent) > 3:
                seen = seen.replace(sent, "…")
        for name, sign in forbidden.items():
            for words in sign.seen_in(seen, keys - set(request.sent)):
                found.append(f"{request.method} {request.path} ({answer.status}): {name} in the {part}, “{words}”")
    return found


def walk(world: World, people: Iterable[str], only: str = "") -> tuple[list[str], int]:
    """Every leak, and how many bodies were read. `only` narrows to routes whose name begins so, all asked here."""
    ask, known, found, bodies = Asker(world), signs(world), [], 0
    place = {route.name: at for at, route in enumerate(ROUTES)}
    for number, who in enumerate(people):
        own = (world.people[who].email, world.people[who].name) if who in world.people else ()
        for request in requests_of(world, who):
            if not (request.name.startswith(only) if only else asked_here(place[request.name], number)):
                continue
            may_know = readable(who) | opened_by(world, request)
            forbidden = {name: sign for name, sign in known.items() if name not in may_know}
            answer = ask(who, request.method, request.path, request.data, follow=True)
            # One's own name and address are no news either.
            asked = replace(request, sent=(*own, *request.sent))
            found += [f"{who}: {leak}" for leak in leaks(asked, answer, forbidden)]
            bodies += 1 + bool(answer.next_body)
    return found, bodies


# Tests


def test_no_body_has_a_mark_of_another_council(same_world: World) -> None:
    world = same_world
    with fast(pdf=None):
        found, bodies = walk(world, PEOPLE)
    assert not found, f"{len(found)} leaks\n" + "\n".join(found[:40])
    print(f"{bodies} bodies read")
    assert bodies > sizes(15_000 if EVERYTHING else 5_000)[0]


def leaks_of_figures(world: World, people: Iterable[str]) -> tuple[list[str], int]:
    """Of every figure that somebody may know of, however it prints, with its workings; and how many those are."""
    known, found, figures = signs(world), [], 0
    for who in people:
        forbidden = {name: sign for name, sign in known.items() if name not in readable(who)}
        rows = list(Register(world.near, may_in(world.near, world.people[who])).figures())
        answer = Answer(200, {}, "\n".join(words for row in rows for words in _said_of(row)).encode())
        found += [f"{who}: {leak}" for leak in leaks(Request("figure", "GET", "/", None, ()), answer, forbidden)]
        figures += len(rows)
    return found, figures


def test_no_figure_of_the_register_has_a_mark_of_another_council(same_world: World, monkeypatch) -> None:
    """Not on its first page alone."""
    found, figures = leaks_of_figures(same_world, {*PEOPLE} & same_world.people.keys())
    assert not found, "\n".join(found[:40])
    assert figures > 1_000
    monkeypatch.setattr("savings.queries.plan_sums.line_sight", lambda may, current: LineSight.OWN)
    assert any("alder held" in leak for leak in leaks_of_figures(same_world, ["cedar hr_lead"])[0])


def _said_of(row: Figure) -> Iterator[str]:
    yield from (row.name, row.scope, row.source, row.why_not, *(basis.words for basis in row.bases))
    if row.value is not None:
        yield from (printed(row, form) for form in FORMS[row.kind])
        yield from map(str, row.workings())


TEXT = ("title", "heading", "body", "newer", "item", "cell", "signature", "paper", "implication", "label", "front")
# Where a council's own people find their own words: so the walk would notice somebody else's there.
SHOWN = {
    "council-settings": ("settings", "style"),
    "programme-overview": ("title",),
    "report-list": ("title",),
    "report-read": (*TEXT, "exempt reason"),
    "report-pdf": (*TEXT, "exempt reason"),
    "report-docx": (*TEXT, "exempt reason"),
    "report-figures": ("title",),
    "report-desk": (*TEXT, "reason", "empty heading"),
    "report-changes": ("title", "reason", "body", "newer", "removed"),
    "report-compare": TEXT,
    "report-compare-pdf": TEXT,
    "report-front": ("title", "front"),
    "report-find": ("title",),
    "front-history": ("title", "front", "reason"),
    "section-history": ("title", "heading"),
    "paragraph-history": ("title", "body", "newer", "reason"),
    "section-add": TEXT,
    "section-edit": TEXT,
    "section-classify": ("title", "heading"),
    "paragraph-add": TEXT,
    "paragraph-edit": TEXT,
    "paragraph-move": ("heading", "body"),
    "paragraph-remove": ("title", "body"),
    "paragraph-split": ("title", "item"),
    "section-remove": ("title", "empty heading"),
    "api-report-list": ("title", "front"),
    "api-report-detail": TEXT,
}


def shown(ask: Asker, who: str, name: str, council: str) -> str:
    """What a route shows; of a file that is asked for, the file."""
    path = address(ask.world, name, council)
    if name in PDFS:
        form = form_of(ask.world, name, council)
        return squeezed(parts(ask(who, "POST", path, form, follow=True))["next page"])
    return squeezed(parts(ask(who, "GET", path))["body"])


@pytest.mark.parametrize("council", share(["alder", "dogwood"]))
def test_own_marks_are_found(same_world: World, council: str) -> None:
    world = same_world
    ask, mark, missing = Asker(world), MARKS[council], []
    programme = "far" if council == "dogwood" else "near"
    with fast(pdf=None):
        for who in (f"{council} officer", f"{programme} programme_manager"):
            for name, kinds in SHOWN.items():
                seen = shown(ask, who, name, council)
                for kind in kinds:
                    if squeezed(f"{mark.word}{kind}") not in seen:
                        missing.append(f"{who}, {name}: {kind}")
        # What somebody asked for is theirs alone.
        for name, kind in (("job", "export"), ("job-file", "exported")):
            seen = squeezed(ask(f"{council} officer", "GET", address(world, name, council)).text)
            missing += [f"{name}: {kind}"] if squeezed(f"{mark.word}{kind}") not in seen else []
        seen = squeezed(ask(f"{council} officer", "GET", address(world, "report-import-check", council)).text)
        for kind in (
            "title",
            "heading",
            "body",
            "item",
            "front",
            "file name",
            "difference",
            "passage",
            "where",
            "note",
        ):
            if squeezed(f"{WAITING[council].word}{kind}") not in seen:
                missing.append(f"report-import-check: {kind}")
    assert not missing, "\n".join(missing)


# Where everybody in a programme finds what is kept of it.
KEPT_SHOWN = {
    "programme-stage": ("condition", "shown", "stage"),
    "programme-workstreams": ("workstream", "why deferred", "lead", "outsider", "work", "project", "project work"),
    "programme-dates": ("milestone",),
    "programme-funding": ("funded", "funder", "terms", "contribution"),
    "programme-reviews": ("reviewer", "scope", "finding", "answer", "actor"),
    "programme-benefits": ("benefit", "evidence", "keeper", "measure", "start", "aim"),
    "programme-risks": ("risk", "cause", "effect", "owner", "measures"),
    "risk-history": ("risk", "cause", "effect", "owner", "measures"),
    "programme-changes": ("risk", "benefit", "answer", "funded"),
    "api-programme-detail": (
        "condition", "workstream", "milestone", "funded", "contribution", "finding", "benefit", "risk", "measures",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("programme", "mark"), share([("near", NEAR), ("far", FAR)]))
def test_marks_of_what_a_programme_keeps_are_found(same_world: World, programme: str, mark: Mark) -> None:
    world, missing = same_world, []
    ask, council = Asker(world), "alder" if programme == "near" else "dogwood"
    with fast():
        for who in (f"{council} hr_lead", f"{programme} board_member"):
            for name, kinds in KEPT_SHOWN.items():
                seen = squeezed(parts(ask(who, "GET", address(world, name, council)))["body"])
                missing += [f"{who}, {name}: {kind}" for kind in kinds if squeezed(f"{mark.word}{kind}") not in seen]
            # Amounts: £6,111,006 for the funding, and so on.
            seen = squeezed(ask(who, "GET", address(world, "programme-funding", council)).text)
            missing += [f"{who}: {mark.amount(at)}" for at in (6, 7) if mark.amount(at) not in seen]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("programme", share([*CASES]))
def test_marks_of_the_business_case_are_found(same_world: World, programme: str) -> None:
    """By those who may read it, from the whole programme."""
    world = same_world
    ask, mark, missing = Asker(world), CASES[programme], []
    council = {"near": "birch hr_lead", "far": "dogwood finance_lead"}[programme]
    read = ("report-read", "report-pdf", "report-docx", "report-changes", "api-report-list", "api-report-detail")
    with fast(pdf=None):
        for who, names in (
            (f"{programme} programme_manager", OF_CASE & set(SHOWN)),
            (f"{programme} board_member", read),
            (council, read),
        ):
            for name in names:
                seen = shown(ask, who, name, programme)
                missing += [
                    f"{who}, {name}: {kind}"
                    for kind in SHOWN[name]
                    # Its style has no table of implications, and prints none of these.
                    if squeezed(f"{mark.word}{kind}") not in seen
                ]
            for name in ("model-list", "model-appraisal", "model-workbook"):
                seen = shown(ask, who, name, "alder" if programme == "near" else "dogwood")
                missing += [
                    f"{who}, {name}: {kind}" for kind in ("model", "source") if f"{mark.word.lower()}{kind}" not in seen
                ]
    assert not missing, "\n".join(missing)


# Where those who read the operating models find what is said of them.
MODELS_SHOWN = {
    "model-detail": ("model", "description", "reasons", "new post", "contract", "source"),
    "model-versions": ("kept because",),
    "model-version": ("earlier", "model"),
    "parameters": ("scope", "agreed by", "source"),
}


def test_marks_of_operating_models_are_found(same_world: World) -> None:
    """The posts of the councils that have released them, by who keeps the models; one's own by a lead."""
    world, missing = same_world, []
    ask, mark = Asker(world), CASES["near"]
    with fast():
        for who, theirs in (("near programme_manager", "alder"), ("birch hr_lead", "birch"), ("near board_member", "")):
            for name, kinds in MODELS_SHOWN.items():
                seen = squeezed(parts(ask(who, "GET", address(world, name)))["body"])
                missing += [f"{who}, {name}: {kind}" for kind in kinds if squeezed(f"{mark.word}{kind}") not in seen]
                if name == "model-version" and theirs and STAFF[theirs].staff.word.lower() not in seen:
                    missing.append(f"{who}: posts of {theirs}")
        table = squeezed(ask("near programme_manager", "GET", address(world, "model-posts")).text)
    missing += [f"table: {slug}" for slug in ("alder", "cedar") if STAFF[slug].staff.word.lower() not in table]
    assert not missing, "\n".join(missing)


# Where a council's leads find what they draft, submit and bring in.
LEADS_SHOWN = {
    "baseline": ("draft", "post", "grade", "-001"), "baseline-export": ("draft", "post", "grade", "fund"),
    "baseline-compare": ("draft", "post"), "baseline-post": ("draft", "post", "holder"),
    "baseline-post-delete": ("draft", "post", "fund"), "baseline-validate": ("draft", "note of the baseline"),
    "staffing-file": ("posts", "file service"),
}  # fmt: skip


def test_marks_of_what_a_council_drafts_are_found_by_its_leads(same_world: World) -> None:
    world, missing = same_world, []
    ask = Asker(world)
    with fast():
        for council in ("alder", "dogwood"):
            for name, (whose, *kinds) in LEADS_SHOWN.items():
                mark = {"draft": DRAFTS, "posts": STAFF_FILES}[whose][council]
                seen = squeezed(parts(ask(f"{council} finance_lead", "GET", address(world, name, council)))["body"])
                missing += [f"{name}: {kind}" for kind in kinds if squeezed(f"{mark.word}{kind}") not in seen]
    assert not missing, "\n".join(missing)


# Where the people of a council find what is theirs alone of its savings plan.
PLANS_SHOWN = {
    "plan": ("held line", "proposed line"), "plan-export": ("held line", "proposed line", "description", "authority"),
    "line": ("description", "authority", "source", "comment", "proof", "shows", ".txt"),
    "line-history": ("description", "authority", "source", "proof", "shows"),
    "line-evidence": ("evidence",), "line-evidence-remove": ("proof", "shows", ".txt"),
    "plan-versions": ("authority of the plan",),
    "plan-version": ("held line", "proposed line", "authority of the plan"),
    "tracker-inputs": ("pressure", "source of it"), "erosion-conflicts": ("reason",),
    "api-savings-lines": ("held line", "proposed line", "description"),
}  # fmt: skip
# And where everybody in the programme finds the released lines; the council and the programme team to the penny.
RELEASED_SHOWN = ("plan", "plan-export", "line", "api-savings-lines")


def test_marks_of_savings_plans_are_found(same_world: World) -> None:
    """By those who may read them and by nobody else, whatever the page: what is held, and what amounts to the penny."""
    world, wrong = same_world, []
    ask, marks = Asker(world), SAVINGS["alder"]
    exact = marks.sum.thousands
    with fast():
        for who, own, to_the_penny in (
            ("alder officer", True, True), ("near auditor", False, True), ("near board_member", False, False),
            ("cedar hr_lead", False, False),
        ):  # fmt: skip
            for name in {*PLANS_SHOWN, *RELEASED_SHOWN}:
                seen = squeezed(parts(ask(who, "GET", address(world, name, "alder")))["body"])
                kinds = PLANS_SHOWN.get(name, ()) if own else ()
                wrong += [
                    f"{who}, {name}: {kind}" for kind in kinds if squeezed(f"{marks.held.word}{kind}") not in seen
                ]
                if name in RELEASED_SHOWN:
                    wrong += [f"{who}, {name}: title"] if squeezed(f"{marks.title.word}line") not in seen else []
                    told = exact in seen.replace(",", "")
                    wrong += [f"{who}, {name}: amounts"] if told != to_the_penny else []
    assert not wrong, "\n".join(wrong)


def test_walk_finds_leaks_of_savings_when_the_guard_is_off(same_world: World, monkeypatch) -> None:
    monkeypatch.setattr("savings.views.plan_base.line_sight", lambda may, current: LineSight.OWN)
    with fast():
        for name in ("line-history", "line-evidence", "plan-export", "plan-versions"):
            found, _ = walk(same_world, ["cedar hr_lead"], name)
            assert any("alder held in the body" in leak for leak in found), name


def test_walk_finds_leaks_when_the_guard_is_off(same_world: World, monkeypatch) -> None:
    monkeypatch.setattr("documents.queries.reports.may_read", lambda user: Q())
    world = same_world
    with fast():
        for name in ("report-read", "report-list", "report-changes", "programme-overview", "api-report"):
            found, _ = walk(world, ["alder finance_lead"], name)
            assert any("birch in the body" in leak for leak in found), name
            # Pages of another programme stay shut; the API knows no programme in the address.
            assert any("dogwood in the body" in leak for leak in found) == (name == "api-report"), name
        monkeypatch.setattr("programme.views.staffing.sight_of", lambda may, baseline: Sight.OWN)
        found, _ = walk(world, ["alder finance_lead"], "staffing-posts")
        assert any("birch staff in the body" in leak for leak in found)


def test_walk_finds_leaks_of_publications_when_the_guard_is_off(same_world: World, monkeypatch) -> None:
    monkeypatch.setattr("reporting.publishing.reading.version_for", lambda publication, may: Version.FULL)
    with fast(pdf=None):
        found, _ = walk(same_world, ["cedar hr_lead"], "publication")
    assert any("alder in the body" in leak for leak in found)


def test_walk_reads_every_part_of_an_answer() -> None:
    """One mark in each place where it could stand."""
    forbidden = {"alder": Signs(_of(MARKS["alder"]), frozenset({"abcdefgh"}))}
    request = Request("x", "GET", "/x/", None, ("aldermark-report",))
    places = {
        "body": Answer(200, {}, b"<p>Alder<b>mark</b></p>"),
        "headers": Answer(200, {"Content-Disposition": 'attachment; filename="aldermark.pdf"'}, b""),
        "messages": Answer(302, {}, b"", messages=["“Aldermark” was saved"]),
        "cookies": Answer(302, {}, b"", cookies=["£7,113,001"]),
        "body ": Answer(200, {}, b'<a href="#p-abcdefgh">'),
        "next page": Answer(302, {}, b"", next_body=b"&#65;ldermark"),
    }
    for part, answer in places.items():
        (leak,) = leaks(request, answer, forbidden)
        assert f"in the {part.strip()}" in leak
    # What was sent is no news.
    assert leaks(request, Answer(200, {"Location": "/aldermark-report/"}, b"aldermark-report"), forbidden) == []
