"""A unit without a connection: registered with its window, and its receipts keyed by two people."""

from __future__ import annotations

import base64
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from tests.support.banks import Sought
from tests.support.filed import DAY
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.cards import picture as card_picture
from zhixing.inquiry.counter import queries
from zhixing.inquiry.counter.queries import WindowTaskDetail
from zhixing.inquiry.operations import KeyedReceipt, Pair, Scan, Service
from zhixing.institutions.abilities import COUNTER_PROFILE, ability_of
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.operations import NewInstitution, register_institution, set_window
from zhixing.institutions.records import Hours, WindowView
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

OFFICE = Hours((1, 2, 3, 4, 5), time(9), time(17))
WINDOW = WindowView(
    "综合业务部", "示例市示例路9号一层3号窗口", "司法协助岗", OFFICE, "000-0000-0000"
)


def make_counter(
    kind: InstitutionKind = InstitutionKind.NON_MEMBER_COUNTER,
    *,
    capabilities: frozenset[WireCapability] | None = None,
    has_window: bool = True,
) -> UUID:
    """Register a unit that is reached by hand only."""
    code = f"W{uuid4().hex[:12]}"
    new = NewInstitution(
        code=code,
        name=f"示例村镇银行{code[-4:]}",
        name_en="Sample Village Bank",
        kind=kind,
        tier=Tier.LOCAL,
        profile=COUNTER_PROFILE,
        user_name="",
        password="",
        valid_from=date(2010, 1, 1),
        at=instant(DAY),
        capabilities=capabilities or ability_of(kind).capabilities,
        province="重庆市",
    )
    with open_scope(Scope.system()):
        made = register_institution(new)
        if has_window:
            set_window(made, WINDOW, instant(DAY))
    return made


def give_window(institution: UUID) -> None:
    """Record the window of an institution, whatever wire it speaks."""
    with open_scope(Scope.system()):
        set_window(institution, WINDOW, instant(DAY))


def only_task(sought: Sought, *, open_only: bool = True) -> WindowTaskDetail:
    """Give the one task of the case."""

    def look() -> WindowTaskDetail:
        (task,) = queries.list_window_tasks(
            sought.court_no, case=sought.filed.case, open_only=open_only
        )
        return queries.get_window_task(sought.court_no, task.id)

    return sought.read(look)


def officers(sought: Sought) -> tuple[UUID, UUID]:
    """Give the judge who handles the case and an assistant."""
    staff = sought.filed.stage.staff
    return staff.of_kind(K.JUDGE, 2).person, staff.of_kind(K.ASSISTANT).person


def go(sought: Sought, served_at: datetime, *, task: UUID | None = None, scan: bytes = b"") -> UUID:
    """Assign, print, serve and take in the picture of the receipt; gives the task."""
    task = task or only_task(sought).task.id
    pair = Pair(*officers(sought))
    sought.do(lambda by: inquiry.assign_window_task(task, pair, sought.today, by=by))
    at = sought.filed.stage.clock_at
    sought.do(lambda by: inquiry.print_window_bundle(task, at, by=by), K.CLERK)
    serve(sought, task, served_at)
    attach(sought, task, scan or picture())
    return task


def serve(sought: Sought, task: UUID, served_at: datetime, **more: Any) -> None:
    """Hand the papers in."""
    given = {"received_by": "示例柜员", "papers_shown": True, **more}
    service = Service(served_at, **given)
    at = max(served_at, sought.filed.stage.clock_at)
    sought.do(lambda by: inquiry.serve_at_window(task, service, at, by=by), K.CLERK)


def attach(sought: Sought, task: UUID, content: bytes, name: str = "回执.png") -> UUID:
    """Take in a picture of the receipt."""
    scan = Scan(name, base64.b64encode(content).decode())
    at = sought.filed.stage.clock_at
    return sought.do(lambda by: inquiry.attach_scan(task, scan, at, by=by), K.CLERK)


def key(sought: Sought, keyed: KeyedReceipt, kind: K = K.CLERK, **more: Any) -> Any:
    """Key a receipt as the clerk, or as somebody else."""
    detail = only_task(sought)
    task, request = detail.task.id, more.pop("request", detail.items[0].request)
    at = sought.filed.stage.clock_at
    number = 1 if kind is K.JUDGE else 2
    return sought.do(lambda by: inquiry.key_receipt(task, request, keyed, at, by=by), kind, number)


def key_twice(sought: Sought, keyed: KeyedReceipt, **more: Any) -> Any:
    """Key a receipt as two people who read it alike."""
    key(sought, keyed, K.CLERK, **more)
    return key(sought, keyed, K.ASSISTANT, **more)


def picture(text: str = "回执") -> bytes:
    """Make a small picture, another one for another text."""
    return card_picture(text)
