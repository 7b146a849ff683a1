"""What must be true of every line of the project, present and future."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, name_of, project_files, tree

LONGEST_MODULE = 400
# What becomes a file of its own, to print or to keep, carries its style: it is not a page of the site.
PRINT = re.compile(r"templates/reporting/(?:paper|standalone)\.html$")
TAGS_OF_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\{% comment.*?endcomment %\}", re.S)
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=|\bhx-on\b|javascript:", re.I)
MACHINE = re.compile(r"/(?:work|root|tmp/studio)/|\.librar[y]\b")


def calls(source: ast.Module) -> list[tuple[ast.Call, str]]:
    """Each call with the last word of what is called."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            found.append((node, name))
    return found


def floats(source: ast.Module) -> list[str]:
    """Calls of float() and mentions of FloatField: binary floating point, in which money drifts."""
    found = [f"{node.lineno}: float()" for node, name in calls(source) if name == "float"]
    for node in ast.walk(source):
        if "FloatField" in (getattr(node, "attr", ""), getattr(node, "id", "")):
            found.append(f"{node.lineno}: FloatField")
    return found


def built_queries(source: ast.Module) -> list[str]:
    """SQL put together from strings, where its values belong in parameters."""
    found = []
    for node, name in calls(source):
        if name == "extra" and isinstance(node.func, ast.Attribute):
            found.append(f"{node.lineno}: extra()")
        if name not in {"execute", "executemany", "raw", "RawSQL"} or not node.args:
            continue
        query = node.args[0]
        built = isinstance(query, ast.JoinedStr | ast.BinOp)
        if isinstance(query, ast.Call) and isinstance(query.func, ast.Attribute) and query.func.attr == "format":
            # psycopg2.sql quotes what it is given.
            built = isinstance(query.func.value, ast.Constant | ast.Name)
        if built:
            found.append(f"{node.lineno}: {name}()")
    return found


def offences(check, paths: list[Path]) -> list[str]:
    return [f"{name_of(path)}:{found}" for path in paths for found in check(tree(path))]


def test_no_binary_floating_point() -> None:
    assert offences(floats, modules(migrations=True)) == []


def test_no_query_is_built_from_strings() -> None:
    assert offences(built_queries, modules(migrations=True)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("float('1')", 1),
        ("x = models.FloatField()", 1),
        ("x = FloatField(null=True)", 1),
        ("Decimal('1')", 0),
        ("isinstance(x, float)", 0),
    ],
)
def test_floats_are_found(line: str, found: int) -> None:
    assert len(floats(ast.parse(line))) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cursor.execute(f'select {x}')", 1),
        ("cursor.execute('select %s' % x)", 1),
        ("cursor.execute('select {}'.format(x))", 1),
        ("Post.objects.raw('select ' + x)", 1),
        ("Post.objects.extra(where=['1=1'])", 1),
        ("cursor.execute('select %s', [x])", 0),
        ("cursor.execute(sql.SQL('select {}').format(sql.Identifier(x)))", 0),
        ("logger.info('x', extra={})", 0),
    ],
)
def test_built_queries_are_found(line: str, found: int) -> None:
    assert len(built_queries(ast.parse(line))) == found


def inline(text: str) -> list[str]:
    return INLINE.findall(TAGS_OF_DJANGO.sub("", text))


def test_templates_have_no_inline_script_or_style() -> None:
    templates = [path for path in project_files() if path.suffix == ".html" and not PRINT.search(name_of(path))]
    found = {name_of(path): inline(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: slips for name, slips in found.items() if slips} == {}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('<p style="color: red">', False),
        ("<style>p {}</style>", False),
        ("<script>alert(1)</script>", False),
        ('<button onclick="go()">', False),
        ('<button hx-on:click="go()">', False),
        ('<script src="{% static "a.js" %}" defer></script>', True),
        ('{% include "x.html" with one=two only=1 %}', True),
        ('<p class="style">on = off</p>', True),
    ],
)
def test_inline_script_and_style_are_found(text: str, clean: bool) -> None:
    assert (inline(text) == []) is clean


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_the_second_postgresql_driver_is_absent() -> None:
    """Django would prefer it without a word, and the suite would try another driver than the one in use."""
    assert importlib.util.find_spec("psycopg2") is not None
    assert importlib.util.find_spec("psycopg") is None


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, and no source of packages, in any file."""
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name_of(path)}: {match}" for match in MACHINE.findall(text)]
    for path in ROOT.glob("requirements*"):
        found += re.findall(r"^.*(?:--index|--extra-index|--find-links|https?:).*$", path.read_text(), re.M)
    assert found == []


def test_every_decision_has_a_number_of_its_own() -> None:
    """One number each, without a gap, the same in the name and in the heading."""
    records = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    named = [int(path.name[:4]) for path in records]
    headed = [int(path.read_text(encoding="utf-8").removeprefix("# ").split(".")[0]) for path in records]
    assert named == headed == list(range(1, len(records) + 1))
