"""What comes from the editor is saved as if it had been typed; bad input is refused in a sentence."""

import json
import re
from html import unescape

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collab.history import record
from documents.models import Paragraph
from documents.services import change_paragraph, remove_paragraph
from tests.documents.rich.fragments import WORD, WORD_LEFT_OUT, WORD_READ
from tests.documents.views.test_words_kept import DESK, field, numbers, paragraph


def save(person: Client, row: Paragraph, html: str, **more: object):
    sent = {"body": html, "written": "editor", "numbers": numbers(), "version": row.version, "numbered": "on", **more}
    return person.post(f"{DESK}paragraphs/{row.key}/", sent)


def convert(person: Client, body: str, written: str = "pasted") -> dict[str, str]:
    response = person.post(f"{DESK}convert/", {"body": body, "written": written, "numbers": numbers()})
    assert response.status_code == 200
    return response.json()


def editor(page: str) -> str:
    """What the editor begins with on a page."""
    found = re.search(r'data-editor="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def manager() -> User:
    return User.objects.get(name="Programme manager")


def body(row: Paragraph) -> str:
    return Paragraph.objects.get(pk=row.pk).body


def test_the_editor_saves_what_would_have_been_typed(officer: Client) -> None:
    row, six = paragraph("3"), paragraph("6")
    html = f'<p>As <data class="reference" value="{six.key}">6</data> and {{9}} say, \\{{9}} <strong>too</strong>.</p>'
    assert save(officer, row, html).status_code == 302
    assert body(row) == f"As {{ref:{six.key}}} and {{ref:{paragraph('9').key}}} say, {{9}} **too**."
    # Opened again it is the same, and saving it unchanged is no change.
    page = officer.get(f"{DESK}paragraphs/{row.key}/").content.decode()
    assert field(page, "body") == "As {6} and {9} say, \\{9} **too**."
    version = Paragraph.objects.get(pk=row.pk).version
    assert save(officer, row, editor(page), version=version).status_code == 302
    assert Paragraph.objects.get(pk=row.pk).version == version


def test_a_reference_to_a_paragraph_deleted_since_survives_a_save(officer: Client) -> None:
    row, six = paragraph("3"), paragraph("6")
    save(officer, row, f'<p>As <data class="reference" value="{six.key}">6</data> says.</p>')
    remove_paragraph(six, version=six.version, by=manager())
    html = editor(officer.get(f"{DESK}paragraphs/{row.key}/").content.decode())
    assert f'<data class="reference" value="{six.key}">[a paragraph that was deleted]</data>' in html
    again = html.replace("says.", "said.")
    assert save(officer, row, again, version=Paragraph.objects.get(pk=row.pk).version).status_code == 302
    assert body(row) == f"As {{ref:{six.key}}} said."


def test_paragraphs_may_refer_to_each_other_in_a_circle(officer: Client) -> None:
    three, six = paragraph("3"), paragraph("6")
    for row, other in ((three, six), (six, three), (paragraph("9"), paragraph("9"))):
        html = f'<p>See <data class="reference" value="{other.key}">?</data>.</p>'
        assert save(officer, row, html).status_code == 302
    page = officer.get(f"{DESK}read/").content.decode()
    assert f'See <a href="#p-{six.key}">6</a>' in page
    assert f'See <a href="#p-{three.key}">3</a>' in page


def test_a_number_that_nothing_has_comes_back_as_it_was_written(officer: Client) -> None:
    row = paragraph("3")
    before = row.body
    response = save(officer, row, "<p>As {99} and \\{98} <em>say</em></p>")
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is no paragraph 99 to refer to." in page
    assert editor(page) == "<p>As {99} and \\{98} <em>say</em></p>"
    assert field(page, "body") == "As {99} and \\{98} *say*"
    assert body(row) == before


def test_a_stale_save_shows_both_and_keeps_the_editors_text(officer: Client) -> None:
    row = paragraph("3")
    assert save(officer, row, "<p>First.</p>").status_code == 302
    response = save(officer, row, "<ol><li><p>mine</p></li></ol>")
    assert response.status_code == 409
    assert editor(response.content.decode()) == "<ol><li><p>mine</p></li></ol>"
    assert body(row) == "First."


def test_the_longest_text_is_saved_and_a_longer_one_is_refused_whole(officer: Client) -> None:
    row = paragraph("3")
    words = "word " * 10_000
    assert save(officer, row, f"<p>{words[:-1]}.</p>").status_code == 302
    assert len(body(row)) == 50_000
    version = Paragraph.objects.get(pk=row.pk).version
    response = save(officer, row, f"<p>{words}more</p>", version=version)
    page = response.content.decode()
    assert response.status_code == 422
    assert "The text has 50004 characters, and one paragraph holds 50000." in page
    assert "wordmore" not in page
    assert editor(page) == f"<p>{words}more</p>"
    assert save(officer, row, "<p>" + "<b>" * 400_000 + "</p>", version=version).status_code == 422


def test_a_table_of_two_hundred_rows(officer: Client) -> None:
    row = paragraph("3")
    lines = "".join(f"<tr><td><p>{at}</p></td><td><p>{at * at}</p></td></tr>" for at in range(200))
    assert save(officer, row, f'<table data-caption="Squares"><tbody>{lines}</tbody></table>').status_code == 302
    assert body(row).startswith("|+ Squares\n| 0 | 0 |\n| 1 | 1 |\n")
    assert body(row).count("\n") == 200
    assert "Squares" in officer.get(f"{DESK}read/").content.decode()


def test_what_is_pasted_is_cleaned_and_said(officer: Client) -> None:
    got = convert(officer, WORD)
    assert got["left_out"] == WORD_LEFT_OUT
    assert got["notation"] == WORD_READ
    assert "<ol><li><p>First <strong>thing</strong></p>" in got["html"]
    assert not re.search(r"style|class=|script|img|onerror", got["html"])
    # What it gives is read as the same.
    assert convert(officer, got["html"], "editor") == {**got, "left_out": ""}


def test_from_one_way_of_writing_into_the_other(officer: Client) -> None:
    typed = "See {3}, {99}, \\{3}:\n(a) **x**"
    key = paragraph("3").key
    chip = f'<data class="reference" value="{key}">3</data>'
    html = f"<p>See {chip}, {{99}}, \\{{3}}:</p><ol><li><p><strong>x</strong></p></li></ol>"
    assert convert(officer, typed, "notation") == {"notation": typed, "html": html, "left_out": ""}
    assert convert(officer, html, "editor") == {"notation": typed, "html": html, "left_out": ""}
    # A chip of another report is words where it is pasted.
    assert convert(officer, '<data class="reference" value="abcdefgh">7(a)</data>')["html"] == "<p>7(a)</p>"


def test_too_much_is_refused_in_a_sentence(officer: Client) -> None:
    response = officer.post(f"{DESK}convert/", {"body": "x" * 1_000_001, "written": "pasted"})
    assert response.status_code == 422
    assert json.loads(response.content)["error"].startswith("That is more than one paragraph holds")


def test_words_of_the_editor_for_a_paragraph_deleted_meanwhile(officer: Client) -> None:
    row = paragraph("3")
    remove_paragraph(row, version=row.version, by=manager())
    response = save(officer, row, "<p>Mine, <strong>bold</strong></p>")
    assert response.status_code == 409
    assert field(response.content.decode(), "body") == "Mine, **bold**"


def test_opening_and_saving_ask_as_much_of_a_long_text_as_of_a_short_one(officer: Client) -> None:
    row = paragraph("3")

    def queries() -> list[int]:
        counts = []
        for act in (
            lambda: officer.get(DESK),
            lambda: officer.get(f"{DESK}paragraphs/{row.key}/"),
            lambda: save(officer, row, "<p>Longer.</p>", version=Paragraph.objects.get(pk=row.pk).version),
        ):
            with CaptureQueriesContext(connection) as asked:
                assert act().status_code in (200, 302)
            counts.append(len(asked))
        return counts

    save(officer, row, "<p>Before.</p>")
    short = queries()
    change_paragraph(row, body="Before.", version=Paragraph.objects.get(pk=row.pk).version, by=manager())
    with transaction.atomic():
        for at in range(1, 490):
            record(Paragraph(section=row.section, rank=row.rank + at, body=f"Words {at}."), by=manager(), reason="made")
    assert len(json.loads(numbers())) > 490
    assert queries() == short
