"""A simulated bank beside a case: the real front-end, called step by step without a socket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.test import RequestFactory

from simulators.bank import codec
from simulators.bank.books import Books
from simulators.bank.faults import Faults
from simulators.bank.front import Front
from simulators.bank.line import LineDown, _fault, _returned
from simulators.bank.parcels import ParcelFront
from simulators.bank.settings import BusinessClock, Settings
from simulators.bank.work import Work
from simulators.bank.world import load_world
from tests.support.filed import DAY, FiledCase, file_one, notify, person, stage_on
from zhixing.assets.queries import AssetView, list_assets
from zhixing.assignment.operations import Member, designate
from zhixing.cases import queries as cases
from zhixing.cases.docket.facts import Facts
from zhixing.decisions import operations as decisions
from zhixing.funds.operations import open_case_account
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.endpoint import wire_endpoint
from zhixing.inquiry.operations import FreezeOrder, QueryOrder
from zhixing.inquiry.queries import RequestView
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.kinds import InstitutionKind, Tier
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, Deposit, SimulatedBank
from zhixing.scenarios.stage import Stage

T = TypeVar("T")
DEBTOR = person("示例乙", 22)
QUEUES = ("reactions", "inquiry")
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope '
    'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
    'xmlns:ser="http://syyh.service.webService.ckw.tdh/"><s:Body><ser:{op}>{args}</ser:{op}>'
    "</s:Body></s:Envelope>"
)


@dataclass
class DirectLine:
    """Call the endpoint in this process, as a line would over HTTP; it can be cut."""

    is_cut: bool = False
    profile: str = banks.PROFILE
    calls: list[str] = field(default_factory=list)
    hook: Callable[[str], None] | None = None

    def call(self, operation: str, *arguments: str) -> str:
        self.calls.append(operation)
        if self.is_cut:
            raise LineDown("the line is cut")
        args = "".join(f"<arg{i}>{a}</arg{i}>" for i, a in enumerate(arguments))
        envelope = ENVELOPE.format(op=operation, args=args).encode()
        status, body = post(envelope, profile=self.profile)
        if self.hook is not None:
            self.hook(operation)
        if status != 200:
            raise LineDown(f"HTTP {status}: {_fault(body)}")
        return _returned(body)


def post(
    body: bytes, address: str = "127.0.0.1", profile: str = banks.PROFILE
) -> tuple[int, bytes]:
    """Post an envelope to the address of a profile and give status and answer."""
    service = get_profile(profile).service
    assert service is not None
    request = RequestFactory().post(
        service.path,
        data=body,
        content_type="text/xml; charset=utf-8",
        REMOTE_ADDR=address,
    )
    response = wire_endpoint(request, profile)
    return response.status_code, response.content


@dataclass
class Bank:
    """Hold one simulated bank with the institution it is registered as."""

    id: UUID
    code: str
    front: Front
    line: DirectLine
    log: list[tuple[str, dict[str, Any]]]
    folder: Path

    def cycle(self, times: int = 1) -> None:
        """Go through the bank's whole cycle, and let the court's jobs run."""
        for _ in range(times):
            self.front.cycle()
            drain(QUEUES)

    def plan(self, **faults: Any) -> None:
        """Let the bank misbehave."""
        self.front.faults = Faults(faults, "1", self.front.books)

    def say(self, operation: str, node: codec.Node, binaries: Any = None) -> str:
        """Send a feedback written by hand and give the court's answer."""
        marker = codec.usermarker(self.code, banks.PASSWORD)
        answer = self.line.call(operation, marker, codec.encode(node, binaries or {}))
        drain(QUEUES)
        return answer

    def ask(self, operation: str, *rest: str) -> str:
        return self.line.call(operation, codec.usermarker(self.code, banks.PASSWORD), *rest)

    def events(self, name: str) -> list[dict[str, Any]]:
        return [values for event, values in self.log if event == name]

    @property
    def statement(self) -> Path:
        return self.folder / "statement.jsonl"

    def rows(self, sql: str, *values: object) -> list[Any]:
        return list(self.front.books.rows(sql, *values))


def make_bank(
    folder: Path,
    *deposits: Deposit,
    tier: Tier = Tier.NATIONAL,
    lookup: str = "",
    profile: str = banks.PROFILE,
    kind: InstitutionKind = InstitutionKind.COMMERCIAL_BANK,
    customers: Sequence[Customer] = (),
    **more: Any,
) -> Bank:
    """Register a bank of this test's own and open its books: for the debtor, or for customers."""
    code = f"T{uuid4().hex[:12]}"
    bank = SimulatedBank(code, code, f"示例银行{code[-4:]}", "Sample Bank", tier, profile, kind)
    ids = banks.register_banks(DAY, instant(DAY), province="重庆市", banks=[bank])
    folder = folder / code
    folder.mkdir()
    known = list(customers)
    if deposits or lookup:
        known.append(Customer(DEBTOR.name, DEBTOR.number, deposits, lookup=lookup))
    banks.write_world(folder / "world.json", known)
    given = {"name": code, "user": code, "today": DAY.isoformat(), "transfer_seconds": 0}
    given |= {"retry_seconds": 0, "statement": str(folder / "statement.jsonl"), "title": bank.name}
    settings = Settings(**{**given, **more})
    books = Books(folder / "books.sqlite3")
    books.admit(load_world(folder / "world.json"))
    line, log = DirectLine(profile=profile), []

    def note(event: str, **values: Any) -> None:
        log.append((event, values))

    faults = Faults({}, "1", books)
    front_of = ParcelFront if settings.dialect == "packages" else Front
    front = front_of(settings, line, books, faults, BusinessClock(settings.today), note)
    Work(settings, books, faults, note).write_statement()
    return Bank(ids[code], code, front, line, log, folder)


@dataclass
class Sought:
    """Hold a filed case with a handler, a seal and an account, ready for query and control."""

    filed: FiledCase
    account: str

    @property
    def court_no(self) -> int:
        return self.filed.stage.court_no

    def do(self, operation: Callable[[Any], T], kind: K = K.JUDGE, number: int = 2) -> T:
        """Let the handling judge (or another post) do one thing, and the jobs run."""
        result = self.filed.stage.do(kind, operation, number=number if kind is K.JUDGE else 0)
        drain(QUEUES)
        return result

    def query(self, *asked: Bank, key: str = "", **more: Any) -> UUID:
        order = QueryOrder(
            self.filed.case,
            (self.filed.debtor,),
            key or uuid4().hex,
            tuple(b.id for b in asked),
            **more,
        )
        return self.do(lambda by: inquiry.order_query(order, self.today, by=by))

    @property
    def today(self) -> Any:
        return self.filed.stage.today

    def approve(self, matter: UUID, approve: bool = True) -> None:
        self.do(
            lambda by: decisions.give_opinion(
                matter, approve=approve, text="同意" if approve else "不同意", on=self.today, by=by
            ),
            K.DIRECTOR,
        )

    def order_freeze(self, asset: UUID, yuan: str, **more: Any) -> UUID:
        order = FreezeOrder(self.filed.case, asset, Fen.of_yuan(yuan), **more)
        return self.do(lambda by: inquiry.order_freeze(order, self.today, by=by))

    def freeze(self, asset: UUID, yuan: str, **more: Any) -> RequestView:
        """Order a freeze, have it approved, and give its request."""
        matter = self.order_freeze(asset, yuan, **more)
        self.approve(matter)
        return self.request(matter)

    def request(self, matter: UUID) -> RequestView:
        return self.read(
            lambda: queries.list_requests(self.court_no, self.filed.case, matter=matter)
        )[-1]

    def requests(self, kind: str = "") -> list[RequestView]:
        return self.read(lambda: queries.list_requests(self.court_no, self.filed.case, kind=kind))

    def assets(self) -> list[AssetView]:
        return self.read(lambda: list_assets(self.court_no, self.filed.case))

    def acts(self, *types: str) -> list[Any]:
        found = self.read(lambda: cases.list_acts(self.court_no, self.filed.case))
        return [a for a in found if not types or a.type in types]

    @property
    def facts(self) -> Facts:
        return self.read(lambda: cases.facts_now(self.court_no, self.filed.case))

    def read(self, look: Callable[[], T]) -> T:
        with open_scope(Scope.of_court(self.court_no, self.court_no)):
            return look()


def seek(amount: str = "100000.00", stage: Stage | None = None, **more: Any) -> Sought:
    """File a case, appoint its handler, seal the court, send the notice, open its account."""
    stage = stage or stage_on()
    filed = file_one(stage, obligations=_claim(amount), debtors=(DEBTOR,), **more)
    with open_scope(Scope.system()):
        ensure_seal(stage.court_no)
    judge = stage.staff.of_kind(K.JUDGE, 2)
    member = Member(judge.person, judge.post)
    stage.do(
        K.DIRECTOR,
        lambda by: designate(filed.case, member, stage.staff.teams[0], "案情", DAY, by=by),
    )
    notify(filed)
    serial = re.findall(r"(\d+)号", filed.number)[-1]
    number = f"9{stage.court_no:08d}{int(serial):04d}"
    stage.do(K.ACCOUNTANT, lambda by: open_case_account(filed.case, number, DAY, by=by))
    return Sought(filed, number)


def _claim(amount: str) -> Any:
    from zhixing.cases.docket.chapters import Obligation

    return (Obligation("p", "principal", Fen.of_yuan(amount), label="借款本金"),)


def fen_of(path: Path) -> list[int]:
    return [json.loads(line)["amount_fen"] for line in path.read_text().splitlines()]
