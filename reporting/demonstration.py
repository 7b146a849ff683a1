"""The demonstration's people, its own draft report, the business case, and the figures."""

from pathlib import Path

from accounts.roles import Role

PASSWORD = "collab demonstration"  # noqa: S105 - printed at the start; refused in production
TEXTS = Path(__file__).parent / "demonstration_text"
DRAFT, DRAFT_SLUG = TEXTS / "people-services-update.md", "people-services-update"
DRAFT_MEETING = "12 March 2013"
CASE, CASE_SLUG = TEXTS / "people-services-case.md", "people-services-case"
# Fictitious: the published report tells of the models, and of none of their figures.
FIGURES = TEXTS / "three-borough.bundle.json"

# (sign-in, what the person is, role, council)
PEOPLE: tuple[tuple[str, str, Role, str | None], ...] = (
    ("manager@collab.example", "Programme manager", Role.PROGRAMME_MANAGER, None),
    ("board@collab.example", "Board member", Role.BOARD_MEMBER, None),
    ("officer@darlington.example", "Darlington officer", Role.OFFICER, "darlington"),
    (
        "democratic.services@darlington.example",
        "Darlington democratic services officer",
        Role.DEMOCRATIC_SERVICES,
        "darlington",
    ),
    ("finance@hartlepool.example", "Hartlepool finance lead", Role.FINANCE_LEAD, "hartlepool"),
    ("hr@hartlepool.example", "Hartlepool HR lead", Role.HR_LEAD, "hartlepool"),
    ("hr@redcar-cleveland.example", "Redcar & Cleveland HR lead", Role.HR_LEAD, "redcar-and-cleveland"),
    ("auditor@collab.example", "Auditor", Role.AUDITOR, None),
    ("administrator@collab.example", "Administrator", Role.ADMINISTRATOR, None),
)

# Who owns which lines of their council's plan. In February 2013 no update is due of any: the plans begin in April.
OWNERS: dict[str, tuple[str, ...]] = {
    "officer@darlington.example": ("DL-03", "DL-05"),
    "hr@hartlepool.example": ("HL-02",),
}
