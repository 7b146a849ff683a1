"""The project's own files, as the tests of this folder walk them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("accounts", "programme", "savings", "governance", "documents", "reporting")
# Whose models are ours, by the label of their app: the floors', and those of the rooms below them.
APPS = ("collab_jobs", *FLOORS)
PACKAGES = ("collab", *FLOORS)
UNWALKED = {".git", ".venv", "var", "staticfiles", "node_modules", "test-results", "__pycache__"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is tracked, or would be with the next commit. Vendored files are not ours."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        # A copy without its repository.
        found = [path for path in ROOT.rglob("*") if not UNWALKED & set(path.relative_to(ROOT).parts)]
    ours = {path for path in found if path.is_file() and "vendor" not in path.relative_to(ROOT).parts}
    return tuple(sorted(ours))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*, tests: bool = False, migrations: bool = False) -> list[Path]:
    """The Python modules; those of the suite and migrations only where asked for."""
    return [
        path
        for path in project_files()
        if path.suffix == ".py"
        and (tests or not name_of(path).startswith("tests/"))
        and (migrations or "migrations" not in path.parts)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
