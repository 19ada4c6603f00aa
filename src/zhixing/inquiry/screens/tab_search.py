"""The search tab: who was asked and who was not and why, standing orders, checks, disputes."""

from __future__ import annotations

from typing import Final

from zhixing.cases.lawful_deed import facts_of
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.entrusted.tables import entrusting_tables
from zhixing.inquiry.outside.acts import OutsideWork
from zhixing.inquiry.outside.queries import list_outside, list_outside_orders
from zhixing.inquiry.outside.tables import orders_table, outside_table
from zhixing.inquiry.partners.queries import EvidenceView, list_evidence
from zhixing.inquiry.search.checks import CheckLine, list_checks
from zhixing.inquiry.search.known_leads import LeadView, list_leads
from zhixing.inquiry.search.terms import SIGNALS
from zhixing.inquiry.search.views import (
    DisputeView,
    LookView,
    RankedView,
    SearchView,
    StandingView,
    list_disputes,
    list_searches,
    list_standing_orders,
)
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("查询策略", "Search")
RANKED: Final = (
    Column("institution", Words("协助单位", "Institution"), fixed=True),
    Column("standing", Words("本次如何处理及理由", "Asked or not, and why"), fixed=True),
    Column("rate", Words("预期查得率", "Expected rate of hits")),
    Column("yields", Words("每次查询预期查得", "Expected yield of a request"), Kind.MONEY),
)
CHECKS: Final = (
    Column("check", Words("项目", "Item"), fixed=True),
    Column("state", Words("状态", "Status"), fixed=True),
    Column("done", Words("完成日", "Done on"), Kind.DAY),
    Column("answers", Words("反馈数", "Answers"), Kind.NUMBER),
)
LOOKS: Final = (
    Column("on", Words("日期", "On"), Kind.DAY, fixed=True),
    Column("signal", Words("线索", "News")),
    Column("decision", Words("是否再次查询及理由", "Asked again or not, and why"), fixed=True),
)
EVIDENCE: Final = (
    Column("on", Words("取证日", "Taken on"), Kind.DAY, fixed=True),
    Column("institution", Words("协助单位", "Institution"), fixed=True),
    Column("kind", Words("证据内容", "What it tells")),
    Column("area", Words("所指省份", "Points to")),
    Column("letter", Words("协助调查函", "Letter")),
    Column("folio", Words("卷宗页码", "In the file")),
)
LEADS: Final = (
    Column("on", Words("反馈日", "Told on"), Kind.DAY, fixed=True),
    Column("institution", Words("协助单位", "Institution"), fixed=True),
    Column("kinds", Words("指向", "Leads to")),
    Column("area", Words("所指省份", "Points to")),
    Column("request", Words("请求编号（内容见其原始报文）", "Request; its answer says more")),
)
DISPUTES: Final = (
    Column("institution", Words("协助单位", "Institution"), fixed=True),
    Column("raised", Words("提出日", "Raised on"), Kind.DAY),
    Column("by", Words("提出方", "Raised by")),
    Column("reason", Words("理由", "Reason")),
    Column("due", Words("答复期限", "Answer due"), Kind.DAY),
    Column("outcome", Words("结果", "Outcome")),
)
WATCH: Final = Words("终本或者中止后定期查询", "Watch of a case that stands still")
REPEAT: Final = Words("持续查询", "Standing order")
STANDS: Final = Words("{k}：{f}至{u}，已查{n}轮，{s}", "{k}: {f} to {u}, {n} rounds, {s}")
NEXT: Final = Words("下次{d}", "next on {d}")
ENDED: Final = Words("{d}终止：{r}", "ended on {d}: {r}")
DONE: Final = Words("已完成", "done")
MISSING: Final = Words("未完成", "not done")
RAISERS: Final = {
    "COURT": Words("法院", "the court"),
    "INSTITUTION": Words("协助单位", "the institution"),
}
OUTCOMES: Final = {
    "": Words("处理中", "open"),
    "UPHELD": Words("异议成立", "upheld"),
    "REJECTED": Words("异议不成立", "rejected"),
    "WITHDRAWN": Words("已撤回", "withdrawn"),
}
NO_LOOKS: Final = Empty(Words("尚未再次查询", "Not asked again yet"))


def _count(ask: CaseAsk) -> int:
    return sum(s.completed_on is None for s in ask.facts.of(Inquiry).sets)


@case_tab("search", LABEL, order=32, count=_count)
def search(ask: CaseAsk) -> Fragment | None:
    """Show the searches of the case as they stand now, with every reason."""
    searches = list_searches(ask.court_no, ask.case)
    standing = list_standing_orders(ask.court_no, ask.case)
    disputes = list_disputes(ask.court_no, case=ask.case)
    lines = list_checks(ask.court_no, ask.case, facts_of(ask), ask.on)
    tables = [_checks(lines)] if lines else []
    tables += [_standing(s) for s in standing[:3]]
    tables += [_search(s) for s in searches[:3]]
    if disputes:
        tables.append(_disputes(disputes))
    outside = list_outside(ask.court_no, ask.case)
    if outside:
        tables.append(outside_table(outside))
    if ask.facts.of(OutsideWork).orders:
        tables.append(orders_table(list_outside_orders(facts_of(ask)), ask.on))
    tables += entrusting_tables(facts_of(ask), ask.on)
    if ask.facts.of(Inquiry).leads:
        tables.append(_leads(list_leads(ask.court_no, ask.case)))
    if ask.facts.of(Inquiry).evidence:
        tables.append(_evidence(list_evidence(ask.court_no, ask.case)))
    if not tables:
        nothing = Empty(
            Words("尚未检索", "No search yet"),
            Words("从“按产出检索”开始。", "Begin one with the deed above."),
        )
        tables = [Table("searches", LABEL, RANKED, (), empty=nothing)]
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": tables})


def _search(s: SearchView) -> Table:
    begun, purpose = s.begun_on.isoformat(), s.finding
    name = Words(
        f"{begun}的检索：{purpose.conclusion_zh}", f"Search of {begun}: {purpose.conclusion_en}"
    )
    return Table(f"search-{s.id.hex}", name, RANKED, [_ranked(r) for r in s.ranked])


def _ranked(r: RankedView) -> Row:
    rate = "" if not r.rate else f"{r.rate / 100:.2f}%"
    cells = (Words(r.name, r.name_en), Words(*r.words), rate, r.yields or None)
    return Row(str(r.institution), cells)


def _standing(s: StandingView) -> Table:
    if s.ended_on is None:
        state = NEXT.filled(d=s.next_on)
    else:
        state = ENDED.filled(d=s.ended_on, r=s.end_reason)
    kind = WATCH if s.dates else REPEAT
    name = STANDS.filled(k=kind, f=s.from_on, u=s.until_on, n=s.rounds, s=state)
    rows = [_look(n, look) for n, look in enumerate(s.looks)]
    return Table(f"standing-{s.id.hex}", name, LOOKS, rows, empty=NO_LOOKS)


def _look(n: int, look: LookView) -> Row:
    signal: Text = Words(*SIGNALS[look.signal]) if look.signal in SIGNALS else NOTHING
    why = Words(look.finding.conclusion_zh, look.finding.conclusion_en)
    return Row(f"look-{n}", (look.on, signal, why))


def _checks(lines: tuple[CheckLine, ...]) -> Table:
    done = sum(x.is_done for x in lines)
    name = Words(
        f"四查两报：已完成{done}／{len(lines)}",
        f"Checks and reports: {done} of {len(lines)} done",
    )
    rows = [
        Row(
            x.code,
            (Cell(Words(x.zh, x.en)), DONE if x.is_done else MISSING, x.done_on, x.answers or None),
        )
        for x in lines
    ]
    return Table("checks", name, CHECKS, rows)


def _evidence(found: list[EvidenceView]) -> Table:
    rows = [
        Row(
            f"evidence-{n}",
            (
                e.taken_on,
                Words(e.institution, e.institution_en),
                Words(*e.words),
                e.out_of_area,
                e.letter,
                e.folio,
            ),
        )
        for n, e in enumerate(found)
    ]
    return Table("evidence", Words("协助单位提供的证据", "Evidence from partners"), EVIDENCE, rows)


def _leads(found: list[LeadView]) -> Table:
    rows = [
        Row(
            f"lead-{n}",
            (
                lead.told_on,
                Words(lead.institution, lead.institution_en),
                Words(*lead.words),
                lead.out_of_area,
                lead.request_no,
            ),
        )
        for n, lead in enumerate(found)
    ]
    return Table("leads", Words("反馈中的线索", "Leads in answers"), LEADS, rows)


def _disputes(found: list[DisputeView]) -> Table:
    known = list_institutions_by_id({d.institution for d in found})
    rows = [
        Row(
            str(d.id),
            (
                Words(known[d.institution].name, known[d.institution].name_en),
                d.raised_on,
                RAISERS[d.raised_by],
                d.reason,
                d.due_on,
                OUTCOMES[d.outcome],
            ),
        )
        for d in found
    ]
    return Table("disputes", Words("反馈异议", "Disputed answers"), DISPUTES, rows)
