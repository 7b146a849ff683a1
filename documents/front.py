"""The front fields that house styles draw on, and the words by which a source names them."""

import re

# key: (label where a style gives none, other words for it in sources, hint)
FRONT_FIELDS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "committee": ("Committee", ("cabinet meeting", "decision maker", "to", "meeting"), "For example Cabinet."),
    "meeting_date": ("Date of meeting", ("date", "meeting date"), "For example 12 March 2013."),
    "item_number": ("Item number", ("agenda item", "item no", "item"), "As on the agenda, for example 6 or 4.1."),
    "portfolio": ("Portfolio", ("portfolio holder", "cabinet portfolio"), ""),
    "responsible_member": (
        "Responsible Cabinet Member",
        ("responsible cabinet members", "cabinet member"),
        "Name and office.",
    ),
    "responsible_officer": (
        "Responsible Directors",
        ("responsible director", "responsible director(s)", "lead officer", "responsible officer"),
        "Name and post of each.",
    ),
    "report_of": ("Report of", ("from", "report by"), "The director or officer in whose name the report goes."),
    "wards": ("Wards", ("ward(s)", "wards affected", "ward"), ""),
    "classification": ("Classification", (), "Open, part exempt or exempt."),
    "decision_type": (
        "Type of decision",
        ("decision type",),
        "For example key decision, and the test that makes it one.",
    ),
    "forward_plan_reference": ("Forward plan reference", ("forward plan ref", "forward plan no"), ""),
    "contact": ("Contact officer", ("contact", "author", "report author"), "Name and telephone extension."),
}

_SEPARATOR = r"\s*(?::|[-–—]|\t|\n)+\s*"


def split_field(line: str) -> tuple[str, str] | None:
    """("responsible_member", "Councillor …") where a line reads "Responsible Cabinet Member - Councillor …"."""
    for key, (label, others, _) in FRONT_FIELDS.items():
        for words in (label, *others):
            found = re.match(rf"{re.escape(words)}{_SEPARATOR}(?P<value>\S[\s\S]*)$", line.strip(), re.I)
            if found:
                return key, " ".join(found["value"].split())
    return None
