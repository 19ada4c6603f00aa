"""Assignment: cycles with their commitment, running one, its loads, and the receipt of a case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

import zhixing
from zhixing.assignment.operations import CycleResult, Group, Member, open_cycle, run_cycle
from zhixing.assignment.pools import EVERYBODY, load_rules
from zhixing.assignment.queries import CycleView, find_receipt, list_cycles
from zhixing.cases.queries import CaseView, get_case, list_unassigned
from zhixing.courts.kinds import TeamRole
from zhixing.courts.queries import list_teams
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.desk.words import CYCLE_STATES
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

MOST_COUNTED: Final = 1000
MOST_LISTED: Final = 50
SCRIPT: Final = "verify_assignment.py"
OFFICERS: Final = (PostKind.JUDGE,)
CYCLES: Final = (
    Column("pool", Words("分案池", "Pool"), fixed=True),
    Column("opened", Words("公布承诺值", "Committed at"), Kind.MOMENT),
    Column("commitment", Words("承诺值", "Commitment")),
    Column("groups", Words("小组数", "Groups"), Kind.NUMBER),
    Column("state", Words("状态", "State")),
    Column("run", Words("分案时刻", "Run at"), Kind.MOMENT),
    Column("cases", Words("分出案件", "Cases dealt"), Kind.NUMBER),
)
WAITING: Final = (
    Column("number", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("debtors", Words("被执行人", "Debtor"), Kind.NAME),
    Column("filed", Words("立案日", "Filed on"), Kind.DAY),
    Column("claim", Words("执行标的", "Claim"), Kind.MONEY),
    Column("do", Words("办理", "Do")),
)


def show(
    visit: Visit, result: CycleResult | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """Show cycles, what waits, and what may be done."""
    cycles = list_cycles(visit.by.court_no)
    waiting = list(islice(list_unassigned(visit.by.court_no), MOST_COUNTED))
    pools = list(dict.fromkeys([r.pool for r in load_rules(visit.by.court_no, visit.on)]))
    opened = {c.pool for c in cycles if c.run_at is None}
    context = {
        "decisions": [_open_or_run(pool, pool in opened, len(waiting)) for pool in pools],
        "groups": _groups_shown(visit),
        "cycles": Table(
            "cycles",
            Words("分案轮次", "Cycles"),
            CYCLES,
            [_cycle(c) for c in cycles],
            empty=Empty(Words("还没有轮次", "No cycle yet")),
        ),
        "waiting": Table(
            "waiting",
            Words("待分案件", "Cases without a handler"),
            WAITING,
            [_waiting(c) for c in waiting[:MOST_LISTED]],
            total=len(waiting) if len(waiting) < MOST_COUNTED else None,
            empty=Empty(Words("没有待分案件", "Every case has its handler")),
        ),
        "loads": _loads(result),
        "refusal": shown(refusal) if refusal else None,
        "script": SCRIPT,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("assignment").render("desk/assignment.html", context, status=status)


def open_one(visit: Visit) -> HttpResponse:
    """Commit to a secret and to the groups of the next cycle."""
    pool = visit.request.POST.get("pool", EVERYBODY)[:40]
    groups = groups_of(visit)
    outcome = perform(lambda: open_cycle(pool, groups, visit.at, by=visit.by))
    if outcome.refusal is not None:
        return show(visit, refusal=outcome.refusal)
    visit.tell(Words("承诺值已公布并写入日志。", "The commitment is published and logged."))
    return visit.go(reverse("desk:assignment"))


def run(visit: Visit) -> HttpResponse:
    """Deal the waiting cases and reveal the secret."""
    pool = visit.request.POST.get("pool", EVERYBODY)[:40]
    outcome = perform(lambda: run_cycle(pool, visit.on, visit.at, by=visit.by))
    return show(visit, outcome.value, outcome.refusal)


def groups_of(visit: Visit) -> list[Group]:
    """Give the teams that take part, each with its officers; a team without one takes none."""
    roster = Roster.of(visit.by.court_no, visit.on)
    found = []
    for team in list_teams(visit.by.court_no, visit.on):
        posts = [roster.find_post(m.person, *OFFICERS) for m in team.of_role(TeamRole.OFFICER)]
        members = tuple(Member(p.person.id, p.post.id) for p in posts if p is not None)
        if members:
            found.append(Group(team.id, members))
    return found


def receipt(visit: Visit, court_no: int, case: UUID) -> HttpResponse:
    """Give the receipt with which anybody checks how the case came to its handler."""
    get_case(court_no, case)
    found = find_receipt(court_no, case)
    if found is None:
        raise Http404(str(case))
    body = json.dumps(found, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{case}.json"'
    return response


def script(visit: Visit) -> HttpResponse:
    """Give the published script that checks a receipt without the platform."""
    path = Path(zhixing.__file__).parents[2] / "scripts" / SCRIPT
    if not path.exists():
        raise Http404(SCRIPT)
    response = HttpResponse(path.read_bytes(), content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{SCRIPT}"'
    return response


def _pool_name(pool: str) -> Text:
    return Words("全部案件", "All cases") if pool == EVERYBODY else pool


def _open_or_run(pool: str, is_open: bool, waiting: int) -> Decision:
    name = _pool_name(pool)
    fields = (("pool", pool),)
    if is_open:
        return Decision(
            name=f"run-{pool}",
            label=Words("执行分案：{p}", "Run the cycle: {p}").filled(p=name),
            url=reverse("desk:assignment_run"),
            consequence=Words(
                "待分案件（现{n}件）按案号顺序随机分到各组，公开密数，立即生效，不能重来。",
                "The waiting cases (now {n}) are dealt in the order of their numbers; the secret "
                "is revealed. It takes effect at once and cannot be repeated.",
            ).filled(n=waiting),
            tone="act",
            fields=fields,
        )
    return Decision(
        name=f"open-{pool}",
        label=Words("开启轮次：{p}", "Open a cycle: {p}").filled(p=name),
        url=reverse("desk:assignment_open"),
        consequence=Words(
            "生成密数并公布其承诺值，固定参加的小组；此后不能更换。",
            "A secret is made and its commitment published; the groups are fixed and cannot "
            "be changed afterwards.",
        ),
        fields=fields,
    )


def _groups_shown(visit: Visit) -> list[tuple[str, str]]:
    teams = list_teams(visit.by.court_no, visit.on)
    return [(t.name, "、".join(m.name for m in t.of_role(TeamRole.OFFICER))) for t in teams]


def _cycle(c: CycleView) -> Row:
    state = CYCLE_STATES[c.run_at is not None]
    cells = (
        _pool_name(c.pool),
        c.opened_at,
        Cell(f"{c.commitment[:16]}…"),
        c.groups,
        state,
        c.run_at,
        c.case_count if c.run_at is not None else None,
    )
    return Row(str(c.id), cells)


def _waiting(c: CaseView) -> Row:
    url = reverse("desk:case", args=[c.court_no, c.id])
    do = Cell(
        Words("指定承办", "Designate"),
        reverse("desk:deed", args=[c.court_no, c.id, "designate"]),
    )
    return Row(str(c.id), (Cell(c.number, url), c.debtor_names, c.filed_on, c.claim_fen, do))


def _loads(result: CycleResult | None) -> Sequence[Answer]:
    if result is None:
        return []
    dealt = Answer(Words("本轮分出", "Dealt"), Words("{n}件", "{n} cases").filled(n=result.cases))
    return [
        dealt,
        *(
            Answer(
                Words("第{n}组", "Group {n}").filled(n=n),
                Words("{n}件", "{n} cases").filled(n=load),
            )
            for n, load in enumerate(result.loads, start=1)
        ),
    ]
