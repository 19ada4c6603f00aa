"""Fast control (执行速控): property of new cases nobody controls, chosen, previewed, ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse

from zhixing.assets.queries import list_assets_by_id
from zhixing.cases.filing.outcome import Mode
from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.desk.fast_rows import Typed, kept, kind_name, lay_out, read_rows, unreadable
from zhixing.desk.findings import lay
from zhixing.desk.visit import Visit
from zhixing.inquiry.bulk_freezing import explain_freezes
from zhixing.inquiry.bulk_queries import (
    MONEY_TOGETHER,
    RIGHTS_TOGETHER,
    list_bulks,
    list_controllable,
)
from zhixing.inquiry.bulk_values import BulkOutcome, BulkView, FreezeBatch, RowOutcome
from zhixing.inquiry.operations import order_freezes
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.why import Why
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

NEW_DAYS: Final = 30
MOST_CASES: Final = 500
BATCHES: Final = (
    Column("day", Words("提请日", "Put up on"), Kind.DAY, fixed=True),
    Column("what", Words("批次", "Batch")),
    Column("ordered", Words("已提请", "Ordered"), Kind.NUMBER),
    Column("refused", Words("未提请", "Refused"), Kind.NUMBER),
    Column("state", Words("办理情况", "Where it stands")),
)
MEASURES: Final[Mapping[str, Words]] = {
    "FREEZE": Words("批量冻结", "Freezes"),
    "RELEASE": Words("批量解除冻结（撤销批次）", "Releases that take a batch back"),
}
STATES: Final[Mapping[str, Words]] = {
    "DRAFT": Words("待审批", "awaiting approval"),
    "ISSUED": Words("待取走", "waiting to be collected"),
    "WITHDRAWN": Words("已撤回", "withdrawn"),
    "QUARANTINED": Words("已隔离", "held back"),
    "CLOSED": Words("已办结", "closed"),
}
OUT: Final = Words("在协助单位", "with institutions")


ABOUT_AMOUNTS: Final = frozenset(
    {
        *("FREEZE_LIMIT", "SHARES_TO_FREEZE", "SEIZE_INDIVISIBLE", "FOREIGN_MONEY"),
        *("LIVING_MINIMUM", "ACCOUNT_PURPOSE"),
    }
)
"""The rules that say how much: their findings stand beside each row of the preview."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the preview: the row's outcome in words, with its case, thing and reasons.

    ``whys`` are pairs of a number on the page and the finding that stands under it.
    """

    outcome: RowOutcome
    case_no: str
    case_url: str
    bank: Text
    kind: Text
    tail: str
    reason: Text
    remedy: Text
    whys: Sequence[tuple[int, Why]] = ()

    @property
    def is_waiting(self) -> bool:
        """Say whether others stand before it."""
        return self.outcome.rank is not None and self.outcome.rank > 1


def show(visit: Visit) -> HttpResponse:
    """List what could be frozen at once, and take a choice to its preview or to its orders."""
    if visit.request.method != "POST":
        return _workbench(visit)
    given = visit.request.POST
    try:
        rows, typed = read_rows(visit.by.court_no, given)
    except ValueError:
        return _workbench(visit, refusal=_no_such_rows())
    if given.get("step") == "edit":
        return _workbench(visit, typed)
    if typed.faults:
        return _workbench(visit, typed, unreadable(typed))
    mode = Mode.ALL_OR_NONE if given.get("mode") == Mode.ALL_OR_NONE else Mode.GOOD_ROWS
    batch = FreezeBatch(rows, given.get("key") or uuid4().hex, mode, given.get("seen", ""))
    if given.get("step") != "order":
        return _look(visit, typed, batch)
    done = perform(lambda: order_freezes(batch, visit.on, by=visit.by))
    if done.refusal is not None and done.refusal.code == "CHANGED_SINCE_PREVIEW":
        return _look(visit, typed, batch, done.refusal)
    if done.refusal is not None or done.value is None:
        return _workbench(visit, typed, done.refusal)
    if done.value.bulk is None:
        return _preview(visit, typed, done.value, status=422)
    said = Words(
        "已提请冻结{n}项财产，待审批；{b}行未提请。", "{n} freezes are put up; {b} rows are not."
    )
    visit.tell(said.filled(n=len(done.value.good), b=len(done.value.bad)))
    return visit.go(reverse("desk:control_batch", args=[done.value.bulk]))


def _look(
    visit: Visit, typed: Typed, batch: FreezeBatch, changed: Refusal | None = None
) -> HttpResponse:
    seen = perform(lambda: explain_freezes(batch, visit.on, by=visit.by))
    if seen.refusal is not None or seen.value is None:
        return _workbench(visit, typed, seen.refusal)
    return _preview(visit, typed, *seen.value, changed=changed)


def _workbench(
    visit: Visit, typed: Typed | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    asked = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    mine, every = asked.get("mine", ""), asked.get("all", "")
    wanted = CaseFilter(
        is_open=True,
        court_no=visit.by.court_no,
        handler=visit.by.person if mine else None,
        filed_from=None if every else visit.on - timedelta(days=NEW_DAYS),
    )
    cases = {c.id: c for c in list_cases(wanted, limit=MOST_CASES).cases}
    found = [
        asset
        for kinds in (MONEY_TOGETHER, RIGHTS_TOGETHER)
        for asset in (
            list_controllable(visit.by.court_no, cases=cases, kinds=kinds) if cases else []
        )
    ]
    banks = _banks(a.institution for a in found)
    context = {
        "groups": lay_out(found, cases, banks, typed or Typed(), visit.on),
        "days": NEW_DAYS,
        "mine": mine,
        "every": every,
        "today": visit.on,
        "refusal": shown(refusal) if refusal is not None else None,
        "empty": Empty(
            Words("没有待控制的财产", "Nothing waits to be controlled"),
            Words(
                "新立案件查得资金、证券、股权等而尚未冻结的，会列在这里。",
                "Money, securities, stakes and the like that were found in new cases and are not "
                "frozen yet are listed here.",
            ),
        ),
        "batches": _batches(list_bulks(visit.by.court_no, 20)),
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("fast_control").render("desk/fast_control.html", context, status=status)


def _preview(
    visit: Visit,
    typed: Typed,
    outcome: BulkOutcome,
    found: Mapping[int, tuple[Finding[Any], ...]] | None = None,
    *,
    status: int = 200,
    changed: Refusal | None = None,
) -> HttpResponse:
    panels: dict[str, tuple[int, Why]] = {}
    lines = judged(visit, outcome.rows, found or {}, panels)
    given = visit.request.POST
    context = {
        "lines": lines,
        "panels": list(panels.values()),
        "good": len(outcome.good),
        "bad": len(outcome.bad),
        "total": outcome.total,
        "unvalued": outcome.unvalued,
        "kept": [*kept(typed), *((n, given[n]) for n in ("mine", "all") if given.get(n))],
        "key": uuid4().hex,
        "seen": outcome.mark,
        "failed": status != 200,
        "changed": None if changed is None else shown(changed),
    }
    status = status if changed is None else status_of(changed)
    page = "desk/fast_control_preview.html"
    return visit.under("fast_control").render(page, context, status=status)


def judged(
    visit: Visit,
    rows: Sequence[RowOutcome],
    found: Mapping[int, tuple[Finding[Any], ...]] | None = None,
    panels: dict[str, tuple[int, Why]] | None = None,
) -> list[Judged]:
    """Give rows in words, those that are refused first; what is found is laid out in ``panels``."""
    ids = tuple({r.case for r in rows})
    known = list_cases(CaseFilter(ids=ids), order="claim", limit=max(1, len(ids))).cases
    cases = {c.id: c for c in known}
    things = list_assets_by_id(visit.by.court_no, (r.asset for r in rows))
    banks = _banks(v.institution for v in things.values())
    given = []
    for row in sorted(rows, key=lambda r: (r.is_good, r.row)):
        case, thing = cases.get(row.case), things.get(row.asset)
        url = reverse("desk:case", args=[case.court_no, case.id]) if case is not None else ""
        given.append(
            Judged(
                row,
                case.number if case is not None else "",
                url,
                banks.get(thing.institution, NOTHING) if thing is not None else NOTHING,
                kind_name(thing) if thing is not None else NOTHING,
                thing.identifier_tail if thing is not None else row.account_tail,
                Words(row.reason_zh, row.reason_en),
                Words(row.remedy_zh, row.remedy_en) if row.remedy_zh else NOTHING,
                _whys((found or {}).get(row.row, ()), {} if panels is None else panels),
            )
        )
    return given


def _whys(
    findings: Iterable[Finding[Any]], panels: dict[str, tuple[int, Why]]
) -> list[tuple[int, Why]]:
    """Give the findings on how much, each laid out once on the page."""
    given = []
    for finding in findings:
        if finding.rule in ABOUT_AMOUNTS:
            mark = f"{finding.rule}/{finding.input_hash}"
            panels.setdefault(mark, (len(panels) + 1, lay(finding)))
            given.append(panels[mark])
    return given


def _banks(ids: Iterable[UUID | None]) -> dict[UUID | None, Text]:
    views = list_institutions_by_id({i for i in ids if i is not None})
    return {i: Words(v.name, v.name_en or v.name) for i, v in views.items()}


def _batches(found: Sequence[BulkView]) -> Table:
    rows = [
        Row(
            str(b.id),
            (
                b.ordered_on,
                Cell(MEASURES[b.measure], url=reverse("desk:control_batch", args=[b.id])),
                b.ordered,
                b.rows - b.ordered,
                standing(b),
            ),
        )
        for b in found
    ]
    empty = Empty(Words("尚无批次", "No batch yet"))
    return Table("batches", Words("近期批次", "Latest batches"), BATCHES, rows, empty=empty)


def standing(batch: BulkView) -> Text:
    """Say how many orders of a batch are where."""
    counted: dict[Words, int] = {}
    for state, count in batch.by_state.items():
        words = STATES.get(state, OUT)
        counted[words] = counted.get(words, 0) + count
    one = Words("{s}{n}件", "{n} of them {s}")
    said = [one.filled(s=words, n=count) for words, count in counted.items()]
    return Words("，".join(s.zh for s in said), ", ".join(s.en for s in said))  # one language


def _no_such_rows() -> Refusal:
    return Refusal(
        "ROWS_UNREADABLE",
        message_zh="所选各行不能识别，请重新选择。",
        message_en="The rows chosen cannot be read; choose again.",
        field="row",
    )
