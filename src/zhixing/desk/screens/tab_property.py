"""The property tab: a debtor's property in one view, and the controls as the docket knows."""

from __future__ import annotations

from typing import Final

from zhixing.assets.acts import Control, Property
from zhixing.assets.kinds import Way, kind_of
from zhixing.cases.lawful_deed import names_of
from zhixing.courts.queries import get_court
from zhixing.desk.casefile import mark_of
from zhixing.desk.deeds import about_asset, find_link
from zhixing.desk.query_centre import request_url
from zhixing.desk.screens.part_coverage import covered
from zhixing.inquiry.control_deed import account_name, outlook
from zhixing.inquiry.overview import PropertyLine, property_lines
from zhixing.inquiry.partly_read import PartlyRead, list_partly_read
from zhixing.inquiry.repair_deed import institutions_of
from zhixing.inquiry.wire.model import Measure
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("财产", "Property")
CONTROLS: Final = Words("控制措施", "Controls")
OVERVIEW: Final = Words("财产总览", "Property in one view")
OVERVIEW_COLUMNS: Final = (
    Column("thing", Words("财产", "Property"), fixed=True),
    Column("owner", Words("权利人", "Owner"), Kind.NAME),
    Column("value", Words("余额或者价值", "Balance or value"), Kind.TEXT),
    Column("control", Words("本院控制", "Held by this court"), fixed=True),
    Column("until", Words("至", "Until"), Kind.STATUS),
    Column("others", Words("其他法院", "Other courts")),
    Column("next", Words("下一步", "Next"), fixed=True),
)
COLUMNS: Final = (
    Column("thing", Words("财产", "Property"), fixed=True),
    Column("measure", Words("措施", "Measure")),
    Column("amount", Words("控制金额", "Controlled"), Kind.MONEY, fixed=True),
    Column("stands", Words("现仍控制", "Still held"), Kind.MONEY),
    Column("rank", Words("顺位", "Rank"), Kind.NUMBER),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("status", Words("状态", "Status"), Kind.STATUS),
)
NEXT: Final = {
    Measure.FREEZE: "freeze",
    Measure.SEAL: "seal",
    Measure.RENEW: "renew",
    Measure.SEAL_RENEW: "renew-sealing",
    Measure.TRANSFER: "transfer",
}
PARTLY_READ: Final = Words(
    "反馈未能全部读取，财产可能不全", "Answers not read whole: there may be more property"
)
PARTLY_COLUMNS: Final = (
    Column("institution", Words("协助单位", "Institution"), fixed=True),
    Column("about", Words("被查询人", "About whom"), Kind.NAME),
    Column("entered", Words("入卷", "In the docket")),
    Column("lost", Words("未能读取之处", "What could not be read")),
)
EXEMPT: Final = Words("依法豁免", "exempt by law")
UNKNOWN: Final = Words("未反馈", "not told")


def _count(ask: CaseAsk) -> int:
    held = ask.facts.of(Property)
    return max(held.found, sum(c.released_on is None for c in held.controls))


@case_tab("property", LABEL, order=30, count=_count)
def controlled(ask: CaseAsk) -> Fragment:
    """Show all property of the debtors with what comes next, and the controls of the case."""
    held = ask.facts.of(Property)
    rows = [_row(n, c, ask) for n, c in enumerate(held.controls)]
    lines = property_lines(outlook(ask), ask.court_no, ask.case)
    nothing = Empty(Words("尚无财产控制", "Nothing is controlled yet"))
    unknown = Empty(
        Words("尚未查得财产", "Nothing was found yet"),
        Words("发起查询后，各来源的反馈汇总在这里。", "What each source answers is gathered here."),
    )
    tables = [
        *_partly_read(ask),
        Table(
            "overview", OVERVIEW, OVERVIEW_COLUMNS, [_line(x, ask) for x in lines], empty=unknown
        ),
        Table("controls", CONTROLS, COLUMNS, rows, empty=nothing),
    ]
    return Fragment(LABEL, "desk/tabs/property.html", {**covered(ask), "tables": tables}, len(rows))


def _partly_read(ask: CaseAsk) -> list[Table]:
    """Name the answers of which something was lost: the overview below does not know it."""
    found = list_partly_read(ask.court_no, ask.case)
    rows = [_gap(gap, ask) for gap in found]
    return [Table("partly-read", PARTLY_READ, PARTLY_COLUMNS, rows)] if rows else []


def _gap(gap: PartlyRead, ask: CaseAsk) -> Row:
    unit = institutions_of(ask).get(gap.institution)
    name = NOTHING if unit is None else Words(unit.name, unit.name_en or unit.name)
    url = request_url(ask.court_no, gap.request)
    entered = Words("▲ 仅部分入卷", "▲ in part") if gap.is_entered else Words("▲ 未入卷", "▲ no")
    cells = (
        Cell(name, url=url, note=gap.external_no),
        names_of(ask).get(gap.party, ""),
        entered,
        Words(gap.problem or gap.problem_en, gap.problem_en or gap.problem),
    )
    return Row(str(gap.answer), cells, url)


def _line(line: PropertyLine, ask: CaseAsk) -> Row:
    number = Words(kind_of(line.kind).number_zh, kind_of(line.kind).number_en)
    name: Text = line.label or Words(line.kind_zh, line.kind_en)
    note = Words("{k}，{n}尾号{t}", "{k}, {n} ending {t}").filled(
        k=Words(line.kind_zh, line.kind_en), n=number, t=line.identifier_tail
    )
    cells = (
        Cell(name, note=note),
        names_of(ask).get(line.party, ""),
        Cell(_value(line), note=EXEMPT if line.is_exempt else NOTHING),
        _control(line),
        mark_of(line.until, ask.on) if line.until is not None else None,
        _others(line),
        _next(line, ask),
    )
    return Row(str(line.asset), cells)


def _value(line: PropertyLine) -> Text:
    if line.value is None:
        return UNKNOWN
    if line.currency != "156":
        foreign = Words("{m}（币种{c}）", "{m} (currency {c})")
        return foreign.filled(m=line.value.yuan, c=line.currency)
    return money_text(line.value)


def _control(line: PropertyLine) -> Text:
    """Say what this court holds: an amount of money, a rank of what is kept in line."""
    if line.controlled is None or line.rank is None:
        return Words("未控制", "not controlled")
    kind = kind_of(line.kind)
    verb = Words(*kind.verb)
    if kind.way is Way.MONEY and line.rank == 1:
        return Words("已{v}{m}", "{v} of {m}").filled(v=verb, m=money_text(line.controlled))
    if line.rank > 1:
        return Words("轮候{v}，第{r}顺位", "queued {v}, rank {r}").filled(v=verb, r=line.rank)
    return Words("{v}，第1顺位", "{v}, rank 1").filled(v=verb)


def _others(line: PropertyLine) -> Text:
    if not line.others:
        return NOTHING
    first = line.others[0]
    said = Words("{c}等{n}个，首位第{r}顺位", "{c}, {n} in all, the first at rank {r}")
    if len(line.others) == 1:
        said = Words("{c}，第{r}顺位", "{c}, rank {r}")
    return said.filled(c=get_court(first.court_no).name, n=len(line.others), r=first.rank)


def _next(line: PropertyLine, ask: CaseAsk) -> object:
    """Give the deed that comes next with its address, or why there is none."""
    if line.next_measure is not None:
        key = NEXT[line.next_measure]
        if line.next_measure is Measure.FREEZE and kind_of(line.kind).way is Way.RIGHT:
            key = "freeze-right"
        link = find_link(key, about_asset(ask, line.asset))
        if link is not None:
            return Cell(link.label, url=link.url)
        return NOTHING
    return Words(line.obstacle_zh, line.obstacle_en) if line.obstacle_zh else NOTHING


def _row(place: int, control: Control, ask: CaseAsk) -> Row:
    if control.released_on is not None:
        mark: Mark | Words = Words("已解除", "Released")
    elif control.until is None:
        mark = Words("控制中", "Held")
    else:
        mark = mark_of(control.until, ask.on)
    known = {a.id: a for a in outlook(ask).assets}
    thing = known.get(control.asset)
    is_money = thing is not None and kind_of(thing.kind).way is Way.MONEY
    is_counted = is_money or bool(control.amount)
    cells = (
        account_name(outlook(ask), control.asset) if thing else "",
        Words(*kind_of(thing.kind).verb) if thing else "",
        int(control.amount) if is_counted else None,
        int(control.stands) if is_counted and control.rank == 1 else None,
        control.rank,
        control.since,
        control.until,
        mark,
    )
    return Row(str(place), cells)
