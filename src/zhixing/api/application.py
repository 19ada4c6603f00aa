"""Assembles the API: every declared route with its words, schemas, examples and problems."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any, cast, get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, NinjaAPI, Path, Query
from ninja.constants import NOT_SET
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field, create_model

from zhixing.api import door
from zhixing.api.document import PUBLIC_NOTE, SOME_ID, describe, finish
from zhixing.api.problems import FieldProblem, Problem
from zhixing.api.reading import JsonReader
from zhixing.api.route import Route, list_routes
from zhixing.api.tokens import Bearer, no_token
from zhixing.api.topics import describe_topics
from zhixing.api.wire import Day, Strict, annotation_in_address, annotation_of, model_of

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="幂等键：重复同一请求用同一键 / repeat a request under its own key",
        examples=[SOME_ID],
    ),
]


class Api(NinjaAPI):
    """The assembled API; its description is finished with what ninja leaves open."""

    def get_openapi_schema(self, **given: Any) -> Any:
        schema = finish(super().get_openapi_schema(**given))
        describe_topics(schema)
        return schema


def assemble() -> NinjaAPI:
    """Make the API out of all routes."""
    api = Api(
        title="执行 Zhixing",
        version="1",
        description=PUBLIC_NOTE,
        docs_url=None,
        auth=Bearer(),
        parser=JsonReader(),
        urls_namespace="api",
    )
    for route in list_routes():
        add = api.get if route.method == "GET" else api.post
        add(
            route.path,
            operation_id=route.name,
            summary=f"{route.zh} / {route.en}",
            description=inspect.getdoc(route.function) or "",
            tags=[route.room],
            openapi_extra=describe(route),
            auth=None if route.is_public else NOT_SET,
        )(_view(route))
    _answer_errors(api)
    return api


def _view(route: Route) -> Callable[..., HttpResponse]:
    """Make the function that ninja calls, with the signature that says what it reads."""

    def view(request: HttpRequest, **given: Any) -> HttpResponse:
        key = given.pop("idempotency_key", "")
        strange = sorted(request.GET.keys() - route.asked.keys()) if route.method == "GET" else []
        if strange:
            unknown = {"type": "extra_forbidden", "loc": ("query", "query", strange[0][:80])}
            return of_validation([unknown]).respond()
        asked = given.pop("body", None) or given.pop("query", None)
        return door.answer(route, request, given, asked, key)

    parameters = [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for name, hint, default in _read(route)
    ]
    view.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    view.__name__ = route.name
    return view


def _read(route: Route) -> Iterator[tuple[str, Any, Any]]:
    for name in route.in_path:
        read: Any = annotation_in_address(route.hint_in_path(name))
        yield name, read, cast(Any, Path)(..., examples=_example(route, name))
    if route.method == "POST":
        yield "body", body_model(route), Body(...)  # type: ignore[type-arg]
        if route.is_keyed:
            yield "idempotency_key", Key, inspect.Parameter.empty
    elif route.asked:
        yield "query", query_model(route), Query(...)  # type: ignore[type-arg]


def _example(route: Route, name: str) -> list[Any]:
    hint = route.hint_in_path(name)
    if hint is UUID:
        return [SOME_ID]
    return ["LOOK_OUT"] if hint is str else [1]


def body_model(route: Route) -> Any:
    """Give the schema of a POST's body."""
    return create_model(f"{_camel(route.name)}Body", __base__=Strict, **dict(_fields(route)))


def query_model(route: Route) -> Any:
    """Give the schema of a GET's query."""
    return create_model(f"{_camel(route.name)}Query", __base__=Strict, **dict(_fields(route)))


def _fields(route: Route) -> Iterator[tuple[str, Any]]:
    for name, parameter in route.asked.items():
        hint = route.hints[name]
        if name == "on":
            why = "法律上的日期，缺省为今日 / the day of law, today if left out"
            yield name, (Day | None, Field(default=None, description=why))
            continue
        filled = frozenset(route.filled_in(name))
        annotation = annotation_in_address if route.method == "GET" else annotation_of
        read = model_of(hint, without=filled) if filled else annotation(hint)
        required = parameter.default is inspect.Parameter.empty
        optional = type(None) in get_args(hint)
        if required and not (optional and route.method == "GET"):
            yield name, (read, ...)
        elif required or parameter.default is None or isinstance(parameter.default, str | bool):
            yield name, (read, None if required else parameter.default)
        else:
            yield name, (read, Field(default=parameter.default))


def _camel(name: str) -> str:
    return "".join(part.title() for part in name.split("_"))


def _answer_errors(api: NinjaAPI) -> None:
    def problem(request: HttpRequest, error: Any) -> HttpResponse:
        return cast(Problem, error).respond()

    def nobody(request: HttpRequest, error: Any) -> HttpResponse:
        return no_token().respond()

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return of_validation(error.errors).respond()

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
        return _of_http(error).respond()

    api.add_exception_handler(Problem, problem)
    api.add_exception_handler(AuthenticationError, nobody)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, unreadable)


def _of_http(error: HttpError) -> Problem:
    if isinstance(error.__cause__ or error.__context__, Problem):
        return cast(Problem, error.__cause__ or error.__context__)
    status = error.status_code if error.status_code in (400, 413, 415) else 400
    return Problem(status, "UNREADABLE", "请求无法读取。", f"The request cannot be read: {error}.")


def of_validation(errors: list[Any]) -> Problem:
    """Name every field that could not be read, the first in the message."""
    found = [_field_problem(error) for error in errors[:100]]
    first = found[0]
    return Problem(
        422,
        "UNKNOWN_KEY" if first.code == "UNKNOWN_KEY" else "INVALID",
        first.zh,
        first.en,
        field=first.field,
        problems=found,
    )


def _field_problem(error: Any) -> FieldProblem:
    place = [str(step) for step in error["loc"]]
    path = ".".join(step for step in place[2:] if not step.startswith("function-")) or place[-1]
    match error["type"]:
        case "extra_forbidden":
            return FieldProblem(
                path, "UNKNOWN_KEY", f"没有“{path}”这一项。", f"There is no field {path}."
            )
        case "missing":
            return FieldProblem(path, "MISSING", f"缺少“{path}”。", f"{path} is missing.")
    why = str(error.get("msg", ""))[:300]
    return FieldProblem(path, "INVALID", f"“{path}”的值无效：{why}", f"{path} is not valid: {why}")
