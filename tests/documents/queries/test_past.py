"""The text after any act, and the versions of a piece, from the tables of history."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from documents.models import Document, Paragraph
from documents.queries import read_text
from documents.queries.past import text_after, versions_of
from documents.services import change_front, change_paragraph, move_paragraph, remove_paragraph, undo
from tests.factories.acts import Writer, read_off


def called(body: str) -> Paragraph:
    return Paragraph.objects.get(body=body)


@pytest.mark.parametrize("seed", range(3))
def test_the_text_after_each_act_is_what_was_read_then(document: Document, ann: User, seed: int) -> None:
    kept = {1: read_off(read_text(document))}
    for edit in Writer(document, ann, seed).acts(40):
        kept[edit.number] = read_off(read_text(Document.objects.get(pk=document.pk)))
    edits = list(document.edits.order_by("number"))
    assert len(kept) == len(edits) == 41
    assert len({str(words) for words in kept.values()}) > 30
    for edit in edits:
        assert read_off(text_after(document, edit)) == kept[edit.number], edit


def test_a_clock_that_is_put_back_changes_nothing(document: Document, ann: User, monkeypatch) -> None:
    """The second change bears an earlier time than the first."""
    for words, day in (("Later", 2), ("Earlier", 1)):
        then = datetime.datetime(2013, 3, day, 12, tzinfo=datetime.UTC)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda then=then: then)
            one = Paragraph.objects.select_related("section").filter(section__heading="First").order_by("rank")[0]
            change_paragraph(one, body=words, version=one.version, by=ann)
    first, second = document.edits.order_by("number")[1:]
    assert first.at > second.at
    for edit, words in ((first, "Later"), (second, "Earlier")):
        assert next(iter(text_after(document, edit).paragraphs.values())).row.body == words


def test_the_versions_of_a_paragraph_are_what_was_done_to_it(document: Document, ann: User, bob: User) -> None:
    one = called("One")
    change_paragraph(one, body="Better", version=1, by=ann, reason="clearer")
    change_paragraph(called("Two"), body="Another", version=1, by=ann)
    move_paragraph(one, section=document.sections.get(heading="Second"), follows="", by=bob)
    remove_paragraph(one, version=2, by=bob)
    undo(document, by=bob)
    versions = versions_of(document, one)
    assert [(v.edit.number, v.row.body, v.row.removed, v.row.section.heading) for v in versions] == [
        (6, "Better", False, "Second"),
        (5, "Better", True, "Second"),
        (4, "Better", False, "Second"),
        (2, "Better", False, "First"),
        (1, "One", False, "First"),
    ]
    assert [v.before and v.before.body for v in versions] == ["Better", "Better", "Better", "One", None]
    assert (versions[3].edit.by, versions[3].edit.reason) == (ann, "clearer")
    assert versions[1].edit.undone_by.number == 6


def test_making_room_is_no_version(document: Document, ann: User) -> None:
    one, two, three = called("One"), called("Two"), called("Three")
    for at, row in enumerate((one, two, three), start=1):
        # As after many insertions in one place.
        Paragraph._base_manager.filter(pk=row.pk).update(rank=at)
    move_paragraph(Paragraph.objects.get(pk=three.pk), section=one.section, follows=one.key, by=ann)
    assert two.history.count() > 1
    assert len(versions_of(document, two)) == 1
    assert len(versions_of(document, three)) == 2


def test_the_versions_of_the_front_are_those_of_title_and_fields(document: Document, ann: User) -> None:
    change_paragraph(called("One"), body="Better", version=1, by=ann)
    change_front(document, title="Cars", meeting_date=None, front={"wards": "All"}, version=1, by=ann)
    versions = versions_of(document, document)
    assert [(v.edit.number, v.row.title, v.row.front) for v in versions] == [
        (3, "Cars", {"wards": "All"}),
        (1, "Vans", {"committee": "Cabinet"}),
    ]


def test_the_text_then_costs_no_more_in_a_long_report(document: Document, ann: User, django_assert_num_queries) -> None:
    for _ in Writer(document, ann, 1).acts(15):
        pass
    document = Document.objects.select_related("style", "council", "programme").get(pk=document.pk)
    for edit in (document.edits.get(number=1), document.edits.first()):
        with django_assert_num_queries(3):
            text_after(document, edit)
