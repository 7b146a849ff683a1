"""The worked cases of the three-borough figures: forty appraisals and four reassessments, held against the answers."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command


def answer(command: str, *args: str, **options: str) -> dict[str, Any]:
    printed = io.StringIO()
    call_command(command, "three-borough", *args, **options, json=True, stdout=printed)
    return json.loads(printed.getvalue())


def test_every_worked_case_agrees_to_the_penny(db: None, shared: Path) -> None:
    figures = shared / "acceptance" / "figures"
    call_command("import_programme", str(figures / "three-borough.bundle.json"), stdout=io.StringIO())
    cases = json.loads((figures / "three-borough.expected.json").read_text(encoding="utf-8"))
    wrong: list[tuple[str, ...]] = []
    for want in cases["appraisals"]:
        if answer("appraise", want["model"], of=want["of"], by=want["by"]) != want:
            wrong.append((want["model"], want["of"], want["by"]))
    for want in cases["reassessments"]:
        if answer("reassess", want["model"]) != want:
            wrong.append((want["model"],))
    assert (len(cases["appraisals"]), len(cases["reassessments"]), wrong) == (40, 4, [])
