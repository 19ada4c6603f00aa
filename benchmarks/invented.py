"""Invented applications, each different from every other; no person in them exists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.kernel.canonical import to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import resident_check
from zhixing.parties.values import PartyEntry

FILED_ON = date(2018, 3, 5)
EFFECTIVE_ON = date(2017, 12, 1)
PERFORM_UNTIL = date(2017, 12, 11)
_SURNAMES = "申贝卞齐伏皮戚谈宋茅庞熊纪舒屈项祝董梁"
_GIVEN = "安柏辰丹恩帆格涵佳可兰明宁欧珮琪然桑棠维"


def resident(n: int) -> str:
    """Give an invented resident number that passes its check, another for each ``n``."""
    n, serial = divmod(n, 1000)
    n, day = divmod(n, 28)
    n, month = divmod(n, 12)
    body = f"110101{1950 + n % 50}{month + 1:02d}{day + 1:02d}{serial:03d}"
    return body + resident_check(body)


def name(n: int) -> str:
    """Give an invented name."""
    return _SURNAMES[n % 19] + _GIVEN[n // 19 % 20] + _GIVEN[n // 380 % 20]


def application(n: int, key: str = "B") -> Application:
    """Give the ``n``-th application of a run: two people, one loan, one fee."""
    received = FILED_ON - timedelta(days=n % 3)
    return Application(
        application_key=f"{key}-{n}",
        title_number=f"（2017）渝0119民初{10_000 + n}号",
        title_kind=TitleKind.JUDGMENT,
        issuing_body="重庆市南川区人民法院",
        cause="民间借贷纠纷",
        effective_on=EFFECTIVE_ON,
        applied_on=received - timedelta(days=1),
        received_on=received,
        performance_until=PERFORM_UNTIL,
        creditors=(PartyEntry(name(2 * n), number=resident(2 * n)),),
        debtors=(PartyEntry(name(2 * n + 1), number=resident(2 * n + 1)),),
        obligations=(
            Obligation("1", "principal", Fen(120_000_00 + n * 137), PERFORM_UNTIL, label="借款"),
            Obligation("2", "case_fee", Fen(1_350_00 + n % 977), PERFORM_UNTIL, label="受理费"),
        ),
    )


def applications(first: int, count: int, key: str = "B") -> list[Application]:
    """Give that many applications from a number on."""
    return [application(n, key) for n in range(first, first + count)]


def on_the_wire(application: Application) -> dict[str, Any]:
    """Give an application as the HTTP API takes it: amounts as text of yuan."""
    body: Any = to_json(application)
    for item in body["obligations"]:
        item["amount"] = Fen(item["amount"]).yuan
    body["costs"] = Fen(body["costs"]).yuan
    return dict(body)


def batches(count: int, size: int, key: str = "B") -> Iterator[bytes]:
    """Give the bodies of the requests that file ``count`` applications, ``size`` in each."""
    for first in range(0, count, size):
        chosen = applications(first, min(size, count - first), key)
        body = {"applications": [on_the_wire(a) for a in chosen]}
        yield json.dumps(body, ensure_ascii=False).encode()
