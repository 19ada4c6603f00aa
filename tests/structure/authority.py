"""Follows a room's operation through the house's source: is a capability asked before a write?

The reading is deliberately simple and leans to the strict side. Statements are taken in
order; a question asked in one branch counts only if every branch that goes on asks it;
what a loop does may not happen. Calls are followed wherever they lead inside the house.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

GATES = {
    "zhixing.courts.policies.require",
    "zhixing.courts.policies.require_configuring",
    "zhixing.courts.policies.require_system",
    "zhixing.parties.policies.require",
    "zhixing.cases.policies.require",
}
WRITES = {
    *("create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"),
    *("save", "delete", "copy_rows"),
}
ASKING = {"update"}
SQL_WRITES = ("INSERT ", "UPDATE ", "DELETE ", "COPY ")


@dataclass(frozen=True)
class Course:
    """Tell how a stretch of code ends: asked or not, whether it goes on, and early writes."""

    asked: bool
    goes_on: bool = True
    early: tuple[str, ...] = ()


@dataclass
class Reading:
    """Read functions of the house; each is read once for each state it is entered in."""

    inside: tuple[str, ...] = ("zhixing.",)
    known: dict[tuple[Callable[..., Any], bool], Course] = field(default_factory=dict)

    def of(self, function: Callable[..., Any], asked: bool = False) -> Course:
        """Give the course of a whole function."""
        function = inspect.unwrap(function)
        key = function, asked
        if key not in self.known:
            self.known[key] = Course(asked)  # a function that calls itself adds nothing
            tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
            if isinstance(tree, ast.FunctionDef):
                scope = _Scope(self, function)
                course = scope.block(tree.body, asked)
                ends = [*scope.exits, course.asked] if course.goes_on else scope.exits
                self.known[key] = Course(all(ends), True, course.early)
        return self.known[key]


@dataclass
class _Scope:
    reading: Reading
    function: Callable[..., Any]
    exits: list[bool] = field(default_factory=list)

    def block(self, body: Iterable[ast.stmt], asked: bool) -> Course:
        early: tuple[str, ...] = ()
        for statement in body:
            course = self.statement(statement, asked)
            asked, early = course.asked, early + course.early
            if not course.goes_on:
                return Course(asked, False, early)
        return Course(asked, True, early)

    def statement(self, node: ast.stmt, asked: bool) -> Course:
        match node:
            case ast.If():
                return self._branches(node.test, [node.body, node.orelse], asked)
            case ast.Match():
                bodies = [case.body for case in node.cases]
                return self._branches(node.subject, [*bodies, []], asked)
            case ast.For() | ast.While():
                head = node.iter if isinstance(node, ast.For) else node.test
                course = self.expression(head, asked)
                inner = self.block([*node.body, *node.orelse], course.asked)
                return Course(course.asked, True, course.early + inner.early)
            case ast.With():
                course = Course(asked)
                for item in node.items:
                    course = _then(course, self.expression(item.context_expr, course.asked))
                return _then(course, self.block(node.body, course.asked))
            case ast.Try():
                course = self.block([*node.body, *node.orelse, *node.finalbody], asked)
                handlers = [self.block(h.body, asked) for h in node.handlers]
                early = course.early + sum((h.early for h in handlers), ())
                after = course.asked and all(h.asked for h in handlers if h.goes_on)
                return Course(after, course.goes_on, early)
            case ast.Return() | ast.Raise():
                course = self.expression(node, asked)
                if isinstance(node, ast.Return):
                    self.exits.append(course.asked)
                return Course(course.asked, False, course.early)
            case ast.FunctionDef():
                inner = _Scope(self.reading, self.function)
                return Course(asked, True, inner.block(node.body, asked).early)
        return self.expression(node, asked)

    def _branches(self, test: ast.expr, bodies: list[list[ast.stmt]], asked: bool) -> Course:
        head = self.expression(test, asked)
        courses = [self.block(body, head.asked) for body in bodies]
        early = head.early + sum((c.early for c in courses), ())
        going = [c.asked for c in courses if c.goes_on]
        return Course(all(going) if going else True, bool(going), early)

    def expression(self, node: ast.AST, asked: bool) -> Course:
        """Read the calls of an expression, arguments before the call they are given to."""
        course = Course(asked)
        for child in ast.iter_child_nodes(node):
            course = _then(course, self.expression(child, course.asked))
        if isinstance(node, ast.Call):
            course = _then(course, self._call(node, course.asked))
        return course

    def _call(self, node: ast.Call, asked: bool) -> Course:
        found = self._resolve(node.func)
        if inspect.isfunction(found) and found.__module__.startswith(self.reading.inside):
            if f"{found.__module__}.{found.__qualname__}" in GATES:
                return Course(True)
            return self.reading.of(found, asked)
        if not asked and self._writes(node):
            where = f"{self.function.__module__}.{self.function.__qualname__}"
            return Course(asked, True, (f"{where}: {ast.unparse(node)[:80]}",))
        return Course(asked)

    def _writes(self, node: ast.Call) -> bool:
        if not isinstance(node.func, ast.Attribute):
            return False
        name, chain = node.func.attr, ast.unparse(node.func.value)
        if name in ASKING:
            return ".objects" in chain or "filter(" in chain or "rows" in chain
        if name in ("execute", "executemany"):
            said = [
                self._resolve(a) if not isinstance(a, ast.Constant) else a.value
                for a in node.args[:1]
            ]
            text = " ".join(str(s) for s in said) + ast.unparse(node)
            return any(word in text.upper() for word in SQL_WRITES)
        return name in WRITES

    def _resolve(self, node: ast.expr) -> Any:
        """Give what a name of the function's module stands for, None for what is local."""
        match node:
            case ast.Name():
                return self.function.__globals__.get(node.id)
            case ast.Attribute():
                return getattr(self._resolve(node.value), node.attr, None)
        return None


def _then(first: Course, second: Course) -> Course:
    return Course(second.asked, second.goes_on, first.early + second.early)
