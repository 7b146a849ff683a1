"""Loads the three-borough demonstration programme; running it again changes nothing."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from accounts.services import make_account
from collab import commands
from collab.errors import Refused
from collab.history import Job, record
from documents.enums import Kind
from documents.models import Document
from documents.outline import refer
from documents.queries import style_for
from documents.services import create_report, keep_style, read_file
from documents.styles import shipped_style
from programme.bundle import Signature
from programme.bundle.rows import assign
from programme.demonstration import PROGRAMME
from programme.models import Council, Programme
from programme.services import fill_programme, give_role, keep_programme
from reporting.bundle import bring_in
from reporting.demonstration import (
    CASE,
    CASE_SLUG,
    DRAFT,
    DRAFT_MEETING,
    DRAFT_SLUG,
    FIGURES,
    OWNERS,
    PASSWORD,
    PEOPLE,
)
from savings.models import SavingsLine
from savings.queries.keeping import owners_of
from savings.services.plans import LineYear, change_line

# (shipped style, whose it is)
STYLES: tuple[tuple[str, str | None], ...] = (
    ("darlington-2011", "darlington"),
    ("hartlepool-2011", "hartlepool"),
    ("redcar-and-cleveland-2018", "redcar-and-cleveland"),
    ("plain", None),
    ("business-case", None),
)


class Command(commands.Command):
    help = __doc__ or ""
    name = "demo"

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        if settings.PRODUCTION:
            raise Refused(
                "The demonstration has sign-ins that everybody knows, so it is not loaded into a Collab that serves "
                "others. Run it without DEBUG=0, SECRET_KEY and ALLOWED_HOSTS.",
                code="production",
            )
        with transaction.atomic():
            made = self._load(Job("command demo"))
        people = [{"email": email, "name": name} for email, name, _, _ in PEOPLE]
        lines = [
            "The demonstration programme is loaded." if made else "The demonstration programme was already loaded.",
            f"Sign in with one of these, password “{PASSWORD}”:",
            *(f"  {row['name']:<42}{row['email']}" for row in people),
        ]
        return "\n".join(lines), {
            "programme": PROGRAMME["slug"],
            "loaded": made,
            "password": PASSWORD,
            "people": people,
        }

    def _load(self, by: Job) -> bool:
        programme, made = keep_programme(PROGRAMME, by=by, reason="demonstration loaded")
        if not made and not programme.is_demonstration:
            self._take_over(programme, by)
            made = True
        councils = {council.slug: council for council in programme.councils.all()}
        for name, slug in STYLES:
            keep_style(shipped_style(name), council=councils[slug] if slug else None, by=by)
        if made:
            self._people(programme, councils, by)
            self._draft(programme, councils["darlington"], by)
        return any([self._case(programme, by), self._figures(programme, by), self._owners(programme, by), made])

    def _take_over(self, programme: Programme, by: Job) -> None:
        """A programme that has come here with the demonstration's bundle alone, before the demonstration."""
        slugs = [part.council.slug for part in programme.programme_councils.select_related("council")]
        if programme.memberships.exists() or slugs != [row["slug"] for row in PROGRAMME["councils"]]:
            raise Refused(
                f"There is another programme called “{programme.slug}” here, so the demonstration, which is called the "
                "same, is not loaded.",
                code="slug-in-use",
            )
        fill_programme(programme, PROGRAMME, by=by, reason="demonstration loaded")

    def _people(self, programme: Programme, councils: dict[str, Council], by: Job) -> None:
        for email, name, role, slug in PEOPLE:
            user = get_user_model().objects.filter(email=email).first()
            user = user or make_account(email=email, name=name, password=PASSWORD, by=by, reason="demonstration loaded")
            council = councils[slug] if slug else None
            give_role(user=user, programme=programme, role=role, council=council, by=by, reason="demonstration loaded")

    def _draft(self, programme: Programme, council: Council, by: Job) -> None:
        if Document.objects.filter(slug=DRAFT_SLUG).exists():
            return
        style = style_for(council, programme.today)
        outline = read_file(DRAFT.read_bytes(), file_name=DRAFT.name, style=style)
        outline = replace(outline, front={**outline.front, "meeting_date": DRAFT_MEETING})
        create_report(
            programme=programme, council=council, style=style, outline=outline, slug=DRAFT_SLUG,
            by=by, reason="demonstration loaded",
        )  # fmt: skip

    def _case(self, programme: Programme, by: Job) -> bool:
        """The business case, also where the demonstration was loaded before there was one."""
        if programme.documents.filter(kind=Kind.BUSINESS_CASE).exists():
            return False
        style = style_for(None, programme.today)
        outline = read_file(CASE.read_bytes(), file_name=CASE.name, style=style)
        create_report(
            programme=programme, council=None, style=style, outline=refer(outline, style.style.numbering),
            slug=CASE_SLUG, by=by, reason="demonstration loaded",
        )  # fmt: skip
        return True

    def _figures(self, programme: Programme, by: Job) -> bool:
        """Staffing, models, savings and gaps, also where the demonstration was loaded before there were any."""
        if programme.baselines.exists():
            return False
        # Which says since then that they are fictitious.
        if assign(programme, {"demonstration_note": PROGRAMME["demonstration_note"]}):
            record(programme, by=by, reason="demonstration loaded")
        bring_in(FIGURES.read_bytes(), signature=Signature(by, "demonstration loaded"))
        return True

    def _owners(self, programme: Programme, by: Job) -> bool:
        """Of lines of the bundle, which names no person; also where it was loaded before lines had owners."""
        if SavingsLine.history.filter(plan__programme=programme, owner__isnull=False).exists():
            return False
        email_of = {ref: email for email, refs in OWNERS.items() for ref in refs}
        lines = SavingsLine.objects.filter(plan__programme=programme, ref__in=email_of).select_related("plan__council")
        given = [self._give(line, email_of[line.ref], by) for line in lines]
        return any(given)

    def _give(self, line: SavingsLine, email: str, by: Job) -> bool:
        people = owners_of(line.plan.programme, line.plan.council)
        owner = next((person for person in people if person.email == email), None)
        if owner is None:
            return False
        years = {row.year: LineYear.of(row) for row in line.amounts.all()}
        change_line(
            line, values={"owner": owner}, years=years, version=line.version, by=by, reason="demonstration loaded"
        )
        return True
