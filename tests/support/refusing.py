"""A court with one running case, in which everything that can be asked can be refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from django.db import connection

from tests.support.filed import FiledCase, application, file_one, notify, person
from zhixing.assignment import operations as assignment
from zhixing.cases import operations as cases
from zhixing.funds import operations as funds
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries as inquiries
from zhixing.instruments import operations as instruments
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.measures import operations as measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal
from zhixing.scenarios import banks

NOBODY = UUID(int=7)


@dataclass(frozen=True)
class World:
    """Hold a court with one running case in it, and another court."""

    filed: FiledCase
    other: FiledCase
    received: UUID
    receipt: UUID
    draft: UUID
    waiting: UUID
    request: UUID
    order: UUID
    day: date

    @property
    def court_no(self) -> int:
        return self.filed.stage.court_no

    @property
    def case(self) -> UUID:
        return self.filed.case

    def who(self, kind: K, number: int = 0) -> Principal:
        return self.filed.stage.who(kind, number)


def make_world() -> World:
    """File a case and let it run into everything the refusals need."""
    filed = file_one()
    stage, day = filed.stage, filed.stage.today
    stage.do(
        K.DIRECTOR,
        lambda by: assignment.designate(
            filed.case, member(filed, 2), stage.staff.teams[0], "案情", day, by=by
        ),
    )
    notify(filed)
    received = stage.do(
        K.JUDGE,
        lambda by: cases.receive_application(
            replace(application("received", "5000.00", day), creditors=(person("示例丙", 33),)),
            by=by,
            on=day,
        ),
    )
    number = f"9{stage.court_no:08d}0001"
    stage.do(K.ACCOUNTANT, lambda by: funds.open_case_account(filed.case, number, day, by=by))
    incoming = funds.Incoming("REF-1", day, Fen.of_yuan(1_000), number)
    posted = stage.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by))
    ordered = payment(filed, Fen.of_yuan(400), "refusals-pay")
    order = stage.do(K.CLERK, lambda by: funds.order_payment(ordered, day, by=by))
    draft = stage.do(
        K.CLERK,
        lambda by: instruments.draft_instrument(_risk_notice(filed.case), day, by=by),
    )
    restriction = measures.SearchPlan(filed.debtor, "住所", "转移财物")
    waiting = stage.do(
        K.JUDGE,
        lambda by: measures.apply_search(filed.case, restriction, day, by=by),
        number=2,
    )
    bank = banks.SimulatedBank(code := f"R{uuid4().hex[:12]}", code, "示例银行", "Sample")
    ids = banks.register_banks(day, instant(day), province="重庆市", banks=[bank])
    asked = inquiry.QueryOrder(filed.case, (filed.debtor,), "refusals", (ids[code],))
    stage.do(K.JUDGE, lambda by: inquiry.order_query(asked, day, by=by), number=2)
    request = stage.do(K.JUDGE, lambda by: inquiries.list_requests(by.court_no, filed.case)[0].id)
    return World(
        filed, file_one(), received.case, posted.receipt, draft, waiting, request, order, day
    )


def member(filed: FiledCase, number: int) -> assignment.Member:
    judge = filed.stage.staff.of_kind(K.JUDGE, number)
    return assignment.Member(judge.person, judge.post)


def _risk_notice(case: UUID) -> instruments.Draft:
    return instruments.Draft(case, "RISK_NOTICE", {"grounds": ["违反财产报告制度的；"]})


def payment(filed: FiledCase, amount: Fen, key: str) -> funds.PaymentRequest:
    return funds.PaymentRequest(
        filed.case, filed.creditor, amount, "演练银行", "6200000000000009", "案款", key
    )


ROWS = """
SELECT c.table_name FROM information_schema.columns c
  JOIN pg_class k ON k.relname = c.table_name AND k.relkind IN ('r', 'p')
   AND NOT k.relispartition AND k.relnamespace = 'public'::regnamespace
 WHERE c.table_schema = 'public' AND c.column_name = 'court_no'
   AND has_table_privilege(k.oid, 'SELECT')
 ORDER BY 1
"""


def everything(court_no: int) -> dict[str, tuple[int, int]]:
    """Give, for every table with court rows, how many the court has and a sum over all of them."""
    found = {}
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(ROWS)
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(
                f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) "
                f"FROM {table} t WHERE court_no = %s",
                [court_no],
            )
            found[table] = cursor.fetchone()
        cursor.execute(
            "SELECT count(*), 0 FROM procrastinate_jobs WHERE args ->> 'court_no' = %s",
            [str(court_no)],
        )
        found["jobs"] = cursor.fetchone()
    return found
