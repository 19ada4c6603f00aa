"""Wrote a receipt: a village bank without a connection is asked by two officers who go there.

Some tasks wait for officers, some for the receipt, some are answered; a few receipts are read
differently by the two who key them, and stay so.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from uuid import UUID

from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.cards import picture
from zhixing.inquiry.counter.queries import get_window_task, list_window_tasks
from zhixing.inquiry.operations import (
    KeyedReceipt,
    KeyedThing,
    Pair,
    QueryOrder,
    ReceiptResult,
    Scan,
    Service,
)
from zhixing.institutions.kinds import PropertyKind
from zhixing.institutions.queries import find_institution_by_code
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.channels import COUNTER
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Order the query; how far the task gets by the present differs from case to case."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    yield life.rng.randrange(0, 3)
    unit = life.judge(lambda by: find_institution_by_code(COUNTER.code, life.today))
    if unit is None:
        return
    order = QueryOrder(life.case, (life.debtor,), f"window-{life.case.hex[-12:]}", (unit.id,))
    life.judge(lambda by: inquiry.order_query(order, life.today, by=by))
    yield life.rng.randrange(1, 3)
    task = _task(life)
    how = life.rng.random()
    if how < 0.2:
        return
    _go(life, task)
    if how < 0.35:
        return
    yield life.rng.randrange(0, 4)
    scan = Scan("回执.png", base64.b64encode(picture(life.number)).decode())
    at = life.stage.clock_at
    life.do(K.CLERK, lambda by: inquiry.attach_scan(task, scan, at, by=by))
    _key(life, task, differ=how > 0.85)


def _task(life: Life) -> UUID:
    return life.judge(lambda by: list_window_tasks(by.court_no, case=life.case)[0].id)


def _go(life: Life, task: UUID) -> None:
    """Assign the handler and an assistant, print the bundle, hand it in this morning."""
    pair = Pair(
        life.judge(lambda by: by.person), life.do(K.ASSISTANT, lambda by: by.person), life.today
    )
    at = life.stage.clock_at
    life.judge(lambda by: inquiry.assign_window_task(task, pair, life.today, by=by))
    life.do(K.CLERK, lambda by: inquiry.print_window_bundle(task, at, by=by))
    service = Service(at, "示例柜员（运营主管）", True)
    life.do(K.CLERK, lambda by: inquiry.serve_at_window(task, service, at, by=by))


def _key(life: Life, task: UUID, *, differ: bool) -> None:
    """Key the receipt as the clerk and as the assistant read it."""
    request = life.judge(lambda by: get_window_task(by.court_no, task).items[0].request)
    at = life.stage.clock_at
    first = _receipt(life)
    second = first
    if differ and first.things:
        thing = first.things[0]
        misread = replace(thing, balance=Fen(int(thing.balance or 0) // 10), available=None)
        second = replace(first, things=(misread,))
    for kind, keyed in ((K.CLERK, first), (K.ASSISTANT, second)):
        life.do(kind, lambda by, k=keyed: inquiry.key_receipt(task, request, k, at, by=by))  # type: ignore[misc]


def _receipt(life: Life) -> KeyedReceipt:
    debtor, owed = life.application.debtors[0], int(life.owed())
    if life.rng.random() < 0.3:
        return KeyedReceipt(ReceiptResult.NIL, life.today)
    balance = Fen(owed * life.rng.randrange(5, 90) // 100)
    number = f"8{life.rng.randrange(10**14, 10**15 - 1)}"
    thing = KeyedThing(PropertyKind.DEPOSIT, number, debtor.number, "活期存款", balance, balance)
    return KeyedReceipt(ReceiptResult.FOUND, life.today, (thing,))


COURSE = CourseOfLife("AT_A_WINDOW", "窗口查询", "asked at a window", play, 3, late=True)
