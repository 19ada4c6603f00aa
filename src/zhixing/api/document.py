"""Describes the API: words in two languages, examples, and every problem an answer can be."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Final, get_args
from uuid import UUID

from pydantic import TypeAdapter

from zhixing.api.files import PDF, WORD, File
from zhixing.api.problems import MEDIA_TYPE, TITLES
from zhixing.api.route import Route
from zhixing.api.wire import FreeObject, annotation_of

PUBLIC_NOTE: Final = (
    "法院执行平台的接口。金额为两位小数的人民币元文本，日期为 YYYY-MM-DD。\n"
    "写操作须带 Idempotency-Key。认定（finding）、事实与行为内容为可核验的规范形式，"
    "其中金额以分为单位。\n\n"
    "The API of a court's enforcement platform. Amounts are yuan as text with two "
    "decimals, days YYYY-MM-DD. Every write takes an Idempotency-Key. Findings, facts and "
    "the payloads of acts travel in the canonical form that is hashed and executed again; "
    "there amounts are whole fen."
)
SOME_ID: Final = "0190f0a2-5c1e-7c3a-9d52-6f0b8a4e2d11"
_WORDS: Final[Mapping[str, str]] = {
    "name": "示例甲",
    "reason": "工作调整",
    "text": "同意",
    "number": "（2018）渝0119执1号",
    "place": "示例市示例区",
    "reference": "BANK-20180305-0001",
    "application_key": "SQ-2018-0001",
    "title_number": "（2017）渝0119民初1号",
    "issuing_body": "示例区人民法院",
}
_TEXTUAL: Final[Mapping[str, Any]] = {"uuid": SOME_ID, "date": "2018-03-05"}


def describe(route: Route) -> dict[str, Any]:
    """Give what OpenAPI says of a route beyond its parameters."""
    extra: dict[str, Any] = {
        "x-summary-zh": route.zh,
        "x-summary-en": route.en,
        "responses": {**_success(route), **_failures(route)},
    }
    if route.needs:
        extra["x-capability"] = route.needs
    return extra


def _success(route: Route) -> dict[Any, Any]:
    if route.hints["return"] is File:
        binary = {"schema": {"type": "string", "format": "binary"}}
        return {200: {"description": "OK", "content": {PDF: binary, WORD: binary}}}
    schema = answer_schema(route)
    good: dict[Any, Any] = {}
    if schema is not None:
        shown = {"schema": schema, "example": example_of(schema, schema.get("$defs", {}))}
        good[route.status] = {"description": "OK", "content": {"application/json": shown}}
    if schema is None or _may_be_nothing(route):
        good[204] = {"description": "没有内容 / no content"}
    return good


def _may_be_nothing(route: Route) -> bool:
    return route.method == "POST" and type(None) in get_args(route.hints["return"])


def _failures(route: Route) -> dict[int, Any]:
    codes = [400, 404, 422, 503]
    if not route.is_public:
        codes += [401, 403]
    if route.method == "POST":
        codes += [409, 413, 415]
    return {code: problem_of_status(code) for code in sorted(codes)}


def problem_of_status(code: int) -> dict[str, Any]:
    """Describe the problem document of one status."""
    zh, en = TITLES[code]
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": problem_example(code),
    }
    return {"description": f"{zh} / {en}", "content": {MEDIA_TYPE: content}}


def problem_example(code: int) -> dict[str, Any]:
    """Give an example of a problem document of one status."""
    zh, en = TITLES[code]
    return {
        "type": "urn:zhixing:problem:EXAMPLE",
        "title": f"{zh} {en}",
        "title_zh": zh,
        "title_en": en,
        "status": code,
        "code": "EXAMPLE",
        "message_zh": f"{zh}。",
        "message_en": f"{en}.",
        "basis": None,
        "remedy_zh": "",
        "remedy_en": "",
        "field": None,
        "problems": [],
    }


def answer_schema(route: Route) -> dict[str, Any] | None:
    """Give the JSON schema of what a route answers, None for no body."""
    hint = route.hints["return"]
    kept = tuple(a for a in get_args(hint) if a is not type(None))
    if hint is type(None):
        return None
    if type(None) in get_args(hint) and len(kept) == 1:
        hint = kept[0]
    read = annotation_of(hint, shown=True)
    schema = TypeAdapter(read).json_schema(ref_template="#/components/schemas/{model}")
    defs = schema.pop("$defs", {})
    if hint is UUID:
        schema = _wrapped("id", schema)
    elif schema.get("type") == "array":
        schema = _wrapped("items", schema)
    elif schema.get("type") not in ("object", None) or read is FreeObject:
        schema = schema if read is FreeObject else _wrapped("result", schema)
    return {**schema, "$defs": defs} if defs else schema


def _wrapped(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: schema}, "required": [name]}


def example_of(schema: Mapping[str, Any], defs: Mapping[str, Any], name: str = "") -> Any:
    """Give a value that fits a JSON schema: what it must hold, and nothing more."""
    if "$ref" in schema:
        return example_of(defs[schema["$ref"].rpartition("/")[2]], defs, name)
    for key in ("anyOf", "allOf", "oneOf"):
        if key in schema:
            return example_of(schema[key][0], defs, name)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("examples"):
        return schema["examples"][0]
    return _example_of_type(schema, defs, name)


def _example_of_type(schema: Mapping[str, Any], defs: Mapping[str, Any], name: str) -> Any:
    match schema.get("type"):
        case "object":
            wanted = schema.get("required", ())
            given = schema.get("properties", {})
            return {n: example_of(given[n], defs, n) for n in given if n in wanted}
        case "array":
            return [example_of(schema["items"], defs, name)] if "items" in schema else []
        case "string":
            return _TEXTUAL.get(schema.get("format", ""), _WORDS.get(name, "示例"))
        case "integer":
            return max(1, int(schema.get("minimum", 1)))
        case "boolean":
            return True
    return None if schema.get("type") == "null" else {}


def finish(schema: Any) -> Any:
    """Complete ninja's description: shared definitions, examples of bodies, the problem."""
    shared = schema.setdefault("components", {}).setdefault("schemas", {})
    shared["Problem"] = _problem_schema()
    for methods in schema["paths"].values():
        for operation in methods.values():
            for answer in operation["responses"].values():
                for content in answer.get("content", {}).values():
                    shared.update(content.get("schema", {}).pop("$defs", {}))
            operation["responses"] = {
                str(code): answer
                for code, answer in operation["responses"].items()
                if "content" in answer or int(code) == 204
            }
            operation.setdefault("security", [])
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body:
                body["example"] = example_of(body["schema"], shared)
    schema["info"]["license"] = {"name": "Apache-2.0"}
    return schema


def _problem_schema() -> dict[str, Any]:
    text = {"type": "string"}
    citation = {"instrument": text, "version": text, "article": text, "zh": text, "en": text}
    known = dict.fromkeys(problem_example(404), text)
    return {
        "type": "object",
        "description": inspect.cleandoc(_PROBLEM),
        "properties": {
            **known,
            "status": {"type": "integer"},
            "basis": {
                "anyOf": [
                    {"type": "object", "properties": citation, "required": [*citation]},
                    {"type": "null"},
                ]
            },
            "field": {"anyOf": [text, {"type": "null"}]},
            "problems": {"type": "array", "items": {"type": "object"}},
            "hashes": {"type": "array", "items": text},
        },
        "required": [*known],
    }


_PROBLEM: Final = """
不予办理的说明：稳定的代码、中英文说明、法律依据、补救办法。
Why the answer is no: a stable code, words in two languages, the article, the remedy.
"""
