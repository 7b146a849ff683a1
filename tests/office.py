"""Files as LibreOffice makes them of ours."""

import shutil
import subprocess
from pathlib import Path

import pytest

FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
PARTS = {"docx": "writer", "xlsx": "calc"}


def saved_by_libreoffice(files: dict[str, bytes], folder: Path, *, ending: str) -> dict[str, bytes]:
    """Each opened (a workbook is reckoned anew) and saved, in one start of the program and with settings of its own."""
    if not shutil.which("soffice"):
        pytest.skip(f"LibreOffice (libreoffice-{PARTS[ending]}-nogui) is not installed")
    for name, data in files.items():
        (folder / f"{name}.{ending}").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/settings", "--headless", "--convert-to", FILTERS[ending],
        "--outdir", str(folder / "saved"), *(str(folder / f"{name}.{ending}") for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: (folder / "saved" / f"{name}.{ending}").read_bytes() for name in files}
