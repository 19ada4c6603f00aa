"""A mortgaged house, two courts and a registry of its own: over real SOAP, from query to renewal.

The registry is a process apart that answers by name where it should not, sends the same word
twice, loses acknowledgements and sends one sealing back. Everything in it is invented.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import uvicorn
from django.test import override_settings

from tests.support.banks import DEBTOR, QUEUES, Sought, seek
from tests.support.filed import person
from tests.support.registries import house, order_sealing, unit
from zhixing.assets.acts import Property
from zhixing.assets.queries import find_particulars, list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.operations import QueryOrder, RenewalOrder, UnsealOrder
from zhixing.inquiry.states import State
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.jobs.drain import drain
from zhixing.scenarios.registries import register_registry, registry_arguments, write_houses

PATIENCE_SECONDS = 120
CODE = "BDC900001"
MORTGAGE = {"holder": "示例银行示例支行", "secured": "50", "until": "2040-05-31"}


@pytest.fixture
def url() -> Iterator[str]:
    """Serve the wire's addresses as production does, on a free port."""
    from django.core.asgi import get_asgi_application

    with override_settings(ROOT_URLCONF="zhixing.inquiry.urls"):
        config = uvicorn.Config(
            get_asgi_application(), host="127.0.0.1", port=0, log_level="error", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(timeout=10)


@dataclass
class Office:
    """Hold the registry's program and the plan of its faults, which it reads when it starts."""

    folder: Path
    url: str
    process: subprocess.Popen[bytes] | None = None

    def open(self, **faults: float) -> None:
        """Start the program anew, misbehaving as told; its books stay."""
        self.close()
        plan = self.folder / "faults.json"
        plan.write_text(json.dumps(faults))
        command = [
            *(sys.executable, *registry_arguments(CODE, self.url, self.folder)),
            *("--interval", "0.3", "--faults", str(plan)),
        ]
        log = (self.folder / "registry.log").open("ab")
        self.process = subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log)

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, f"never: {what}"
            time.sleep(0.2)
            drain(QUEUES)


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[Office]:
    office = Office(tmp_path, url)
    yield office
    office.close()


def ask(sought: Sought, registry: object) -> None:
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "全查", (registry,))
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))


def control(sought: Sought) -> object:
    return sought.facts.of(Property).control_of(sought.assets()[0].id)


def the_first_releases(
    office: Office, first: Sought, theirs: UUID, second: Sought, ours: UUID
) -> None:
    release = UnsealOrder(first.filed.case, theirs, "已履行完毕")
    first.approve(first.do(lambda by: inquiry.order_unsealing(release, first.today, by=by)))
    office.until(lambda: bool(second.acts("SEALING_MOVED_UP")), "the second court moves up")
    assert control(first) is None
    assert second.facts.of(Property).controlled == Fen.of_yuan("40000.00")
    holds = second.read(lambda: list_holds_on_asset(second.court_no, ours))
    assert [(h.court_no, h.rank) for h in holds] == [(second.court_no, 1)]


def a_word_is_taken_back(office: Office, first: Sought, theirs: UUID) -> None:
    office.open(reverse=1, reverse_seconds=4)
    again = order_sealing(first, theirs, "60000.00")
    first.approve(again)
    office.until(lambda: len(first.acts("PROPERTY_SEALED")) == 2, "sealed anew, so it is said")
    office.until(lambda: bool(first.acts("SEALING_NOT_DONE")), "and the word is taken back")
    (annulled,) = first.acts("ACT_ANNULLED")
    assert annulled.corrects == first.acts("PROPERTY_SEALED")[-1].id
    assert control(first) is None
    assert first.request(again).state is State.CORRECTED


def test_a_mortgaged_house_sealed_by_two_courts_and_a_word_taken_back(
    office: Office, tmp_path: Path
) -> None:
    mine, theirs = unit(1), unit(2)
    stranger = person(DEBTOR.name, 77)
    write_houses(
        tmp_path / f"{CODE}.json",
        [
            house(mine, mortgages=(MORTGAGE,)),
            house(theirs, place=2, owners=((DEBTOR.name, stranger.number, ""),)),
        ],
    )
    first, second = seek("80000.00"), seek("50000.00")
    today = first.today
    registry = register_registry(
        CODE, "示例市不动产登记中心", today, instant(today), province="重庆市"
    )

    office.open(duplicate=1)
    ask(first, registry)
    office.until(lambda: bool(first.acts("QUERY_COMPLETED")), "the first court has its answer")
    (found,) = first.assets()
    first.approve(order_sealing(first, found.id, "60000.00"))
    office.until(lambda: control(first) is not None, "the first court seals the house")

    office.open(wrong_owner=1, lose_answer=1)
    ask(second, registry)
    office.until(lambda: bool(second.acts("QUERY_COMPLETED")), "the second court has its answer")
    (house_found,) = second.assets()
    assert house_found.identifier_tail == mine[-4:], "the namesake's house is not among them"
    assert second.facts.of(Inquiry).namesakes == 1, "one wrongful hit avoided, counted"
    told = second.read(lambda: find_particulars(second.court_no, house_found.id))
    assert told is not None
    assert [m.holder for m in told.mortgages] == ["示例银行示例支行"]
    assert len(told.sealings) == 1, "and the registry names the sealing that stands before"

    second.approve(order_sealing(second, house_found.id, "40000.00"))
    office.until(lambda: control(second) is not None, "the second court waits in line")
    (act,) = second.acts("PROPERTY_SEALED")
    assert (act.payload["form"], act.payload["rank"]) == ("QUEUED", 2)
    assert second.facts.of(Property).controlled == ZERO

    the_first_releases(office, first, found.id, second, house_found.id)

    renewal = RenewalOrder(second.filed.case, house_found.id, None)
    second.approve(second.do(lambda by: inquiry.order_sealing_renewal(renewal, today, by=by)))
    office.until(lambda: bool(second.acts("SEALING_RENEWED")), "the sealing is renewed")
    assert second.facts.of(Property).control_of(house_found.id).until == date(2024, 3, 4)

    a_word_is_taken_back(office, first, found.id)
    for sought in (first, second):
        assert sought.read(lambda s=sought: list(verify_docket(s.court_no))) == []
