"""What a bundle for a window holds: the papers of its requests, both cards, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from zhixing.assets.currencies import foreign_text
from zhixing.courts import queries as courts
from zhixing.inquiry import messages, models
from zhixing.inquiry.cards import credentials_of
from zhixing.inquiry.counter.keyed_exchange import is_exchange
from zhixing.inquiry.counter.window_words import hours_words
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.wire.model import AssistanceRequest, ControlLine, Kind, Measure
from zhixing.inquiry.wording import remember
from zhixing.institutions.queries import find_window, get_institution
from zhixing.instruments.bundling import Bound, Bundle, Card, Place, Sheet, Slip, bind
from zhixing.kernel.clock import legal_day
from zhixing.kernel.fen import ZERO
from zhixing.kernel.refusal import Impossible
from zhixing.platform.principal import Principal

BLANK = "　"
ERRANDS = {
    Measure.FREEZE: "协助冻结",
    Measure.RENEW: "协助续行冻结",
    Measure.RELEASE: "协助解除冻结",
    Measure.TRANSFER: "协助划拨",
    Measure.SEAL: "协助查封",
    Measure.SEAL_RENEW: "协助续行查封",
    Measure.SEAL_RELEASE: "协助解除查封",
}
"""What a paper of a control asks for, in the words of instruments."""


def make_bundle(
    task: models.WindowTask, rows: Sequence[models.Request], at: datetime, *, by: Principal
) -> Bound:
    """Bind the papers of a task's requests for its two officers.

    Requests of one order share their papers, which are bound once. The cards are shown at the
    window, so they need not have been reported.

    :raises Refusal: the court has no seal, or an officer no cards that hold on the day.
    """
    remember(rows)
    requests = [messages.open_message(row) for row in rows]
    first = requests[0]
    return bind(
        Bundle(
            task.court_no,
            first.case_no,
            task.reference,
            _errand(first),
            task.due_on,
            _place(task),
            _cards(task, legal_day(at), by),
            _papers(rows),
            _slip(task, requests),
        ),
        at,
    )


def _errand(request: AssistanceRequest) -> str:
    if request.kind is Kind.QUERY:
        return "协助查询财产"
    return ERRANDS.get(request.lines[0].measure, "协助执行")


def _place(task: models.WindowTask) -> Place:
    window = find_window(task.institution_id)
    if window is None:
        raise Impossible(f"window task {task.reference} goes to no window")
    contact = f"{window.contact_post}　{window.phone}".strip()
    return Place(
        get_institution(task.institution_id).name,
        window.department,
        window.address,
        hours_words(window.hours)[0],
        contact,
    )


def _cards(task: models.WindowTask, on: date, by: Principal) -> tuple[Card, ...]:
    people = [p for p in (task.first_officer, task.second_officer) if p is not None]
    named = [(p, courts.get_person(p).name) for p in people]
    officers = Officers(on, by).named(named, reported=False)
    return tuple(
        Card(
            c.officer_name,
            c.work_card_no,
            c.work_card_image,
            c.duty_card_no,
            c.duty_card_image,
        )
        for c in credentials_of(officers, task.court_no)
    )


def _papers(rows: Sequence[models.Request]) -> tuple[Sheet, ...]:
    found: dict[bytes, Sheet] = {}
    for row in rows:
        for writ in messages.load_writs(row.court_no, row.files):
            found.setdefault(writ.content, Sheet(writ.file_name, writ.content))
    return tuple(found.values())


def _slip(task: models.WindowTask, requests: Sequence[AssistanceRequest]) -> Slip:
    first = requests[0]
    parts = tuple(_part(n, request) for n, request in enumerate(requests, 1))
    foot = (("收到时间", BLANK), ("经办人及职务", BLANK), ("联系电话", BLANK))
    title = _errand(first)
    text = f"你院{first.case_no}{_errand(first)}的文书（编号{task.reference}）收悉，办理结果如下："
    return Slip(title, text, parts, foot)


def _part(n: int, request: AssistanceRequest) -> tuple[str, tuple[tuple[str, str], ...]]:
    who = f"{request.subject.name}（证件号码{request.subject.id_no}）"
    title = f"{n}. {who}"
    if request.kind is Kind.QUERY:
        return title, (
            ("查询结果", "□ 查无财产　　□ 查得财产如下（可另附页）"),
            ("账号或者登记号", BLANK),
            ("户名及证件号码", BLANK),
            ("余额／可用余额", BLANK),
            ("已有冻结、查封", BLANK),
        )
    line = request.lines[0]
    if is_exchange(request):
        return title, _exchange_fields(line)
    number = line.account.no if line.account else line.unit.unit_no if line.unit else BLANK
    return title, (
        ("账号或者登记号", number),
        ("办理结果", "□ 已办理　　□ 部分办理　　□ 未能办理"),
        ("实际控制数额", BLANK),
        ("控制期限至", BLANK),
        ("在先冻结、查封", BLANK),
        ("未能办理的原因", BLANK),
    )


def _exchange_fields(line: ControlLine) -> tuple[tuple[str, str], ...]:
    asked = foreign_text(line.amount or ZERO, line.currency)
    return (
        ("账号", line.account.no if line.account else BLANK),
        ("要求兑换的外币数额", asked),
        ("办理结果", "□ 已办理　　□ 部分办理　　□ 未能办理"),
        ("实际兑换的外币数额", BLANK),
        ("汇率（每100外币）及日期", BLANK),
        ("划入的人民币数额", BLANK),
        ("交易流水号", BLANK),
        ("未能办理的原因", BLANK),
    )
