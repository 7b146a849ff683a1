"""A small report of an invented council, and two people who may write it."""

import datetime

import pytest

from accounts.models import User
from accounts.roles import Role
from accounts.services import make_account
from collab.history import Job
from documents.models import Document
from documents.outline import Outline, OutlineParagraph, OutlineSection
from documents.services import create_report, keep_style
from documents.styles import shipped_style
from programme.enums import Stage
from programme.models import Council, Programme
from programme.services import give_role, keep_programme

JOB = Job("test")


@pytest.fixture
def programme(db: None) -> Programme:
    council = {
        "slug": "alder", "name": "Alder Borough Council", "short_name": "Alder", "ons_code": "E06999991",
        "executive": "leader and cabinet", "population": None, "population_source": "",
    }  # fmt: skip
    data = {
        "slug": "vans", "name": "Shared vans", "stage": Stage.BUSINESS_CASE, "stage_since": datetime.date(2026, 1, 5),
        "councils": [council], "workstreams": [], "restart_conditions": [], "milestones": [],
    }  # fmt: skip
    return keep_programme(data, by=JOB, reason="test")[0]


@pytest.fixture
def council(programme: Programme) -> Council:
    return programme.councils.get()


def person(programme: Programme, name: str, role: Role, council: Council | None) -> User:
    email = f"{name.lower()}@example.org"
    user = make_account(email=email, name=name, password="a long password", by=JOB, reason="test")
    give_role(user=user, programme=programme, role=role, council=council, by=JOB, reason="test")
    return user


@pytest.fixture
def ann(programme: Programme, council: Council) -> User:
    return person(programme, "Ann", Role.OFFICER, council)


@pytest.fixture
def bob(programme: Programme, council: Council) -> User:
    return person(programme, "Bob", Role.OFFICER, council)


@pytest.fixture
def reader(programme: Programme, council: Council) -> User:
    return person(programme, "Reader", Role.FINANCE_LEAD, council)


@pytest.fixture
def document(programme: Programme, council: Council) -> Document:
    """Two headings; paragraphs One, Two and Three under the first, Four under the second."""
    style = keep_style(shipped_style("plain"), council=None, by=JOB)

    def rows(*words: str) -> tuple[OutlineParagraph, ...]:
        return tuple(OutlineParagraph(word) for word in words)

    sections = (
        OutlineSection("First", 2, paragraphs=rows("One", "Two", "Three")),
        OutlineSection("Second", 2, paragraphs=rows("Four")),
    )
    outline = Outline(title="Vans", front={"committee": "Cabinet"}, sections=sections)
    return create_report(
        programme=programme, council=council, style=style, outline=outline, slug="vans", by=JOB, reason="test"
    )
