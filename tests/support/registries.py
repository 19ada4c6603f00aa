"""A simulated registry beside a case: the real front-end, called step by step without a socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.test import RequestFactory

from simulators.registry import codec
from simulators.registry.books import Books
from simulators.registry.faults import Faults
from simulators.registry.front import Front
from simulators.registry.line import LineDown, envelope, returned
from simulators.registry.world import load_world
from tests.support.banks import DEBTOR, QUEUES, Sought
from tests.support.filed import DAY
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.endpoint import wire_endpoint
from zhixing.inquiry.operations import SealOrder
from zhixing.inquiry.queries import RequestView
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.scenarios.banks import PASSWORD
from zhixing.scenarios.registries import PATH, House, register_registry, write_houses


def unit(place: int = 1) -> str:
    """Invent a unit number of this test's own."""
    return f"{uuid4().int % 10**12:012d}GB00000F{place:08d}"


def house(number: str = "", *, owners: Any = (), place: int = 1, **more: Any) -> House:
    """Describe a house of the debtor's."""
    owned = owners or ((DEBTOR.name, DEBTOR.number, ""),)
    return House(number or unit(place), f"示例路{place}号", tuple(owned), **more)


@dataclass
class DirectLine:
    """Call the endpoint in this process, as a line would over HTTP."""

    calls: list[str] = field(default_factory=list)

    def call(self, operation: str, **arguments: str) -> str:
        self.calls.append(operation)
        request = RequestFactory().post(
            PATH, data=envelope(operation, arguments), content_type="text/xml; charset=utf-8"
        )
        response = wire_endpoint(request, code="REG-SOAP")
        if response.status_code != 200:
            raise LineDown(f"HTTP {response.status_code}")
        return returned(response.content)


@dataclass
class Registry:
    """Hold one simulated registry with the institution it is registered as."""

    id: UUID
    code: str
    front: Front
    line: DirectLine
    log: list[tuple[str, dict[str, Any]]]

    def cycle(self, times: int = 1) -> None:
        for _ in range(times):
            self.front.cycle()
            drain(QUEUES)

    def plan(self, **faults: Any) -> None:
        self.front.faults = Faults(faults)

    def ask(self, operation: str, **rest: str) -> codec.Read:
        marker = codec.usermarker(self.code, PASSWORD)
        return codec.read(self.line.call(operation, usermarker=marker, **rest))

    def say(self, operation: str, *data: codec.Node) -> codec.Read:
        """Send a feedback written by hand and give the court's answer."""
        payload = codec.encode(codec.message(data, "2018/03/05 10:00:00"))
        answer = self.ask(operation, feedbackinfo=payload)
        drain(QUEUES)
        return answer

    def events(self, name: str) -> list[dict[str, Any]]:
        return [values for event, values in self.log if event == name]

    def rows(self, sql: str, *given: object) -> list[Any]:
        return self.front.books.rows(sql, *given)


def make_registry(folder: Path, *houses: House, **plan: Any) -> Registry:
    """Register a registry of this test's own with these houses in its books."""
    code = f"B{uuid4().hex[:12]}"
    name = f"示例登记中心{code[-4:]}"
    found = register_registry(code, name, DAY, instant(DAY), province="重庆市")
    write_houses(folder / f"{code}.json", houses)
    books = Books(folder / f"{code}.sqlite3")
    books.admit(load_world(folder / f"{code}.json"))
    line, log = DirectLine(), []

    def note(event: str, **values: Any) -> None:
        log.append((event, values))

    front = Front(code, PASSWORD, line, books, Faults(plan), note)
    return Registry(found, code, front, line, log)


def order_sealing(sought: Sought, asset: UUID, yuan: str = "", **more: Any) -> UUID:
    """Order a sealing, of a value where one is known."""
    value = Fen.of_yuan(yuan) if yuan else None
    order = SealOrder(sought.filed.case, asset, value, **more)
    return sought.do(lambda by: inquiry.order_sealing(order, sought.today, by=by))


def seal(sought: Sought, asset: UUID, yuan: str = "", **more: Any) -> RequestView:
    """Order a sealing, have it approved, and give its request."""
    matter = order_sealing(sought, asset, yuan, **more)
    sought.approve(matter)
    return sought.request(matter)
