"""The worked cases of the three-borough figures: forty appraisals, held against the answers key by key."""

import io
import json
from pathlib import Path

from django.core.management import call_command


def test_forty_appraisals_agree_to_the_penny(db: None, shared: Path) -> None:
    figures = shared / "acceptance" / "figures"
    call_command("import_programme", str(figures / "three-borough.bundle.json"), stdout=io.StringIO())
    cases = json.loads((figures / "three-borough.expected.json").read_text(encoding="utf-8"))["appraisals"]
    wrong = []
    for want in cases:
        printed = io.StringIO()
        call_command(
            "appraise", "three-borough", want["model"], of=want["of"], by=want["by"], json=True, stdout=printed
        )
        if json.loads(printed.getvalue()) != want:
            wrong.append((want["model"], want["of"], want["by"]))
    assert (len(cases), wrong) == (40, [])
