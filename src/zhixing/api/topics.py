"""The law's topics over HTTP, open to anybody: the same JSON as on the command line.

A question is the body of a POST; a GET gives the topic's schemas. An answer carries
``result`` and ``finding``; a fault comes as a problem document whose ``error`` member is
the command line's. Where the figures are known only up to a day all three come together.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from zhixing.api.document import problem_of_status
from zhixing.api.problems import Problem
from zhixing.kernel.canonical import Json
from zhixing.law.topics.asking import ask, ask_line, get_topic, list_topics
from zhixing.law.topics.schema import topic_schema
from zhixing.law.topics.topic import Topic

MOST_BYTES: Final = 256 * 1024
FAILURES: Final = (400, 404, 409, 413, 415, 422, 503)


@csrf_exempt
def answer_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Answer a question, or show the topic's schemas."""
    found = get_topic(topic)
    if request.method == "GET":
        return _json(topic_schema(found))
    if request.method != "POST":
        return _refused(405, "METHOD", "请用 GET 或 POST。", "Use GET or POST.")
    if request.content_type != "application/json":
        return _refused(415, "NOT_JSON", "请求须为 JSON。", "Send application/json.")
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _refused(413, "TOO_LARGE", "请求过大。", "The request is too large.")
    try:
        line = body.decode()
    except UnicodeDecodeError:
        return _refused(400, "NOT_JSON", "请求不是 UTF-8。", "The request is not UTF-8.")
    return _written(ask_line(found, line))


def _written(answered: dict[str, Json]) -> HttpResponse:
    error = answered.get("error")
    if "result" in answered or not isinstance(error, dict):
        return _json(answered)
    status = 400 if error["code"] == "NOT_JSON" else 422
    return Problem(
        status,
        str(error["code"]),
        str(error["message_zh"]),
        str(error["message_en"]),
        field=str(error["field"]),
        more={"error": error},
    ).respond()


def _json(value: dict[str, Json]) -> HttpResponse:
    return HttpResponse(json.dumps(value, ensure_ascii=False), content_type="application/json")


def _refused(status: int, code: str, zh: str, en: str) -> HttpResponse:
    error: dict[str, Json] = {"error": _error(code, zh, en)}
    return Problem(status, code, zh, en, field="request", more=error).respond()


def _error(code: str, zh: str, en: str) -> Json:
    return {"code": code, "field": "request", "message_zh": zh, "message_en": en}


def topic_urls() -> list[URLPattern]:
    """Give an address to each topic."""
    return [path(f"law/{name}", answer_topic, {"topic": name}) for name in list_topics()]


def describe_topics(schema: dict[str, Any]) -> None:
    """Add every topic to the API's description, with an example that holds."""
    for name in list_topics():
        schema["paths"][f"/api/v1/law/{name}"] = {"post": _described(get_topic(name))}


def _described(topic: Topic) -> dict[str, Any]:
    schemas: Any = topic_schema(topic)
    shown = next(e for e in topic.examples if e.result is not None)
    request, response = (_bare(schemas[side]) for side in ("request", "response"))
    question = dict(shown.request)
    good = {"schema": response, "example": ask(topic, question)}
    return {
        "operationId": f"law_topic_{topic.name.replace('-', '_')}",
        "summary": f"{topic.zh} / {topic.en}",
        "description": f"Answer a question of law: {topic.en.lower()}.",
        "x-summary-zh": topic.zh,
        "x-summary-en": topic.en,
        "tags": ["law"],
        "security": [],
        "parameters": [],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": request, "example": question}},
        },
        "responses": {
            "200": {"description": "OK", "content": {"application/json": good}},
            **{str(code): problem_of_status(code) for code in FAILURES},
        },
    }


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "$schema"}
