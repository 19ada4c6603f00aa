"""Asking a topic: JSON in, JSON out, and never an exception for what a caller sent."""

from __future__ import annotations

import importlib
import json
from functools import cache
from typing import Any, Final

from zhixing.kernel.canonical import Json
from zhixing.kernel.refusal import Refusal
from zhixing.law._table import TOPICS
from zhixing.law.topics.reading import Misread, read
from zhixing.law.topics.topic import Topic
from zhixing.law.topics.writing import write, write_finding

LONGEST_LINE: Final = 4_000_000


class UnknownTopic(LookupError):
    """Say that there is no topic of this name."""


@cache
def get_topic(name: str) -> Topic:
    """Fetch a topic by its name, importing its module only.

    :raises UnknownTopic: there is none.
    """
    try:
        module = importlib.import_module(TOPICS[name])
    except KeyError:
        raise UnknownTopic(f"there is no topic {name!r}") from None
    topic: Topic = module.TOPIC
    return topic


def list_topics() -> tuple[str, ...]:
    """Give the names of all topics, in alphabetical order."""
    return tuple(sorted(TOPICS))


def ask(topic: Topic, given: object) -> dict[str, Json]:
    """Answer one request: ``result`` and ``finding``, or ``error``, or all three where
    the figures are known only up to a day."""
    try:
        answer = topic.answer(read(topic.request, given))
    except Misread as fault:
        return {"error": _error(fault.code, fault.field, fault.zh, fault.en)}
    except Refusal as refusal:
        return {"error": _refused(refusal)}
    written: dict[str, Json] = {
        "result": write(answer.result),
        "finding": write_finding(answer.finding),
    }
    if answer.missing is not None:
        written["error"] = _refused(answer.missing)
    return written


def ask_line(topic: Topic, line: str) -> dict[str, Json]:
    """Answer one line of JSON text."""
    if len(line) > LONGEST_LINE:
        return {"error": _error("TOO_LONG", "request", "请求过长。", "The request is too long.")}
    try:
        given = json.loads(line, parse_constant=_no_constant, object_pairs_hook=_no_doubles)
    except Misread as fault:
        return {"error": _error(fault.code, fault.field, fault.zh, fault.en)}
    except (ValueError, RecursionError) as fault:
        reason = str(fault).splitlines()[0][:120]
        return {
            "error": _error(
                "NOT_JSON",
                "request",
                f"不是有效的JSON：{reason}",
                f"This is not valid JSON: {reason}",
            )
        }
    return ask(topic, given)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        name = next(n for n, _ in pairs if n in seen or seen.add(n))  # type: ignore[func-returns-value]
        raise Misread("DOUBLE_KEY", name, f"{name}：重复的键。", f"{name}: the key stands twice.")
    return found


def _error(code: str, field: str, zh: str, en: str) -> Json:
    return {"code": code, "field": field or "request", "message_zh": zh, "message_en": en}


def _refused(refusal: Refusal) -> Json:
    zh = "".join(t for t in (refusal.message_zh, refusal.remedy_zh) if t)
    en = " ".join(t for t in (refusal.message_en, refusal.remedy_en) if t)
    return _error(refusal.code, refusal.field or "request", zh, en)
