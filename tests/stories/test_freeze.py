"""A deposit is frozen: three banks in processes of their own, from the poll to the closing.

The banks call the platform over a real socket, misbehave, and one is killed in the middle.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from django.test import override_settings

from tests.support.banks import DEBTOR, QUEUES, Sought, seek
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Closure, Debt, Progress
from zhixing.cases.permissions import outstanding
from zhixing.closing.operations import propose_closing
from zhixing.funds import operations as funds
from zhixing.funds.operations import PaymentRequest, post_receipt
from zhixing.funds.queries import get_case_money
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.operations import QueryOrder, TransferOrder
from zhixing.inquiry.states import State
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, Deposit

FIRST, SECOND = "6200000000000001", "6200000000000002"
PATIENCE_SECONDS = 240
FAULTS = {
    "gongshang": {
        "duplicate_feedback": 1,
        "lose_answer": 1,
        "kill": {"after_execute": 1, "after_poll": 1, "before_send": 1},
    },
    "nongye": {"duplicate_feedback": 1, "old_names": 1, "lower_case_md5": 1},
    "jianshe": {"kill": {"after_documents": 1}, "missing_bdhm": 1},
}


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
class Street:
    """Hold the banks' programs; one that died is started again, as a supervisor would."""

    folder: Path
    url: str
    today: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    deaths: dict[str, int] = field(default_factory=dict)

    def keep(self) -> None:
        for bank in banks.BANKS:
            process = self.running.get(bank.short)
            if process is not None and process.poll() is not None:
                self.deaths[bank.short] = self.deaths.get(bank.short, 0) + 1
                process = None
            if process is None:
                self.running[bank.short] = self._start(bank.short)

    def _start(self, short: str) -> subprocess.Popen[bytes]:
        plan = self.folder / f"{short}-faults.json"
        plan.write_text(json.dumps(FAULTS[short]))
        command = [
            *(sys.executable, *banks.bank_arguments(short, self.url, self.folder)),
            *("--interval", "0.3", "--transfer-seconds", "0", "--retry-seconds", "0"),
            *("--today", self.today, "--faults", str(plan)),
        ]
        log = (self.folder / f"{short}.log").open("ab")
        return subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, f"never: {what}"
            self.keep()
            time.sleep(0.2)
            drain(QUEUES)

    def stop(self) -> None:
        for process in self.running.values():
            process.kill()
            process.wait()

    def books(self, short: str, sql: str) -> list[tuple[object, ...]]:
        import sqlite3

        with sqlite3.connect(self.folder / f"{short}.sqlite3") as books:
            return books.execute(sql).fetchall()


@pytest.fixture
def street(tmp_path: Path, url: str) -> Iterator[Street]:
    customers = {
        "gongshang": [Customer(DEBTOR.name, DEBTOR.number, (Deposit(FIRST, "80000.00"),))],
        "nongye": [Customer(DEBTOR.name, DEBTOR.number, (Deposit(SECOND, "60000.00"),))],
        "jianshe": [],
    }
    for short, known in customers.items():
        banks.write_world(banks.world_of(tmp_path, short), known)
    street = Street(tmp_path, url, "2018-03-05")
    yield street
    street.stop()


def test_a_deposit_is_found_frozen_transferred_paid_and_the_case_closed(street: Street) -> None:
    sought = seek("100000.00")
    ids = banks.register_banks(sought.today, instant(sought.today), province="重庆市")
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "全查", tuple(ids.values()))
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))

    street.until(lambda: bool(sought.acts("QUERY_COMPLETED")), "every bank has answered")
    outcomes = sorted(s["outcome"] for s in sought.acts("QUERY_COMPLETED")[0].payload["sources"])
    assert outcomes == ["FOUND", "FOUND", "NIL"]
    assert len(sought.acts("ASSET_FOUND")) == 2
    reached = sought.facts.of(Progress).reached
    assert {"NATIONAL_QUERY_STARTED", "LOCAL_QUERY_COMPLETED"} <= reached.keys()

    by_tail = {a.identifier_tail: a.id for a in sought.assets()}
    first, second = by_tail[FIRST[-4:]], by_tail[SECOND[-4:]]
    owed = outstanding(sought.facts, sought.today)
    rest = Fen(owed - Fen.of_yuan("80000.00"))
    frozen = sought.freeze(first, "80000.00")
    with pytest.raises(ExcessRefused):
        sought.order_freeze(second, "60000.00")
    other = sought.freeze(second, rest.yuan.replace(",", ""))
    street.until(lambda: controlled(sought) == owed, "both freezes are confirmed")
    assert street.books("gongshang", "select limit_fen from freezes") == [(80_000_00,)]
    assert len(sought.acts("ASSET_CONTROLLED")) == 2, "each freeze counts once"
    assert {sought.request(v.matter).state for v in (frozen, other)} == {State.CLOSED}

    for asset, amount in ((first, Fen.of_yuan("80000.00")), (second, rest)):
        transfer(sought, asset, amount)
    street.until(lambda: len(sought.acts("DEPOSIT_TRANSFERRED")) == 2, "both are transferred")
    assert controlled(sought) == ZERO
    assert outstanding(sought.facts, sought.today) == owed, "the bank's word is not yet money"

    for short in ("gongshang", "nongye", "gongshang"):
        for line in banks.read_statement(banks.statement_of(street.folder, short)):
            sought.do(lambda by, line=line: post_receipt(line, by=by), K.ACCOUNTANT)
    assert sum(int(p.amount) for p in sought.facts.of(Debt).payments) == owed
    assert outstanding(sought.facts, sought.today) == ZERO

    pay_out(sought, owed)
    matter = sought.do(lambda by: propose_closing(sought.filed.case, sought.today, by=by))
    sought.approve(matter)
    assert sought.facts.of(Closure).closed_on == sought.today

    street.until(lambda: nothing_unsent(street), "every bank is content")
    assert street.deaths.get("gongshang", 0) >= 3, "it was killed in the middle"
    assert street.deaths.get("jianshe", 0) >= 1
    assert len(street.books("gongshang", "select 1 from transfers")) == 1
    assert len(sought.acts("ASSET_CONTROLLED")) == 2
    assert not sought.read(
        lambda: queries.list_dead_letters(sought.court_no, sought.filed.stage.clock_at)
    )


def controlled(sought: Sought) -> Fen:
    return sought.facts.of(Property).controlled


def transfer(sought: Sought, asset: object, amount: Fen) -> None:
    order = TransferOrder(sought.filed.case, asset, amount)
    matter = sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))
    sought.approve(matter)


def pay_out(sought: Sought, amount: Fen) -> None:
    """Let maker, checker and approver pay the creditor."""
    request = PaymentRequest(
        sought.filed.case,
        sought.filed.creditor,
        amount,
        "示例银行",
        "6222000000000009",
        "发放执行款",
        "P1",
    )
    order = sought.do(lambda by: funds.order_payment(request, sought.today, by=by))
    sought.do(lambda by: funds.check_payment(order, sought.today, by=by), K.ACCOUNTANT)
    sought.do(lambda by: funds.approve_payment(order, sought.today, by=by), K.DIRECTOR)
    sought.do(lambda by: funds.settle_payment(order, "B1", sought.today, by=by), K.CASHIER)
    money = sought.read(lambda: get_case_money(sought.court_no, sought.filed.case))
    assert money.held == ZERO


def nothing_unsent(street: Street) -> bool:
    return not any(
        street.books(bank.short, "select 1 from outbox where not is_sent") for bank in banks.BANKS
    )
