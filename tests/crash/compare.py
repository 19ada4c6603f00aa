"""Compares the outside record with what the platform holds: all of it once, nothing half."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from tests.crash.record import Told
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.models import Act, Case
from zhixing.decisions.models import Matter, Opinion
from zhixing.funds.models import Account, PaymentOrder, Receipt, Transfer
from zhixing.funds.queries import verify_money
from zhixing.instruments.models import Instrument
from zhixing.instruments.queries import get_sealed_pdf
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.verify import verify_files
from zhixing.platform.log.verify import verify_log

ORDER_STATES = {"order": "MADE", "check": "CHECKED", "approve": "APPROVED", "settle": "PAID"}
RANKS = ("MADE", "CHECKED", "APPROVED", "PAID")


def compare(court_no: int, told: Iterable[Told]) -> list[str]:
    """Name everything that clients were told and that is not there exactly once, and the reverse."""
    by_step: dict[str, list[Told]] = {}
    for one in told:
        if one.status < 300:
            by_step.setdefault(one.step, []).append(one)
    with open_scope(Scope.system()):
        acts = Counter(Act.objects.filter(court_no=court_no).values_list("case_id", "type"))
        return [
            *_filings(court_no, by_step, acts),
            *_receipts(court_no, by_step, acts),
            *_payments(court_no, by_step, acts),
            *_matters(court_no, by_step, acts),
            *_instruments(court_no, by_step, acts),
        ]


def verify(court_no: int) -> list[str]:
    """Verify log, docket, money and files of the court."""
    with open_scope(Scope.system()):
        found: list[object] = [*verify_log([court_no]), *verify_files([court_no])]
        found += [*verify_docket(court_no), *verify_money()]
    return [str(difference)[:400] for difference in found]


Acts = Counter[tuple[UUID, str]]
Steps = dict[str, list[Told]]


def _once(what: str, count: int) -> Iterator[str]:
    if count != 1:
        yield f"{what}: {count} times"


def _as_many(what: str, there: int, told: int) -> Iterator[str]:
    if there != told:
        yield f"{what}: {there} are there, {told} were told"


def _filings(court_no: int, steps: Steps, acts: Acts) -> Iterator[str]:
    cases = {c.application_key: c for c in Case.objects.filter(court_no=court_no)}
    told = steps.get("file", [])
    yield from _as_many("cases", Case.objects.filter(court_no=court_no).count(), len(told))
    for one in told:
        case = cases.get(one.body["application"]["application_key"])
        if case is None or (str(case.id), case.number) != (
            one.answer["case"],
            one.answer["number"],
        ):
            yield f"the case of key {one.key} is not what was told"
            continue
        yield from _once(f"CASE_APPLIED of {case.number}", acts[case.id, "CASE_APPLIED"])
        yield from _once(f"CASE_FILED of {case.number}", acts[case.id, "CASE_FILED"])
    for one in steps.get("account", []):
        case_id = UUID(one.path.split("/")[2])
        found = Account.objects.filter(court_no=court_no, case_id=case_id, kind="CASE")
        yield from _once(f"account {one.body['number']}", found.count())
        yield from _once(f"opening of {one.body['number']}", acts[case_id, "CASE_ACCOUNT_OPENED"])


def _receipts(court_no: int, steps: Steps, acts: Acts) -> Iterator[str]:
    told = steps.get("receipt", [])
    receipts = Receipt.objects.filter(court_no=court_no)
    keys = Counter(Transfer.objects.filter(court_no=court_no).values_list("key", flat=True))
    yield from _as_many("receipts", receipts.count(), len(told))
    ids = {r.reference: r for r in receipts}
    for one in told:
        reference = one.body["incoming"]["reference"]
        row = ids.get(reference)
        if row is None or str(row.id) != one.answer["receipt"] or row.case_id is None:
            yield f"receipt {reference} is not what was told"
            continue
        yield from _once(f"transfer of {reference}", keys[f"receipt/{reference}"])
        yield from _once(f"matching of {reference}", keys[f"match/{row.id}"])
        yield from _once(f"act of {reference}", acts[row.case_id, "RECEIPT_POSTED"])


def _payments(court_no: int, steps: Steps, acts: Acts) -> Iterator[str]:
    orders = {str(o.id): o for o in PaymentOrder.objects.filter(court_no=court_no)}
    keys = Counter(Transfer.objects.filter(court_no=court_no).values_list("key", flat=True))
    yield from _as_many("payment orders", len(orders), len(steps.get("order", [])))
    paid = sum(order.state == "PAID" for order in orders.values())
    yield from _as_many("payments", paid, len(steps.get("settle", [])))
    for step, state in ORDER_STATES.items():
        for one in steps.get(step, []):
            number = one.answer["id"] if step == "order" else one.path.split("/")[2]
            order = orders.get(number)
            if order is None or RANKS.index(order.state) < RANKS.index(state):
                yield f"order {number} is not {state}"
                continue
            if step == "order":
                yield from _once(f"set aside {number}", keys[f"set-aside/{number}"])
                yield from _once(f"ordered {number}", acts[order.case_id, "PAYMENT_ORDERED"])
            if step == "approve":
                yield from _once(f"approved {number}", acts[order.case_id, "PAYMENT_APPROVED"])
            if step == "settle":
                yield from _once(f"payment {number}", keys[f"payment/{number}"])
                yield from _once(f"made {number}", acts[order.case_id, "PAYMENT_MADE"])


def _matters(court_no: int, steps: Steps, acts: Acts) -> Iterator[str]:
    matters = {str(m.id): m for m in Matter.objects.filter(court_no=court_no)}
    opinions = Counter(
        str(m)
        for m in Opinion.objects.filter(court_no=court_no).values_list("matter_id", flat=True)
    )
    put_up = [*steps.get("suspend", []), *steps.get("freeze", [])]
    given = [*steps.get("opinion", []), *steps.get("approve freeze", [])]
    yield from _as_many("matters", len(matters), len(put_up))
    yield from _as_many("opinions", opinions.total(), len(given))
    for one in steps.get("opinion", []):
        number = one.path.split("/")[2]
        matter = matters.get(number)
        if matter is None or matter.state not in ("APPROVED", "EXECUTED"):
            yield f"matter {number} is not approved"
            continue
        yield from _once(f"approval of {number}", acts[matter.case_id, "MATTER_APPROVED"])
        yield from _once(f"period begun by {number}", acts[matter.case_id, "PERIOD_EXCLUDED"])


def _instruments(court_no: int, steps: Steps, acts: Acts) -> Iterator[str]:
    rows = {str(i.id): i for i in Instrument.objects.filter(court_no=court_no)}
    yield from _as_many("drafts", len(rows), len(steps.get("draft", [])))
    issued = sum(row.state == "ISSUED" for row in rows.values())
    yield from _as_many("issued instruments", issued, len(steps.get("issue", [])))
    for one in steps.get("issue", []):
        number = one.path.split("/")[2]
        row = rows.get(number)
        if row is None or row.pdf_sha256 != one.answer["result"]:
            yield f"instrument {number} is not what was told"
            continue
        sealed = hashlib.sha256(get_sealed_pdf(court_no, row.id)).hexdigest()
        if sealed != row.pdf_sha256:
            yield f"the sealed file of {number} is another"
        yield from _once(f"issue of {number}", acts[row.case_id, "INSTRUMENT_ISSUED"])
