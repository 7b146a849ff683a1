"""A copy has the words and nothing of what belongs to the first report alone."""

import pytest

from accounts.roles import Role
from collab.errors import Refused
from documents.enums import SectionKind
from documents.models import Document, Edit
from documents.notation import references
from documents.presenters import shown_words
from documents.queries import read_text
from documents.services import add_paragraph, change_paragraph, copy_report, remove_paragraph
from programme.models import Council
from programme.services import give_role
from tests.factories.world import JOB, MARKS, REASON, World


@pytest.fixture
def world(same_world: World) -> World:
    """Alder's report, in which a paragraph refers to another and to one that was deleted since."""
    world = same_world
    made = world.reports["alder"]
    gone = add_paragraph(made.section, body="Soon gone", by=JOB, follows=made.paragraph.key)
    body = f"See {{ref:{made.middle.key}.a}} and {{ref:{gone.key}}}, at 1\\{{2}}."
    change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
    remove_paragraph(gone, version=1, by=JOB)
    return world


def words_of(document: Document) -> list[str]:
    text = read_text(document)
    return [shown_words(text, row.row.body) for row in text.paragraphs.values()]


def copy(world: World, council: str, who: str = "near programme_manager") -> Document:
    source, to = world.reports["alder"].document, world.councils[council]
    return copy_report(source, council=to, title="The copy", by=world.people[who])


def test_a_copy_reads_the_same_and_has_pieces_of_its_own(world: World) -> None:
    source, made = world.reports["alder"].document, copy(world, "alder", "alder officer")
    before, after = read_text(source), read_text(made)
    assert words_of(made)[1:] == words_of(source)[1:]
    assert words_of(made)[0] == "See 2(a) and [a paragraph that was deleted], at 1{2}."
    assert [(s.row.heading, s.row.level, s.row.kind, s.row.guidance) for s in after.sections] == [
        (s.row.heading, s.row.level, s.row.kind, s.row.guidance) for s in before.sections
    ]
    assert not set(before.paragraphs) & set(after.paragraphs)
    assert references(next(iter(after.paragraphs.values())).row.body) == {list(after.paragraphs)[1]}
    # Of one meeting are its date and its number on the agenda.
    left = {key: value for key, value in source.front.items() if key != "item_number"}
    assert (made.title, made.front, made.meeting_date) == ("The copy", left, None)
    assert [(edit.what, edit.reason) for edit in made.edits.all()] == [("the report", f"copied from “{source.title}”")]
    assert made.slug == "alder-the-copy"


def test_a_copy_for_another_council_fits_its_style_and_does_not_name_the_first(world: World) -> None:
    source, made = world.reports["alder"].document, copy(world, "birch")
    assert made.council == world.councils["birch"]
    assert made.style.council == world.councils["birch"]
    assert words_of(made)[1:] == words_of(source)[1:]
    front = {field.key for field in made.style.style.front} & set(source.front) - {"item_number", "meeting_date"}
    assert set(made.front) == front
    assert not [section.guidance for section in made.sections.all() if section.guidance]
    told = [edit.reason for edit in made.edits.all()]
    for rows in (made.history, *(s.history for s in made.sections.all())):
        told += rows.values_list("history_change_reason", flat=True)
    assert set(told) == {"copied from a report of another council", "the report added"}


def test_implications_go_by_their_label(world: World) -> None:
    """What the style asks in its order; what it does not ask stays after it, if it says something."""
    birch = copy(world, "birch")
    section = birch.sections.get(kind=SectionKind.IMPLICATIONS)
    for label in ("Key Decision", "Wards Affected"):
        add_paragraph(section, body=f"{label}: all", label=label, numbered=False, by=JOB)
    darlington = world.councils["alder"]
    back = copy_report(birch, council=darlington, title="Back", by=JOB)
    rows = back.sections.get(kind=SectionKind.IMPLICATIONS).paragraphs.order_by("rank").values_list("label", "body")
    asked = back.style.style.implications
    assert [label for label, _ in rows][: len(asked)] == list(asked)
    assert dict(rows)["Key Decision"] == "Key Decision: all"
    assert dict(rows)["Diversity"] == ""
    assert [label for label, _ in rows][len(asked) :] == [MARKS["alder"].says("label")]


def test_who_may_copy(world: World) -> None:
    source, birch = world.reports["alder"].document, world.councils["birch"]
    count = Edit.objects.count()
    with pytest.raises(Refused, match="may not read"):
        copy(world, "birch", "birch officer")
    with pytest.raises(Refused, match="begun by its officers"):
        copy(world, "birch", "alder officer")
    case: Document = world.reports["near"].document
    with pytest.raises(Refused, match="not copied"):
        copy_report(case, council=birch, title="x", by=world.people["near programme_manager"])
    dogwood: Council = world.councils["dogwood"]
    with pytest.raises(Refused, match="does not take part"):
        copy_report(source, council=dogwood, title="x", by=JOB)
    assert Edit.objects.count() == count
    # Somebody who reads for one council and writes for another.
    give_role(
        user=world.people["birch officer"], programme=world.near, role=Role.HR_LEAD, council=world.councils["alder"],
        by=JOB, reason=REASON,
    )  # fmt: skip
    assert copy(world, "birch", "birch officer").council == birch
