"""Failures have the strict headers too, and nothing that somebody typed becomes markup: promise 22.

That every route has them is held where every route is asked, in test_permission_matrix.
"""

import io
import re
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pypdf
import pytest
from django.db import OperationalError
from django.test import Client

from accounts.roles import Role
from documents.models import Document
from documents.services import keep_style
from documents.styles import shipped_style
from programme.models import Programme
from reporting.html import standalone
from reporting.pdf import render_pdf
from tests.factories.world import (
    JOB,
    MARKS,
    Mark,
    World,
    make_council,
    make_member,
    make_programme,
    make_report,
    make_waiting,
    make_world,
)
from tests.house.asking import Answer, Asker, address, fast
from tests.house.halves import asked_here, share
from tests.house.headers import amiss


def boom(error: Exception) -> Any:
    def view(*args: Any, **kwargs: Any) -> None:
        raise error

    return view


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("a secret of ours"), 500), (OperationalError("a secret of ours"), 503)]
)
def test_failures_have_them_too_and_say_nothing_of_the_cause(db, monkeypatch, error: Exception, status: int) -> None:
    world = make_world()
    monkeypatch.setattr("documents.views.lists.reports_wanted", boom(error))
    answer = Asker(world)(
        "alder officer", "GET", address(world, "report-list"), raise_request_exception=False
    )  # fmt: skip
    assert answer.status == status
    assert amiss(answer.headers, private=True) == []
    assert "a secret of ours" not in answer.text
    assert "Traceback" not in answer.text


def test_odd_addresses_static_files_and_failed_tokens_have_them_too(db) -> None:
    client = Client(enforce_csrf_checks=True)
    answers = {
        "/static/css/collab.css": 200,
        "/static/no-such.css": 404,
        "/no-such/": 404,
        "/sign-in": 301,
        "/programmes/near/?a=%00": 302,
        "/programmes/near/operating-models/%00/": 400,
    }
    for path, status in answers.items():
        response = client.get(path)
        assert (path, response.status_code, amiss(dict(response.headers), private=False)) == (path, status, [])
    for response, status in (
        (client.post("/sign-in/", {}), 403),
        (client.get("/", headers={"host": "elsewhere.example"}), 400),
    ):
        assert (response.status_code, amiss(dict(response.headers), private=False)) == (status, [])


def test_a_weaker_policy_is_noticed(db, settings) -> None:
    weak = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'self'", "'unsafe-inline'"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": weak}
    assert amiss(dict(Client().get("/privacy/").headers), private=False) == ["Content-Security-Policy"]


# Stored script

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>' onload='alert(3)' x='",
    '[words](javascript:alert(4)) <a href="javascript:alert(5)">words</a>',
    "</title></textarea><script>alert(6)</script>&lt;b&gt;",
    '[w](https://a.example/"onclick="alert(7)) {{ 7|add:7 }}<svg/onload=alert(8)>',
)
ALLOWED = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?|$)", re.I)
FORBIDDEN_TAGS = {"iframe", "object", "embed", "base", "style", "img", "math", "frame", "applet"}


class Looker(HTMLParser):
    """What would run, or lead to something that runs; and the words that a reader sees or may edit."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in FORBIDDEN_TAGS or (tag == "script" and not (given.get("src") or "").startswith("/static/")):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "http-equiv"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action", "xlink:href") and not ALLOWED.match((value or "").strip()):
                self.found.append(f"{tag} {name}={value}")
            if name in ("value", "content", "aria-label"):
                self.words.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def look(page: str) -> Looker:
    looker = Looker()
    looker.feed(page)
    looker.close()
    return looker


@pytest.fixture
def hostile(db) -> World:
    """A programme in which every text is hostile, one report and one waiting file for each kind of hostility."""
    keep_style(shipped_style("darlington-2011"), council=None, by=JOB)
    council = make_council("alder")
    near = make_programme("near", [council])
    world = World(near, near, {"alder": council}, {}, {}, {})
    for at, words in enumerate(HOSTILE):
        mark = Mark(words, MARKS["alder"].thousands)
        programme = make_programme(f"hostile-{at}", [council], mark)
        officer = make_member(programme, Role.OFFICER, council, name=f"{words} {at}".replace("@", ""))
        world.people[f"hostile {at}"] = officer
        world.reports[f"hostile {at}"] = make_report(programme, council, mark, officer=officer, slug=f"hostile-{at}")
        world.waiting[f"hostile {at}"] = make_waiting(programme, council, mark, officer)
    return world


def pages_of(world: World, at: int) -> dict[str, Answer]:
    """Every page on which the texts stand, refused forms with them in it, and what follows on a change."""
    ask, who, made = Asker(world), f"hostile {at}", world.reports[f"hostile {at}"]
    start = f"/programmes/hostile-{at}/"
    report, words = f"{start}reports/hostile-{at}/", HOSTILE[at]
    paragraph, section = f"{report}paragraphs/{made.paragraph.key}/", f"{report}headings/{made.section.key}/"
    imports = f"{start}reports/import/"
    found = {
        path: ask(who, "GET", path)
        for path in (
            "/", start, f"{start}reports/", report, f"{report}read/", f"{report}changes/", f"{report}front/",
            paragraph, f"{paragraph}move/", f"{paragraph}delete/", section, f"{imports}{world.waiting[who].pk}/",
            f"{start}reports/new/", imports, f"{report}headings/new/?after={words}",
            f"{section}paragraphs/new/?after={words}", f"{start}reports/?page={words}",
        )
    }  # fmt: skip
    removed = f"{report}paragraphs/{made.removed.key}/"
    posts = {
        "stale": (paragraph, {"body": f"{words} mine", "version": 1, "reason": words, "numbers": words}),
        "gone": (removed, {"body": words, "version": 1}),
        "unknown reference": (paragraph, {"body": f"{words} {{99}}", "version": 2}),
        "front, stale": (f"{report}front/", {"title": words, "committee": words, "version": 1}),
        "front, refused": (f"{report}front/", {"title": "", "committee": words, "version": words}),
        "heading, refused": (section, {"heading": words, "level": "9"}),
        "heading, stale": (section, {"heading": words, "level": "2", "version": 99}),
        "new heading": (f"{report}headings/new/", {"heading": words, "level": "9", "follows": words}),
        "new report": (f"{start}reports/new/", {"title": words, "council": words}),
        "place": (f"{paragraph}move/", {"place": words, "reason": words}),
        "kept": (f"{imports}{world.waiting[who].pk}/", {"title": words}),
        "undo": (f"{report}undo/", {}),
        "thrown away": (f"{imports}{world.waiting[who].pk}/discard/", {}),
        "sign in": ("/sign-in/", {"login": words, "password": words}),
    }
    for name, (path, data) in posts.items():
        found[name] = ask("anonymous" if name == "sign in" else who, "POST", path, data, follow=True)
    return found


def test_nothing_typed_becomes_markup(hostile: World) -> None:
    wrong, shown = [], set()
    with fast():
        for at, words in enumerate(HOSTILE):
            # A page is made in the same way whatever the database.
            if not asked_here(at):
                continue
            for name, answer in pages_of(hostile, at).items():
                page = (answer.next_body or answer.body).decode()
                looker = look(page)
                wrong += [f"{name}: {found}" for found in looker.found]
                # The link's words may print without its brackets, and a title stands in capitals.
                if words.casefold() in "".join(looker.words).casefold():
                    shown.add((at, name))
    assert not wrong, "\n".join(wrong)
    names = {name for _, name in shown}
    assert {"stale", "gone", "front, stale", "kept", "undo", "thrown away", "heading, refused", "sign in"} <= names
    # The pages do show it, as words.
    assert len(shown) > 20 * len(share(HOSTILE))


def test_unescaped_words_are_noticed(hostile: World, monkeypatch) -> None:
    monkeypatch.setattr("documents.markup.escape", lambda text, quote=True: text)
    with fast():
        found = look(Asker(hostile)("hostile 0", "GET", "/programmes/hostile-0/reports/hostile-0/read/").text).found
    assert "script" in found


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<script>x</script>", ["script"]),
        ('<script src="https://a.example/x.js"></script>', ["script"]),
        ('<p onclick="x">', ["p onclick"]),
        ('<a href=" javascript:x">', ["a href= javascript:x"]),
        ('<a href="//a.example">', ["a href=//a.example"]),
        ('<p style="x">', ["p style"]),
        ('<a href="/x/">x</a><script type="module" src="/static/js/collab.js"></script>', []),
    ],
)
def test_what_would_run_is_found(markup: str, found: list[str]) -> None:
    assert look(markup).found == found


def test_file_names_of_downloads_are_plain(hostile: World) -> None:
    """The name is the report's address, which has letters, digits and hyphens alone."""
    with fast():
        client = hostile.client("hostile 1")
        answer = client.post("/programmes/hostile-1/reports/hostile-1/pdf/", follow=True)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="hostile-1.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"


def test_in_the_pdf_they_are_words(hostile: World) -> None:
    texts, documents = [], [Document.objects.get(slug=f"hostile-{at}") for at in (0, 4)]
    for document in documents:
        pdf = render_pdf(document)
        texts.append(re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            for item in opened.objects:
                if isinstance(item, pikepdf.Dictionary):
                    assert not {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EF"} & set(item.keys()), item
                    assert item.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")
                    if "/URI" in item:
                        assert re.match(r"https?://|mailto:", str(item["/URI"])), item
    assert HOSTILE[0] in texts[0]
    assert "onload=alert(8)" in texts[1]


def test_in_the_accessible_twin_they_are_words(hostile: World) -> None:
    for at in range(len(HOSTILE)):
        found = look(standalone(Document.objects.get(slug=f"hostile-{at}"))).found
        # The one file carries its own style, since it has to need nothing else.
        assert found == ["style"]
    assert Programme.objects.filter(slug__startswith="hostile").count() == len(HOSTILE)
