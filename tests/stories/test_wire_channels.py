"""One debtor, four programs: an older SOAP bank over a socket, a file bank over SFTP.

Each is a program of its own that misbehaves; each is asked, finds, freezes and feeds back.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncssh
import pytest
from django.test import override_settings

from tests.stories.test_freeze import url as url
from tests.support.banks import DEBTOR, QUEUES, seek
from zhixing.assets.acts import Property
from zhixing.inquiry.exchange.places import open_place
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.exchange.sftp import Sftp, Unreached
from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.inquiry.states import State
from zhixing.institutions.operations import set_exchange
from zhixing.institutions.queries import get_institution, list_exchanges
from zhixing.institutions.records import Exchange
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, Deposit, SimulatedBank

PATIENCE_SECONDS = 120
NUMBER = "6200000000000001"


class Host:
    """Serve a folder by SFTP on a free port, to one key alone."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder, self.port = folder, 0
        self.host_key = asyncssh.generate_private_key("ssh-ed25519")
        client = asyncssh.generate_private_key("ssh-ed25519")
        self.client_key = keys / "sftp"
        client.write_private_key(str(self.client_key))
        client.write_public_key(str(keys / "sftp.pub"))
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._thread.start()
        assert self._up.wait(20)

    async def _run(self) -> None:
        root = str(self.folder)
        server = await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[self.host_key],
            authorized_client_keys=str(self.client_key) + ".pub",
            sftp_factory=lambda chan: asyncssh.SFTPServer(chan, chroot=root),
        )
        self.port = server.get_port()
        self._up.set()
        await self._stop.wait()
        server.close()

    @property
    def exchange(self) -> Exchange:
        key = self.host_key.export_public_key().decode().strip()
        return Exchange(f"sftp://zhixing@127.0.0.1:{self.port}/bank", key)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "keys").mkdir()
    (tmp_path / "sftp" / "bank").mkdir(parents=True)
    made = Host(tmp_path / "sftp", tmp_path / "keys")
    yield made
    made.stop()


class Program:
    """Keep one simulated bank running, started again whenever it dies."""

    def __init__(self, tmp_path: Path, code: str, faults: dict[str, object], *more: str) -> None:
        plan = tmp_path / f"{code}-faults.json"
        plan.write_text(json.dumps(faults))
        world = banks.world_of(tmp_path, code)
        banks.write_world(
            world, [Customer(DEBTOR.name, DEBTOR.number, (Deposit(NUMBER, "80000.00"),))]
        )
        self.command = [
            *(sys.executable, "-m", "simulators.bank", "--name", code, "--code", code),
            *("--state", str(tmp_path / f"{code}.sqlite3"), "--world", str(world)),
            *("--faults", str(plan), "--interval", "0.2", "--retry-seconds", "0"),
            *("--today", "2018-03-05", *more),
        ]
        self.log = tmp_path / f"{code}.log"
        self.deaths = 0
        self.running: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        if self.running is None or self.running.poll() is not None:
            self.deaths += self.running is not None
            with self.log.open("ab") as log:
                self.running = subprocess.Popen(
                    self.command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log
                )

    def stop(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()


def until(holds: Callable[[], bool], step: Callable[[], None], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, f"never: {what}"
        step()
        drain(QUEUES)
        time.sleep(0.1)


def ask_and_freeze(sought, institution, step: Callable[[], None]) -> None:
    """Query, freeze what is found, and see the freeze confirmed once."""
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "查询", (institution,))
    sought.do(lambda by: order_query(order, sought.today, by=by))
    until(lambda: bool(sought.acts("QUERY_COMPLETED")), step, "the query is answered")
    (thing,) = sought.assets()
    assert thing.identifier_tail == NUMBER[-4:]
    frozen = sought.freeze(thing.id, "60000.00")
    told = (State.CLOSED, State.CORRECTED)
    until(lambda: sought.request(frozen.matter).state in told, step, "the freeze is told")
    (control,) = sought.acts("ASSET_CONTROLLED")
    assert control.payload["amount"] == Fen.of_yuan("60000.00")


def register(code: str, profile: str, today):
    bank = SimulatedBank(code, code, f"示例银行{code[-4:]}", "Sample Bank", profile=profile)
    return banks.register_banks(today, instant(today), province="重庆市", banks=[bank])[code]


def test_an_older_front_end_from_the_query_to_the_feedback(tmp_path: Path, url: str) -> None:
    sought = seek()
    code = f"YH{sought.court_no:06d}"
    institution = register(code, "BANK-SOAP-1", sought.today)
    faults = {"duplicate_feedback": 1, "lose_answer": 1, "kill": {"after_execute": 1}}
    address = ("--url", f"{url}/ckwWebService/SyyhConvertData")
    bank = Program(tmp_path, code, faults, "--dialect", "soap-older", *address)
    try:
        ask_and_freeze(sought, institution, bank.keep)
        assert bank.deaths >= 1
    finally:
        bank.stop()


def test_a_bank_of_the_file_channel_over_sftp(tmp_path: Path, host: Host) -> None:
    sought = seek()
    code = f"YH{sought.court_no:06d}"
    institution = register(code, "BANK-FILE-2", sought.today)
    with open_scope(Scope.system()):
        set_exchange(institution, host.exchange, instant(sought.today))
        view, address = get_institution(institution), list_exchanges()[institution]
    folder = str(host.folder / "bank")
    faults = {"corrupt_package": 1, "duplicate_package": 1, "kill": {"before_send": 1}}
    bank = Program(tmp_path, code, faults, "--dialect", "packages", "--exchange", folder)
    with override_settings(ZX_SFTP_KEY=str(host.client_key)):
        place = open_place(address)

    def step() -> None:
        bank.keep()
        exchange(view, place, lambda event, **values: None)

    try:
        ask_and_freeze(sought, institution, step)
        assert bank.deaths >= 1
    finally:
        bank.stop()
        place.close()


def test_a_bank_over_sftp_corrects_itself_and_takes_a_freeze_back(
    tmp_path: Path, host: Host
) -> None:
    sought = seek()
    code = f"YH{sought.court_no:06d}"
    institution = register(code, "BANK-FILE-2", sought.today)
    with open_scope(Scope.system()):
        set_exchange(institution, host.exchange, instant(sought.today))
        view, address = get_institution(institution), list_exchanges()[institution]
    folder = str(host.folder / "bank")
    faults = {"correction": 1, "reversal": 1, "duplicate_package": 1, "loose_names": 1}
    bank = Program(tmp_path, code, faults, "--dialect", "packages", "--exchange", folder)
    with override_settings(ZX_SFTP_KEY=str(host.client_key)):
        place = open_place(address)

    def step() -> None:
        bank.keep()
        exchange(view, place, lambda event, **values: None)

    def state(kind: str) -> State:
        return sought.requests(kind)[0].state

    try:
        ask_and_freeze(sought, institution, step)
        until(lambda: state("QUERY") is State.CORRECTED, step, "the answer is corrected")
        until(lambda: state("CONTROL") is State.CORRECTED, step, "the freeze is taken back")
        assert sought.assets()[0].balance == Fen.of_yuan("80000.00")
        assert sought.requests("CONTROL")[0].outcome == "NOT_DONE"
        assert sought.facts.of(Property).controlled == ZERO
    finally:
        bank.stop()
        place.close()


def test_a_host_that_is_not_the_one_known_is_not_spoken_to(tmp_path: Path, host: Host) -> None:
    stranger = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    place = Sftp(host.exchange.address, stranger, host.client_key)
    with pytest.raises(Unreached):
        place.arrivals()
    place.close()
