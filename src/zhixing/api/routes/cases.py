"""Cases: filing one or many, the list, a case as of a day, its docket, figures, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from zhixing.api.door import invalid, unreadable
from zhixing.api.problems import not_found
from zhixing.api.route import ask, get, post
from zhixing.api.schemas.cases import (
    BatchAnswer,
    CaseAsOf,
    DueNode,
    FiledRow,
    NodeOnDay,
    Page,
    Reading,
    Rows,
    Written,
    filed_row,
    part_rows,
)
from zhixing.api.visible import get_visible_case
from zhixing.cases import figures, operations, queries
from zhixing.cases.acts import RefusalGround, Role
from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.cases.docket.registry import get_act_type
from zhixing.cases.docket.reminders import Reminders, reminders_of
from zhixing.cases.docket.values import ActView
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.outcome import Filed, Mode
from zhixing.cases.filing.problem import Problem
from zhixing.cases.queries import CaseFilter, NodeView
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.finding import Finding
from zhixing.law.nodes.charter import CHARTERS
from zhixing.parties.values import PartyEntry
from zhixing.platform.principal import Principal

Limit = Annotated[int, Field(ge=1, le=200)]


def file_case(application: Application, on: date, *, by: Principal) -> FiledRow:
    """File one application (立案): number, parties, title, debt, nodes."""
    return filed_row(operations.file_case(application, by=by, on=on))


def receive_application(application: Application, on: date, *, by: Principal) -> FiledRow:
    """Record an application and number it; the decision on filing stays open."""
    return filed_row(operations.receive_application(application, by=by, on=on))


def file_cases(
    applications: Rows, mode: Mode = Mode.ALL_OR_NONE, *, on: date, by: Principal
) -> BatchAnswer:
    """File up to 5,000 applications: good rows, or none if one is bad, by ``mode``.

    Every bad row is named with field and reason, also one that could not be read.
    """
    numbers, good, unread = part_rows(applications)
    writes = bool(good) and (mode is Mode.GOOD_ROWS or not unread)
    if not writes:
        done = operations.check_applications(good, by=by, on=on, rows=numbers)
        return _answer(len(applications), (), [*unread, *done.problems])
    filed = operations.file_cases(good, by=by, on=on, mode=mode, rows=numbers)
    return _answer(len(applications), filed.filed, [*unread, *filed.problems])


def check_applications(applications: Rows, on: date, *, by: Principal) -> BatchAnswer:
    """Say what filing these applications would answer, without writing anything."""
    numbers, good, unread = part_rows(applications)
    done = operations.check_applications(good, by=by, on=on, rows=numbers)
    return _answer(len(applications), done.filed, [*unread, *done.problems])


def _answer(rows: int, filed: Sequence[Filed], problems: Sequence[Problem]) -> BatchAnswer:
    ordered = tuple(sorted(problems, key=lambda p: p.row))
    return BatchAnswer(rows, tuple(map(filed_row, filed)), ordered)


def accept_filing(case: UUID, note: str, on: date, *, by: Principal) -> Written:
    """Decide that a recorded application is filed (决定立案)."""
    done = operations.accept_filing(case, by=by, on=on, note=note)
    return Written(done.act, done.seq)


def refuse_filing(
    case: UUID, grounds: tuple[RefusalGround, ...], reason: str, on: date, *, by: Principal
) -> Written:
    """Rule not to accept an application (裁定不予受理)."""
    done = operations.refuse_filing(case, grounds, reason, by=by, on=on)
    return Written(done.act, done.seq)


def record_succession(
    case: UUID,
    former: UUID,
    successor: PartyEntry,
    role: Role,
    ground: str,
    on: date,
    *,
    by: Principal,
) -> Written:
    """Put a successor in a party's place (变更当事人)."""
    done = operations.record_succession(
        case, former, successor, role=role, ground=ground, by=by, on=on
    )
    return Written(done.act, done.seq)


def correct_claim(case: UUID, corrected: ClaimCorrection, *, by: Principal) -> Written:
    """Correct what the application was recorded to claim; the old act stays."""
    done = operations.correct_claim(case, corrected, by=by)
    return Written(done.act, done.seq)


def correct(
    case: UUID, act: UUID, payload: dict[str, Json], occurred_on: date, *, by: Principal
) -> Written:
    """Record what an act should have said; ``payload`` is of the same type, canonical form."""
    original = _act_of(case, act, by)
    try:
        read: Any = decode(get_act_type(original.type).payload, payload)
    except Unreadable as refused:
        raise unreadable("payload", refused) from None
    done = correct_act(act, read, occurred_on, by=by)
    return Written(done.act, done.seq)


def annul(case: UUID, act: UUID, reason: str, *, by: Principal) -> Written:
    """Record that an act was entered in error and never happened."""
    _act_of(case, act, by)
    done = annul_act(act, reason, by=by)
    return Written(done.act, done.seq)


def _act_of(case: UUID, act: UUID, by: Principal) -> ActView:
    found = queries.get_act(by.court_no, act)
    if found.case != case:
        raise not_found("act")
    return found


def cases(
    handler: UUID | None = None,
    team: UUID | None = None,
    stage: str = "",
    number: str = "",
    name: str = "",
    filed_from: date | None = None,
    filed_until: date | None = None,
    due_by: date | None = None,
    is_open: bool | None = None,
    court_no: int | None = None,
    order: Annotated[str, Field(pattern="^(filed|due|claim)$")] = "filed",
    descending: bool = True,
    after: str = "",
    limit: Limit = 50,
) -> Page:
    """List cases with filters; ``after`` is the ``next_key`` of the page before."""
    wanted = CaseFilter(
        handler=handler,
        team=team,
        stage=stage,
        number=number,
        name=name,
        filed_from=filed_from,
        filed_until=filed_until,
        due_by=due_by,
        is_open=is_open,
        court_no=court_no,
    )
    try:
        page = queries.list_cases(
            wanted, order=order, descending=descending, after=after, limit=limit
        )
    except ValueError as refused:
        raise invalid("after", str(refused)) from None
    return Page(page.cases, page.next_key)


def case(
    case: UUID, on: date, reading: Reading = Reading.NOW, known_at: datetime | None = None
) -> CaseAsOf:
    """Show a case: as it stands NOW, as it STOOD on a day, or as the court KNEW it at an instant.

    STOOD counts what was recorded later; KNOWN counts only what was recorded until
    ``known_at``.
    """
    view = get_visible_case(case)
    if reading is Reading.KNOWN and known_at is None:
        raise invalid("known_at", "this reading needs known_at 此读法须给出 known_at")
    if reading is Reading.NOW:
        facts = queries.facts_now(view.court_no, case)
    else:
        known = known_at if reading is Reading.KNOWN else None
        facts = queries.facts_as_of(view.court_no, case, known_at=known, on=on)
    return CaseAsOf(view, reading, on, known_at, facts.to_json(), facts.hash)  # type: ignore[arg-type]


def docket(case: UUID, on: date | None = None, known_at: datetime | None = None) -> list[ActView]:
    """List the acts of a docket in legal order, corrections beside what they correct."""
    view = get_visible_case(case)
    return queries.list_acts(view.court_no, case, known_at=known_at, on=on)


def act(case: UUID, act: UUID) -> ActView:
    """Show one act."""
    found = queries.get_act(get_visible_case(case).court_no, act)
    if found.case != case:
        raise not_found("act")
    return found


def act_findings(case: UUID, act: UUID) -> list[Finding[Any]]:
    """Run again every finding an act rests on."""
    view = get_visible_case(case)
    found = queries.get_act(view.court_no, act)
    if found.case != case:
        raise not_found("act")
    return list(queries.execute_findings(found))


def nodes(case: UUID, on: date) -> list[NodeOnDay]:
    """List the nodes of a case; whether one is overdue is a comparison with the day."""
    view = get_visible_case(case)
    own = reminders_of(view.court_no, on)
    return [_on_day(node, own, on) for node in queries.list_nodes(view.court_no, case)]


def _on_day(node: NodeView, own: Reminders, on: date) -> NodeOnDay:
    ahead: tuple[date, ...] = ()
    code = node.code.partition(":")[0]
    if node.done_on is None and node.due_on is not None:
        ahead = own.ahead(code, node.due_on, on).value
    set_by = own.legal_basis if own.is_own(code) else ""
    return NodeOnDay(node, node.overdue_days(on), CHARTERS.get(node.code), ahead, set_by)


def due(
    on: date, due_by: date, handler: UUID | None = None, limit: Limit = 200, *, by: Principal
) -> list[DueNode]:
    """List what is due until a day in the court, the earliest first."""
    found = queries.list_open_nodes(by.court_no, due_by=due_by, handler=handler, limit=limit)
    return [DueNode(view, node, node.overdue_days(on)) for view, node in found]


def figure_names() -> tuple[str, ...]:
    """List the figures that open to their reasons."""
    return figures.list_figures()


def figure(case: UUID, name: str, on: date, known_at: datetime | None = None) -> Finding[Any]:
    """Explain a figure of a case on a day, as far as the court knew at an instant."""
    view = get_visible_case(case)
    return figures.explain(view.court_no, case, name, on, known_at=known_at)


ROUTES = (
    post("/cases", file_case, "立案", "File a case", status=201, covers=(operations.file_case,)),
    post(
        "/cases/batch", file_cases, "批量立案", "File many cases", covers=(operations.file_cases,)
    ),
    ask(
        "/cases/batch/check",
        check_applications,
        "预检批量立案",
        "Check many applications",
        needs="file_case",
        covers=(operations.check_applications,),
    ),
    post(
        "/applications",
        receive_application,
        "登记申请",
        "Receive an application",
        status=201,
        covers=(operations.receive_application,),
    ),
    get("/cases", cases, "案件列表", "List cases"),
    get("/cases/{case}", case, "案件（可按日期）", "A case, as of a day"),
    post(
        "/cases/{case}/filing/acceptance",
        accept_filing,
        "决定立案",
        "Accept an application",
        today=True,
        covers=(operations.accept_filing,),
    ),
    post(
        "/cases/{case}/filing/refusal",
        refuse_filing,
        "裁定不予受理",
        "Refuse an application",
        today=True,
        covers=(operations.refuse_filing,),
    ),
    post(
        "/cases/{case}/succession",
        record_succession,
        "变更当事人",
        "Record a succession",
        status=201,
        covers=(operations.record_succession,),
    ),
    post(
        "/cases/{case}/claim/correction",
        correct_claim,
        "更正执行标的",
        "Correct the claim",
        covers=(operations.correct_claim,),
    ),
    get("/cases/{case}/acts", docket, "卷宗", "The docket"),
    get("/cases/{case}/acts/{act}", act, "行为", "An act"),
    get("/cases/{case}/acts/{act}/findings", act_findings, "行为的依据", "An act's findings"),
    post(
        "/cases/{case}/acts/{act}/correction",
        correct,
        "更正记录",
        "Correct an act",
        needs="record",
        status=201,
        covers=(correct_act,),
    ),
    post(
        "/cases/{case}/acts/{act}/annulment",
        annul,
        "撤销误录",
        "Annul an act",
        needs="record",
        status=201,
        covers=(annul_act,),
    ),
    get("/cases/{case}/nodes", nodes, "节点", "Nodes of a case"),
    get("/nodes/due", due, "到期节点", "Nodes that fall due"),
    get("/figures", figure_names, "可说明的数据", "Figures that can be explained"),
    get("/cases/{case}/figures/{name}", figure, "说明数据", "Explain a figure"),
)
