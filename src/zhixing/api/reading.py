"""Reads a request's JSON: bounded, without fractions, doubled keys or broken characters."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from ninja.parser import Parser

from zhixing.api.problems import Problem

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_BYTES_OF_A_BATCH: Final = 24 * 1024 * 1024
BATCHES: Final = ("/cases/batch", "/cases/batch/check")
_CHUNK: Final = 1024 * 1024


class JsonReader(Parser):
    """Read bodies for the API; ``canonical_body`` then gives the bytes that a key covers."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise Problem(415, "NOT_JSON", "请求须为 JSON。", "Send application/json.")
        value = read_json(request.body)
        try:
            one_form = json.dumps(value, sort_keys=True, ensure_ascii=False)
            request.META["zx.body"] = one_form.encode()
        except (UnicodeEncodeError, RecursionError):
            raise _unreadable("broken characters or too deep") from None
        return value


def canonical_body(request: HttpRequest) -> bytes:
    """Give the body read before in one form, whatever the order of its keys; none without."""
    body = request.META.get("zx.body", b"")
    return body if isinstance(body, bytes) else b""


def read_json(text: bytes) -> Any:
    """Read JSON strictly.

    :raises Problem: it is none, or holds a fraction or a key twice.
    """
    try:
        return json.loads(
            text,
            parse_float=_refuse_fraction,
            parse_constant=_refuse_fraction,
            object_pairs_hook=_without_doubles,
        )
    except (ValueError, RecursionError) as broken:
        raise _unreadable(str(broken)[:120]) from None


def take_body(request: HttpRequest) -> None:
    """Read a body up to the limit of its address, which for batches is above Django's own.

    :raises Problem: it is larger.
    """
    if request.method == "POST":
        request._body = _read_all(request)


def _read_all(request: HttpRequest) -> bytes:
    most = MOST_BYTES_OF_A_BATCH if request.path.endswith(BATCHES) else MOST_BYTES
    parts, size = [], 0
    while part := request.read(_CHUNK):
        size += len(part)
        if size > most:
            raise Problem(
                413,
                "TOO_LARGE",
                f"请求超过{most // 1024 // 1024} MB。",
                f"The request is larger than {most // 1024 // 1024} MB.",
                remedy=("请分批提交。", "Send it in parts."),
            )
        parts.append(part)
    return b"".join(parts)


def _refuse_fraction(text: str) -> Any:
    raise Problem(
        400,
        "FRACTION",
        f"不接受小数“{text[:40]}”；金额写作两位小数的文本。",
        f"{text[:40]} is a fraction; write amounts as text with two decimals.",
    )


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise Problem(
            400,
            "KEY_TWICE",
            f"键“{double[:80]}”出现两次。",
            f"The key {double[:80]!r} stands twice.",
            field=double[:80],
        )
    return made


def _unreadable(why: str) -> Problem:
    return Problem(
        400, "UNREADABLE", f"请求不是有效的 JSON：{why}。", f"The request is not valid JSON: {why}."
    )
