"""What a rule is, and how a rule collects its reasons while it thinks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation, Finding, Step
from zhixing.kernel.ranges import Days
from zhixing.law import parameters
from zhixing.law.instruments import text_status

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """Show one use of a rule: inputs in, a value or the code of a refusal out.

    ``inputs`` holds the keyword arguments, ``on`` among them. ``value`` is compared in
    its JSON form; a Mapping compares only the keys it names. ``note`` says in a few
    words what the example shows, or where it comes from.
    """

    inputs: Mapping[str, object]
    value: object = None
    refusal: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Name one rule of law: its code, its articles, its time and its pure function."""

    code: str
    basis: tuple[tuple[str, str], ...]
    in_force: Days
    function: Callable[..., Finding[Any]]
    examples: tuple[Example, ...]
    name_zh: str
    name_en: str
    parameters: tuple[str, ...] = ()
    version: str = "1"
    covers: tuple[str, ...] = ()
    """The codes of the catalogue (``R-FEE``) that this rule implements."""


def answers(
    code: str, version: str = "1"
) -> Callable[[Callable[P, Finding[T]]], Callable[P, Finding[T]]]:
    """Sign a rule's function: its findings carry code, version, day and inputs.

    The function takes keyword arguments only, ``on`` among them; every other argument,
    defaults included, is recorded so that ``registry.execute`` can repeat the call.
    """

    def sign(function: Callable[P, Finding[T]]) -> Callable[P, Finding[T]]:
        named = inspect.signature(function).parameters.values()
        if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in named):
            raise TypeError(f"rule {code} takes something that is not named")
        defaults = [(p.name, p.default) for p in named if p.name != "on"]

        @wraps(function)
        def signed(*args: P.args, **kwargs: P.kwargs) -> Finding[T]:
            finding = function(*args, **kwargs)
            inputs = {name: to_json(kwargs.get(name, default)) for name, default in defaults}
            on: Any = kwargs["on"]
            return replace(finding, rule=code, version=version, on=on, inputs=inputs)

        return signed

    return sign


@dataclass(slots=True)
class Reasons:
    """Collect the steps, marks and options of one finding while a rule thinks."""

    on: date
    steps: list[Step] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    options: dict[str, Json] = field(default_factory=dict)

    def step(
        self,
        zh: str,
        en: str,
        basis: Citation | None = None,
        *,
        value: object = None,
        parameter: str | None = None,
    ) -> None:
        """Add one step, an amount in yuan; an article whose text was not read marks the
        finding."""
        if basis is not None and (status := text_status(basis)) != "verified":
            self.mark(f"{status}:{basis.instrument}-{basis.version}")
        shown = value.yuan if isinstance(value, Fen) else to_json(value)
        self.steps.append(Step(zh, en, basis, parameter, shown))

    def mark(self, mark: str) -> None:
        """Add a warning once."""
        if mark not in self.marks:
            self.marks.append(mark)

    def choose(self, name: str, value: object) -> None:
        """Record the convention chosen where the law leaves room."""
        self.options[name] = to_json(value)

    def parameter(self, code: str, on: date | None = None) -> parameters.Parameter:
        """Fetch a dated parameter, record it as a step and mark it if it is not certain."""
        found = parameters.parameter(code, on or self.on)
        self.step(
            f"参数“{found.name_zh}”：{found.text_zh}。",
            f"Parameter “{found.name_en}”: {found.text_en}.",
            found.basis,
            value=found.value,
            parameter=found.code,
        )
        if found.status != "verified":
            self.mark(f"{found.status}:{found.code}")
        return found

    def adopt(self, finding: Finding[T]) -> T:
        """Take over another rule's steps and marks, and give its value."""
        self.steps.extend(finding.steps)
        for mark in finding.marks:
            self.mark(mark)
        for name, value in finding.options.items():
            self.options.setdefault(name, value)
        return finding.value

    def finding(self, value: T, zh: str, en: str) -> Finding[T]:
        """Conclude. Code, version and inputs are added by ``answers``."""
        return Finding(
            "", "", self.on, value, zh, en, tuple(self.steps), {}, self.options, tuple(self.marks)
        )
