"""Reports and business cases begin: from a house style, or from what an import understood."""

import datetime
import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from collab.errors import Refused
from collab.history import Job, record
from collab.moments import day
from documents import rules
from documents.enums import Kind, Verb
from documents.front import FRONT_FIELDS
from documents.models import Document, HouseStyle, Paragraph, Section
from documents.models.document import LONGEST_TITLE
from documents.models.text import LONGEST_HEADING
from documents.notation import normalise
from documents.outline import Outline, OutlineSection
from documents.queries.styles import style_for
from documents.references import repoint
from documents.services.log import ROOM, log
from programme.models import Council, Programme
from programme.queries import may_in

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
# Addresses of the desk itself.
RESERVED = frozenset({"new", "import"})


def begin_report(
    *,
    programme: Programme,
    council: Council,
    title: str,
    front: dict[str, str],
    by: Any,
    meeting_date: datetime.date | None = None,
) -> Document:
    """A new report in the council's house style, headings and implications waiting."""
    style = style_for(council, meeting_date or programme.today)
    outline = style.style.begin(title)
    if meeting_date:
        front = {**front, "meeting_date": day(meeting_date)}
    filled = Outline(title=title, front={k: v for k, v in front.items() if v.strip()}, sections=outline.sections)
    return create_report(
        programme=programme, council=council, style=style, outline=filled, slug=free_slug(title, council),
        by=by, reason="begun from the house style",
    )  # fmt: skip


def begin_case(*, programme: Programme, title: str, by: Any) -> Document:
    """A new business case of the programme: five cases with guidance, waiting."""
    style = style_for(None, programme.today)
    return create_report(
        programme=programme, council=None, style=style, outline=style.style.begin(title),
        slug=free_slug(title, programme), by=by, reason="begun from the five cases",
    )  # fmt: skip


@transaction.atomic
def create_report(
    *,
    programme: Programme,
    council: Council | None,
    style: HouseStyle,
    outline: Outline,
    slug: str,
    by: Any,
    reason: str,
) -> Document:
    """A report of `council`, or the programme's business case where there is none, with the text of `outline`; all
    or nothing.

    Refused with code "not-allowed", "not-in-programme", "one-case" (the programme has one), "slug" (not a slug),
    "slug-in-use" or "title".
    """
    _check(programme, council, by)
    _check_words(slug, outline.title)
    meeting_date, front = _front(outline.front)
    document = Document(
        kind=style.kind, programme=programme, council=council, style=style, slug=slug,
        title=outline.title.strip()[:LONGEST_TITLE], meeting_date=meeting_date, front=front,
        created_by=None if isinstance(by, Job) else by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            record(document, by=by, reason=reason)
    except IntegrityError as error:
        # Somebody was faster.
        taken = Document.objects.filter(slug=slug).exists()
        raise _slug_in_use(slug) if taken else one_case(programme) from error
    _write(document, outline.sections, by=by, reason=reason)
    what = f"the {document.kind_name}"
    log(document, verb=Verb.ADD, piece="", what=what, before={}, after={}, by=by, reason=reason)
    return document


def _check(programme: Programme, council: Council | None, by: Any) -> None:
    if not isinstance(by, Job):
        may = may_in(programme, by)
        reason = rules.why_not_create(council, may) if council else rules.why_not_begin_case(may)
        if reason:
            raise Refused(reason, code="not-allowed")
    if council is None:
        if programme.documents.filter(kind=Kind.BUSINESS_CASE, archived_at__isnull=True).exists():
            raise one_case(programme)
    elif not programme.programme_councils.filter(council=council).exists():
        raise Refused(f"{council.name} does not take part in {programme.name}.", code="not-in-programme")


def one_case(programme: Programme) -> Refused:
    return Refused(
        f"{programme.name} has a business case already. Change that one, or archive it first.", code="one-case"
    )


def _check_words(slug: str, title: str) -> None:
    if not SLUG.match(slug) or len(slug) > 80 or slug in RESERVED:
        raise Refused(
            f"“{slug}” cannot be an address. Use small letters, digits and single hyphens, at most 80, "
            "for example business-case-march-2013.",
            code="slug",
        )
    if not title.strip():
        raise Refused("There is no title. Give it one.", code="title")
    if Document.objects.filter(slug=slug).exists():
        raise _slug_in_use(slug)


def _slug_in_use(slug: str) -> Refused:
    return Refused(f"There is already a document with the address “{slug}”. Choose another.", code="slug-in-use")


def _write(document: Document, outline: tuple[OutlineSection, ...], *, by: Any, reason: str) -> None:
    """Sections and paragraphs, each with a key of its own, to which references within the outline are led."""
    sections = [
        Section(
            document=document, rank=at * ROOM, heading=section.heading[:LONGEST_HEADING], level=section.level,
            kind=section.kind, guidance=section.guidance, exempt_paragraphs=section.exempt_paragraphs,
            exempt_reason=section.exempt_reason, open_title=section.open_title,
        )
        for at, section in enumerate(outline, start=1)
    ]  # fmt: skip
    rows = [
        [Paragraph(label=row.label[:100], numbered=row.numbered) for row in section.paragraphs] for section in outline
    ]
    keys = {f"s{s}p{p}": row.key for s, made in enumerate(rows) for p, row in enumerate(made)}
    for section, its, made in zip(sections, outline, rows, strict=True):
        record(section, by=by, reason=reason)
        for at, (row, words) in enumerate(zip(made, its.paragraphs, strict=True), start=1):
            row.section, row.rank, row.body = section, at * ROOM, repoint(normalise(words.body), keys)
            record(row, by=by, reason=reason)


def _front(front: dict[str, str]) -> tuple[datetime.date | None, dict[str, str]]:
    """The meeting's date apart where it can be read as one; otherwise it stays as it was written."""
    kept = {key: value for key, value in front.items() if key in FRONT_FIELDS and value.strip()}
    date = read_day(kept.get("meeting_date", ""))
    if date:
        kept.pop("meeting_date")
    return date, kept


def read_day(words: str) -> datetime.date | None:
    """A date as people write it: "Tuesday 12 March 2013", "12th March 2013", "12/03/2013", "2013-03-12"."""
    words = re.sub(r"^[A-Za-z]+day,?\s+", "", words.strip())
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)
    for pattern in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B, %Y"):
        try:
            return datetime.datetime.strptime(words, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def free_slug(title: str, owner: Council | Programme) -> str:
    """An address made from the title that no document has yet."""
    stem = slugify(f"{owner.slug}-{title}")[:70].strip("-") or owner.slug
    taken = set(Document.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
