"""The list of reports: what is looked for is found, and nothing that its reader may not read."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote_plus

import pytest

from documents.services import archive, change_paragraph, copy_report, remove_paragraph
from tests.factories.world import JOB, MARKS, World

LIST = "/programmes/near/reports/"
ALDER, BIRCH = MARKS["alder"], MARKS["birch"]
Page = Callable[..., str]


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


@pytest.fixture
def show(world: World) -> Page:
    def show(who: str = "near programme_manager", status: int = 200, **asked: str) -> str:
        answer = world.client(who).get(LIST, asked)
        assert answer.status_code == status
        # Without the form's token, which differs between any two.
        return unescape(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()))

    return show


def titles(page: str) -> list[str]:
    rows = re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', page)
    return [row.split()[0] for row in rows]


def test_narrowed_by_council_and_title(show: Page) -> None:
    assert sorted(titles(show())) == ["Aldermark", "Birchmark", "Cedarmark"]
    assert titles(show(council="birch")) == ["Birchmark"]
    assert titles(show(title="TITLE cedarmark")) == ["Cedarmark"]
    assert titles(show(title="cedarmark", council="birch")) == []
    assert "Choose" not in show("alder officer")


def test_words_are_found_wherever_they_stand(show: Page) -> None:
    for kind in ("title", "heading", "body", "item", "cell", "paper", "implication", "label", "front"):
        found = show(text=f"{ALDER.word.upper()} {kind}")
        assert titles(found) == ["Aldermark"], kind
        assert f"<mark>{ALDER.word} {kind}</mark>" in found


def test_a_place_has_its_number_and_leads_to_it(world: World, show: Page) -> None:
    row = world.reports["alder"].middle
    change_paragraph(row, body="It **is** so, they say.", version=row.version, by=JOB)
    found = show(text="it is SO")
    assert titles(found) == ["Aldermark"]
    assert re.search(
        rf'read/#p-{row.key}">Paragraph 2<span[^>]*>[^<]*</span></a>: <mark>It is so</mark>, they say\.', found
    )


def test_what_was_deleted_is_not_found(world: World, show: Page) -> None:
    made = world.reports["alder"]
    assert titles(show(text=f"{ALDER.word} removed")) == []
    row = made.middle
    change_paragraph(row, body="Only here", version=row.version, by=JOB)
    assert titles(show(text="only here")) == ["Aldermark"]
    row.refresh_from_db()
    remove_paragraph(row, version=row.version, by=JOB)
    assert titles(show(text="only here")) == []


def test_nothing_is_looked_for_in_what_one_may_not_read(show: Page) -> None:
    """Another council's words, the business case's, and words that stand nowhere give the same page."""

    def answer(who: str, words: str) -> str:
        shown = show(who, text=words)
        assert "Nothing was found" in shown
        return (
            re.sub(r'csrfmiddlewaretoken" value="\w+"', "", shown).replace(words, "…").replace(quote_plus(words), "…")
        )

    for who in ("alder officer", "alder finance_lead"):
        assert titles(show(who, text=ALDER.word)) == ["Aldermark"]
        assert answer(who, BIRCH.word) == answer(who, "Nowhere at all") == answer(who, "Nearcase heading")
    assert BIRCH.word in show("birch officer", text=BIRCH.word)
    # A council that one may not read is no choice, like one that there is not.
    refused = [show("alder officer", 422, council=council) for council in ("birch", "no-such")]
    assert refused[0] == refused[1]
    assert "Council: choose one of the list" in refused[0]


def test_ordered_by_each_column(world: World, show: Page) -> None:
    for order, expected in (
        ("title", ["Aldermark", "Birchmark", "Cedarmark"]),
        ("-title", ["Cedarmark", "Birchmark", "Aldermark"]),
        ("council", ["Aldermark", "Birchmark", "Cedarmark"]),
        ("-council", ["Cedarmark", "Birchmark", "Aldermark"]),
        ("changed", ["Aldermark", "Birchmark", "Cedarmark"]),
        ("-changed", ["Cedarmark", "Birchmark", "Aldermark"]),
    ):
        assert titles(show(order=order)) == expected
    later = world.reports["cedar"].document
    type(later)._base_manager.filter(pk=later.pk).update(meeting_date="2013-01-01")
    type(later)._base_manager.filter(pk=world.reports["birch"].document.pk).update(meeting_date=None)
    assert titles(show(order="meeting")) == ["Cedarmark", "Aldermark", "Birchmark"]
    assert titles(show(order="-meeting")) == ["Aldermark", "Cedarmark", "Birchmark"]
    shown = show(order="title", text="mark")
    assert '<th scope="col" aria-sort="ascending"><a href="?order=-title&text=mark">Report</a></th>' in shown
    assert shown.count("aria-sort") == 1


def test_pages_keep_what_was_asked(world: World, show: Page) -> None:
    source = world.reports["birch"].document
    for number in range(26):
        copy_report(source, council=source.council, title=f"Another {number}", by=JOB)
    shown = show(title="another", order="title")
    assert "26 reports: drafts of every council that you can read, with “another” in the title." in shown
    assert re.search(r'<a class="govuk-pagination__step" rel="next" href="\?title=another&order=title&page=2">', shown)
    assert titles(show(title="another", order="title", page="2")) == ["Another"]


def test_archived_reports_are_apart(world: World, show: Page) -> None:
    archive(world.reports["birch"].document, by=JOB, reason="Taken over by another")
    assert sorted(titles(show())) == ["Aldermark", "Cedarmark"]
    shown = show(state="archived")
    assert titles(shown) == ["Birchmark"]
    assert "Taken over by another" in shown
    assert "Birchmark" not in world.client("birch officer").get("/programmes/near/").content.decode()


def test_an_empty_list_says_what_was_looked_for(show: Page) -> None:
    shown = show(text="levy", title="roads", council="birch")
    assert "Looked among drafts of Birch, with “roads” in the title and “levy” in the text." in shown
    for wider in (
        "text=levy&title=roads&council=birch&state=archived",
        "text=levy&title=roads",
        "text=levy&council=birch",
    ):
        assert f'<a href="?{wider}">' in shown
    assert "Type at least 2 letters" in show(status=422, text="x")
    nobody = show("near board_member")
    assert "no reports that you can read" in nobody
    assert 'role="search"' not in nobody
