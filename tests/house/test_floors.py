"""Who may import whom: the contracts of pyproject.toml hold, bite, and leave no module out."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.house.source import FLOORS, PACKAGES, ROOT, modules, name_of, tree

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True, no_cache=True))"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_contracts_bite(tmp_path: Path) -> None:
    """The same source with one wrong import for each contract, so that a pass above means something."""
    packages = [path for path in modules(migrations=True) if path.relative_to(ROOT).parts[0] in PACKAGES]
    for path in (ROOT / "pyproject.toml", *packages):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for name, line in {
        "accounts": "import programme.apps",
        "collab/calc": "import django.utils.html",
        "documents/readers": "import django.db",
    }.items():
        (tmp_path / name / "slip.py").write_text(f"{line}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    broken = {contract["name"] for contract in contracts() if f"{contract['name']} BROKEN" in result.stdout}
    assert broken == {contract["name"] for contract in contracts()}, result.stdout


def test_every_module_stands_on_a_floor() -> None:
    floors = next(contract for contract in contracts() if contract["id"] == "floors")
    named = {name for layer in floors["layers"] for name in re.findall(r"[\w.]+", layer)}
    names = [name_of(path.with_suffix("")).split("/") for path in modules()]
    ours = {".".join(parts[:2]) for parts in names if parts[0] == "collab"}
    assert ours - {"collab.__init__"} <= named
    assert set(FLOORS) <= named


def test_arithmetic_imports_the_standard_library_alone() -> None:
    strangers = {}
    for path in modules():
        if not name_of(path).startswith("collab/calc/"):
            continue
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = ["collab.calc"] if node.level else [node.module or ""]
            for name in names:
                if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("collab.calc."):
                    strangers[f"{name_of(path)}:{node.lineno}"] = name
    assert strangers == {}


@pytest.mark.parametrize("floor", FLOORS)
def test_foreign_keys_point_down(floor: str) -> None:
    upward = []
    for model in apps.get_app_config(floor).get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model._meta.app_label
                if target in FLOORS and FLOORS.index(target) > FLOORS.index(floor):
                    upward.append(f"{model.__name__}.{field.name} -> {target}")
    assert upward == []
