"""What is published of the open profile: one OpenAPI document, and each schema on its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def openapi() -> dict[str, Any]:
    """Give the OpenAPI document (3.1, whose schemas are JSON Schema 2020-12)."""
    read: dict[str, Any] = json.loads(Path(__file__).with_name("openapi.json").read_text("utf-8"))
    return read


def openapi_text(address: str) -> str:
    """Give the document with the address at which it is served."""
    whole = {**openapi(), "servers": [{"url": address.rstrip("/")}]}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def find_schema(name: str) -> str | None:
    """Give one schema as a document of its own, with those it refers to; None if unknown.

    >>> find_schema("Nobody") is None
    True
    """
    schemas = openapi()["components"]["schemas"]
    if name not in schemas:
        return None
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/components/schemas/{name}",
        "components": {"schemas": schemas},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def list_schemas() -> tuple[str, ...]:
    """List the names of all schemas."""
    return tuple(openapi()["components"]["schemas"])
