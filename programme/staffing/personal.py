"""Which columns are about a person rather than a post, and what of a person strays into the others."""

import re

from programme.staffing.layouts import plain_heading

_ABOUT_A_PERSON = re.compile(
    r"names?|sex|age|dob|nino|ninumber|.*(?:e?mail|phone|mobile|contactdetails|surname|forename|firstname|lastname|fullname|"
    r"personname|employeename|staffname|managername|holder|incumbent|birth|nationalinsurance|employeen|employeeid|"
    r"payroll|staffn|ethnic|religion|disab|gender|address|postcode).*"
)
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_FIGURES = re.compile(r"[0-9][\s()-]*[0-9][\s()-]*[0-9]")
_PHONE = re.compile(r"(?<![\w-])(?:\+44|0)(?:[\s()-]*[0-9]){9,10}(?![\w-])")


def is_personal(heading: str) -> bool:
    return bool(_ABOUT_A_PERSON.fullmatch(plain_heading(heading)))


def without_contacts(text: str) -> str:
    """Without e-mail addresses and telephone numbers."""
    if "@" not in text and not _FIGURES.search(text):
        return text
    return " ".join(_PHONE.sub("", _MAIL.sub("", text)).split())
