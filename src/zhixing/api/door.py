"""The door: one transaction around a route, its key, its savepoint, its answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from zhixing.api import keys, problems
from zhixing.api.files import File
from zhixing.api.problems import Problem
from zhixing.api.reading import canonical_body
from zhixing.api.route import Call, Route
from zhixing.api.visible import require_own_case
from zhixing.api.wire import to_house, to_wire
from zhixing.courts.policies import require
from zhixing.courts.queries import clock_for
from zhixing.kernel.canonical import Json
from zhixing.kernel.clock import legal_day
from zhixing.kernel.codec import Unreadable
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import Scope
from zhixing.platform.principal import Principal
from zhixing.platform.web.refusals import perform
from zhixing.platform.web.transactions import Busy, run_whole


def answer(
    route: Route, request: HttpRequest, path: Mapping[str, Any], asked: BaseModel | None, key: str
) -> HttpResponse:
    """Answer a request that was read: with what the route's function gives, or a problem."""
    visitor = getattr(request, "auth", None)
    by = visitor if isinstance(visitor, Principal) else None
    given: keys.Answer | File
    try:
        if by is None:
            given = run_whole(Scope.system(), lambda: _perform_openly(route, path, asked))
        elif route.method == "POST" and route.is_keyed:
            seal = _seal(request)
            given = run_whole(by.scope, lambda: _perform_once(route, by, path, asked, key, seal))
        else:
            given = run_whole(by.scope, lambda: _perform(route, by, path, asked, key))
    except Problem as problem:
        return problem.respond()
    except Refusal as refusal:
        return problems.of_refusal(refusal).respond()
    except Busy:
        return problems.busy().respond()
    except ObjectDoesNotExist:
        return problems.not_found().respond()
    except DatabaseError as broken:
        problem_of = problems.of_database(broken)
        if problem_of is None:
            raise
        return problem_of.respond()
    return given.respond() if isinstance(given, File) else respond(given)


def respond(given: keys.Answer) -> HttpResponse:
    """Give an answer as JSON, without a body where there is none."""
    if given.body is None:
        return HttpResponse(status=204)
    body = json.dumps(given.body, ensure_ascii=False)
    return HttpResponse(body, status=given.status, content_type="application/json")


def _seal(request: HttpRequest) -> str:
    whole = b"\0".join([b"POST", request.path.encode(), canonical_body(request)])
    return hashlib.sha256(whole).hexdigest()


def _perform_once(
    route: Route,
    by: Principal,
    path: Mapping[str, Any],
    asked: BaseModel | None,
    key: str,
    seal: str,
) -> keys.Answer:
    """Claim the key, perform and keep the answer; or give what was answered before."""
    claim = keys.claim(key, seal, clock_for(by.court_no).now(), by)
    if claim.before is not None:
        return claim.before
    given = _perform(route, by, path, asked, key)
    if isinstance(given, File):
        raise Impossible("a write answers with JSON")
    claim.keep(given)
    return given


def _perform(
    route: Route, by: Principal, path: Mapping[str, Any], asked: BaseModel | None, key: str
) -> keys.Answer | File:
    at = clock_for(by.court_no).now()
    call = Call(by, legal_day(at), at, key, path)
    if route.needs:
        require(by, route.needs)
    if route.method == "POST" and isinstance(path.get("case"), UUID):
        require_own_case(path["case"], by)
    arguments = _arguments(route, call, asked)
    outcome = perform(lambda: route.function(**arguments))
    if outcome.refusal is not None:
        raise outcome.refusal
    if isinstance(outcome.value, File):
        return outcome.value
    return keys.Answer(route.status, shape(route, outcome.value))


def _perform_openly(route: Route, path: Mapping[str, Any], asked: BaseModel | None) -> keys.Answer:
    values = {} if asked is None else _asked(route, asked, None)
    return keys.Answer(route.status, shape(route, route.function(**path, **values)))


def _arguments(route: Route, call: Call, asked: BaseModel | None) -> dict[str, Any]:
    stated = {route.parameter_of(name): value for name, value in call.path.items()}
    arguments = {name: value for name, value in stated.items() if name in route.parameters}
    if asked is not None:
        arguments |= _asked(route, asked, call)
    for name, value in (("by", call.by), ("at", call.at)):
        if name in route.parameters and name not in arguments:
            arguments[name] = value
    for name in route.fills:
        if "." not in name:
            arguments[name] = route.fills[name](call)
    if "on" in route.parameters:
        arguments["on"] = _day(route, arguments.get("on"), call)
    return arguments


def _day(route: Route, stated: date | None, call: Call) -> date:
    if stated is not None and stated > call.on and route.method == "POST" and route.is_keyed:
        raise Problem(
            422,
            "DAY_IN_THE_FUTURE",
            f"行为日期{stated}晚于今日{call.on}。",
            f"The day {stated} lies after today, {call.on}.",
            field="on",
            remedy=("请填写不晚于今日的日期。", "State a day no later than today."),
        )
    return stated or call.on


def _asked(route: Route, asked: BaseModel, call: Call | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in type(asked).model_fields:
        if name not in asked.model_fields_set:
            continue
        value = getattr(asked, name)
        given = {} if call is None else {n: f(call) for n, f in route.filled_in(name).items()}
        values[name] = _to_house(name, value, given)
    return values


def _to_house(name: str, value: Any, given: dict[str, Any]) -> Any:
    try:
        return to_house(value, given)
    except Unreadable as refused:
        raise unreadable(name, refused) from None
    except ValueError as refused:
        raise invalid(name, str(refused)) from None


def unreadable(field: str, refused: Unreadable) -> Problem:
    """Say which part of a field could not be read, what should stand there and what did."""
    inner = refused.path if refused.path.startswith("[") or not refused.path else f".{refused.path}"
    return invalid(f"{field}{inner}", refused.zh, refused.en)


def invalid(field: str, why: str, why_en: str = "") -> Problem:
    """Say that a field's value cannot be taken, and why."""
    return Problem(
        422,
        "INVALID",
        f"“{field}”的值无效：{why}",
        f"{field} is not valid: {why_en or why}",
        field=field,
    )


def shape(route: Route, value: Any) -> Json:
    """Give a function's value as an answer's body: always an object, None for nothing."""
    if value is None:
        return _nothing(route)
    shown = to_wire(value)
    if isinstance(value, UUID):
        return {"id": shown}
    if isinstance(shown, list):
        return {"items": shown}
    return shown if isinstance(shown, dict) else {"result": shown}


def _nothing(route: Route) -> Json:
    if route.method == "GET":
        raise problems.not_found()
    return None
