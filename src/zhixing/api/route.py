"""Declares routes: a function of the house, its address, its words, and who may ask.

A route file names an operation or a query, or writes a function that calls one. The
function's parameters say everything else: those in the address, ``by``, ``on`` and
``at`` come from the door, the others are the query of a GET and the body of a POST.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Final, get_type_hints

from zhixing.platform.principal import Principal

PLACEHOLDER: Final = re.compile(r"{(\w+)}")
OF_THE_DOOR: Final = frozenset({"by", "at"})


@dataclass(frozen=True, slots=True)
class Call:
    """Carry what the door knows of a request when it fills parameters in."""

    by: Principal
    on: date
    at: datetime
    key: str
    path: Mapping[str, Any]


Fill = Callable[[Call], Any]


def own_court(call: Call) -> int:
    """Fill in the number of the token's own court."""
    return call.by.court_no


def request_key(call: Call) -> str:
    """Fill in the request's idempotency key."""
    return call.key


def in_path(name: str) -> Fill:
    """Fill in what stands in the address under a name."""
    return lambda call: call.path[name]


def now(call: Call) -> datetime:
    """Fill in the present instant at the court."""
    return call.at


@dataclass(frozen=True)
class Route:
    """Describe one route. ``needs`` is asked before the function, which asks for itself too.

    ``fills`` names fields of a dataclass parameter that the door fills in
    (``request.case``); ``today`` keeps ``on`` from being stated; ``covers`` names the
    operations that a function of the route file stands for. A question without
    ``is_keyed`` is a POST only because it must not stand in an address.
    """

    method: str
    path: str
    function: Callable[..., Any]
    zh: str
    en: str
    needs: str = ""
    status: int = 200
    fills: Mapping[str, Fill] = field(default_factory=dict)
    today: bool = False
    covers: tuple[Callable[..., Any], ...] = ()
    is_public: bool = False
    is_keyed: bool = True
    room: str = ""

    @property
    def operations(self) -> tuple[Callable[..., Any], ...]:
        """Give the operations this route is the door of."""
        return self.covers or (self.function,)

    @property
    def name(self) -> str:
        """Give the route's name, unique in the API."""
        return f"{self.room}_{self.function.__name__}"

    @cached_property
    def hints(self) -> dict[str, Any]:
        """Give the types of the function's parameters and of what it returns."""
        return get_type_hints(self.function, include_extras=True)

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """Give the names in the address."""
        return tuple(PLACEHOLDER.findall(self.path))

    def parameter_of(self, name: str) -> str:
        """Give the parameter a name in the address stands for: ``request_id`` for ``request``."""
        return name if name in self.hints else name.removesuffix("_id")

    def hint_in_path(self, name: str) -> Any:
        """Give the type of a name in the address: the parameter's, or the field's it fills."""
        if self.parameter_of(name) in self.hints:
            return self.hints[self.parameter_of(name)]
        for place in self.fills:
            parameter, _, last = place.rpartition(".")
            if last in (name, self.parameter_of(name)) and parameter in self.hints:
                return get_type_hints(self.hints[parameter])[last]
        return str

    @cached_property
    def asked(self) -> dict[str, inspect.Parameter]:
        """Give the parameters that the query or the body holds."""
        skip = {*OF_THE_DOOR, *map(self.parameter_of, self.in_path), *self.fills}
        if self.today:
            skip.add("on")
        return {n: p for n, p in self.parameters.items() if n not in skip}

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """Give all parameters of the function."""
        return inspect.signature(self.function).parameters

    def filled_in(self, parameter: str) -> dict[str, Fill]:
        """Give the fields of a parameter that the door fills in."""
        before = f"{parameter}."
        return {n.removeprefix(before): f for n, f in self.fills.items() if n.startswith(before)}


@cache
def list_routes() -> tuple[Route, ...]:
    """Give every route of every file in ``routes``, in the order in which addresses are tried."""
    import zhixing.api.routes as package

    found: list[Route] = []
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for route in loaded.ROUTES:
            found.append(_of_room(route, module.name))
    return tuple(sorted(found, key=_words_before_names))


def _words_before_names(route: Route) -> list[tuple[bool, str]]:
    """Put ``/parties/search`` before ``/parties/{party}``, which would take its address."""
    steps = route.path.strip("/").split("/")
    return [(step.startswith("{"), step) for step in steps]


def _of_room(route: Route, room: str) -> Route:
    values = {name: getattr(route, name) for name in Route.__dataclass_fields__}
    return Route(**{**values, "room": room})


def get(path: str, function: Callable[..., Any], zh: str, en: str, **more: Any) -> Route:
    """Declare a read; it needs ``view_case`` unless it says otherwise."""
    return Route("GET", path, function, zh, en, **{"needs": "view_case", **more})


def ask(path: str, function: Callable[..., Any], zh: str, en: str, **more: Any) -> Route:
    """Declare a question asked by POST, which needs no key because repeating it is harmless."""
    return Route("POST", path, function, zh, en, is_keyed=False, **more)


def post(path: str, function: Callable[..., Any], zh: str, en: str, **more: Any) -> Route:
    """Declare a write; every one takes an idempotency key."""
    return Route("POST", path, function, zh, en, **more)
