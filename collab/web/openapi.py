"""What every operation of the API may answer besides what it is asked for, in the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter

ERROR = {
    "type": "object",
    "required": ["code", "detail"],
    "properties": {
        "code": {"type": "string", "description": "A short name for programs, for example not-found."},
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "fields": {
            "type": "object",
            "description": "With 400: what is wrong with each parameter.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
ANSWERS = {
    "400": "A parameter that is not known here, or a value that is none.",
    "401": "Nobody is signed in, or the token does not hold.",
    "403": "You may know of it, and not read it: the sentence says why.",
    "404": "There is nothing here, or nothing that you may know of: the two look the same.",
    "409": "What is asked for cannot be worked out: the sentence says what is missing.",
    "429": "Too many tokens that do not hold came from your address.",
}


def in_address(name: str, description: str, kind: type = str) -> OpenApiParameter:
    """A part of an address, in words."""
    return OpenApiParameter(name, kind, OpenApiParameter.PATH, description=description)


def without_bounds(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Leaves out how large a number may be in a field that is only read: each database has bounds of its own."""
    for part in result["components"]["schemas"].values():
        for field in part.get("properties", {}).values():
            for name in ("minimum", "maximum"):
                field.pop(name, None)
            if field.get("format") == "int64":
                del field["format"]
    return result


def with_errors(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Called by drf-spectacular with the whole description."""
    result["components"]["schemas"]["Error"] = ERROR
    for operations in result["paths"].values():
        for operation in operations.values():
            for status, words in ANSWERS.items():
                content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
                operation["responses"].setdefault(status, {"description": words, "content": content})
    return result
