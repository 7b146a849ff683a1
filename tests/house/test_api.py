"""The API as a whole: what it says of itself is so, tokens give what sessions give, and nothing makes it stumble."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
import yaml
from django.test import Client
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator

from accounts.services import make_token
from tests.factories.world import World
from tests.house.asking import Answer, Asker, address, fast
from tests.house.matrix import COLUMNS, ROUTES
from tests.house.source import ROOT

PAGE = ROOT / "docs" / "openapi.yaml"
OPERATIONS = [route for route in ROUTES if route.is_api and route.name != "api-schema"]
# What somebody might put where a name, a number, a date or a choice belongs.
HOSTILE = (
    "", " ", "\x00", "²", "٣", "-1", "0", "1e9", "1.5", "NaN", "9" * 400, "x" * 5_000, "é😀", "null", "[]", "{}",
    "true", "2013-02-30", "2013/15", "'; DROP TABLE programme_post; --", "<script>", "../..", "%00", "%", "\u2028",
)  # fmt: skip


def described() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def ask_with(ask: Asker, token: str, path: str, data: dict[str, Any] | None = None) -> Answer:
    return ask("anonymous", "GET", path, data, headers={"authorization": f"Bearer {token}"})


# What it says of itself


def test_the_description_is_up_to_date() -> None:
    kept = yaml.safe_load(PAGE.read_text(encoding="utf-8"))
    again = "write it anew with: python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"
    assert kept == yaml.safe_load(yaml.safe_dump(_plain(described()))), again


def test_every_field_and_parameter_is_described() -> None:
    schema, missing = described(), []
    for name, part in schema["components"]["schemas"].items():
        if not name.startswith("Paginated") and not name.endswith("Enum"):
            missing += [
                f"{name}.{field}" for field, said in part.get("properties", {}).items() if not _words(said, schema)
            ]
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            missing += [] if operation.get("description") else [path]
            missing += [
                f"{path} {said['name']}" for said in operation.get("parameters", []) if not said.get("description")
            ]
    assert missing == []


def _words(said: dict[str, Any], schema: dict[str, Any]) -> str:
    """What stands with a field, or with the thing that it leads to."""
    if words := said.get("description"):
        return str(words)
    inner = said.get("items") or (said.get("allOf") or [{}])[0] or said
    name = inner.get("$ref", "").rpartition("/")[2]
    return str(schema["components"]["schemas"].get(name, {}).get("description", ""))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool | int | None.__class__) else str(value)


# Tokens


def test_a_token_gives_what_a_session_gives(same_world: World) -> None:
    world = same_world
    ask, wrong, asked = Asker(world), [], 0
    with fast():
        for who in COLUMNS[1:]:
            _, token = make_token(name="Test", days=1, by=world.people[who])
            for route in OPERATIONS:
                for council in ("alder", "birch"):
                    path = address(world, route.name, council)
                    by_session, by_token = ask(who, "GET", path), ask_with(ask, token, path)
                    asked += 1
                    if (by_session.status, by_session.body) != (by_token.status, by_token.body) and who != "inactive":
                        wrong.append(f"{path} as {who}: {by_token.status} instead of {by_session.status}")
                    if who == "inactive" and by_token.status != 401:
                        wrong.append(f"{path} as {who}: {by_token.status}")
                    kept = by_token.headers.get("Cache-Control", "")
                    wrong += [] if "no-store" in kept else [f"{path} as {who}: {kept}"]
    assert not wrong, "\n".join(wrong)
    assert asked == 2 * len(OPERATIONS) * (len(COLUMNS) - 1)


# Hostile values, and answers that keep to the description


def requests_of(
    world: World, schema: dict[str, Any], hostile: bool, only: str
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(pattern, path, query): each operation as it should be asked, with each value of each choice, and where `hostile`
    with each of its values spoilt in turn."""
    for route in (route for route in OPERATIONS if route.name.startswith(only)):
        for council in ("alder", "birch"):
            path = address(world, route.name, council)
            pattern = pattern_of(path, schema)
            yield pattern, path, {}
            yield pattern, path, {"no_such_parameter": "1"}
            for said in schema["paths"][pattern]["get"].get("parameters", []):
                for value in HOSTILE if hostile and council == "alder" else ():
                    if said["in"] == "query":
                        yield pattern, path, {said["name"]: value}
                    else:
                        yield pattern, spoilt(pattern, path, said["name"], value), {}
                for value in said["schema"].get("enum", []):
                    yield pattern, path, {said["name"]: value}


def pattern_of(path: str, schema: dict[str, Any]) -> str:
    fits = [known for known in schema["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path)]
    assert fits, f"{path} is not described"
    return min(fits, key=lambda known: known.count("{"))


def spoilt(pattern: str, path: str, name: str, value: str) -> str:
    parts = zip(pattern.split("/"), path.split("/"), strict=True)
    return "/".join(quote(value, safe="") if known == f"{{{name}}}" else part for known, part in parts)


def validator(schema: dict[str, Any], pattern: str) -> jsonschema.Draft202012Validator:
    answer = schema["paths"][pattern]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return jsonschema.Draft202012Validator({**strict(answer), "components": strict(schema["components"])})


def strict(part: Any) -> Any:
    """OpenAPI's null in the words of JSON Schema, and no field that is not described."""
    if isinstance(part, list):
        return [strict(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    found = {key: strict(inner) for key, inner in part.items() if key != "nullable"}
    if isinstance(part.get("properties"), dict) and "type" in part:
        found.setdefault("additionalProperties", False)
    return {"anyOf": [found, {"type": "null"}]} if part.get("nullable") is True else found


def stumbles(world: World, people: tuple[str, ...], only: str = "") -> tuple[list[str], int]:
    ask, schema, found, asked = Asker(world), _plain(described()), [], 0
    known = {pattern: validator(schema, pattern) for pattern in schema["paths"] if "schema" not in pattern}
    for who in people:
        # Values are read the same for everybody.
        for pattern, path, data in requests_of(world, schema, who == people[0], only):
            answer = ask(who, "GET", path, data, raise_request_exception=False)
            asked += 1
            what = f"{path[:80]} {str(data)[:60]} as {who}: {answer.status}"
            if answer.status not in (200, 400, 403, 404, 409):
                found.append(what)
                continue
            said = json.loads(answer.body)
            if answer.status == 200 and (wrong := next(known[pattern].iter_errors(said), None)):
                found.append(f"{what}, {wrong.json_path}: {wrong.message[:150]}")
            if answer.status != 200 and not {"code", "detail"} <= set(said):
                found.append(f"{what} {answer.text[:80]}")
            if "no_such_parameter" in data and answer.status == 200:
                found.append(f"{what}, with a parameter that is not known")
    return found, asked


def test_no_value_makes_the_api_stumble(same_world: World) -> None:
    with fast():
        found, asked = stumbles(same_world, ("alder finance_lead", "near programme_manager", "near board_member"))
    assert not found, "\n".join(found)
    assert asked > 300


def test_a_stumble_is_noticed(same_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that is not described, and one that fails."""
    from programme.api.programmes import ProgrammeOut

    shown = ProgrammeOut.to_representation
    monkeypatch.setattr(ProgrammeOut, "to_representation", lambda self, row: {**shown(self, row), "secret": 1})
    with fast():
        found, _ = stumbles(same_world, ("near board_member",), "api-programme")
        assert any("secret" in line for line in found)
        monkeypatch.setattr(ProgrammeOut, "to_representation", lambda self, row: {}["slug"])
        found, _ = stumbles(same_world, ("near board_member",), "api-programme")
    assert any(line.endswith("500") for line in found)


def test_errors_outside_of_it_have_its_shape(db) -> None:
    client = Client()
    for path, status in (("/api/v2/", 404), ("/api/v1/no-such/", 404)):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (status, "not-found")
    answer = client.get("/api/v1/programmes/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-request")
    assert "<h1>" in client.get("/no-such/").content.decode()
    assert resolve("/api/v1/programmes/").url_name == "api-programme-list"
