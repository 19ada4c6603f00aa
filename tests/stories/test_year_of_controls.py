"""A year of one court's clock with many controls: none lapses but by a person who let it.

Banks answer at once, act days late, do not call for days, or refuse first. The judge decides
within days; of some controls the judge says no each time, of others nobody says anything. Every
other control is renewed before its last day. How many controls: ``ZX_YEAR_CONTROLS``, a multiple
of eight; the full run has 320.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from tests.support.banks import QUEUES, Bank, Customer, Deposit, drain, make_bank
from tests.support.filed import DAY, application, file_one, notify, person, stage_on
from zhixing.assets.acts import Property
from zhixing.assets.queries import list_assets
from zhixing.assignment.operations import Member, designate
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.docket.verify import verify_docket
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import list_open
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.keeping.lapse import OF_PEOPLE, OF_PLATFORM
from zhixing.inquiry.operations import FreezeOrder, QueryOrder
from zhixing.inquiry.tasks import expire_in_court, keep_controls
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

CONTROLS = int(os.environ.get("ZX_YEAR_CONTROLS", "8"))
BANKS = ("prompt", "late", "silent", "refusing")
YEAR = 372
SILENT_DAYS, LATE_DAYS = 11, 8
TAKES_ON = (3, 4)
"""On Thursdays and Fridays the refusing bank refuses nothing."""
IN_A_ROW, DECLINED, FORGOTTEN = 11, 1, 7
"""Of so many controls in a row that one is declined, that one forgotten; of eight already."""
EACH = Fen.of_yuan("1000.00")


@dataclass
class Year:
    """Hold the court, its cases with their controls, the banks, and what people do."""

    stage: object
    banks: dict[str, Bank]
    held: dict[UUID, UUID] = field(default_factory=dict)
    kept: list[UUID] = field(default_factory=list)
    declined: set[UUID] = field(default_factory=set)
    forgotten: set[UUID] = field(default_factory=set)

    @property
    def court_no(self):
        return self.stage.court_no

    def by(self, kind, number=0):
        return self.stage.who(kind, number)

    def act(self, kind, operation, number=0):
        by = self.by(kind, number)
        with open_scope(by.scope):
            return operation(by)

    def read(self, look):
        with open_scope(Scope.of_court(self.court_no, self.court_no)):
            return look()

    def acts(self, *types):
        found = []
        for case in sorted(set(self.held.values())):
            found += self.read(lambda c=case: cases.list_acts(self.court_no, c))
        return [a for a in found if a.type in types]


def begin(tmp_path) -> Year:
    """File the cases, find the accounts of their debtors, and freeze each until a day of its own."""
    stage = stage_on()
    with open_scope(Scope.system()):
        ensure_seal(stage.court_no)
    debtors = [person(f"示例债务人{n}", 100 + n) for n in range(max(1, CONTROLS // 8))]
    banks = {}
    for b, name in enumerate(BANKS):
        customers = [
            Customer(d.name, d.number, tuple(Deposit(_number(b, n, k), "9000.00") for k in (1, 2)))
            for n, d in enumerate(debtors)
        ]
        banks[name] = make_bank(tmp_path, customers=customers)
    year = Year(stage, banks)
    claim = (Obligation("p", "principal", Fen.of_yuan("500000.00"), label="借款本金"),)
    judge = stage.staff.of_kind(K.JUDGE, 2)
    member = Member(judge.person, judge.post)
    for debtor in debtors:
        filed = file_one(stage, obligations=claim, debtors=(debtor,), **_key())
        year.act(
            K.DIRECTOR,
            lambda by, c=filed.case: designate(c, member, stage.staff.teams[0], "案情", DAY, by=by),
        )
        notify(filed)
        order = QueryOrder(
            filed.case, (filed.debtor,), str(filed.case), tuple(b.id for b in banks.values())
        )
        year.act(K.JUDGE, lambda by, o=order: inquiry.order_query(o, DAY, by=by), 2)
        _freeze_all(year, filed.case)
    return year


def _key():
    return {"application_key": application().application_key}


def _number(bank: int, debtor: int, account: int) -> str:
    return f"62{bank}{debtor:05d}000000{account:02d}"


def _freeze_all(year: Year, case: UUID) -> None:
    everything(year)
    for asset in year.read(lambda: list_assets(year.court_no, case)):
        n = len(year.held)
        until = DAY + timedelta(days=46 + (n * 37) % 310)
        order = FreezeOrder(case, asset.id, EACH, until)
        matter = year.act(K.JUDGE, lambda by, o=order: inquiry.order_freeze(o, DAY, by=by), 2)
        year.act(
            K.DIRECTOR,
            lambda by, m=matter: decisions.give_opinion(
                m, approve=True, text="同意", on=DAY, by=by
            ),
        )
        year.held[asset.id] = case
        if n % IN_A_ROW == DECLINED:
            year.declined.add(asset.id)
        elif n % IN_A_ROW == FORGOTTEN:
            year.forgotten.add(asset.id)
        else:
            year.kept.append(asset.id)
    everything(year)


def everything(year: Year) -> None:
    """Let jobs and banks run until nothing is left to do."""
    drain(QUEUES)
    for bank in year.banks.values():
        bank.front.cycle()
    drain(QUEUES)


def live(year: Year, seed: int = 7) -> None:
    """Live the year day by day: the night's looks, the judge's day, the banks' day."""
    chance, put_off = Random(seed), dict[UUID, date]()
    for n in range(1, YEAR + 1):
        day = DAY + timedelta(days=n)
        year.stage.goto(day)
        expire_in_court(year.court_no, day.isoformat())
        keep_controls(year.court_no, day.isoformat())
        drain((*QUEUES, "timers"))
        if day.weekday() < 5:
            _decide(year, day, chance, put_off)
        _answer(year, day, n)


def _decide(year: Year, day: date, chance: Random, put_off: dict[UUID, date]) -> None:
    for matter in year.read(lambda: list_open(year.court_no, ("RENEWAL",))):
        if matter.subject in year.forgotten:
            continue
        ready_on = put_off.setdefault(matter.id, day + timedelta(days=chance.choice((0, 0, 1, 2))))
        if day < ready_on and matter.waiting_kind == "JUDGE":
            continue
        approve = matter.subject not in year.declined
        year.act(
            K.JUDGE,
            lambda by, m=matter, a=approve: decisions.give_opinion(
                m.id, approve=a, text="同意" if a else "暂不续行", on=day, by=by
            ),
            2,
        )
    drain(QUEUES)


def _answer(year: Year, day: date, n: int) -> None:
    late, silent, refusing = (year.banks[name] for name in BANKS[1:])
    year.banks["prompt"].front.cycle()
    late.plan(delay=1.0, delay_seconds=10**7)
    late.front.cycle()
    if n % LATE_DAYS == 0:
        with late.front.books.step() as db:
            db.execute("update requests set due_at = 0 where state = 'READY'")
            db.execute("update lines set due_at = 0 where state <> 'DONE'")
        late.front.cycle()
    if n % SILENT_DAYS == 0:
        silent.front.cycle()
    with refusing.front.books.step() as db:
        if day.weekday() in TAKES_ON:
            db.execute("update accounts set name = ltrim(name, '误')")
        else:
            db.execute("update accounts set name = '误' || ltrim(name, '误')")
    refusing.front.cycle()
    drain(QUEUES)


def test_no_control_lapses_but_by_a_person_who_let_it(tmp_path):
    year = begin(tmp_path)
    assert len(year.held) >= CONTROLS
    controls = year.acts("ASSET_CONTROLLED")
    assert len(controls) == len(year.held), "every freeze was made"
    live(year)
    lapses = year.acts("CONTROL_LAPSED")
    causes = Counter(a.payload["cause"] for a in lapses)
    named = {UUID(a.payload["asset"]): a.payload for a in lapses}
    assert set(named) == year.declined | year.forgotten, causes
    assert set(causes) <= {c.value for c in OF_PEOPLE} and not set(causes) & set(OF_PLATFORM)
    judge = year.by(K.JUDGE, 2).person_name
    assert {p["who"] for p in named.values()} == {judge}
    assert all(named[a]["cause"] == "DECLINED" for a in year.declined)
    assert all(named[a]["cause"] == "NOT_DECIDED" for a in year.forgotten)
    renewed = year.acts("CONTROL_RENEWED")
    for asset in year.kept:
        ends_on = {date.fromisoformat(a.payload["until"]) for a in controls if a.subject == asset}
        own = [a for a in renewed if a.subject == asset]
        assert own and {own[0].occurred_on <= day for day in ends_on} == {True}, "renewed in time"
        facts = year.read(lambda a=asset: cases.facts_now(year.court_no, year.held[a]))
        control = facts.of(Property).control_of(asset)
        assert control is not None and control.until > DAY + timedelta(days=YEAR)
    calls = year.acts("RENEWAL_CALLED")
    assert [a for a in calls if a.payload["waits_for"] in ("LETTER", "UNANSWERED")] == []
    assert "REISSUED" in {a.payload["waits_for"] for a in calls}, "silence was asked again"
    refused = [a for a in year.acts("CONTROL_REFUSED") if a.payload["measure"] == "RENEW"]
    assert refused, "banks refused, and it was proposed again"
    assert year.read(lambda: list(verify_docket(year.court_no))) == []
    sys.stdout.write(
        f"{len(year.held)} controls, {len(year.kept)} kept, lapsed by people {dict(causes)}, "
        f"{len(refused)} refusals, {len(calls)} further calls\n"
    )
