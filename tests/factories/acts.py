"""Somebody works on a report at random: the same acts for the same seed."""

import datetime
import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

from collab.errors import Refused
from documents import services
from documents.cutting import places
from documents.found import present_found
from documents.models import Document, Edit, Paragraph, Section
from documents.queries import ShownText, read_text
from documents.queries.past import versions_of
from documents.replacing import Search

WORDS = ("the", "councils", "share", "posts", "and", "costs", "of", "April", "(a)", "|", "*bold*", "£1,200", "again")


def read_off(text: ShownText) -> dict[str, Any]:
    """All that a text says and how it stands, to be compared with another."""
    document = text.document
    return {
        "front": (document.title, document.meeting_date, document.front),
        "sections": [
            (
                (section.row.key, section.row.heading, section.row.level, section.row.kind, section.number),
                [(p.key, p.number, p.row.body, p.row.label, p.row.numbered) for p in section.paragraphs],
            )
            for section in text.sections
        ],
    }


class Writer:
    """Does one act after another on a report."""

    def __init__(self, document: Document, by: Any, seed: int) -> None:
        self.document, self.by, self.random = document, by, random.Random(seed)

    def acts(self, count: int) -> Iterator[Edit]:
        """Yields the row in the list of changes of each act; what changes nothing is done again otherwise."""
        done = 0
        verbs = [self.add, self.change, self.change, self.change, self.move, self.remove, self.heading, self.front]
        verbs += [self.split, self.join, self.replace, self.rename, self.lift, self.drop, self.undo, self.restore]
        while done < count:
            last = self.document.edits.count()
            self.random.choice(verbs)()
            edit = self.document.edits.order_by("-number").first()
            if edit is not None and edit.number > last:
                done += 1
                yield edit

    def words(self) -> str:
        lines = self.random.choice((1, 1, 1, 2, 3))
        return "\n".join(" ".join(self.random.choices(WORDS, k=self.random.randint(1, 9))) for _ in range(lines))

    def paragraph(self) -> Paragraph | None:
        living = list(read_text(self.document).paragraphs.values())
        return self.random.choice(living).row if living else None

    def section(self) -> Section:
        return self.random.choice(list(self.document.sections.filter(removed=False)))

    def place(self) -> tuple[Section, str]:
        section = self.section()
        keys = list(section.paragraphs.filter(removed=False).values_list("key", flat=True))
        return section, self.random.choice(["", *keys])

    def add(self) -> None:
        section, follows = self.place()
        services.add_paragraph(section, body=self.words(), by=self.by, follows=follows)

    def change(self) -> None:
        row = self.paragraph()
        if row:
            kept = row.body.split(" ")[: self.random.randint(0, 4)]
            body = " ".join([*kept, self.words()])
            services.change_paragraph(
                row, body=body, version=row.version, by=self.by, numbered=self.random.random() < 0.9
            )

    def move(self) -> None:
        row = self.paragraph()
        section, follows = self.place()
        if row and follows != row.key:
            services.move_paragraph(row, section=section, follows=follows, by=self.by)

    def remove(self) -> None:
        row = self.paragraph()
        if row:
            services.remove_paragraph(row, version=row.version, by=self.by)

    def split(self) -> None:
        row = self.paragraph()
        if row and places(row.body):
            at = self.random.choice(places(row.body)).at
            services.split_paragraph(row, at=at, version=row.version, by=self.by)

    def join(self) -> None:
        first = self.paragraph()
        mates = list(first.section.paragraphs.filter(removed=False)) if first else []
        for one, other in pairwise(mates):
            if one == first:
                services.join_paragraphs(one, other, version=one.version, second_version=other.version, by=self.by)

    def replace(self) -> None:
        search, wanted = Search(self.random.choice(WORDS)), dict[str, tuple[int, set[int]]]()
        for place in present_found(read_text(self.document), search, None).places:
            key, version, number = place.value.split(".")
            wanted.setdefault(key, (int(version), set()))[1].add(int(number))
        try:
            services.replace_words(
                self.document, search=search, replacement=self.words()[:20], wanted=wanted, by=self.by
            )
        except Refused:
            return

    def heading(self) -> None:
        services.add_section(
            self.document, heading=self.words()[:60], level=self.random.randint(1, 3), by=self.by,
            follows=self.section().key,
        )  # fmt: skip

    def rename(self) -> None:
        row = self.section()
        services.change_section(row, heading=self.words()[:60], level=2, version=row.version, by=self.by)

    def lift(self) -> None:
        row, other = self.section(), self.section()
        if other not in [shown.row for shown in read_text(self.document).block_of(row.key)]:
            services.move_section(row, follows=other.key, by=self.by)

    def drop(self) -> None:
        row = self.section()
        living = self.document.sections.filter(removed=False).count()
        if living > 1 and not row.paragraphs.filter(removed=False).exists():
            services.remove_section(row, by=self.by)

    def front(self) -> None:
        self.document.refresh_from_db()
        services.change_front(
            self.document, title=self.words()[:60].split("\n")[0], version=self.document.version, by=self.by,
            meeting_date=datetime.date(2013, 3, self.random.randint(1, 28)), front={"committee": self.words()},
        )  # fmt: skip

    def undo(self) -> None:
        try:
            services.undo(self.document, by=self.by)
        except Refused:
            return

    def restore(self) -> None:
        """Any version of any paragraph, a deleted one too."""
        row = self.random.choice(list(Paragraph.objects.filter(section__document=self.document).order_by("pk")))
        versions = versions_of(self.document, row)
        with suppress(Refused):
            services.restore_paragraph(
                row, number=self.random.choice(versions).edit.number, seen=versions[0].edit.number, by=self.by
            )
