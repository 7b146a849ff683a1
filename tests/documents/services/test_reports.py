"""Reports begin, come in from files, and are kept whole or not at all."""

import datetime

import pytest

from accounts.models import User
from accounts.roles import Role
from collab.errors import Refused
from collab.history import Job, record
from documents.models import Document, HouseStyle, Import, Paragraph
from documents.queries import read_text, style_for
from documents.services import (
    begin_report,
    create_report,
    discard_import,
    free_slug,
    keep_import,
    keep_style,
    wait_for_officer,
)
from documents.services import read_file as read_a_file
from documents.services.reports import read_day
from documents.styles import parse_style, shipped_style
from programme.models import Council, Programme
from tests.factories.report import person

JOB = Job("test")
MARKDOWN = b"# DEPOTS\n\n## Background\n\n1. One.\n\n2. Two.\n"


@pytest.fixture
def style(programme: Programme) -> HouseStyle:
    return keep_style(shipped_style("plain"), council=None, by=JOB)


def test_begin_report_waits_with_headings_and_implications(programme: Programme, council: Council, ann: User) -> None:
    keep_style(shipped_style("darlington-2011"), council=council, by=JOB)
    document = begin_report(programme=programme, council=council, title="New depot", front={}, by=ann)
    text = read_text(document)
    assert document.slug == "alder-new-depot"
    assert [s.row.heading for s in text.sections][:3] == ["SUMMARY REPORT", "Purpose of the Report", "Summary"]
    labels = [p.row.label for p in text.paragraphs.values() if p.row.label]
    assert len(labels) == 11
    assert text.number_of.keys() == {p.key for p in text.paragraphs.values() if p.row.body}


def test_create_report_refuses_an_address_in_use(document: Document, programme: Programme, council: Council) -> None:
    outline = parse_style(_definition("plain")).begin("Another")
    with pytest.raises(Refused) as refused:
        create_report(
            programme=programme,
            council=council,
            style=document.style,
            outline=outline,
            slug="vans",
            by=JOB,
            reason="test",
        )
    assert refused.value.code == "slug-in-use"
    assert Document.objects.count() == 1


def _definition(name: str) -> dict[str, object]:
    return {key: value for key, value in shipped_style(name).items() if key not in ("name", "in_force_from")}


@pytest.mark.parametrize("slug", ["Capital", "two--hyphens", "new", "import", "ends-", "", "a b", "x" * 81])
def test_create_report_refuses_what_cannot_be_an_address(
    style: HouseStyle, programme: Programme, council: Council, slug: str
) -> None:
    outline = parse_style(_definition("plain")).begin("Title")
    with pytest.raises(Refused, match="cannot be an address"):
        create_report(
            programme=programme, council=council, style=style, outline=outline, slug=slug, by=JOB, reason="test"
        )
    assert not Document.objects.exists()


def test_create_report_is_for_those_who_may_and_councils_that_take_part(
    style: HouseStyle, programme: Programme, council: Council, reader: User
) -> None:
    outline = parse_style(_definition("plain")).begin("Title")
    with pytest.raises(Refused) as refused:
        create_report(
            programme=programme, council=council, style=style, outline=outline, slug="x", by=reader, reason="test"
        )
    assert refused.value.code == "not-allowed"
    manager = person(programme, "Manager", Role.PROGRAMME_MANAGER, None)
    other = Council(slug="birch", name="Birch", short_name="Birch", ons_code="E06999992")
    record(other, by=JOB, reason="test")
    with pytest.raises(Refused) as refused:
        create_report(
            programme=programme, council=other, style=style, outline=outline, slug="x", by=manager, reason="test"
        )
    assert refused.value.code == "not-in-programme"
    create_report(
        programme=programme, council=council, style=style, outline=outline, slug="x", by=manager, reason="test"
    )


def test_an_import_is_kept_whole_and_goes(style: HouseStyle, programme: Programme, council: Council, ann: User) -> None:
    outline = read_a_file(MARKDOWN, file_name="depots.md", style=style)
    waiting = wait_for_officer(outline, programme=programme, council=council, file_name="depots.md", by=ann)
    assert not Document.objects.exists()
    document = keep_import(waiting, style=style, title="Depots", by=ann)
    assert (document.title, document.slug, document.created_by) == ("Depots", "alder-depots", ann)
    assert [p.row.body for p in read_text(document).paragraphs.values()] == ["One.", "Two."]
    assert not Import.objects.exists()
    assert {row.history_change_reason for row in Paragraph.history.all()} == {"brought in from depots.md"}


def test_an_import_that_is_refused_stays_to_be_mended(
    style: HouseStyle, programme: Programme, council: Council, ann: User, document: Document
) -> None:
    outline = read_a_file(MARKDOWN, file_name="depots.md", style=style)
    waiting = wait_for_officer(outline, programme=programme, council=council, file_name="depots.md", by=ann)
    with pytest.raises(Refused, match="There is no title"):
        keep_import(waiting, style=style, title=" ", by=ann)
    assert (Import.objects.count(), Document.objects.count()) == (1, 1)
    discard_import(waiting)
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"# ONLY A TITLE\n", "No report was found in x.md"),
        (b"1. A paragraph.\n", "No title was found in x.md"),
    ],
)
def test_a_file_that_is_no_report_is_refused_plainly(style: HouseStyle, data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_a_file(data, file_name="x.md", style=style)


def test_free_slug_counts_on(document: Document, council: Council) -> None:
    assert free_slug("Vans & more", council) == "alder-vans-more"
    document.slug = "alder-vans"
    record(document, by=JOB, reason="test")
    assert free_slug("Vans", council) == "alder-vans-2"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tuesday 12 March 2013", datetime.date(2013, 3, 12)),
        ("12th March 2013", datetime.date(2013, 3, 12)),
        ("12/03/2013", datetime.date(2013, 3, 12)),
        ("2013-03-12", datetime.date(2013, 3, 12)),
        ("in spring", None),
        ("31 February 2013", None),
    ],
)
def test_read_day(words: str, expected: datetime.date | None) -> None:
    assert read_day(words) == expected


def test_style_for_takes_the_one_in_force(programme: Programme, council: Council, style: HouseStyle) -> None:
    assert style_for(council, datetime.date(2013, 1, 1)) == style
    old = keep_style({**shipped_style("plain"), "in_force_from": "2010-01-01"}, council=council, by=JOB)
    new = keep_style({**shipped_style("plain"), "in_force_from": "2014-01-01"}, council=council, by=JOB)
    assert style_for(council, datetime.date(2013, 12, 31)) == old
    assert style_for(council, datetime.date(2014, 1, 1)) == new
    # A council that has a style at all writes in it, also before its first day.
    assert style_for(council, datetime.date(2009, 1, 1)) == old


@pytest.mark.parametrize("name", ["darlington-2011", "hartlepool-2011", "redcar-and-cleveland-2018", "plain"])
def test_shipped_styles_are_complete(name: str) -> None:
    style = parse_style(_definition(name))
    assert style.begin("Title").counts["headings"] > 5


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("numbering", "by colour", "numbering scheme"),
        ("front", [{"key": "shoe_size", "label": "Shoe size"}], "front field"),
        ("blocks", [{"heading": "X", "level": 9}], "level"),
        ("blocks", [{"heading": "X", "level": 2, "colour": "red"}], "not complete"),
        ("header", {"left": ["weather"], "right": []}, "header or footer field"),
    ],
)
def test_parse_style_refuses_what_is_not_a_style(key: str, value: object, sentence: str) -> None:
    parse_style(_definition("plain"))
    with pytest.raises(Refused, match=sentence):
        parse_style({**_definition("plain"), key: value})


def test_an_address_tells_nothing_of_another_councils_reports(
    style: HouseStyle, programme: Programme, council: Council, ann: User, document: Document
) -> None:
    """`document` is called "vans"; a report of the same title elsewhere is not counted on from it."""
    outline = read_a_file(MARKDOWN, file_name="vans.md", style=style)
    slugs = []
    for _ in range(2):
        waiting = wait_for_officer(outline, programme=programme, council=council, file_name="vans.md", by=ann)
        slugs.append(keep_import(waiting, style=style, title="Vans", by=ann).slug)
    assert slugs == ["alder-vans", "alder-vans-2"]
